"""Files of every kind are opened, or refused in a sentence; nothing in them is run."""

from __future__ import annotations

import zipfile
from datetime import date, time
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from catalogue.sheets.cells import Unreadable, as_csv
from catalogue.sheets.writing import SheetToWrite, as_xlsx
from tests.conftest import read_sheets

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
    ("text", "titles", "broken"),
    [
        ('Title,Text\nTea,"It never closes\nSinging,Words\n', "Tea Singing", {2}),
        ('Title,Text\nTea,x\nCake,"It closes below\nSinging,"Words"\n', "Tea Cake Singing", {3}),
        ('Title,Text\nTea,"Two\nlines"\nCake,"Never\nSinging,x\n', "Tea Cake Singing", {3}),
        ('Title,Text\nTea,"Never\nSinging,"Nor this\nCake,x\n', "Tea Singing Cake", {2, 3}),
        ('Title,Text\nTea,"Never\nthe end of it\nCake,x\n', "Tea the_end_of_it Cake", {2, 3}),
        ('A,B,Text\n1,x,"Opens\n2,"closes,x\n3,x,x\n', "1 2 3", {2, 3}),
    ],
)
def test_a_mark_that_is_not_closed_takes_in_no_rows(
    path: Path, text: str, titles: str, broken: set[int]
) -> None:
    path.write_text(text, encoding="utf-8")
    sheet = read_sheets(path)[0]
    read = [str(row[0]).replace(" ", "_") for row in sheet.rows[1:]]
    assert (" ".join(read), {*sheet.broken, *sheet.unsure}) == (titles, broken)


def test_a_row_below_a_text_of_two_lines_has_the_number_that_programs_show(path: Path) -> None:
    path.write_text('Title,Text\nTea,"Two\nlines"\nCake,"Never\n', encoding="utf-8")
    assert "A text editor shows it as line 4." in read_sheets(path)[0].unsure[3]


def test_a_line_break_without_quotation_marks_breaks_two_rows_and_no_others(path: Path) -> None:
    lines = ["Title,Text,Day,Price", "Tea,A text", "that goes on,Monday,5", "Cake,x,Monday,5"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert set(read_sheets(path)[0].broken) == {2, 3}
    lines = ["Title,Text", "Tea,A text", "that goes on", "and on", "Cake,x"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert set(read_sheets(path)[0].broken) == {2, 3, 4}
    lines = ["Title,Text,Day,Price", "Tea,A text", "Singing,x", "Cake,x,Monday,5"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read_sheets(path)[0].broken == {}


def test_a_row_whose_marks_can_be_meant_otherwise_is_read_and_asked_about(path: Path) -> None:
    lines = ["Title,Text,Day", 'Tea,"A "slow" cup, hot",Monday', "Cake,Eat it,Friday"]
    path.write_text("\n".join(lines), encoding="utf-8")
    [sheet] = read_sheets(path)
    assert sheet.rows[1:] == [["Tea", 'A "slow" cup, hot', "Monday"], ["Cake", "Eat it", "Friday"]]
    assert (sheet.broken, set(sheet.unsure)) == ({}, {2})
    path.write_text("\n".join([*lines[:1], 'Tea,"A cup,Monday', lines[2]]), encoding="utf-8")
    [sheet] = read_sheets(path)
    assert sheet.rows[1:] == [["Tea", "A cup", "Monday"], ["Cake", "Eat it", "Friday"]]
    assert (sheet.broken, set(sheet.unsure)) == ({}, {2})


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
    sheet = read_sheets(path)[0]
    assert sheet.rows == [["a\nb  c", date(2027, 1, 12), 48.5, time(9, 30)]]
    assert sheet.comments == {(1, 3): "a note"}


def test_what_a_program_shows_beside_the_text_of_a_workbook_is_kept(path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for title in ("Title", "Hidden", "Shown", "Folded", "Struck", "Noted", "Linked", "Formula"):
        sheet.append([title, "x", "y"])
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions.group(4, 4, hidden=True)
    sheet["A5"].font = Font(strike=True)
    sheet["A6"].comment = Comment("Sam Smith:\nCancelled", "Sam Smith")
    sheet["A7"].hyperlink = "https://kiln.example/book"
    sheet["A8"] = '=HYPERLINK("https://kiln.example/more", "More")'
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("B1:C1")
    book.create_sheet("Secret").sheet_state = "hidden"
    path.write_bytes(xlsx(book))
    read, secret = read_sheets(path)
    assert (set(read.hidden_rows), set(read.hidden_columns)) == ({2, 4}, {2})
    assert read.struck_out == {(5, 1)}
    assert read.rows[4][0] == "Struck"
    assert read.comments == {(6, 1): "Cancelled"}
    links = {(7, 1): "https://kiln.example/book", (8, 1): "https://kiln.example/more"}
    assert read.links == links
    assert read.wide == {(1, 2)}
    assert (read.is_hidden, secret.is_hidden) == (False, True)
    assert (read.file, read.name) == ("sheet.csv", "Sheet")


def test_a_thread_of_comments_says_what_was_written_and_not_how_it_is_kept(path: Path) -> None:
    book = Workbook()
    text = (
        "[Threaded comment]\n\nYour version of Excel allows you to read this. Learn more: x\n\n"
        "Comment:\n    Is this on?\nReply:\n    No, cancelled"
    )
    book.worksheets[0]["A1"] = "Title"
    book.worksheets[0]["A1"].comment = Comment(text, "tc={1}")
    path.write_bytes(xlsx(book))
    assert read_sheets(path)[0].comments == {(1, 1): "Is this on?\nNo, cancelled"}


SHOWN_IN_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>
<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/>
</style:style><style:style style:name="struck" style:family="table-cell"><style:text-properties
 style:text-line-through-style="solid"/></style:style>
<style:style style:name="plain" style:family="table-cell"><style:text-properties
 style:text-line-through-style="none"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Old" table:style-name="gone">
<table:table-column/><table:table-column table:visibility="collapse"
 table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>Title</text:p></table:table-cell>
<table:table-cell table:number-columns-spanned="2"><text:p>When</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row>
<table:table-row table:visibility="filter"><table:table-cell table:style-name="struck">
<text:p>Struck</text:p></table:table-cell></table:table-row>
<table:table-row table:default-cell-style-name="struck"><table:table-cell>
<text:p>Of its row</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:style-name="plain"><office:annotation>
<dc:creator>Sam</dc:creator><text:p>Not running</text:p></office:annotation>
<text:p>Book <text:a xlink:href="https://kiln.example/book">here</text:a></text:p></table:table-cell>
<table:table-cell><text:p><text:span text:style-name="struck">Tuesday</text:span></text:p>
</table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_what_a_program_shows_beside_the_text_of_an_ods_file_is_kept(path: Path) -> None:
    path.write_bytes(archive_of("content.xml", SHOWN_IN_ODS.encode()))
    sheet = read_sheets(path)[0]
    assert sheet.is_hidden
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({2}, {2})
    assert sheet.struck_out == {(2, 1), (3, 1), (4, 2)}
    assert sheet.comments == {(4, 1): "Not running"}
    assert sheet.links == {(4, 1): "https://kiln.example/book"}
    assert sheet.wide == {(1, 2)}
    assert sheet.rows[3][0] == "Book here"


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
