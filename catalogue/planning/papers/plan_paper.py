"""The Community Learning Plan: what partners want to change, why, and how far they are."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from catalogue.planning import priorities as stands
from catalogue.planning.papers import parts
from catalogue.planning.papers.blocks import (
    BigNumbers,
    Paper,
    Paragraph,
    Points,
    Signatures,
    Title,
    cells,
)
from catalogue.planning.pathways import MISSING_RUNG
from catalogue.planning.pictures.choropleths import Land
from catalogue.planning.priorities import day_words, figure_words
from catalogue.planning.table import PlanningTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.catalogue import Catalogue
    from catalogue.need import Measure
    from catalogue.planning.papers.blocks import Block
    from catalogue.planning.planned import Planned
    from catalogue.planning.priorities import PriorityRow
    from catalogue.records import Priority

_NAME = "Community Learning Plan"
_THIN = 10
"""How many wards are listed where need is high and provision little."""


def plan_paper(planned: Planned) -> Paper:
    """Make the plan of the tables."""
    catalogue = planned.catalogue
    warning = parts.warning_of(catalogue)
    file = _NAME.lower().replace(" ", "-")
    return Paper(
        file=f"{file}-invented-examples" if warning else file,
        title=f"{_NAME} (invented examples)" if warning else _NAME,
        subtitle=f"What the partners of {catalogue.reference.city.name} want to change together, "
        f"and how far they are on {day_words(catalogue.today)}.",
        warning=warning,
        made_on=catalogue.today.isoformat(),
        day=day_words(catalogue.today),
        blocks=tuple(_Plan(planned).blocks()),
    )


class _Plan:
    def __init__(self, planned: Planned) -> None:
        self._catalogue = planned.catalogue
        self._priorities, self._actions, self._bids = (
            planned.priorities,
            planned.actions,
            planned.bids,
        )
        self._need, self._access, self._provision = planned.need, planned.access, planned.provision
        self._overlaps, self._pathways = planned.overlaps, planned.pathways

    def blocks(self) -> Iterator[Block]:
        yield from self._on_one_page()
        yield from self._each_priority()
        yield from self._needs()
        yield from self._provided()
        yield from self._money()
        yield from parts.method(self._tables())
        yield from parts.sources(self._catalogue, self._need)
        land, measures = Land(self._catalogue.reference), list(_measures(self._catalogue))
        yield from parts.figures_of_maps(measures, self._need.rows, land)
        yield from self._signatures()

    def _tables(self) -> tuple[PlanningTable[Any], ...]:
        of_courses = (self._access, self._provision, self._overlaps, self._pathways)
        return (self._priorities, *of_courses)

    def _on_one_page(self) -> Iterator[Block]:
        rows = self._priorities.rows
        states = Counter(row.state for row in rows)
        late = sum(row.actions_late for row in rows)
        done = sum(row.actions_done for row in rows)
        yield Title("On one page")
        if not rows:
            yield Paragraph(
                "The partners have agreed on no priority yet. What is taught and who may need it "
                "is below."
            )
        yield BigNumbers(
            (
                (str(len(rows)), "priorities"),
                (
                    str(states[stands.REACHED] + states[stands.ON_ITS_WAY]),
                    "reached or on their way",
                ),
                (str(states[stands.BEHIND] + states[stands.LATE]), "behind or late"),
                (f"{done} of {sum(row.actions for row in rows)}", "actions done"),
                (str(late), "actions late"),
            )
        )
        if rows:
            yield cells(
                "What we want to change, and where it stands today",
                {
                    "Priority": (4, False),
                    "Start": (2, True),
                    "Today": (2, True),
                    "To come to": (2, True),
                    "By": (3, False),
                    "How it stands": (2, False),
                },
                [self._in_short(row) for row in rows],
            )
        everything = next(
            (row for row in self._provision.rows if (row.window, row.by) == ("year", "all")), None
        )
        if everything:
            yield Paragraph(
                f"In the next 12 months partners teach {parts.whole(everything.courses)} courses "
                f"in {parts.whole(everything.meetings)} meetings: {parts.whole(everything.hours)} "
                f"dated hours, besides {parts.whole(everything.open_ended_runs)} runs that go on "
                f"without an end. {len(self._overlaps.rows)} pairs of courses of two partners look "
                "much the same and are to be talked about."
            )
        yield Points(tuple(self._what_is_late()))

    def _in_short(self, row: PriorityRow) -> tuple[str, ...]:
        found = self._catalogue.priorities[row.id]
        return (
            row.title,
            figure_words(row.start, row.unit),
            figure_words(row.now, row.unit),
            figure_words(row.figure, row.unit),
            day_words(found.target.by),
            row.state,
        )

    def _what_is_late(self) -> Iterator[str]:
        for row in self._priorities.rows:
            if row.state == stands.LATE:
                yield f"Late: {row.title}. {row.why_so}"
        late = [row for row in self._actions.rows if row.state == stands.LATE]
        for action in late:
            yield f"Late: {action.what} {action.who} was to do it by {_day(action.by)}."
        if not late and not any(row.state == stands.LATE for row in self._priorities.rows):
            yield "Nothing is late."

    def _each_priority(self) -> Iterator[Block]:
        if self._priorities.rows:
            yield Title("What we want to change", 1, new_page=True)
        for row in self._priorities.rows:
            yield from self._one(row, self._catalogue.priorities[row.id])

    def _one(self, row: PriorityRow, priority: Priority) -> Iterator[Block]:
        yield Title(f"{row.title} (an invented example)" if row.is_example else row.title, 2)
        for paragraph in priority.why.strip().split("\n\n"):
            yield Paragraph(" ".join(paragraph.split()))
        unit = row.unit
        yield Paragraph(f"Target: {row.target}")
        yield Paragraph(f"{row.state.capitalize()}. {row.why_so}")
        moves = (
            (f"At the start, {_day(row.start_on)}", row.start),
            ("At the end of the term before last", row.before_last),
            ("At the end of last term", row.last),
            ("Today", row.now),
            (f"To come to, by {_day(row.by)}", row.figure),
        )
        yield cells(
            "How it has moved",
            {"When": (4, False), "Figure": (2, True)},
            [(when, figure_words(figure, unit)) for when, figure in moves],
        )
        yield Paragraph(_who(row))
        own = [one for one in self._actions.rows if one.priority == row.title]
        if own:
            yield cells(
                "Actions",
                {"What": (5, False), "Who": (3, False), "By": (2, False), "State": (1, False)},
                [(one.what, one.who, _day(one.by), one.state) for one in own],
            )

    def _needs(self) -> Iterator[Block]:
        yield Title("Who may need what, and what is near them", 1, new_page=True)
        measures = list(_measures(self._catalogue))
        if not measures:
            yield Paragraph(self._need.notes[0])
            return
        city = [row for row in self._need.rows if row.level == "city"]
        yield cells(
            "In the whole city",
            {"Who": (5, False), "How many": (2, True), "Of all residents": (2, True)},
            [
                (
                    row.label,
                    parts.whole(row.figure) + ("" if row.unit == "people" else " (weight)"),
                    parts.share(row.share) if row.unit == "people" else "",
                )
                for row in city
            ],
        )
        land = Land(self._catalogue.reference)
        for measure in measures:
            yield Title(parts.first_capital(measure.label), 2)
            yield parts.need_map(land, measure, self._need.rows, f"need-{measure.id}")
            yield parts.thin_wards(measure, self._access.rows, _THIN)

    def _provided(self) -> Iterator[Block]:
        rows = self._provision.rows
        yield Title("What is taught", 1, new_page=True)
        yield parts.taught(rows, "topic", "In the next 12 months, by main topic")
        yield parts.taught(rows, "time", "In the next 12 months, by time of day")
        yield parts.taught(rows, "level", "In the next 12 months, by level")
        yield Title("Where two do the same", 1)
        yield parts.pairs(self._overlaps.rows, self._catalogue, "Pairs to talk about")
        yield parts.known_pairs(self._catalogue, lambda _course: True)
        yield Title("Where the next step is missing", 1)
        missing = [row for row in self._pathways.rows if row.kind == MISSING_RUNG]
        yield cells(
            "Places from where the next level is nowhere near",
            {"Topic": (3, False), "Missing level": (2, False), "Why": (6, False)},
            [(row.subject, row.level, row.why) for row in missing],
        )

    def _money(self) -> Iterator[Block]:
        yield Title("Money we ask for together", 1)
        yield cells(
            "Bids",
            {
                "Bid": (3, False),
                "Fund": (3, False),
                "Deadline": (2, False),
                "Pounds": (2, True),
                "Lead": (3, False),
                "State": (2, False),
            },
            [
                (
                    row.title,
                    row.fund,
                    _day(row.deadline),
                    "not said" if row.pounds is None else f"£{row.pounds:,.0f}",
                    row.lead,
                    row.state,
                )
                for row in self._bids.rows
            ],
        )

    def _signatures(self) -> Iterator[Block]:
        yield Title("Signatures", 1, new_page=True)
        yield Paragraph(
            "We agree to this plan, and to look at it again each term. Our signature promises what "
            "stands beside our name in it, and no more."
        )
        if any(one.example for one in self._catalogue.priorities.values()):
            yield Paragraph(
                "These priorities are invented examples: nobody has signed them, and nobody is "
                "asked to."
            )
        yield Signatures(tuple(one.name for one in self._catalogue.providers.values()))


def _who(row: PriorityRow) -> str:
    said = f"Lead: {row.lead}."
    said += f" With {row.partners}." if row.partners else ""
    return f"{said} Money: the bid “{row.bid}”." if row.bid else said


def _day(day: str) -> str:
    return day_words(date.fromisoformat(day))


def _measures(catalogue: Catalogue) -> Iterator[Measure]:
    """Yield the needs that priorities are for; all of them while there is no priority."""
    needs = catalogue.reference.needs
    wanted = {one.need for one in catalogue.priorities.values()}
    for measure in needs.measures.values() if needs else ():
        if not wanted or measure.id in wanted:
            yield measure
