"""A provider's courses and their venues as the CSV files of the national Course Directory.

The columns, and what must be in them, are those of reference/course-directory-fields.csv. What is
needed there and not known here is told, course by course, and its cell stays empty: a learning
aim's code above all is never made up. The row is written all the same. Publishing a file there
replaces all that the provider had, so that a row left out would take its course away in silence,
whereas one with an empty cell is stopped there, and can be filled in: a file without a LARS_QAN is
refused as a whole, with the number of the row, and anything else is asked for on the screen.

What is worked out:

* STUDY_MODE, ATTENDANCE_PATTERN and DURATION are of durations.py. A run that meets at more than one
  sort of times has a row for each, as is asked for there. Whether employers let people go
  (Day/Block Release) no timetable says.
* A run online has no place, no STUDY_MODE and no ATTENDANCE_PATTERN: the directory asks for them
  only where there is a classroom, and takes no place elsewhere, whatever its table says of
  YOUR_VENUE_REFERENCE.
* COURSE_WEBPAGE is the course's page on our site, which says all and leads to the booking. While
  the site has no address, it is the page where people book, if there is one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from catalogue.exports.durations import duration, patterns_of, study_mode
from catalogue.exports.gate import File, Format, Table
from catalogue.phones import as_written, number_in
from catalogue.quoting import listed
from catalogue.reports import count
from catalogue.sheets.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import House
    from catalogue.records import Cost, Course, Provider, Run, Venue
    from catalogue.reference import DirectoryColumn

FORMAT = Format(
    name="course-directory",
    title="The national Course Directory",
    purpose="A provider's courses and venues as the two CSV files that can be uploaded there.",
    media_type="text/csv",
    takes_examples=False,
)
_DELIVERY = {"in-person": "Classroom", "online": "Online", "blended": "Blended Learning"}
_PLAIN = {
    "LARS_QAN": "the number of its learning aim",
    "COURSE_WEBPAGE": "its page on the web",
    "DURATION": "how long it lasts",
    "DURATION_UNIT": "in weeks, days or hours",
    "STUDY_MODE": "full time or part time",
    "ATTENDANCE_PATTERN": "the time of day",
    "ADDRESS_LINE_1": "the street",
    "POSTCODE": "the postcode",
}
"""What people call a column that we may not know how to fill."""
_NO_LARS = (
    "The directory takes no file while a LARS_QAN is empty. Look the number up (“Find a learning "
    "aim”) and write it into the file, or take the row out. What else is empty can be filled in "
    "there, after the upload."
)
_NO_ADDRESS = (
    "The site has no address yet: COURSE_WEBPAGE is the page where people book, if there is one. "
    "Set SITEURL in pelicanconf.py, or use --site-url, and it is the course's page on the site."
)

_Row = dict[str, str]


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield both files of each provider, in which no run is that has begun."""
    for provider in catalogue.providers.values():
        yield from _files_of(provider, catalogue, house)


def _files_of(provider: Provider, catalogue: Catalogue, house: House) -> Iterator[File]:
    columns = catalogue.reference.directory_columns
    courses = [one for one in catalogue.courses.values() if one.provider == provider.id]
    runs = [(course, run) for course in courses for run in course.runs]
    open_runs = [(course, run) for course, run in runs if _can_start(run, catalogue.today)]
    rows = [
        (course.title, row)
        for course, run in open_runs
        for row in _rows_of(course, run, catalogue, house)
    ]
    used = {run.venue for _, run in open_runs}
    venues = [venue for venue in catalogue.venues.values() if venue.id in used]
    told = list(_told(len(runs) - len(open_runs), rows, house))
    yield _file(f"{provider.id}-courses.csv", columns["course"], rows, told)
    places = [(venue.name, _venue(venue)) for venue in venues]
    twice = [name for name, times in Counter(name for name, _ in places).items() if times > 1]
    told = [f"{name}: two places have this name, and the directory takes one." for name in twice]
    yield _file(f"{provider.id}-venues.csv", columns["venue"], places, told)


def _can_start(run: Run, today: date) -> bool:
    return (run.rolling or run.starts > today) and not run.is_off and not run.is_over(today)


def _told(others: int, rows: Sequence[tuple[str, _Row]], house: House) -> Iterator[str]:
    """Say what holds for the whole file."""
    if others:
        yield f"Left out, as nobody can start there now: {count(others, 'run')}."
    if rows and not house.urls.origin:
        yield _NO_ADDRESS
    if any(not row["LARS_QAN"] for _, row in rows):
        yield _NO_LARS
    online = dict.fromkeys(title for title, row in rows if row["DELIVERY_MODE"] == "Online")
    if online:
        yield f"Without a place there (YOUR_VENUE_REFERENCE), as it is online: {'; '.join(online)}."


def _file(
    name: str,
    columns: Sequence[DirectoryColumn],
    rows: Sequence[tuple[str, Mapping[str, str]]],
    told: Sequence[str],
) -> File:
    """Make a file of rows, each with what people call it."""
    fitted = [
        (called, {one.name: _fitted(row.get(one.name, ""), one.longest) for one in columns})
        for called, row in rows
    ]
    table = Table([one.name for one in columns], [list(row.values()) for _, row in fitted])
    shortened = (
        f"{called}: {one.name} is shortened to the {one.longest} characters that it may have there."
        for (called, row), (_, short) in zip(rows, fitted, strict=True)
        for one in columns
        if short[one.name] != row.get(one.name, "")
    )
    return File(name, table, (*told, *_missing(columns, fitted), *dict.fromkeys(shortened)))


