"""The evidence pack for a bid: what is needed and what there is, of some areas and topics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from catalogue.planning.papers import parts
from catalogue.planning.papers.blocks import BigNumbers, Paper, Paragraph, Points, Title, cells
from catalogue.planning.priorities import day_words, partner_name
from catalogue.planning.provision import provision
from catalogue.planning.reach import KINDS
from catalogue.quoting import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.need import Measure
    from catalogue.planning.papers.blocks import Block
    from catalogue.planning.planned import Planned
    from catalogue.planning.table import PlanningTable
    from catalogue.records import Bid, Course

_EVERYONE = "residents"
_KINDS_OF = {
    "esol": ("esol-entry-1",),
    "english": ("first-english",),
    "maths": ("first-maths",),
    "digital-skills": ("first-computers",),
}
"""The kinds of course that the table of reach has of some topics."""


@dataclass(frozen=True, slots=True)
class EvidenceFor:
    """What a pack is about: ids of areas and topics, all of them where none is named; and the bid
    that it is for.
    """

    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    bid: Bid | None = None


class Pack:
    """The evidence for what is asked: as a paper, and as the tables behind it."""

    def __init__(self, planned: Planned, asked: EvidenceFor) -> None:
        self._whole, self._land = planned.catalogue, planned.land
        self._planned = planned
        self._asked = asked
        self._here = _narrowed(planned.catalogue, asked)

    @property
    def tables(self) -> tuple[PlanningTable[Any], ...]:
        """What the workbook has: the tables of planning, with the rows that are asked for."""
        mine = {one.id for one in self._whole.priorities.values() if self._is_for(one.bid)}
        return (
            self._need,
            self._provision,
            self._access,
            self._reach,
            self._overlaps,
            replace(
                self._planned.priorities,
                rows=tuple(row for row in self._planned.priorities.rows if row.id in mine),
            ),
        )

    def paper(self) -> Paper:
        """Make the paper."""
        warning = parts.warning_of(self._whole)
        bid, day = self._asked.bid, self._whole.today
        about = bid.title if bid else self._about
        title = f"Evidence: {about}"
        file = "-".join(("evidence", *((bid.id,) if bid else self._ids)))
        return Paper(
            file=f"{file}-invented-examples" if warning else file,
            title=f"{title} (invented examples)" if warning else title,
            subtitle=f"{self._about}: need, what there is, and what is missing, on "
            f"{day_words(day)}.",
            warning=warning,
            made_on=day.isoformat(),
            day=day_words(day),
            blocks=tuple(self._blocks()),
        )

    def _is_for(self, bid: str | None) -> bool:
        return self._asked.bid is not None and bid == self._asked.bid.id

    @property
    def _ids(self) -> tuple[str, ...]:
        return (*self._asked.areas, *self._asked.topics) or ("all",)

    @cached_property
    def _about(self) -> str:
        topics = [self._whole.term("topics", one).label for one in self._asked.topics]
        areas = [self._whole.term("areas", one).label for one in self._asked.areas]
        what = listed(topics, "and") if topics else "All topics"
        return f"{what} in {listed(areas, 'and') if areas else self._whole.reference.city.name}"

    # The tables, with the rows that are asked for

    @cached_property
    def _wards(self) -> frozenset[str]:
        """The wards of the areas; all of them where no area is named."""
        named = [ward for one in self._asked.areas for ward in self._whole.term("areas", one).wards]
        return frozenset(named or self._whole.reference.places.rings)

    @cached_property
    def _measures(self) -> tuple[Measure, ...]:
        """Those whom any topic answers, such as everybody, and those whom the topics answer."""
        needs = self._whole.reference.needs
        topics = set(self._asked.topics)
        return tuple(
            one
            for one in (needs.measures.values() if needs else ())
            if not one.topics or not topics or topics & set(one.topics)
        )

    @cached_property
    def _drawn(self) -> Sequence[Measure]:
        """The measures that have a map: those that the topics answer, or else everybody."""
        return [one for one in self._measures if one.topics] or self._measures[:1]

    @cached_property
    def _need(self) -> PlanningTable[Any]:
        table, wanted = self._planned.need, {one.id for one in self._measures}
        rows = tuple(
            row
            for row in table.rows
            if row.measure in wanted
            and (row.level in ("city", "msoa") or (row.level == "ward" and row.id in self._wards))
        )
        return replace(table, rows=rows)

    @cached_property
    def _provision(self) -> PlanningTable[Any]:
        return provision(self._here)

    @cached_property
    def _access(self) -> PlanningTable[Any]:
        table, wanted = self._planned.access, {one.id for one in self._measures}
        rows = tuple(
            row
            for row in table.rows
            if row.level == "ward" and row.id in self._wards and row.measure in wanted
        )
        return replace(table, rows=rows)

    @cached_property
    def _reach(self) -> PlanningTable[Any]:
        table, wanted = self._planned.reach, {one.id for one in self._measures}
        topics = self._asked.topics
        kinds = {kind for one in topics for kind in _KINDS_OF.get(one, ())}
        kinds = kinds or {kind.id for kind in KINDS}
        rows = tuple(row for row in table.rows if row.kind in kinds and row.measure in wanted)
        return replace(table, rows=rows)

    @cached_property
    def _overlaps(self) -> PlanningTable[Any]:
        table = self._planned.overlaps
        rows = tuple(
            row for row in table.rows if {row.first, row.second} & self._here.courses.keys()
        )
        return replace(table, rows=rows)

    # The paper

    def _blocks(self) -> Iterator[Block]:
        yield from self._on_one_page()
        yield from self._needed()
        yield from self._provided()
        yield from self._missing()
        yield from self._resolved()
        yield from self._partners()
        yield from parts.method((self._access, self._provision, self._reach, self._overlaps))
        yield from parts.sources(self._whole, self._need)
        yield from parts.figures_of_maps(self._drawn, self._planned.need.rows, self._land)

    def _on_one_page(self) -> Iterator[Block]:
        year = next(
            (row for row in self._provision.rows if (row.window, row.by) == ("year", "all")), None
        )
        people = self._people_here()
        yield Title("On one page")
        yield BigNumbers(
            (
                (parts.whole(people.get(_EVERYONE)), "people live here"),
                (parts.whole(year.courses if year else 0), "courses in the next 12 months"),
                (parts.whole(year.hours if year else 0), "dated hours of them"),
                (str(len(self._overlaps.rows)), "overlaps to talk about"),
            )
        )
        if self._asked.bid:
            yield Points(tuple(self._bid_in_short(self._asked.bid)))
        said = [
            f"{parts.first_capital(one.label)}: {parts.whole(people[one.id])}"
            f"{' (a weight, and no number of people)' if one.unit == 'weight' else ''}"
            f"{', an estimate' if one.is_estimate else ''}."
            for one in self._measures
            if one.id in people and one.id != _EVERYONE
        ]
        if said:
            yield Paragraph("Of those who live here:")
            yield Points(tuple(said))
        yield from self._gap_in_short()

    def _people_here(self) -> Mapping[str, float]:
        """Return how many people of each measure live here; nothing where that is not known."""
        found: dict[str, float] = {}
        for row in self._need.rows:
            if row.level == "ward":
                found[row.measure] = found.get(row.measure, 0.0) + row.figure
        return found

    def _bid_in_short(self, bid: Bid) -> Iterator[str]:
        (row,) = (row for row in self._planned.bids.rows if row.id == bid.id)
        yield f"Fund: {row.fund}. Last day: {day_words(bid.deadline)} ({row.state})."
        if row.pounds is not None:
            yield f"Asked for: £{row.pounds:,.0f}."
        yield f"Lead: {row.lead}." + (f" With {row.partners}." if row.partners else "")
        if row.priorities:
            yield f"For the priorities: {row.priorities}."

    def _gap_in_short(self) -> Iterator[Block]:
        said = [
            f"In the whole city {parts.share(row.share_without)} of {row.group} have no "
            f"{row.label.removeprefix('an ').removeprefix('a ')} within a mile."
            for row in self._gaps()
        ]
        if said:
            yield Paragraph("What is missing:")
            yield Points(tuple(said))

    def _gaps(self) -> Sequence[Any]:
        """Return, of each kind of course, the row of those whom its topic answers."""
        answered = {one.id for one in self._measures if one.topics} or {_EVERYONE}
        return [row for row in self._reach.rows if row.measure in answered]

    def _needed(self) -> Iterator[Block]:
        yield Title("Need", 1, new_page=True)
        city = {row.measure: row for row in self._need.rows if row.level == "city"}
        people = self._people_here()
        yield cells(
            "Who lives here",
            {"Who": (5, False), "Here": (2, True), "In the city": (2, True), "Share": (2, True)},
            [
                (
                    one.label,
                    parts.whole(people.get(one.id)),
                    parts.whole(city[one.id].figure),
                    parts.share(_part(people.get(one.id), city[one.id].figure)),
                )
                for one in self._measures
                if one.id in city
            ],
        )
        for one in self._drawn:
            yield parts.need_map(self._land, one, self._planned.need.rows, f"need-{one.id}")

    def _provided(self) -> Iterator[Block]:
        yield Title("What there is", 1, new_page=True)
        yield parts.taught(self._provision.rows, "topic", "In the next 12 months, by main topic")
        yield parts.taught(self._provision.rows, "level", "In the next 12 months, by level")
        yield cells(
            "Courses that go on or are to come",
            {"Course": (4, False), "Partner": (3, False), "Level": (2, False), "Where": (3, False)},
            [self._course(course) for course in self._here.current],
        )

    def _course(self, course: Course) -> tuple[str, ...]:
        runs = self._here.live_runs(course)
        where = {
            self._here.venues[run.venue].name if run.venue else "Online"
            for run in runs
            if not run.is_off
        }
        return (
            course.title,
            partner_name(self._whole, course.provider),
            self._whole.term("levels", course.level).label,
            ", ".join(sorted(where)),
        )

    def _missing(self) -> Iterator[Block]:
        yield Title("What is missing")
        for one in self._measures:
            if one.topics or one.id == _EVERYONE:
                yield parts.thin_wards(one, self._access.rows, len(self._wards))
        yield cells(
            "In the whole city: whom nothing of a kind is near",
            {
                "Looking for": (4, False),
                "Who": (4, False),
                "Have none within a mile": (2, True),
                "Share": (1, True),
            },
            [
                (row.label, row.group, parts.whole(row.without), parts.share(row.share_without))
                for row in self._gaps()
            ],
        )

    def _resolved(self) -> Iterator[Block]:
        yield Title("Where two do the same")
        yield parts.known_pairs(self._whole, lambda course: course in self._here.courses)
        yield parts.pairs(self._overlaps.rows, self._whole, "Still to talk about")

    def _partners(self) -> Iterator[Block]:
        yield Title("Partners")
        bid = self._asked.bid
        named = (bid.lead, *bid.partners) if bid else ()
        teach = {course.provider for course in self._here.current}
        yield cells(
            "Who teaches here, and who is in the bid" if bid else "Who teaches here",
            {"Partner": (4, False), "Courses": (1, True), "In the bid": (2, False)},
            [
                (
                    partner_name(self._whole, one),
                    str(sum(course.provider == one for course in self._here.current)),
                    ""
                    if bid is None
                    else "lead"
                    if one == bid.lead
                    else "partner"
                    if one in named
                    else "no",
                )
                for one in dict.fromkeys((*named, *sorted(teach)))
            ],
        )


def _part(figure: float | None, whole: float) -> float | None:
    return None if figure is None or not whole else figure / whole


def _narrowed(catalogue: Catalogue, asked: EvidenceFor) -> Catalogue:
    """Return the catalogue with nothing but the runs that are about what is asked, there."""
    kept = {}
    for course in catalogue.courses.values():
        about = not asked.topics or set(asked.topics) & set(course.topics)
        runs = tuple(
            run
            for run in course.runs
            if not asked.areas
            or (run.venue and set(asked.areas) & set(catalogue.places[run.venue].areas))
        )
        if about and runs:
            kept[course.id] = replace(course, runs=runs)
    return replace(catalogue, courses=kept)
