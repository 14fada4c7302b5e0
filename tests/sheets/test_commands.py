"""`catalogue import`, `template` and `export` as people use them: what is said, and how it ends."""

from __future__ import annotations

import csv
import os
import zipfile
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from catalogue.cli import main
from catalogue.sheets.cells import as_csv
from catalogue.sheets.columns import columns_of
from catalogue.sheets.template import EXPLAINED, WORDS
from tests.conftest import COURSE, PROVIDER, VENUE, read_sheets
from tests.sheets.importing.test_import import GLASS, GLASS_TEXT, NEW, POTTERY
from tests.sheets.opening.test_reading import BAD

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.schemas import Schemas
    from tests.conftest import Tree

Screen = pytest.CaptureFixture[str]
TODAY = "--today=2026-11-24"
SHED = "content/venues/the-shed.yaml"
KILN = "--provider=the-kiln"
REAL = COURSE.replace("example: true\n", "").replace(
    "cost:", "qualification:\n  title: Award in Clay\n  number: 601/4550/1\ncost:"
)


@pytest.fixture
def here(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A small catalogue with us in its top folder, and a sheet with a new course."""
    monkeypatch.chdir(tree.root)
    (tree.root / "sheet.csv").write_bytes(as_csv([list(NEW), list(NEW.values())]))
    return tree


def test_an_import_is_only_shown_until_somebody_says_yes(here: Tree, capsys: Screen) -> None:
    before = sorted(here.root.rglob("*"))
    assert main(["import", "sheet.csv", KILN, TODAY]) == 0
    out, err = capsys.readouterr()
    assert "“03/02/2027” read as 3 February 2027" in out
    assert err.endswith("Nothing is written yet; --yes writes it.\n")
    assert sorted(here.root.rglob("*")) == before
    assert main(["import", "sheet.csv", KILN, TODAY, "--yes"]) == 0
    assert (here.root / GLASS).read_text() == GLASS_TEXT
    assert main(["check", TODAY]) == 0
    assert main(["format", "--check"]) == 0
    capsys.readouterr()
    assert main(["import", "sheet.csv", KILN, TODAY]) == 0
    assert capsys.readouterr().err.startswith("0 courses to add, 0 courses to change")


def test_rows_to_mend_go_to_a_copy_and_the_command_says_so(here: Tree, capsys: Screen) -> None:
    rows = [list(NEW), [*list(NEW.values())[:4], "Tue 8-10"]]
    (here.root / "sheet.csv").write_bytes(as_csv(rows))
    assert main(["import", "sheet.csv", KILN, TODAY, "--yes"]) == 1
    out, err = capsys.readouterr()
    assert "morning or in the evening" in out
    assert "The rows to answer and to fix are in sheet-to-fix.xlsx." in err
    assert not (here.root / GLASS).exists()


@pytest.mark.parametrize("name", list(BAD))
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_file_that_is_no_sheet_is_told_without_a_fuss(
    here: Tree, capsys: Screen, name: str, suffix: str
) -> None:
    (here.root / f"bad{suffix}").write_bytes(BAD[name][0])
    assert main(["import", f"bad{suffix}", KILN, TODAY]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"bad{suffix}: ")


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"a,b\n1,2\n", b"\xef\xbb\xbf", b"Title\nPots\n"])
def test_a_sheet_without_headings_says_where_to_get_some(
    here: Tree, capsys: Screen, raw: bytes
) -> None:
    (here.root / "bad.csv").write_bytes(raw)
    assert main(["import", "bad.csv", KILN, TODAY]) == 1
    assert "`catalogue template` writes a sheet" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "nowhere.csv", KILN],
        ["import", "content", KILN],
        ["import", "sheet.csv"],
        ["import", "sheet.csv", "--provider=nobody"],
        ["import", "sheet.csv", "--provider=../providers/the-kiln"],
        ["export"],
        ["export", "--provider="],
        ["export", KILN, "sheet.csv"],
        ["export", KILN, "sheet.ods"],
        ["template", "sheet.csv"],
        ["template", "nowhere/courses.xlsx"],
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(
    here: Tree, capsys: Screen, arguments: list[str]
) -> None:
    before = sorted(here.root.rglob("*"))
    assert main([*arguments, TODAY]) == 2
    assert capsys.readouterr().err
    assert sorted(here.root.rglob("*")) == before


def test_a_memory_of_columns_that_makes_no_sense_is_told(here: Tree, capsys: Screen) -> None:
    here.write("content/sheets/the-kiln.yaml", "columns: {Where: Venu}\n")
    assert main(["import", "sheet.csv", KILN, TODAY]) == 1
    assert "Did you mean “Venue”?" in capsys.readouterr().err
    here.write("content/sheets/the-kiln.yaml", "[\n")
    assert main(["import", "sheet.csv", KILN, TODAY]) == 1
    assert "content/sheets/the-kiln.yaml cannot be read" in capsys.readouterr().err


def test_the_template_has_every_column_a_note_on_each_and_lists_to_choose_from(
    here: Tree, schemas: Schemas
) -> None:
    assert main(["template", TODAY]) == 0
    book = load_workbook(here.root / "courses.xlsx")
    sheet = book["Courses"]
    headings = [cell.value for cell in sheet[1]]
    assert headings == [column.heading for column in columns_of(schemas.course)]
    assert all(cell.comment and cell.comment.text for cell in sheet[1])
    assert sheet.freeze_panes == "C2"
    assert book.sheetnames == ["Courses", WORDS, EXPLAINED]
    offered = {str(one.sqref).split("2")[0]: one for one in sheet.data_validations.dataValidation}
    for column, cell in zip(columns_of(schemas.course), sheet[1], strict=True):
        chosen = column.kind in ("term", "terms", "answer", "yes", "venue")
        assert (get_column_letter(cell.column or 0) in offered) == chosen
    levels = book[WORDS]
    names = {column[0]: column[1:] for column in levels.iter_cols(values_only=True)}
    assert "Entry 1" in names["Level"]
    assert names["Venue"][0] == "The Shed"


def test_a_filled_in_template_is_read(here: Tree) -> None:
    assert main(["template", "mine.xlsx", TODAY]) == 0
    book = load_workbook(here.root / "mine.xlsx")
    sheet = book["Courses"]
    for cell in sheet[1]:
        if cell.value in NEW:
            sheet.cell(2, cell.column).value = NEW[str(cell.value)]
    book.save(here.root / "mine.xlsx")
    assert main(["import", "mine.xlsx", KILN, TODAY, "--yes"]) == 0
    assert (here.root / GLASS).read_text() == GLASS_TEXT


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_an_export_is_read_back_without_a_change(here: Tree, capsys: Screen, name: str) -> None:
    assert main(["export", KILN, name, TODAY]) == 0
    capsys.readouterr()
    assert main(["import", name, KILN, TODAY, "--yes"]) == 0
    assert (here.root / POTTERY).read_text() == COURSE
    assert "1 course as in the sheet" in capsys.readouterr().out


def test_an_export_runs_nothing_in_a_spreadsheet_program(here: Tree) -> None:
    here.write(POTTERY, COURSE.replace("title: Pottery for beginners", 'title: "=1+1"'))
    main(["export", KILN, "out.xlsx", TODAY])
    main(["export", KILN, "out.csv", TODAY])
    with zipfile.ZipFile(BytesIO((here.root / "out.xlsx").read_bytes())) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert ",'=1+1," in (here.root / "out.csv").read_text(encoding="utf-8")


def test_a_course_that_cannot_be_read_is_not_left_out_in_silence(
    here: Tree, capsys: Screen
) -> None:
    here.write(GLASS, "title: [")
    assert main(["export", KILN, "out.csv", TODAY]) == 0
    assert "Left out, as its file has to be fixed first: glass-for-all." in capsys.readouterr().err
    here.write(GLASS, GLASS_TEXT.replace("level: none", "level: nine"))
    real_provider(here)
    directory(here)
    assert f"Left out, as `catalogue check` finds errors: {GLASS}." in capsys.readouterr().err


# The Course Directory


def real_provider(here: Tree) -> None:
    """Make the provider a real one; its course stays invented."""
    sources = "sources:\n  - {for: [name, summary], from: Their sign, confidence: sure}\n"
    here.write("providers/the-kiln.yaml", PROVIDER.replace("example: true\n", sources))


def real(here: Tree, course: str) -> None:
    """Make the small catalogue one of real things, with this course in it."""
    real_provider(here)
    sources = (
        "sources:\n  - {for: [name, kind, address, access], from: Their sign, confidence: sure}\n"
    )
    venue = VENUE.replace("  town", "  street: 1 Kiln Street\n  town")
    here.write("content/venues/the-shed.yaml", venue.replace("example: true\n", sources))
    here.write(POTTERY, course.replace("phone: 0151 496 0123", "email: learn@kiln.org.uk"))


def directory(here: Tree, *more: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Export as the Course Directory's files, and read both."""
    assert main(["export", KILN, "cd.csv", "--course-directory", TODAY, *more]) == 0
    texts = [
        (here.root / f"cd-{name}.csv").read_text(encoding="utf-8-sig")
        for name in ("courses", "venues")
    ]
    courses, venues = (list(csv.DictReader(StringIO(text))) for text in texts)
    return courses, venues


def test_the_course_directory_gets_what_we_know_and_nothing_made_up(
    here: Tree, capsys: Screen
) -> None:
    real(here, REAL)
    courses, venues = directory(here)
    assert (
        courses[0]
        | {
            "LARS_QAN": "60145501",
            "COURSE_NAME": "Pottery for beginners",
            "DELIVERY_MODE": "Classroom",
            "START_DATE": "12/01/2027",
            "VENUE_NAME": "The Shed",
            "COST": "0.00",
            "DURATION": "11",
            "DURATION_UNIT": "Weeks",
            "ATTENDANCE_PATTERN": "Daytime",
            "STUDY_MODE": "Part time",
        }
        == courses[0]
    )
    assert venues[0]["POSTCODE"] == "L8 1XF"
    assert capsys.readouterr().err == (
        "The site has no address yet: COURSE_WEBPAGE is the page where people book, if there is "
        "one. Set SITEURL in pelicanconf.py, or use --site-url, and it is the course's page on the "
        "site.\n"
        "Pottery for beginners: needed there, and not known here: its page on the web "
        "(COURSE_WEBPAGE).\n"
    )


def test_what_goes_to_the_course_directory_comes_back_without_a_change(
    here: Tree, capsys: Screen
) -> None:
    real(here, REAL)
    before = {file: (here.root / file).read_text() for file in (POTTERY, SHED)}
    directory(here, "--site-url=https://learn.example")
    capsys.readouterr()
    for name in ("courses", "venues"):
        assert main(["import", f"cd-{name}.csv", KILN, TODAY, "--yes"]) == 0, capsys.readouterr()
    assert {file: (here.root / file).read_text() for file in before} == before
    assert "1 course as in the sheet" in capsys.readouterr().out


def test_the_course_directory_gets_the_page_of_a_course_on_our_site(
    here: Tree, capsys: Screen
) -> None:
    real(here, REAL)
    here.write("pelicanconf.py", 'SITEURL = "https://courses.example"\n')
    courses, _ = directory(here)
    assert courses[0]["COURSE_WEBPAGE"] == "https://courses.example/courses/the-kiln/pottery/"
    for file in ("cd-courses.csv", "cd-venues.csv"):
        os.unlink(here.root / file)
    courses, _ = directory(here, "--site-url=https://example.org/learn")
    assert courses[0]["COURSE_WEBPAGE"] == "https://example.org/learn/courses/the-kiln/pottery/"
    assert capsys.readouterr().err == ""
    assert main(["export", KILN, "--course-directory", TODAY, "--site-url=learn"]) == 2
    assert "“learn” is not the address of a site" in capsys.readouterr().err


def test_without_an_address_the_course_directory_gets_the_page_where_people_book(
    here: Tree,
) -> None:
    real(here, REAL.replace("  phone:", "  url: https://www.the-kiln.org.uk/pottery\n  phone:"))
    courses, _ = directory(here)
    assert courses[0]["COURSE_WEBPAGE"] == "https://www.the-kiln.org.uk/pottery"


def test_the_course_directory_is_told_who_alone_may_join(here: Tree) -> None:
    real(here, f"{REAL}audiences: [women]\nonly_for_audiences: true\n")
    courses, _ = directory(here)
    said = "Only for women. Adults who have never made a pot."
    assert courses[0]["WHO_THIS_COURSE_IS_FOR"] == said


def test_a_learning_aim_that_is_not_known_is_told(here: Tree, capsys: Screen) -> None:
    real(here, COURSE.replace("example: true\n", ""))
    courses, _ = directory(here)
    assert courses[0]["LARS_QAN"] == ""
    err = capsys.readouterr().err
    assert "The directory takes no file while a LARS_QAN is empty." in err
    assert (
        "Pottery for beginners: needed there, and not known here: the number of its learning aim "
        "(LARS_QAN) and its page on the web (COURSE_WEBPAGE).\n"
    ) in err


def test_no_example_and_no_run_that_has_begun_goes_to_the_course_directory(
    here: Tree, capsys: Screen
) -> None:
    real_provider(here)
    assert directory(here) == ([], [])
    assert "Left out, as invented examples: 1 course." in capsys.readouterr().err
    for file in ("cd-courses.csv", "cd-venues.csv"):
        os.unlink(here.root / file)
    real(here, REAL.replace("2027-01-12", "2026-11-24"))
    assert directory(here) == ([], [])
    assert "Left out, as nobody can start there now: 1 run." in capsys.readouterr().err


def test_invented_provider_has_nothing_for_the_course_directory(here: Tree, capsys: Screen) -> None:
    before = sorted(here.root.rglob("*"))
    assert main(["export", KILN, "--course-directory", TODAY]) == 0
    assert "Left out, as an invented example: the-kiln." in capsys.readouterr().err
    assert sorted(here.root.rglob("*")) == before


def test_the_columns_are_those_of_the_reference(here: Tree, project: Path) -> None:
    real_provider(here)
    directory(here)
    with (project / "reference/course-directory-fields.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for kind in ("course", "venue"):
        names = [row["column"] for row in rows if row["upload"] == kind]
        assert read_sheets(here.root / f"cd-{kind}s.csv")[0].rows[0] == names
