"""The facts people filter and sort by, one column a facet, and the card of each course.

Courses are numbered in the order of lists, so that the numbers themselves are the order in which
courses are shown; runs are numbered in the same way. A column has one letter a course, or one a
run, that says which of its `sets` of values it has: it compresses to less than a byte each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.catalogue import fits_school_hours, lengths_of, order_of, times_of
from catalogue.site.language import plain
from catalogue.site.search.near import middles_of_areas
from catalogue.site.views.cards import card_view

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence
    from datetime import date

    from catalogue.records import Course, Run
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site

FIRST_LETTER = 48
"""The letter of the first set is “0”, that of the next “1”, and so on through Unicode."""
_LETTERS = 0xD800 - FIRST_LETTER
"""Letters end where surrogates begin, which JSON could not hold: far more sets than are needed."""
ANY_WEEK = "any-week"
"""Stands for the first day of a run that has begun and can be joined in any week."""
NEVER = "never"
"""Stands for the first day of a run that is off: after every day there is."""
_ONLY = "only"
"""Stands among the audiences of a course that nobody else may join; finder.js knows it."""
CARDS_IN_FILE = 16
"""What is asked is mostly of one topic: the first page of answers lies in a file or two."""


@dataclass(frozen=True, slots=True)
class FactColumn:
    """The values of one facet. `rows` has one letter a course or a run."""

    sets: tuple[Any, ...]
    rows: str


def columns_of(site: Site) -> dict[str, FactColumn]:
    """Make every column, by the name that its file has."""
    courses = site.catalogue.current
    runs = [(course, run) for course in courses for run in site.live_runs[course.id]]
    return {
        "joining": _column([_joining(site, course) for course in courses]),
        **{
            facet: _column([site.facets[course.id][facet] for course in courses])
            for facet in ("topic", "level", "provider")
        },
        "audience": _column([_audiences(course) for course in courses]),
        "cost": _column([(course.cost.kind, *course.cost.free_if) for course in courses]),
        "when": _column([_meetings(run) for _, run in runs]),
        "length": _column([lengths_of(run) for _, run in runs]),
        "venue": _column([run.venue or "" for _, run in runs]),
        "delivery": _column([run.delivery for _, run in runs]),
        "language": _column([course.taught_in for course, _ in runs]),
        "support": _column([_support(site, course, run) for course, run in runs]),
        "starts": _column([start_of(run, site.today) for _, run in runs]),
    }


def _column(values: Sequence[Hashable]) -> FactColumn:
    # The commonest sets first: their letters are the shortest.
    sets = tuple(value for value, _ in Counter(values).most_common())
    if len(sets) > _LETTERS:
        raise ValueError(f"A column cannot have {len(sets)} different sets of values.")
    letters = {value: chr(FIRST_LETTER + place) for place, value in enumerate(sets)}
    return FactColumn(sets, "".join(letters[value] for value in values))


def _joining(site: Site, course: Course) -> tuple[int, ...]:
    """How hard each run is to join: this says how many runs there are, too."""
    return tuple(order_of(run, site.today)[1] for run in site.live_runs[course.id])


def _audiences(course: Course) -> tuple[str, ...]:
    return (*course.audiences, _ONLY) if course.only_for_audiences else course.audiences


def _meetings(run: Run) -> tuple[tuple[str, ...], ...]:
    """The day and the times of day of each meeting: a Tuesday evening is one thing, not two."""
    return tuple(dict.fromkeys((line.day, *times_of(line.day, line.start)) for line in run.weekly))


def _support(site: Site, course: Course, run: Run) -> tuple[str, ...]:
    access = site.catalogue.venues[run.venue].access if run.venue else {}
    answers = {**course.support, **access}
    if fits_school_hours(course, run):
        answers["school-hours"] = "yes"
    return tuple(sorted(name for name, answer in answers.items() if answer == "yes"))


def start_of(run: Run, today: date) -> str:
    """Say when a run starts: its first day, ANY_WEEK where it has begun and goes on, or NEVER where
    it is off."""
    if run.is_off:
        return NEVER
    return ANY_WEEK if run.rolling and run.starts <= today else run.starts.isoformat()


def card_files_of(site: Site) -> Iterator[tuple[str, dict[int, Any]]]:
    """Yield the name of each file of cards, and its cards by the numbers of their courses. A file
    has courses of one main topic that stand next to each other in lists."""
    of_topics: defaultdict[str, list[tuple[int, Any]]] = defaultdict(list)
    for number, (course, card) in enumerate(
        zip(site.catalogue.current, cards_of(site), strict=True)
    ):
        of_topics[course.topics[0]].append((number, card))
    for topic, cards in of_topics.items():
        for part, first in enumerate(range(0, len(cards), CARDS_IN_FILE)):
            yield f"{topic}-{part}", dict(cards[first : first + CARDS_IN_FILE])


def cards_of(site: Site) -> Iterator[dict[str, Any]]:
    """Yield what a ticket shows of each current course, by each of its runs."""
    for course in site.catalogue.current:
        runs = site.live_runs[course.id]
        card = _card(site, [card_view(site, course, run) for run in runs])
        for run, said in zip(runs, card["runs"], strict=True):
            said["has"] = _support(site, course, run)
        yield card


def _card(site: Site, cards: Sequence[CardView]) -> dict[str, Any]:
    first = cards[0]
    return {
        "href": first.href,
        "title": first.title,
        "provider": first.provider,
        "cost": plain(first.cost),
        "level": first.level,
        "only": first.only,
        "ask": first.ask,
        "example": site.language.gettext("Example") if first.example else "",
        "runs": [
            {
                "days": [number for number, day in enumerate(card.strip) if day.on],
                "meetings": [(line.days, line.times) for line in card.meetings],
                "begins": plain(card.begins),
                "where": plain(card.where),
                "state": (card.state.kind, card.state.text),
            }
            for card in cards
        ],
    }


def venues_of(site: Site) -> Mapping[str, Mapping[str, Any]]:
    """Say where each venue is, in degrees, and which areas it is in, by its id.

    One whose own point is not known stands in the middle of its area: nearly right is more use to
    people nearby than nothing.
    """
    places = site.catalogue.places
    middles = middles_of_areas(site.catalogue)
    found = {}
    for venue in site.catalogue.groups.get("venue", {}):
        areas = places[venue].areas
        point = places[venue].point or next(filter(None, map(middles.get, areas)), None)
        at = point and (round(point.latitude, 5), round(point.longitude, 5))
        found[venue] = {"areas": areas, "at": at}
    return found
