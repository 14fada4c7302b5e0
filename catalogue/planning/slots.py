"""What is taught, as one row for each line of a weekly pattern: what all tables count.

Meetings are reckoned and not listed, so that ten thousand courses take no time. The same days come
of it as of `sessions.sessions_of`; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from catalogue.sessions import cycle, days_to_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalogue.catalogue import Catalogue
    from catalogue.places import Place
    from catalogue.planning.windows import Window
    from catalogue.records import Course, Point, Run, Weekly

ONLINE, NOT_KNOWN = "online", "not known"


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of the weekly pattern of a run; or a run that has none, whose `line` is None. Where
    it is: None for what is online.
    """

    course: Course
    run: Run
    line: Weekly | None
    place: Place | None

    @property
    def minutes(self) -> int:
        """How long one meeting is, by the clock."""
        if self.line is None:
            return 0
        start, end = self.line.start, self.line.end
        return (end.hour - start.hour) * 60 + end.minute - start.minute

    @property
    def is_open_ended(self) -> bool:
        """Whether it goes on until somebody stops it, so that its total is not known."""
        return self.run.ends is None

    @property
    def ward(self) -> str:
        """The name of the ward it is in, `ONLINE` or `NOT_KNOWN`."""
        if self.place is None:
            return ONLINE
        return self.place.ward or NOT_KNOWN

    def meets_in(self, window: Window) -> int:
        """Return how many meetings there are in a window."""
        if self.line is None:
            return 0
        every = cycle(self.line)
        first = self.run.starts.toordinal() + days_to_first(self.run, self.line)
        end = min(window.last, self.run.ends or date.max).toordinal()
        begin = max(window.first.toordinal(), first)
        begin += (first - begin) % every
        if begin > end:
            return 0
        off = sum(
            begin <= day.toordinal() <= end and (day.toordinal() - first) % every == 0
            for day in self.run.no_class_on
        )
        return (end - begin) // every + 1 - off

    def is_in(self, window: Window) -> bool:
        """Whether its run goes on in a window, whether or not it meets then."""
        return self.run.starts <= window.last and (
            self.run.ends is None or self.run.ends >= window.first
        )


def slots_of(catalogue: Catalogue) -> Iterator[Slot]:
    """Yield every line of every run, those that are over and those that are off too."""
    for course in catalogue.courses.values():
        for run in course.runs:
            place = catalogue.places[run.venue] if run.venue else None
            for line in run.weekly or (None,):
                yield Slot(course, run, line, place)


def current(catalogue: Catalogue) -> Iterator[Slot]:
    """Yield those whose run is not over and takes place."""
    for slot in slots_of(catalogue):
        if not slot.run.is_over(catalogue.today) and not slot.run.is_off:
            yield slot


def points_of(slots: Iterable[Slot]) -> dict[str, Point]:
    """Return where slots are, by the venue; none of one whose point on the map is not known."""
    return {
        slot.run.venue: slot.place.point
        for slot in slots
        if slot.run.venue and slot.place and slot.place.point
    }
