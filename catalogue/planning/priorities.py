"""What the partners want to change: where each priority stands, how it has moved, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from catalogue.planning.change import terms_before
from catalogue.planning.quality import MATTERS
from catalogue.planning.reach import KINDS
from catalogue.planning.standings import key_of
from catalogue.planning.table import PlanningTable, says
from catalogue.targets import TARGET_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.planning.snapshots import Snapshot
    from catalogue.planning.standings import Standings
    from catalogue.planning.windows import Window
    from catalogue.records import Action, Priority, PriorityTarget

REACHED, ON_ITS_WAY, BEHIND, LATE, NOT_KNOWN = (
    "reached",
    "on its way",
    "behind",
    "late",
    "not known",
)
DONE, TO_DO = "done", "to do"
_DECIMALS = 1
"""Figures are held beside each other as exactly as people write them."""


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """One priority. Figures are in its `unit`; one that is not known is empty."""

    id: str = says("Id")
    title: str = says("Priority")
    target: str = says("Target")
    state: str = says("How it stands")
    why_so: str = says("Why so")
    unit: str = says("Unit")
    start: float = says("At the start", "unit")
    start_on: str = says("The start")
    before_last: float | None = says("At the end of the term before last", "unit")
    last: float | None = says("At the end of last term", "unit")
    now: float | None = says("Today", "unit")
    expected: float = says("Where it should be today", "unit")
    figure: float = says("To come to", "unit")
    by: str = says("By")
    need: str = says("Need")
    people: float | None = says("All of those in need", "people or weight")
    lead: str = says("Lead")
    partners: str = says("Partners")
    actions: int = says("Actions", "actions")
    actions_done: int = says("Done", "actions")
    actions_late: int = says("Late", "actions")
    bid: str = says("Bid")
    is_example: bool = says("An invented example")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action of a priority."""

    priority: str = says("Priority")
    what: str = says("What")
    who: str = says("Who")
    by: str = says("By")
    done: str = says("Done on")
    state: str = says("How it stands")
    is_example: bool = says("An invented example")


def priorities(
    catalogue: Catalogue, earlier: Sequence[Snapshot], standings: Standings
) -> PlanningTable[PriorityRow]:
    """Return each priority of the plan, by the day it is to be true."""
    rows = tuple(_row(one, catalogue, standings, earlier) for one in catalogue.priorities.values())
    last, before = terms_before(catalogue)
    notes = (
        *((_NONE,) if not rows else ()),
        *((_INVENTED,) if any(row.is_example for row in rows) else ()),
        *_NOTES,
        f"Last term was {last.name}, and before it {before.name}: what is asked today, asked of "
        "the listings of then. Empty is not known.",
    )
    return PlanningTable("priorities", "What partners want to change", PriorityRow, rows, notes)


_NONE = "There is no priority yet: each is a file in content/plan/priorities/."
_INVENTED = "Priorities marked so are invented examples: no partner has promised anything in them."
_NOTES = (
    "On its way is what is at least where a straight line from the start to the target would be "
    "today; behind is what is not, and late what is not reached and past its day. Figures are "
    "compared to one decimal.",
    "Targets are counted from the other tables, by straight lines and not ways on foot. Hours are "
    "dated hours; what is open-ended is in none.",
)


def actions(catalogue: Catalogue) -> PlanningTable[ActionRow]:
    """Return each action of each priority, by the day it is to be done."""
    found = sorted(
        ((action, one) for one in catalogue.priorities.values() for action in one.actions),
        key=lambda pair: (pair[0].by, pair[1].id),
    )
    rows = tuple(
        ActionRow(
            priority=one.title,
            what=action.what,
            who=partner_name(catalogue, action.who),
            by=action.by.isoformat(),
            done=action.done.isoformat() if action.done else "",
            state=state_of_action(action, catalogue.today),
            is_example=one.example,
        )
        for action, one in found
    )
    return PlanningTable("actions", "Who does what by when", ActionRow, rows, ())


def state_of_action(action: Action, today: date) -> str:
    """Return whether an action is done, to do or late."""
    if action.done:
        return DONE
    return LATE if action.by < today else TO_DO


