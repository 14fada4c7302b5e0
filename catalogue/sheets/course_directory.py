"""A provider's courses and their venues as the CSV files of the national Course Directory.

The columns, and what must be in them, are those of reference/course-directory-fields.csv. What we
do not know stays empty and is told: a learning aim's code above all is never made up.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING

from catalogue.files import FOLDERS
from catalogue.problems import unpublished_files
from catalogue.reports import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.problems import Problem
    from catalogue.records import Course, Run, Venue
    from catalogue.sheets.cells import Cell

_DELIVERY = {"in-person": "Classroom", "online": "Online", "blended": "Blended Learning"}
_NOT_OPEN = ("cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class _Field:
    """One column of theirs: whether each row needs it, and how long it may be."""

    name: str
    mandatory: bool
    longest: int | None


@dataclass(slots=True)
class DirectoryFiles:
    """The rows of both files, their headings first, and what people should know of them."""

    courses: list[list[Cell]]
    venues: list[list[Cell]]
    told: list[str] = field(default_factory=list)


def directory_files(
    catalogue: Catalogue, problems: Iterable[Problem], provider: str
) -> DirectoryFiles:
    """Return both files of a provider. Examples are left out: they are no courses. `problems` are
    those found with the catalogue. Raises OSError.
    """
    today = catalogue.today
    fields = _fields(catalogue.reference.reference / "course-directory-fields.csv")
    courses = [course for course in catalogue.courses.values() if course.provider == provider]
    real = [course for course in courses if not course.example]
    runs = [(course, run) for course in real for run in course.runs]
    open_runs = [(course, run) for course, run in runs if _can_start(run, today)]
    used = {run.venue for _, run in open_runs}
    venues = [venue for venue in catalogue.venues.values() if venue.id in used]
    files = DirectoryFiles(
        [[one.name for one in fields["course"]]], [[one.name for one in fields["venue"]]]
    )
    whose = f"{FOLDERS['course']}/{provider}/"
    broken = [file for file in unpublished_files(problems) if file.startswith(whose)]
    files.told += [f"Left out, as `catalogue check` finds errors: {file}." for file in broken]
    if examples := len(courses) - len(real):
        files.told.append(f"Left out, as invented examples: {count(examples, 'course')}.")
    if others := len(runs) - len(open_runs):
        files.told.append(f"Left out, as nobody can start there now: {count(others, 'run')}.")
    for course, run in open_runs:
        venue = catalogue.venues.get(run.venue or "")
        values = {name: say(course, run, venue) for name, say in _COURSE.items()}
        files.courses.append(_row(values, fields["course"], f"{course.title}, {run.key}", files))
    for venue in venues:
        files.venues.append(_row(_venue(venue), fields["venue"], venue.name, files))
    return files


def _fields(path: Path) -> dict[str, list[_Field]]:
    found: dict[str, list[_Field]] = {"course": [], "venue": []}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            longest = int(row["max_chars"]) if row["max_chars"] else None
            found[row["upload"]].append(_Field(row["column"], row["mandatory"] == "yes", longest))
    return found


def _can_start(run: Run, today: date) -> bool:
    return (run.rolling or run.starts > today) and run.state not in _NOT_OPEN


def _row(
    values: Mapping[str, str], fields: Iterable[_Field], name: str, files: DirectoryFiles
) -> list[Cell]:
    cells: list[Cell] = []
    for one in fields:
        text = values.get(one.name, "")
        if one.mandatory and not text:
            files.told.append(f"{name}: {one.name} is needed there, and is not known here.")
        if one.longest and len(text) > one.longest:
            length = f"{len(text)} characters; {one.longest} is the most there"
            files.told.append(f"{name}: {one.name} has {length}.")
        cells.append(text)
    if "STUDY_MODE" in values and not values["STUDY_MODE"] and values["DELIVERY_MODE"] != "Online":
        files.told.append(f"{name}: STUDY_MODE is needed there, and is not known here.")
    return cells


def _lars(course: Course) -> str:
    """Return Ofqual's number without its slashes, which is how the directory writes it."""
    number = course.qualification.number if course.qualification else None
    return (number or "").replace("/", "")


def _cost(course: Course) -> str:
    if course.cost.kind == "free":
        return "0.00"
    return "" if course.cost.pounds is None else f"{course.cost.pounds:.2f}"


def _duration(run: Run) -> tuple[str, str]:
    if run.ends is None:
        return "", ""
    days = (run.ends - run.starts).days + 1
    return (str(days), "Days") if days < 7 else (str((days + 6) // 7), "Weeks")


def _attendance(run: Run) -> str:
    if not run.weekly:
        return ""
    if all(line.weekday >= 5 for line in run.weekly):
        return "Weekend"
    return "Evening" if all(line.start >= time(17) for line in run.weekly) else "Daytime"


_COURSE: Mapping[str, Callable[[Course, Run, Venue | None], str]] = {
    "LARS_QAN": lambda course, run, venue: _lars(course),
    "WHO_THIS_COURSE_IS_FOR": lambda course, run, venue: course.who_for,
    "ENTRY_REQUIREMENTS": lambda course, run, venue: course.entry_needs or "",
    "WHAT_YOU_WILL_LEARN": lambda course, run, venue: "\n".join(course.you_will_learn),
    "HOW_YOU_WILL_LEARN": lambda course, run, venue: course.how_you_learn or "",
    "WHAT_YOU_WILL_NEED_TO_BRING": lambda course, run, venue: course.bring or "",
    "HOW_YOU_WILL_BE_ASSESSED": lambda course, run, venue: course.assessment or "",
    "WHERE_NEXT": lambda course, run, venue: course.next_steps or "",
    "COURSE_NAME": lambda course, run, venue: course.title,
    "YOUR_REFERENCE": lambda course, run, venue: run.reference or "",
    "DELIVERY_MODE": lambda course, run, venue: _DELIVERY.get(run.delivery, ""),
    "START_DATE": lambda course, run, venue: "" if run.rolling else f"{run.starts:%d/%m/%Y}",
    "FLEXIBLE_START_DATE": lambda course, run, venue: "Yes" if run.rolling else "",
    "VENUE_NAME": lambda course, run, venue: venue.name if venue else "",
    "YOUR_VENUE_REFERENCE": lambda course, run, venue: venue.id if venue else "",
    "COURSE_WEBPAGE": lambda course, run, venue: course.join.url or "",
    "COST": lambda course, run, venue: _cost(course),
    "COST_DESCRIPTION": lambda course, run, venue: course.cost.note or "",
    "DURATION": lambda course, run, venue: _duration(run)[0],
    "DURATION_UNIT": lambda course, run, venue: _duration(run)[1],
    "STUDY_MODE": lambda course, run, venue: "",
    "ATTENDANCE_PATTERN": lambda course, run, venue: _attendance(run),
}


def _venue(venue: Venue) -> dict[str, str]:
    return {
        "YOUR_VENUE_REFERENCE": venue.id,
        "VENUE_NAME": venue.name,
        "ADDRESS_LINE_1": venue.address.street or "",
        "ADDRESS_LINE_2": venue.address.locality or "",
        "TOWN_OR_CITY": venue.address.town,
        "POSTCODE": venue.address.postcode or "",
        "PHONE": (venue.phone or "").replace(" ", ""),
        "WEBSITE": venue.website or "",
    }
