"""A run has a place that we know and that is open, unless all of it is online."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.problems import Code, Scope, Severity
from catalogue.rules.days import day_text
from catalogue.rules.findings import Finding, Records
from catalogue.rules.nearest import Nearest
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.problems import Way
    from catalogue.records import Course, Run

UNKNOWN_VENUE = Code(
    "unknown-venue",
    Severity.ERROR,
    "We do not know the venue",
    "The name must be that of a file in content/venues, without .yaml. If it is a new place, add a "
    "file for it.",
    scope=Scope.CATALOGUE,
)
NO_VENUE = Code(
    "no-venue",
    Severity.ERROR,
    "A run has no place",
    "People need to know where to go. Only a run with delivery: online has no venue.",
)
VENUE_ONLINE = Code(
    "venue-online",
    Severity.ERROR,
    "An online run has a place",
    "Where all of it is online there is nowhere to go. Where some of it is at a place, the "
    "delivery is blended.",
)
VENUE_CLOSED = Code(
    "venue-closed",
    Severity.ERROR,
    "The venue will be closed",
    "The file of the venue says that it closes for good before the run is over. People would come "
    "to a locked door.",
    from_outside=True,
    scope=Scope.CATALOGUE,
)
CODES = (UNKNOWN_VENUE, NO_VENUE, VENUE_ONLINE, VENUE_CLOSED)


def check(records: Records) -> Iterator[Finding]:
    """Look at the venue of every run."""
    nearest = Nearest(lambda: {venue.id: (venue.name,) for venue in records.venues.values()})
    for course, index, run in records.runs:
        field = ("runs", index)
        if run.venue is None:
            if run.delivery != "online":
                yield Finding(NO_VENUE, course, field, *say("no-venue"))
        elif run.delivery == "online":
            yield Finding(VENUE_ONLINE, course, (*field, "venue"), *say("venue-online"))
        elif not records.has("venue", run.venue):
            meant = nearest.to(run.venue)
            add = f"Add content/venues/{run.venue}.yaml, or choose one that is there."
            mend = f"Did you mean {meant}?" if meant else add
            what = f"There is no venue called “{run.venue}”."
            yield Finding(UNKNOWN_VENUE, course, (*field, "venue"), what, mend)
        else:
            yield from _closed(course, (*field, "venue"), run, run.venue, records)


def _closed(
    course: Course, field: Way, run: Run, venue_id: str, records: Records
) -> Iterator[Finding]:
    venue = records.venues.get(venue_id)
    if venue is None or venue.closed_on is None:
        return
    goes_on = run.ends is None or run.ends >= venue.closed_on
    if goes_on and not run.is_over(records.today) and run.state != "cancelled":
        what = f"{venue.name} closes for good on {day_text(venue.closed_on)}."
        if venue.closed_on <= records.today:
            what = f"{venue.name} closed for good on {day_text(venue.closed_on)}."
        mend = "Choose another venue, or write state: cancelled."
        yield Finding(VENUE_CLOSED, course, field, what, mend)
