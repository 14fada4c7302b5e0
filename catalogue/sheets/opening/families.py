"""Sheets that programs write, known by a few of their headings: then each of the others is known
for sure as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.sheets.columns import LASTS, PRICE
from catalogue.sheets.opening.headings import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalogue.problems import Way

    Means = Mapping[str, Way | None]

_STARTS, _ENDS, _SESSIONS = ("runs", "starts"), ("runs", "ends"), ("runs", "sessions")
_VENUE, _REFERENCE, _PLACES = ("runs", "venue"), ("runs", "reference"), ("runs", "places")
_PAGE = ("join", "url")

COURSE_DIRECTORY: Means = {
    "COURSE_NAME": ("title",),
    "WHO_THIS_COURSE_IS_FOR": ("who_for",),
    "ENTRY_REQUIREMENTS": ("entry_needs",),
    "WHAT_YOU_WILL_LEARN": ("you_will_learn",),
    "HOW_YOU_WILL_LEARN": ("how_you_learn",),
    "WHAT_YOU_WILL_NEED_TO_BRING": ("bring",),
    "HOW_YOU_WILL_BE_ASSESSED": ("assessment",),
    "WHERE_NEXT": ("next_steps",),
    "YOUR_REFERENCE": _REFERENCE,
    "DELIVERY_MODE": ("runs", "delivery"),
    "START_DATE": _STARTS,
    "FLEXIBLE_START_DATE": ("runs", "rolling"),
    "VENUE_NAME": _VENUE,
    "COURSE_WEBPAGE": _PAGE,
    "COST": PRICE.way,
    "COST_DESCRIPTION": ("cost", "note"),
    "DURATION": LASTS.way,
    "DURATION_UNIT": LASTS.way,
}
"""The Course Directory's columns that say something we keep, and where. See reference/README.md."""
_EVENTS_CALENDAR: Means = {
    "Event name": ("title",),
    "Event excerpt": ("summary",),
    "Event description": ("description",),
    "Event venue name": _VENUE,
    "Event start date": _STARTS,
    "Event start time": _SESSIONS,
    "Event end date": _ENDS,
    "Event end time": _SESSIONS,
    "Event category": ("topics",),
    "Event cost": PRICE.way,
    "Event website": _PAGE,
    "Event phone": ("join", "phone"),
    "All day event": None,
    "Timezone": None,
    "Hide from event listings": None,
    "Sticky in month view": None,
}
_CALENDAR: Means = {
    "Subject": ("title",),
    "Start date": _STARTS,
    "Start time": _SESSIONS,
    "End date": _ENDS,
    "End time": _SESSIONS,
    "Description": ("description",),
    "Location": _VENUE,
    "Categories": ("topics",),
    "All day event": None,
    "Private": None,
}
_ONCOURSE: Means = {
    "courseName": ("title",),
    "courseCode": None,
    "classCode": _REFERENCE,
    "startDateTime": _STARTS,
    "endDateTime": _ENDS,
    "startDate": _STARTS,
    "endDate": _ENDS,
    "siteName": _VENUE,
    "site": _VENUE,
    "roomName": ("runs", "note"),
    "room": ("runs", "note"),
    "maximumPlaces": _PLACES,
    "webDescription": ("description",),
    "feeIncGst": PRICE.way,
    "feeExGst": None,
    "isShownOnWeb": None,
}
_XCRI: Means = {
    "title": ("title",),
    "abstract": ("summary",),
    "description": ("description",),
    "subject": ("topics",),
    "prerequisite": ("entry_needs",),
    "assessment": ("assessment",),
    "learningOutcome": ("you_will_learn",),
    "objective": ("you_will_learn",),
    "identifier": _REFERENCE,
    "start": _STARTS,
    "end": _ENDS,
    "duration": LASTS.way,
    "applyFrom": None,
    "applyUntil": ("runs", "apply_by"),
    "applyTo": _PAGE,
    "studyMode": None,
    "attendanceMode": ("runs", "delivery"),
    "attendancePattern": None,
    "languageOfInstruction": None,
    "places": _PLACES,
    "cost": PRICE.way,
    "venue": _VENUE,
    "url": _PAGE,
}
_ONLY_IN_XCRI = "applyTo, applyUntil, applyFrom, studyMode, attendanceMode, attendancePattern"
_OF_ITS_PART = r"(?i)^(?:course|presentation|provision|offering)\s*[.:/_>]\s*(?=\w)"


@dataclass(frozen=True, slots=True)
class Family:
    """The sheets of one program: headings of which `enough` tell it, and what they mean to us.

    A heading that matches `rest` and is none of ours is not kept, which is sure. What matches
    `before` may stand before any: where two then have one name, the later is of the run.
    """

    told_by: frozenset[str]
    enough: int
    means: Means
    rest: str = ""
    before: str = ""

    def headings(self, found: Sequence[str]) -> Means:
        """Return what the headings of a sheet mean, by their words, or nothing if it is not it."""
        before = self.before or "(?!)"
        names = {heading: plain(re.sub(before, "", heading)) for heading in found}
        if len(self.told_by & set(names.values())) < self.enough:
            return {}
        means = {plain(name): way for name, way in self.means.items()}
        last = {name: heading for heading, name in names.items()}
        of_run = {name for name, way in means.items() if way and way[0] == "runs"}
        return {
            plain(heading): means.get(name) if name not in of_run or last[name] == heading else None
            for heading, name in names.items()
            if name in means or re.fullmatch(self.rest, heading)
        }


def _family(told_by: str, enough: int, means: Means, rest: str = "", before: str = "") -> Family:
    return Family(frozenset(map(plain, told_by.split(", "))), enough, means, rest, before)


_FAMILIES = (
    _family("COURSE_NAME, DELIVERY_MODE", 2, COURSE_DIRECTORY, "[A-Z]+(_[A-Z]+)+"),
    _family("Event name, Event start date", 2, _EVENTS_CALENDAR, "(?i)event .+|.+ event .*"),
    _family("Subject, Start date, Start time, All day event, Private", 4, _CALENDAR),
    _family("courseName, startDateTime, endDateTime, classCode, siteName, feeExGst", 3, _ONCOURSE),
    _family(_ONLY_IN_XCRI, 2, _XCRI, before=_OF_ITS_PART),
)
_STAMP = "timestamp"
_OF_WHOEVER_ANSWERED = ("email address", "username", "score")


def of_family(found: Sequence[str]) -> Means:
    """Return what the headings of a sheet mean to the program that wrote it, by their words."""
    for family in _FAMILIES:
        if means := family.headings(found):
            return means
    names = list(map(plain, found))
    if names[:1] == [_STAMP]:  # a form of Google's: when it was answered, and by whom
        return {name: None for name in names[:3] if name in (_STAMP, *_OF_WHOEVER_ANSWERED)}
    return {}
