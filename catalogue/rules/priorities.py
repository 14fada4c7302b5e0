"""Priorities and bids name what is there, aim at what can be counted, and have days in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.problems import Code, Scope, Severity
from catalogue.quoting import listed, quoted
from catalogue.records import Priority
from catalogue.rules.days import day_text
from catalogue.rules.findings import Finding, Records
from catalogue.rules.nearest import Nearest
from catalogue.targets import NAMED, TARGET_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from catalogue.problems import Way
    from catalogue.records import Bid

UNKNOWN_PARTNER = Code(
    "unknown-partner",
    Severity.ERROR,
    "The plan names a partner that is not there",
    "Whoever leads, helps or does something is written as its file in providers/ is called, so "
    "that everybody can see who has promised what.",
    scope=Scope.CATALOGUE,
)
UNKNOWN_NEED = Code(
    "unknown-need",
    Severity.ERROR,
    "The plan names a need that is not counted",
    "A priority is for people in need, and reference/need.yaml lists which needs are counted, each "
    "with its source.",
    scope=Scope.CATALOGUE,
)
UNKNOWN_BID = Code(
    "unknown-bid",
    Severity.ERROR,
    "A priority belongs to a bid that is not there",
    "It is written as the bid's file in content/plan/bids/ is called.",
    scope=Scope.CATALOGUE,
)
TARGET_NOT_COUNTED = Code(
    "target-not-counted",
    Severity.ERROR,
    "The target cannot be counted",
    "A target is counted from the tables of planning and from nothing else, so it has to name what "
    "is to be counted, and to ask for more than there was, or for less where less is better.",
)
PLAN_DATES = Code(
    "plan-dates",
    Severity.ERROR,
    "The days of the plan are in the wrong order",
    "A target comes after its start and no action after the target, and what is done was done on a "
    "day that has been. Often the year is wrong.",
)
REAL_ON_EXAMPLE = Code(
    "real-on-example",
    Severity.ERROR,
    "A real part of the plan stands on an invented one",
    "What is invented is left out for the public, and goes for good when the real directory "
    "begins. Name something real, or write example: true.",
    scope=Scope.CATALOGUE,
)
CODES = (
    UNKNOWN_PARTNER,
    UNKNOWN_NEED,
    UNKNOWN_BID,
    TARGET_NOT_COUNTED,
    PLAN_DATES,
    REAL_ON_EXAMPLE,
)
_HUNDRED = 100


def check(records: Records) -> Iterator[Finding]:
    """Look at every priority and every bid."""
    partners = Nearest(lambda: {one.id: (one.name,) for one in records.providers.values()})
    for priority in records.priorities.values():
        yield from _partners(priority, _named_by(priority), records, partners)
        yield from _need(priority, records)
        yield from _bid(priority, records)
        yield from _target(priority)
        yield from _days(priority, records.today)
    for bid in records.bids.values():
        yield from _partners(bid, _led_by(bid), records, partners)
        if bid.sent and bid.sent > records.today:
            yield _not_yet(bid, ("sent",), bid.sent, records.today)


def _led_by(record: Priority | Bid) -> Iterator[tuple[Way, str]]:
    yield ("lead",), record.lead
    for number, partner in enumerate(record.partners):
        yield ("partners", number), partner


def _named_by(priority: Priority) -> Iterator[tuple[Way, str]]:
    yield from _led_by(priority)
    for number, action in enumerate(priority.actions):
        yield ("actions", number, "who"), action.who


def _partners(
    record: Priority | Bid,
    named: Iterable[tuple[Way, str]],
    records: Records,
    nearest: Nearest,
) -> Iterator[Finding]:
    for field, partner in named:
        if not records.has("provider", partner):
            meant = nearest.to(partner)
            mend = f"Did you mean {meant}?" if meant else "Name it as its file in providers/ is."
            what = f"There is no partner called {quoted(partner)}."
            yield Finding(UNKNOWN_PARTNER, record, field, what, mend)
        elif (
            partner in records.providers
            and records.providers[partner].example
            and not record.example
        ):
            yield _on_example(record, field, records.providers[partner].name)


def _need(priority: Priority, records: Records) -> Iterator[Finding]:
    needs = records.reference.needs
    if needs is None:
        what = "Nothing is known here of who lives where: reference/ has no need.yaml."
        yield Finding(UNKNOWN_NEED, priority, ("need",), what, "Add it first.")
    elif priority.need not in needs.measures:
        what = f"There is no need called {quoted(priority.need)}."
        mend = f"Choose {listed(needs.measures)}."
        yield Finding(UNKNOWN_NEED, priority, ("need",), what, mend)
    elif TARGET_KINDS[priority.target.counts].of_people and not any(
        needs.figures[priority.need].values()
    ):
        what = f"Nobody is counted under {quoted(priority.need)}, so nobody can be near anything."
        mend = "Choose another need, or mend its table in reference/."
        yield Finding(TARGET_NOT_COUNTED, priority, ("need",), what, mend)


def _bid(priority: Priority, records: Records) -> Iterator[Finding]:
    if priority.bid is None:
        return
    if not records.has("bid", priority.bid):
        what = f"There is no bid called {quoted(priority.bid)}."
        known = f"Choose {listed(sorted(records.bids))}, or delete" if records.bids else "Delete"
        mend = f"{known} the line."
        yield Finding(UNKNOWN_BID, priority, ("bid",), what, mend)
    elif (
        not priority.example and priority.bid in records.bids and records.bids[priority.bid].example
    ):
        yield _on_example(priority, ("bid",), records.bids[priority.bid].title)


def _target(priority: Priority) -> Iterator[Finding]:
    target = priority.target
    kind = TARGET_KINDS[target.counts]
    for name in NAMED:
        there = getattr(target, name) is not None
        if name == kind.names and not there:
            what = f"A target that counts {target.counts} says of which {name}. This one does not."
            mend = f"Add a line with {name} to the target."
            yield Finding(TARGET_NOT_COUNTED, priority, ("target",), what, mend)
        elif there and name != kind.names:
            what = f"A target that counts {target.counts} is not about one {name}."
            mend = f"Delete the line {name}."
            yield Finding(TARGET_NOT_COUNTED, priority, ("target", name), what, mend)
    if kind.unit == "%" and target.figure > _HUNDRED:
        what = f"{target.figure:g} in a hundred cannot be."
        mend = "Write 100 or less."
        yield Finding(TARGET_NOT_COUNTED, priority, ("target", "figure"), what, mend)
    rises = target.figure - priority.start.figure
    if rises <= 0 if kind.more else rises >= 0:
        better = "more" if kind.more else "less"
        what = f"The target is {target.figure:g}, and it began at {priority.start.figure:g}."
        mend = f"Aim at {better} than there was: {better} is better here."
        yield Finding(TARGET_NOT_COUNTED, priority, ("target", "figure"), what, mend)


def _days(priority: Priority, today: date) -> Iterator[Finding]:
    target, start = priority.target, priority.start
    if start.on > today:
        yield _not_yet(priority, ("start", "on"), start.on, today)
    if target.by <= start.on:
        what = f"The target is for {day_text(target.by)}, and it began on {day_text(start.on)}."
        mend = "Correct the day that is wrong."
        yield Finding(PLAN_DATES, priority, ("target", "by"), what, mend)
    for number, action in enumerate(priority.actions):
        if action.by > target.by:
            what = f"This is to be done by {day_text(action.by)}, after the day of the target."
            mend = f"Write {target.by} or before, or give the target more time."
            yield Finding(PLAN_DATES, priority, ("actions", number, "by"), what, mend)
        if action.done and action.done > today:
            yield _not_yet(priority, ("actions", number, "done"), action.done, today)


def _not_yet(record: Priority | Bid, field: Way, day: date, today: date) -> Finding:
    what = f"{day_text(day)} has not come yet: today is {day_text(today)}."
    return Finding(PLAN_DATES, record, field, what, "Correct the day, or delete the line for now.")


def _on_example(record: Priority | Bid, field: Way, name: str) -> Finding:
    what = f"{name} is an example, and this is not."
    mend = "Name what is real, or write example: true if all of it is invented."
    return Finding(REAL_ON_EXAMPLE, record, field, what, mend)