def target_words(priority: Priority, catalogue: Catalogue) -> str:
    """Say a target as one sentence."""
    target, needs = priority.target, catalogue.reference.needs
    kind = TARGET_KINDS[target.counts]
    said = kind.says.format(
        figure=figure_words(target.figure, kind.unit),
        group=needs.measures[priority.need].label if needs else priority.need,
        named=_named_words(target, catalogue),
    )
    least = "At least" if kind.more else "At most"
    return f"{least} {said}, by {day_words(target.by)}."


def figure_words(figure: float | None, unit: str) -> str:
    """Say a figure with its unit, to one decimal."""
    if figure is None:
        return "not known"
    number = f"{figure:,.{_DECIMALS}f}".removesuffix(".0")
    return f"{number}%" if unit == "%" else f"{number} {unit}"


def day_words(day: date) -> str:
    """Say a day, such as 30 September 2027."""
    return f"{day.day} {day:%B %Y}"


def partner_name(catalogue: Catalogue, partner: str) -> str:
    """Return what a partner is called; its id where its file cannot be read."""
    provider = catalogue.providers.get(partner)
    return provider.name if provider else partner


def _named_words(target: PriorityTarget, catalogue: Catalogue) -> str:
    if target.courses:
        return next(kind.label for kind in KINDS if kind.id == target.courses)
    if target.fact:
        return next(matter.label for matter in MATTERS if matter.id == target.fact)
    return catalogue.term("topics", target.topic).label if target.topic else ""


def _row(
    one: Priority, catalogue: Catalogue, standings: Standings, earlier: Sequence[Snapshot]
) -> PriorityRow:
    today, target, needs = catalogue.today, one.target, catalogue.reference.needs
    unit = TARGET_KINDS[target.counts].unit
    now, expected = standings.of(target, one.need), _expected(one, today)
    state = _state(one, now, expected, today)
    states = [state_of_action(action, today) for action in one.actions]
    last, before = (_known(one, term, earlier) for term in terms_before(catalogue))
    bid = catalogue.bids.get(one.bid or "")
    return PriorityRow(
        id=one.id,
        title=one.title,
        target=target_words(one, catalogue),
        state=state,
        why_so=_why(one, state, now, expected, unit),
        unit=unit,
        start=one.start.figure,
        start_on=one.start.on.isoformat(),
        before_last=before,
        last=last,
        now=now,
        expected=expected,
        figure=target.figure,
        by=target.by.isoformat(),
        need=needs.measures[one.need].label if needs else one.need,
        people=sum(needs.figures[one.need].values()) if needs else None,
        lead=partner_name(catalogue, one.lead),
        partners=", ".join(partner_name(catalogue, who) for who in one.partners),
        actions=len(states),
        actions_done=states.count(DONE),
        actions_late=states.count(LATE),
        bid=bid.title if bid else "",
        is_example=one.example,
    )


def _known(one: Priority, term: Window, earlier: Sequence[Snapshot]) -> float | None:
    """Return where a target stood at the end of a term; None if nobody knows."""
    known = [snapshot for snapshot in earlier if snapshot.term.first == term.first]
    if not known:
        return None
    return max(known, key=lambda one: one.taken).standings.get(key_of(one.target, one.need))


def _expected(one: Priority, today: date) -> float:
    """Return where a straight line from the start to the target is today."""
    whole = (one.target.by - one.start.on).days
    gone = min(max((today - one.start.on).days, 0), whole)
    return one.start.figure + (one.target.figure - one.start.figure) * gone / whole


def _state(one: Priority, now: float | None, expected: float, today: date) -> str:
    if now is None:
        return NOT_KNOWN
    more = TARGET_KINDS[one.target.counts].more
    if _is_there(now, one.target.figure, more):
        return REACHED
    if one.target.by < today:
        return LATE
    return ON_ITS_WAY if _is_there(now, expected, more) else BEHIND


def _is_there(now: float, wanted: float, more: bool) -> bool:
    now, wanted = round(now, _DECIMALS), round(wanted, _DECIMALS)
    return now >= wanted if more else now <= wanted


def _why(one: Priority, state: str, now: float | None, expected: float, unit: str) -> str:
    here = f"It began at {figure_words(one.start.figure, unit)} and is at {figure_words(now, unit)}"
    match state:
        case "reached":
            return f"{here}: it is reached."
        case "late":
            return f"{here}, and {day_words(one.target.by)} has passed."
        case "not known":
            return "It cannot be counted: nobody is in need of it, or nothing is listed."
        case _:
            return f"{here}; on a straight line to the target it would be at " + (
                f"{figure_words(expected, unit)} today."
            )
