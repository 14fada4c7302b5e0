"""A newcomer's format, written by somebody in a hurry, can leave out no guard and no mark."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any, cast

import pytest
from lxml import etree

from catalogue.exports.elements import NOTHING, element, if_said
from catalogue.exports.gate import File, Format, Gate, Table
from catalogue.exports.marking import Marked, within
from catalogue.site.for_exports import house_of
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.conftest import COURSE
from tests.exports.conftest import INVENTED, REAL, REAL_COURSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.catalogue import Catalogue
    from catalogue.exports.gate import Export
    from catalogue.exports.house import House
    from tests.conftest import Tree

FORMULA = "=1+1 for beginners"


class Sheet:
    """A format that thinks of nothing but its columns."""

    FORMAT = Format("sheet", "A sheet", "For one test.", "text/csv")

    @staticmethod
    def write(catalogue: Catalogue, house: House) -> Iterator[File]:
        rows = [
            [
                course.title,
                course.summary,
                catalogue.providers[course.provider].name,
                catalogue.venues[course.runs[0].venue or ""].name,
            ]
            for course in catalogue.courses.values()
        ]
        yield File("sheet.csv", Table(["Title", "Summary", "Who", "Where"], rows))


class RealSheet(Sheet):
    """The same, where nothing invented may go."""

    FORMAT = Format("real", "A sheet", "For one test.", "text/csv", takes_examples=False)


def rows_of(export: Export, tree: Tree) -> list[dict[str, str]]:
    """The rows of the one file of a format, as Python's own reader finds them."""
    catalogue, _ = tree.load()
    [file] = Gate(catalogue, house_of(Site(catalogue, Urls(), ""))).files(export)
    return list(csv.DictReader(StringIO(file.body.decode("utf-8-sig"), newline="")))


def test_what_is_invented_says_so_in_its_very_name(mixed: Tree) -> None:
    rows = {row["Title"]: row for row in rows_of(Sheet, mixed)}
    assert set(rows) == {f"Example: {INVENTED}", REAL}
    assert rows[f"Example: {INVENTED}"]["Where"] == "Example: The Shed"
    assert rows[REAL]["Where"] == "The Shed"
    assert rows[REAL]["Who"] == "The Kiln"


def test_what_is_invented_is_not_even_seen_by_a_format_that_takes_no_examples(mixed: Tree) -> None:
    assert [row["Title"] for row in rows_of(RealSheet, mixed)] == [REAL]


@pytest.mark.parametrize("formula", [FORMULA, "+1", "-1", "@SUM(1)", "\t=1", "'=1"])
def test_no_cell_is_run_by_a_spreadsheet_program(formula: str) -> None:
    body = File("a.csv", Table([formula], [[formula]])).body.decode("utf-8-sig")
    for row in csv.reader(StringIO(body, newline="")):
        assert row[0].startswith("'")


def test_formula_that_somebody_wrote_into_a_course_stays_text(mixed: Tree) -> None:
    mixed.write("content/courses/the-kiln/glazing.yaml", REAL_COURSE.replace(REAL, f"'{FORMULA}'"))
    assert f"'{FORMULA}" in [row["Title"] for row in rows_of(Sheet, mixed)]


def test_words_do_not_become_markup() -> None:
    words = "<b>Pots</b> & pans ]]>"
    title = element("title", words)
    assert etree.fromstring(File("a.xml", title).body).text == words
    assert etree.fromstring(File("a.xml", element("all", [title])).body)[0].text == words


def test_words_do_not_get_out_of_their_quotes() -> None:
    words = "\"Pots\" & 'pans'\t<b>\r\nfor\nall"
    body = File("a.xml", element("title", attributes={"of": words})).body
    assert etree.fromstring(body).get("of") == words


def test_an_element_of_what_nobody_said_is_not_there() -> None:
    assert if_said("title", None) == if_said("title", "") == NOTHING
    assert File("a.xml", element("all", [NOTHING])).body.endswith(b"<all />\n")


@pytest.mark.parametrize("content", [b"Title\n=1+1\n", "Title\n=1+1\n", [["=1+1"]], None])
def test_nothing_gets_out_in_bytes_of_its_own(content: Any) -> None:
    with pytest.raises(TypeError, match=r"a\.csv is made of"):
        assert File("a.csv", cast("Table", content)).body


def test_mark_stays_first_when_a_title_goes_into_a_sentence() -> None:
    marked = Marked("Pots", "Example: {title}")
    assert marked == "Example: Pots"
    assert within("Cancelled: {title}", marked) == "Example: Cancelled: Pots"
    assert within("Again: {title}", within("Cancelled: {title}", marked)) == (
        "Example: Again: Cancelled: Pots"
    )
    assert within("Cancelled: {title}", "{Pots}") == "Cancelled: {Pots}"


def test_a_title_with_braces_is_marked_as_it_is(mixed: Tree) -> None:
    mixed.write("content/courses/the-kiln/pottery.yaml", COURSE.replace(INVENTED, '"{Pots} {0}"'))
    assert "Example: {Pots} {0}" in [row["Title"] for row in rows_of(Sheet, mixed)]
