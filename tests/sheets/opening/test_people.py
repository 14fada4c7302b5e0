"""Sheets of people are not read; a sheet of courses that names some is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.sheets.cells import as_csv
from catalogue.sheets.importing.telling import report
from catalogue.sheets.opening.people import is_of_people
from tests.conftest import plan_of_file, read_sheets
from tests.sheets.importing.test_import import NEW
from tests.sheets.opening.test_layouts import layout, meanings, sheet_of

if TYPE_CHECKING:
    from catalogue.schemas import Schemas
    from tests.conftest import Tree

PEOPLE = {
    "learners": "Name,Phone,Email,DOB\nA. Learner,07700 900456,a@kiln.example,01/01/1980\n",
    "tutors": "Tutor,Mobile,Home postcode,DBS no.\nA. Example,07700 900457,L8 0AA,000\n",
    "an enrolment list": (
        "Learner Name,Course,Start date,Venue,Fee paid\nAda Quill,Glass,03/02/2027,The Shed,48\n"
    ),
    "an enrolment list by surname": (
        "First name,Surname,Course,Day,Time,Venue\nAda,Quill,Glass,Wed,10-12,The Shed\n"
    ),
    "the numbers of learners": "ULN,Surname,Forename,Course\n1234567890,Quill,Ada,Glass\n",
    "monitoring": "Course,Name,Ethnicity,Date of Birth\nGlass,Ada Quill,x,02/03/1971\n",
    "a title above": "Spring 2027 learners,,\nSurname,First name,Next of kin\nQuill,Ada,Bo\n",
    "emergency contacts": "Name,Emergency contact,Medical needs\nAda Quill,Bo Quill,none\n",
    "staff": "Staff,Phone,E-mail\nAda Quill,0151 496 0123,ada@kiln.example\n",
    "staff and what they earn": (
        "Employee,Role,Hourly rate,Start date\nAda Quill,Tutor,25,01/09/2020\n"
    ),
    "a list of people by name": "Name,Mobile\nAda Quill,07700 900456\nBo Reed,07700 900457\n",
    "no headings, birthdays": (
        "Ada Quill,02/03/1971,07700 900456\nBo Reed,14/11/1985,07700 900457\n"
    ),
    "no headings, names in addresses": (
        "Ada Quill,ada.quill@kiln.example\nBo Reed,b.reed@kiln.example\n"
    ),
    "no headings, NI numbers": "Ada,AA 12 34 56 C\nBo,AB123456D\nCy,AB123457D\n",
    "a register": (
        "Pottery,,,,,\nName,12 Jan,19 Jan,26 Jan,2 Feb,9 Feb\n"
        "Ada Quill,✓,✓,x,✓,✓\nBo Reed,x,✓,✓,✓,x\n"
    ),
}
COURSES = {
    "a tutor and an address to write to": (
        "Course,Tutor,Contact e-mail,Start,Venue\n"
        "Glass,Ada Quill,ada@kiln.example,03/02/2027,The Shed\n"
        "Wood,Bo Reed,bo@kiln.example,04/02/2027,The Shed\n"
    ),
    "courses for women": (
        "Title,Who it is for,Gender,First day\n"
        "Glass,Women,Women,03/02/2027\nWood,Men,Men,04/02/2027\n"
    ),
    "family history": (
        "Title,Summary,First day\nBirths and next of kin,Find your date of birth.,03/02/2027\n"
        "Family History,Find your surname.,04/02/2027\n"
    ),
    "two words with capitals": (
        "Course,Email\nBeginners Sewing,sewing@kiln.example\nFamily History,history@kiln.example\n"
    ),
    "a tutor whose check is noted": (
        "Course,Start,Day,Venue,Tutor,DBS\nGlass,03/02/2027,Wed,The Shed,Ada Quill,yes\n"
    ),
    "an old list": "Course,Start,End\nGlass,03/02/2005,24/03/2005\nWood,03/02/2006,24/03/2006\n",
    "number of learners": "Course,Date,Learners,Max learners\nGlass,03/02/2027,8,12\n",
    "students who pay less": "Course,Date,Fee,Student fee\nGlass,03/02/2027,48,24\n",
    "ages": "Title,Age,Day,Start,Price\nGlass,19+,Wed,03/02/2027,48\n",
    "nothing": "",
}


@pytest.mark.parametrize("name", list(PEOPLE))
def test_a_list_of_people_is_told(name: str) -> None:
    assert is_of_people(sheet_of(PEOPLE[name]))


@pytest.mark.parametrize("name", list(COURSES))
def test_a_list_of_courses_is_none(name: str) -> None:
    assert not is_of_people(sheet_of(COURSES[name]))


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Tutor mobile", "07700 900456,07700 900457"),
        ("Tutor's home phone", "07700 900456,07700 900457"),
        ("Tutor e-mail", "ada@kiln.example,bo@kiln.example"),
        ("DBS number", "001,002"),
        ("Tutor DOB", "02/03/1971,14/11/1985"),
        ("Learners", "Ada Quill; Bo Reed,Cy Dale"),
        ("Learner names", "Ada and Bo,Cy"),
        ("x", "02/03/1971,14/11/1985"),
        ("y", "AB123456D,AB 12 34 57 D"),
        ("Tutor pay", "£24.50,£24.50"),
    ],
)
def test_a_column_of_people_is_never_read_and_never_asked(
    schemas: Schemas, heading: str, cells: str
) -> None:
    one, other = cells.split(",")
    text = (
        f"Title,{heading},Date,Venue\nGlass,{one},03/02/2027,The Shed\n"
        f"Wood,{other},04/02/2027,The Shed\n"
    )
    found = layout(schemas, text)
    assert found.personal == [1]
    assert meanings(found)[heading] == "–"
    assert heading not in found.asked
    told = layout(schemas, text, **{heading: "How to join: Phone"})
    assert meanings(told)[heading] == "–"


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Tutor", "Ada Quill"),
        ("Learners", "12"),
        ("Contact phone", "0151 496 0123"),
        ("Start", "03/02/2005"),
        ("Member price", "24"),
        ("Who it is for", "Learners"),
    ],
)
def test_a_column_of_a_course_is_not_one_of_people(
    schemas: Schemas, heading: str, cell: str
) -> None:
    found = layout(schemas, f"Title,{heading},Date,Venue\nGlass,{cell},03/02/2027,The Shed\n")
    assert found.personal == []


def test_what_a_column_says_of_people_is_in_no_report_no_file_and_no_copy(tree: Tree) -> None:
    good = NEW | {"Tutor's date of birth": "01/02/1971", "DBS number": "001234567890"}
    bad = good | {"Title": "Wood for all", "Last day": "31/02/2027", "DBS number": "009876543210"}
    path = tree.root / "sheet.csv"
    path.write_bytes(as_csv([list(good), list(good.values()), list(bad.values()), ["", "", "4"]]))
    plan = plan_of_file(path, tree.root, "the-kiln")
    copy = plan.write_copy(path)
    assert copy is not None
    said = report(plan) + "".join(plan.files.values())
    said += str(read_sheets(copy)[0].rows)
    assert "The column “DBS number” looks like people's data" in said
    for secret in ("1971", "001234567890", "009876543210"):
        assert secret not in said
