"""Bytes that nobody meant, sent to everything that reads from outside what is no file of the
catalogue: each ends in an answer, or in the refusal that whoever called knows. `make fuzz` tries
thousands; tests/test_broken_files.py does the same for the files that a person may edit.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from contextlib import suppress
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from catalogue.intake.envelopes import Part, opened
from catalogue.intake.taking import take
from catalogue.issue_forms import ADD, CHANGE, questions_to_add, questions_to_change
from catalogue.reference import load_reference
from catalogue.sheets.cells import Unreadable, as_csv
from catalogue.sheets.importing.telling import report
from catalogue.sheets.writing import SheetToWrite, as_xlsx
from catalogue.site.published import BadRecord, pack_record, to_values, unpack_record
from scripts.github.form_readers import Reader
from tests.conftest import COURSE, TODAY, Tree, load, plan_of_file, small_tree
from tests.fuzzing import attempts, kept_if_it_fails
from tests.github.test_issue_to_pull_request import ANSWERS, body_of
from tests.sheets.feeds.test_calendars import START, WEEKLY, calendar
from tests.sheets.feeds.test_json_feeds import COURSE as KILN_COURSE
from tests.sheets.feeds.test_json_feeds import EVENT, SERVICE, SHED, as_json
from tests.sheets.feeds.test_xcri_feeds import PUBLISHED
from tests.sheets.importing.test_import import NEW
from tests.site.test_published import RECORD, packed

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = int(os.environ.get("BROKEN_EXAMPLES", "10"))
ROWS = [list(NEW), list(NEW.values()), ["", "Online", "1/3/2027", "soon", "Mon 9-5, Tue noon"]]
CSV, XLSX = as_csv(ROWS), as_xlsx([SheetToWrite("Courses", ROWS)])
INSIDE = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml")
FEEDS = {
    "calendar.ics": calendar(f"SUMMARY:Throwing\n{START}\n{WEEKLY}", f"SUMMARY:Clay\n{START}"),
    "event.json": as_json(EVENT),
    "course.jsonld": as_json({"@graph": [KILN_COURSE, SHED]}),
    "page.html": b"<html><script type=application/ld+json>%s</script>" % as_json(EVENT),
    "services.json": as_json({"contents": [SERVICE]}),
    "xcri.xml": PUBLISHED.read_bytes(),
}
CHANGED = {
    "Which course": "https://example.org/courses/the-kiln/pottery/",
    "What is wrong or has changed": "It moved.",
    "First day": "13 April 2027",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A small catalogue, which no test here changes."""
    return small_tree(tmp_path_factory.mktemp("small") / "tree")


def tried(target: str, good: list[bytes], try_one: Callable[[bytes], object]) -> None:
    for raw in attempts(target, good, MANY):
        with kept_if_it_fails(target, raw):
            try_one(raw)


def test_any_bytes_are_a_sheet_or_refused(small: Tree) -> None:
    path = small.root / "sheet.csv"

    def plan(raw: bytes) -> None:
        path.write_bytes(raw)
        with suppress(Unreadable):
            report(plan_of_file(path, small.root, "the-kiln"))

    def plan_with(member: str) -> Callable[[bytes], None]:
        return lambda raw: plan(_with_member(member, raw))

    tried("sheet-csv", [CSV, CSV.decode("utf-8-sig").encode("utf-16")], plan)
    tried("sheet-xlsx", [XLSX], plan)
    with zipfile.ZipFile(io.BytesIO(XLSX)) as archive:
        for member in INSIDE:
            name = member.rpartition("/")[2].strip("[]")
            tried(f"sheet-xlsx-{name}", [archive.read(member)], plan_with(member))


@pytest.mark.parametrize("name", FEEDS)
def test_any_bytes_are_a_feed_or_refused(name: str, small: Tree) -> None:
    path = small.root / name

    def plan(raw: bytes) -> None:
        path.write_bytes(raw)
        with suppress(Unreadable):
            report(plan_of_file(path, small.root, "the-kiln"))

    tried(f"feed-{name.replace('.', '-')}", [FEEDS[name]], plan)


def _with_member(changed: str, raw: bytes) -> bytes:
    """The bytes of the workbook with one of the files in it put otherwise."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as there, zipfile.ZipFile(made, "w") as archive:
        for name in there.namelist():
            archive.writestr(name, raw if name == changed else there.read(name))
    return made.getvalue()


@pytest.mark.parametrize("form", [ADD, CHANGE])
def test_any_text_in_a_form_gets_an_answer(form: str, small: Tree) -> None:
    catalogue, _ = load(small.root)
    schemas = catalogue.reference.schemas
    body = {
        ADD: body_of(questions_to_add(schemas, catalogue), ANSWERS),
        CHANGE: body_of(questions_to_change(schemas, catalogue), CHANGED),
    }[form]

    reader = Reader(small.root, TODAY)

    def answer(raw: bytes) -> None:
        with suppress(UnicodeDecodeError):  # GitHub sends no such text
            taken = reader.read(form, raw.decode("utf-8", "surrogatepass"))
            assert all(text.encode() for text in taken.texts.values())
            assert taken.texts or taken.faults or taken.notes or form == CHANGE

    tried(f"form-{form.partition(' ')[0]}", [body.encode()], answer)


@pytest.mark.parametrize("name", ["sent.txt", "sent.eml", "sent.zip"])
def test_anything_that_is_sent_gets_an_answer(name: str, small: Tree) -> None:
    text = f"the-kiln/pottery: full\n\ncontent/courses/the-kiln/clay.yaml\n\n{COURSE}"
    mail = EmailMessage()
    mail.set_content(text)
    mail.add_attachment(CSV, "text", "csv", filename="courses.csv")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content/courses/the-kiln/clay.yaml", COURSE)
    seeds = {"sent.txt": text.encode(), "sent.eml": mail.as_bytes(), "sent.zip": packed.getvalue()}
    reference = load_reference(small.root)

    def answer(raw: bytes) -> None:
        taken = take(opened(Part(name, raw)), reference, small.root, TODAY, "the-kiln")
        assert taken.texts or taken.faults

    tried(name.replace(".", "-"), [seeds[name]], answer)


def test_any_bytes_are_a_record_or_refused() -> None:
    def unpack(raw: bytes) -> None:
        with suppress(BadRecord):
            unpack_record(pack_record(unpack_record(raw)))

    tried("record", [pack_record(RECORD)], unpack)
    told = json.dumps(to_values(RECORD), indent=1).encode()
    tried("record-inside", [told], lambda raw: unpack(packed(raw)))