def _fitted(text: str, longest: int | None) -> str:
    """Return as many whole words of a text as there is room for; a code or a link is one word."""
    room = (longest or len(text) + 1) - len(guarded(text)) + len(text)
    if len(text) <= room:
        return text
    words = re.match(rf"(?s)(.{{0,{room - 1}}})\s", text)
    return f"{words[1].rstrip(' ,;:.')}…" if words else ""


def _missing(columns: Sequence[DirectoryColumn], rows: Sequence[tuple[str, _Row]]) -> Iterator[str]:
    """Say of each course or place what is needed there, and not known here."""
    missing: dict[str, dict[str, None]] = {}
    for called, row in rows:
        for column in columns:
            if not row[column.name] and column.is_needed(row):
                missing.setdefault(called, {})[column.name] = None
    for called, names in missing.items():
        words = (f"{_PLAIN[name]} ({name})" if name in _PLAIN else name for name in names)
        yield f"{called}: needed there, and not known here: {listed(words, 'and')}."


def _rows_of(course: Course, run: Run, catalogue: Catalogue, house: House) -> Iterator[_Row]:
    """Yield a row of the file for each sort of times at which a run meets."""
    meetings = catalogue.days_held(run)
    row = {
        **_about(course, house.words.of_run(course, run).only_for),
        **_cost(course.cost, house),
        **_place(catalogue.venues.get(run.venue or "")),
        "YOUR_REFERENCE": run.reference or "",
        "DELIVERY_MODE": _DELIVERY[run.delivery],
        "START_DATE": "" if run.rolling else f"{run.starts:%d/%m/%Y}",
        "FLEXIBLE_START_DATE": "Yes" if run.rolling else "",
        "COURSE_WEBPAGE": _web_page(course, house),
        **dict(zip(("DURATION", "DURATION_UNIT"), duration(run, meetings), strict=True)),
    }
    if run.delivery == "online":
        yield row
        return
    row["STUDY_MODE"] = study_mode(run, meetings)
    for pattern in patterns_of(run):
        yield {**row, "ATTENDANCE_PATTERN": pattern}


def _about(course: Course, only_for: str) -> _Row:
    return {
        "LARS_QAN": _lars(course),
        "WHO_THIS_COURSE_IS_FOR": f"{only_for}. {course.who_for}" if only_for else course.who_for,
        "ENTRY_REQUIREMENTS": course.entry_needs or "",
        "WHAT_YOU_WILL_LEARN": "\n".join(course.you_will_learn),
        "HOW_YOU_WILL_LEARN": course.how_you_learn or "",
        "WHAT_YOU_WILL_NEED_TO_BRING": course.bring or "",
        "HOW_YOU_WILL_BE_ASSESSED": course.assessment or "",
        "WHERE_NEXT": course.next_steps or "",
        "COURSE_NAME": course.title,
    }


def _lars(course: Course) -> str:
    """Return Ofqual's number without its slashes, which is how the directory writes a QAN."""
    number = course.qualification.number if course.qualification else None
    return number.replace("/", "").zfill(8) if number else ""


def _web_page(course: Course, house: House) -> str:
    if house.urls.origin:
        return house.urls.absolute(house.urls.course(course.id))
    return course.join.url or ""


def _cost(cost: Cost, house: House) -> _Row:
    """Say the full price, and in words who pays nothing or less, and what else there is to pay."""
    price = _pounds(cost.pounds) if cost.pounds is not None else ""
    reduced = _pounds(cost.concession_pounds) if cost.concession_pounds is not None else ""
    said = ""
    if cost.kind == "free-if":
        terms = house.vocabularies["free-if"].terms
        reasons = listed(re.sub("^You", "you", terms[one].label) for one in cost.free_if)
        price += f" ({reduced} reduced)" if price and reduced else ""
        said = f"Free if {reasons}; otherwise {price}." if price else f"Free if {reasons}."
    elif cost.kind == "ask":
        said = "Ask what you would pay."
    elif reduced:
        said = f"The reduced price is {reduced}."
    amount = "0.00" if cost.kind == "free" else "" if cost.pounds is None else f"{cost.pounds:.2f}"
    return {"COST": amount, "COST_DESCRIPTION": " ".join(filter(None, (said, cost.note)))}


def _pounds(amount: Decimal) -> str:
    return f"£{amount:.2f}".removesuffix(".00")


def _place(venue: Venue | None) -> _Row:
    return {
        "YOUR_VENUE_REFERENCE": venue.id if venue else "",
        "VENUE_NAME": venue.name if venue else "",
    }


def _venue(venue: Venue) -> _Row:
    address = venue.address
    first, *more = [*filter(None, (address.street, address.locality)), ""]
    number = number_in(venue.phone or "")
    return {
        **_place(venue),
        "ADDRESS_LINE_1": first,
        "ADDRESS_LINE_2": more[0] if more else "",
        "TOWN_OR_CITY": address.town,
        "POSTCODE": address.postcode or "",
        "PHONE": re.sub(r"\D", "", as_written(number)) if number else "",
        "WEBSITE": venue.website or "",
    }
