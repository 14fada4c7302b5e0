"""Files of every kind are opened, or refused in a sentence; nothing in them is run."""

from __future__ import annotations

import zipfile
from datetime import date, time
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from catalogue.sheets.cells import Unreadable, as_csv
from catalogue.sheets.reading import read_sheets
from catalogue.sheets.writing import SheetToWrite, as_xlsx

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [["Title", "Venue"], ["Café – “life”", "The Shed"]]
ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Courses"><table:table-row ROWS>
<table:table-cell office:value-type="string" COLUMNS><text:p>a</text:p><text:p>b<text:s
 text:c="2"/>c</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2027-01-12"><text:p>12/01/27</text:p>
</table:table-cell>
<table:table-cell office:value-type="currency" office:value="48.5"><office:annotation>
<text:p>a note</text:p></office:annotation><text:p>£48.50</text:p></table:table-cell>
<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"/>
</table:table-row><table:table-row table:number-rows-repeated="1048000">
<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def ods(rows: str = "", columns: str = "") -> bytes:
    """A file as LibreOffice writes it, with what makes it repeat its cells."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", ODS.replace("ROWS", rows).replace("COLUMNS", columns))
    return out.getvalue()


def xlsx(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test puts its file."""
    return tmp_path / "sheet.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_any_usual_form(path: Path, encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in ROWS)
    path.write_bytes(text.encode(encoding))
    assert read_sheets(path)[0].rows == [*ROWS]


def test_a_sentence_with_commas_does_not_divide_a_file_of_semicolons(path: Path) -> None:
    path.write_text("Title;Venue\nOne, two, three, four, five;The Shed\nOne;The Shed\n")
    assert read_sheets(path)[0].rows[1] == ["One, two, three, four, five", "The Shed"]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('Title,Text\nTea,"It never closes,yes\nSinging,Words\n', 2),
        ('Title,Text\nTea,Words\nCake,"It closes below,yes\nSinging,"Words"\n', 3),
        ('Title,Text\nTea,"Two\nlines"\nCake,"Never\n', 4),
    ],
)
def test_a_mark_that_is_not_closed_takes_in_no_rows(path: Path, rows: str, line: int) -> None:
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(Unreadable, match=f"In line {line} a quotation mark"):
        read_sheets(path)


@pytest.mark.parametrize("text", ['A 5" pot', 'Say "hello"', '"Quoted" in part, and on'])
def test_a_mark_that_is_part_of_a_text_is_read(path: Path, text: str) -> None:
    path.write_bytes(as_csv([["Title", "Text"], ["Tea", text]]))
    assert read_sheets(path)[0].rows[1] == ["Tea", text]
    path.write_text(f"Title;Text\nTea;x {text}\n", encoding="utf-8")
    assert read_sheets(path)[0].rows[1] == ["Tea", f"x {text}"]


def test_what_we_write_is_read_back_as_it_was(path: Path) -> None:
    rows = [
        ["Title", "Note"],
        ["=1+1", "'@x"],
        ["-", "two\nlines"],
        ["+44 151", '"quoted", he said'],
    ]
    path.write_bytes(as_csv(rows))
    assert read_sheets(path)[0].rows == rows
    path.write_bytes(as_xlsx([SheetToWrite("A/B", rows)]))
    assert read_sheets(path)[0].rows == rows


def test_no_text_that_we_write_is_a_formula(path: Path) -> None:
    path.write_bytes(raw := as_xlsx([SheetToWrite("A", [["=1+1"]])]))
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_workbook_keeps_its_days_times_and_merged_cells(path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Spring", date(2027, 1, 12), time(9, 30), 48.5, True])
    sheet.append([None, "=1+1"])
    sheet.merge_cells("A1:A3")
    path.write_bytes(xlsx(book))
    rows = read_sheets(path)[0].rows
    assert [str(cell)[:10] for cell in rows[0]] == [
        "Spring",
        "2027-01-12",
        "09:30:00",
        "48.5",
        "True",
    ]
    # What a merged cell says, it says in each of its rows; a formula without a result is text.
    assert rows[1][:2] == ["Spring", "=1+1"]
    assert rows[2][0] == "Spring"


def test_an_ods_file_is_read_with_its_lines_and_without_its_notes(path: Path) -> None:
    path.write_bytes(ods())
    assert read_sheets(path)[0].rows == [["a\nb  c", date(2027, 1, 12), 48.5, time(9, 30)]]


def bomb() -> bytes:
    """A small file that unpacks to more than a machine should hold."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"0" * 60_000_000)
    return out.getvalue()


def far_cell() -> bytes:
    """A workbook whose last cell is the last there can be."""
    book = Workbook()
    book.worksheets[0]["XFD1048576"] = "x"
    return xlsx(book)


def archive_of(name: str, raw: bytes = b"x") -> bytes:
    """A ZIP file with one file in it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, raw)
    return out.getvalue()


BAD = {
    "a picture renamed": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not a spreadsheet"),
    "old Excel or a password": (b"\xd0\xcf\x11\xe0" + b"0" * 600, "password"),
    "a bomb": (bomb(), "too big"),
    "a far cell": (far_cell(), "too big"),
    "rows repeated": (ods('table:number-rows-repeated="1000000"'), "too big"),
    "columns repeated": (ods("", 'table:number-columns-repeated="16000"'), "too big"),
    "repeated a word": (ods('table:number-rows-repeated="x"'), "damaged"),
    "cut short": (far_cell()[:900], "damaged"),
    "another archive": (archive_of("readme.txt"), "an archive"),
    "an empty workbook": (archive_of("[Content_Types].xml"), "damaged"),
    "no XML": (archive_of("content.xml"), "damaged"),
    "entities": (archive_of("content.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "damaged"),
    "too many rows": (b"a,b\n" * 6000, "more than 5,000 rows"),
    "too many bytes": (b"a" * 10_000_001, "bigger than 10 MB"),
    "zeros": (bytes(500), "not a spreadsheet"),
    "bad UTF-16": (b"\xff\xfea", "not a spreadsheet"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_file_that_is_no_sheet_is_refused_in_a_sentence(path: Path, name: str) -> None:
    raw, word = BAD[name]
    path.write_bytes(raw)
    with pytest.raises(Unreadable, match=word):
        read_sheets(path)


def test_a_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="folder"):
        read_sheets(tmp_path)
