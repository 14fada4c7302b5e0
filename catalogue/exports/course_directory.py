"""A provider's courses and their venues as the CSV files of the national Course Directory.

The columns, and what must be in them, are those of reference/course-directory-fields.csv. What we
do not know stays empty and is told: a learning aim's code above all is never made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.catalogue import times_of
from catalogue.exports.gate import File, Format, Table
from catalogue.reports import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import CourseWords, House
    from catalogue.records import Course, Provider, Run, Venue
    from catalogue.reference import DirectoryColumn

FORMAT = Format(
    name="course-directory",
    title="The national Course Directory",
    purpose="A provider's courses and venues as the two CSV files that can be uploaded there.",
    media_type="text/csv",
    takes_examples=False,
)
_DELIVERY = {"in-person": "Classroom", "online": "Online", "blended": "Blended Learning"}
_NOT_OPEN = ("cancelled", "postponed")


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield both files of each provider, in which no run is that has begun."""
    for provider in catalogue.providers.values():
        yield from _files_of(provider, catalogue, house)


def _files_of(provider: Provider, catalogue: Catalogue, house: House) -> Iterator[File]:
    columns = catalogue.reference.directory_columns
    courses = [one for one in catalogue.courses.values() if one.provider == provider.id]
    runs = [(course, run) for course in courses for run in course.runs]
    open_runs = [(course, run) for course, run in runs if _can_start(run, catalogue.today)]
    used = {run.venue for _, run in open_runs}
    venues = [venue for venue in catalogue.venues.values() if venue.id in used]
    rows = [
        (
            f"{course.title}, {run.key}",
            _course(course, run, catalogue.venues.get(run.venue or ""))
            | {"WHO_THIS_COURSE_IS_FOR": _who_for(course, house.words.of_run(course, run))},
        )
        for course, run in open_runs
    ]
    others = len(runs) - len(open_runs)
    late = [f"Left out, as nobody can start there now: {count(others, 'run')}."] if others else []
    yield _file(f"{provider.id}-courses.csv", columns["course"], rows, late)
    rows = [(venue.name, _venue(venue)) for venue in venues]
    yield _file(f"{provider.id}-venues.csv", columns["venue"], rows)


def _can_start(run: Run, today: date) -> bool:
    return (run.rolling or run.starts > today) and run.state not in _NOT_OPEN


def _file(
    name: str,
    columns: Sequence[DirectoryColumn],
    rows: Sequence[tuple[str, Mapping[str, str]]],
    told: Sequence[str] = (),
) -> File:
    """Make a file of rows, each with what people call it."""
    table = Table(
        [column.name for column in columns],
        [[values.get(column.name, "") for column in columns] for _, values in rows],
    )
    wrong = (line for called, values in rows for line in _wrong_in(called, values, columns))
    return File(name, table, (*told, *wrong))


def _wrong_in(
    called: str, values: Mapping[str, str], columns: Sequence[DirectoryColumn]
) -> Iterator[str]:
    for column in columns:
        text = values.get(column.name, "")
        if column.mandatory and not text:
            yield f"{called}: {column.name} is needed there, and is not known here."
        if column.longest and len(text) > column.longest:
            length = f"{len(text)} characters; {column.longest} is the most there"
            yield f"{called}: {column.name} has {length}."
    if "STUDY_MODE" in values and not values["STUDY_MODE"] and values["DELIVERY_MODE"] != "Online":
        yield f"{called}: STUDY_MODE is needed there, and is not known here."


def _lars(course: Course) -> str:
    """Return Ofqual's number without its slashes, which is how the directory writes it."""
    number = course.qualification.number if course.qualification else None
    return (number or "").replace("/", "")


def _cost(course: Course) -> str:
    if course.cost.kind == "free":
        return "0.00"
    return "" if course.cost.pounds is None else f"{course.cost.pounds:.2f}"


def _who_for(course: Course, said: CourseWords) -> str:
    return f"{said.only_for}. {course.who_for}" if said.only_for else course.who_for


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
    evenings = all("evenings" in times_of(line.day, line.start) for line in run.weekly)
    return "Evening" if evenings else "Daytime"


_COURSE: Mapping[str, Callable[[Course, Run, Venue | None], str]] = {
    "LARS_QAN": lambda course, run, venue: _lars(course),
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


def _course(course: Course, run: Run, venue: Venue | None) -> dict[str, str]:
    return {name: say(course, run, venue) for name, say in _COURSE.items()}


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
