"""Courses and runs as two tables for analysts and funders: CSV, described by CSVW.

One row a course and one row a run. What is not known is an empty cell. Several values in a cell are
parted by a semicolon. Beside each table, as CSVW asks, lies what says what its columns mean.
https://www.w3.org/TR/tabular-data-primer/
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.exports.gate import OUR_LICENCE, File, Format, Json, Table
from catalogue.exports.ids import course_uuid, data_id, run_uuid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import House
    from catalogue.records import Course, Run
    from catalogue.sheets.cells import Cell

FORMAT = Format(
    name="csv",
    title="Tables (CSV)",
    purpose="One row for each course, and one for each run, to count and to chart.",
    media_type="text/csv",
    addresses=("data/{table}.csv", "data/{table}.csv-metadata.json"),
    begins_at="data/courses.csv",
    checked_by="A reader of CSV, and one of JSON.",
    needs_address=True,
)
_MARK = ";"


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row is made of. One of courses has no run."""

    course: Course
    run: Run
    catalogue: Catalogue
    house: House


@dataclass(frozen=True, slots=True)
class _Heading:
    """A column: its name and kind (of XML Schema), what it means, and how its cell is found."""

    name: str
    kind: str
    said: str
    cell: Callable[[_Row], Cell]
    is_list: bool = False


def write(catalogue: Catalogue, house: House) -> Iterator[File]:
    """Yield both tables, each with what describes it."""
    courses = catalogue.courses.values()
    rows = [_Row(course, run, catalogue, house) for course in courses for run in course.runs]
    firsts = [_Row(course, course.runs[0], catalogue, house) for course in courses]
    for name, headings, of in (("courses", _COURSE, firsts), ("runs", _RUN, rows)):
        address = house.urls.data(f"{name}.csv")
        cells = ([heading.cell(row) for heading in headings] for row in of)
        yield File(address, Table([heading.name for heading in headings], cells))
        described = _described(house.urls.absolute(address), name, headings, catalogue)
        yield File(f"{address}-metadata.json", Json(described))


def _described(
    url: str, name: str, headings: Sequence[_Heading], catalogue: Catalogue
) -> dict[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": f"All {name}",
        "dc:license": {"@id": OUR_LICENCE},
        "dc:modified": {"@value": catalogue.today.isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
        "notes": [
            "Text that begins with one of = + - @ has an apostrophe before it, so that no "
            "spreadsheet program takes it for a formula."
        ],
        "tableSchema": {
            "primaryKey": "id",
            "columns": [
                {
                    "name": one.name,
                    "titles": one.name,
                    "dc:description": one.said,
                    "datatype": one.kind,
                    "required": one.name == "id",
                    **({"separator": _MARK} if one.is_list else {}),
                }
                for one in headings
            ],
        },
    }


def _label(row: _Row, vocabulary: str, term: str) -> str:
    return row.house.vocabularies[vocabulary].terms[term].label


def _labels(row: _Row, vocabulary: str, terms: Iterable[str]) -> str:
    return _MARK.join(_label(row, vocabulary, term) for term in terms)


def _provider(row: _Row) -> str:
    return row.catalogue.providers[row.course.provider].name


def _page(row: _Row) -> str:
    return row.house.urls.absolute(row.house.urls.course(row.course.id))


def _venue(row: _Row, fact: Callable[[Any], Cell]) -> Cell:
    return fact(row.catalogue.venues[row.run.venue]) if row.run.venue else None


def _point(row: _Row, name: str) -> Cell:
    point = row.catalogue.places[row.run.venue].point if row.run.venue else None
    return getattr(point, name) if point else None


def _money(amount: Any) -> Cell:
    return None if amount is None else f"{amount:.2f}"


def _yes(value: bool) -> str:
    return "true" if value else "false"


_SHARED = (
    _Heading("title", "string", "What the course is called.", lambda row: row.course.title),
    _Heading("provider", "string", "Who teaches it.", _provider),
    _Heading(
        "topics",
        "string",
        "What it is about; the main topic first.",
        lambda row: _labels(row, "topics", row.course.topics),
        is_list=True,
    ),
    _Heading(
        "level", "string", "How hard it is.", lambda row: _label(row, "levels", row.course.level)
    ),
    _Heading(
        "cost", "string", "Who pays.", lambda row: _label(row, "cost-kinds", row.course.cost.kind)
    ),
    _Heading(
        "pounds",
        "decimal",
        "The full price of the whole course. Empty where it is free or not known.",
        lambda row: _money(row.course.cost.pounds),
    ),
    _Heading("url", "anyURI", "The course's page.", _page),
    _Heading(
        "example",
        "boolean",
        "Whether it is invented. Leave these out.",
        lambda row: _yes(row.course.example),
    ),
)
_COURSE: tuple[_Heading, ...] = (
    _Heading(
        "id", "string", "Names the course for ever.", lambda row: course_uuid(row.house, row.course)
    ),
    *_SHARED,
    _Heading("summary", "string", "One sentence on it.", lambda row: row.course.summary),
    _Heading(
        "qualification",
        "string",
        "What people can gain.",
        lambda row: row.course.qualification.title if row.course.qualification else None,
    ),
    _Heading(
        "audiences",
        "string",
        "Whom it is meant for.",
        lambda row: _labels(row, "audiences", row.course.audiences),
        is_list=True,
    ),
    _Heading(
        "only_for_audiences",
        "boolean",
        "Whether nobody else may join.",
        lambda row: _yes(row.course.only_for_audiences),
    ),
    _Heading(
        "concession_pounds",
        "decimal",
        "The reduced price.",
        lambda row: _money(row.course.cost.concession_pounds),
    ),
    _Heading(
        "taught_in",
        "string",
        "The languages of teaching.",
        lambda row: _labels(row, "languages", row.course.taught_in),
        is_list=True,
    ),
    _Heading(
        "support",
        "string",
        "What helps people take part, where the provider says yes.",
        lambda row: _labels(
            row, "support", (one for one, said in row.course.support.items() if said == "yes")
        ),
        is_list=True,
    ),
    _Heading("runs", "integer", "How often it is given.", lambda row: len(row.course.runs)),
    _Heading(
        "first_published",
        "date",
        "Since when it is here.",
        lambda row: row.house.history[row.course.id].first,
    ),
    _Heading(
        "changed",
        "date",
        "When what residents are told last changed.",
        lambda row: row.house.history[row.course.id].changed,
    ),
    _Heading(
        "checked", "date", "When its provider last looked it over.", lambda row: row.course.checked
    ),
)
_RUN: tuple[_Heading, ...] = (
    _Heading(
        "id",
        "string",
        "Names the run for ever.",
        lambda row: run_uuid(row.house, row.course, row.run),
    ),
    _Heading(
        "course", "string", "The id of its course.", lambda row: course_uuid(row.house, row.course)
    ),
    *_SHARED,
    _Heading(
        "state", "string", "Whether one can join.", lambda row: _label(row, "states", row.run.state)
    ),
    _Heading(
        "delivery",
        "string",
        "Where the learning happens.",
        lambda row: _label(row, "delivery", row.run.delivery),
    ),
    _Heading("starts", "date", "The first day.", lambda row: row.run.starts),
    _Heading("ends", "date", "The last day. Empty where it goes on.", lambda row: row.run.ends),
    _Heading(
        "rolling",
        "boolean",
        "Whether people may join in any week.",
        lambda row: _yes(row.run.rolling),
    ),
    _Heading(
        "meets",
        "string",
        "Day and times of each weekly meeting; /2 is every second week.",
        lambda row: _MARK.join(
            f"{one.day} {one.start:%H:%M}-{one.end:%H:%M}"
            f"{f'/{one.every_weeks}' if one.every_weeks > 1 else ''}"
            for one in row.run.weekly
        ),
        is_list=True,
    ),
    _Heading("places", "integer", "How many can take part.", lambda row: row.run.places),
    _Heading("apply_by", "date", "The last day to apply.", lambda row: row.run.apply_by),
    _Heading(
        "venue",
        "string",
        "The name of the place.",
        lambda row: _venue(row, lambda venue: venue.name),
    ),
    _Heading(
        "venue_id",
        "string",
        "Names the place for ever.",
        lambda row: _venue(row, lambda venue: data_id("venue", venue.id)),
    ),
    _Heading(
        "postcode",
        "string",
        "The postcode of the place.",
        lambda row: _venue(row, lambda venue: venue.address.postcode),
    ),
    _Heading("latitude", "double", "Degrees north (WGS84).", lambda row: _point(row, "latitude")),
    _Heading("longitude", "double", "Degrees east (WGS84).", lambda row: _point(row, "longitude")),
    _Heading(
        "areas",
        "string",
        "The parts of the city it is in.",
        lambda row: (
            _labels(row, "areas", row.catalogue.places[row.run.venue].areas)
            if row.run.venue
            else None
        ),
        is_list=True,
    ),
)
