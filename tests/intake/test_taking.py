"""From what was sent to the files that it makes, and what its sender is told."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from catalogue.intake.envelopes import Part, opened
from catalogue.intake.taking import Taken, take
from catalogue.reference import load_reference
from tests.conftest import COURSE, PROVIDER, TODAY, VENUE, Tree

if TYPE_CHECKING:
    from collections.abc import Mapping

POTTERY = "content/courses/the-kiln/pottery.yaml"
GLASS = "content/courses/the-kiln/glass.yaml"
YARD = "content/venues/the-yard.yaml"
NEW = COURSE.replace("Pottery", "Glass").replace("the-shed", "the-yard").replace("q7pt3", "fkh2v")
PLACE = VENUE.replace("Shed", "Yard")
SHEET = "Title,Venue,First day,Last day,Sessions\nPottery for beginners,,12/1/2027,30/3/2027,\n"


def taken(tree: Tree, *parts: Part, provider: str = "") -> Taken:
    return take(opened(*parts), load_reference(tree.root), tree.root, TODAY, provider)


def mail(text: str, subject: str = "Courses", **attached: bytes) -> Part:
    made = EmailMessage()
    made["From"] = "Anna <anna@kiln.example>"
    made["Subject"] = subject
    made.set_content(text)
    for name, raw in attached.items():
        made.add_attachment(raw, "application", "octet-stream", filename=name.replace("_", "."))
    return Part("mail.eml", made.as_bytes())


def zipped(files: Mapping[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return raw.getvalue()


def test_a_course_and_its_new_place_come_in_together(tree: Tree) -> None:
    made = taken(tree, mail(f"Hello\n\n{YARD}\n\n{PLACE}\n\n{GLASS}\n\n{NEW}\n\nAnna"))
    assert made.faults == []
    assert list(made.texts) == [YARD, GLASS]
    assert made.providers == ["the-kiln"]
    assert "Anna" in made.talk


def test_neither_comes_in_where_one_is_wrong(tree: Tree) -> None:
    wrong = PLACE.replace("L8 1XF", "Liverpool")
    made = taken(tree, mail(f"{YARD}\n\n{wrong}\n\n{GLASS}\n\n{NEW}"))
    assert made.texts == {}
    assert made.faults[0].startswith(f"{YARD}:5: ")


def test_what_is_sent_is_written_as_we_write_it(tree: Tree) -> None:
    made = taken(
        tree, Part("x.txt", f"{POTTERY}\n\n{COURSE[COURSE.index('summary') :]}title: Clay".encode())
    )
    assert made.texts[POTTERY].startswith("title: Clay\nsummary:")


def test_a_copy_of_a_course_is_blamed_and_not_the_course(tree: Tree) -> None:
    made = taken(tree, Part("x.txt", f"content/courses/the-kiln/a-copy.yaml\n\n{COURSE}".encode()))
    assert made.faults[0].startswith("content/courses/the-kiln/a-copy.yaml:")


def test_a_subject_can_be_the_whole_message(tree: Tree) -> None:
    made = taken(tree, mail("Sent from my telephone", "the-kiln/pottery: full"))
    assert "state: full" in made.texts[POTTERY]
    assert made.talk == "Sent from my telephone"


def test_two_messages_about_one_course_are_both_done(tree: Tree) -> None:
    made = taken(tree, mail("the-kiln/pottery: full\nthe-kiln/pottery: still right"))
    assert "state: full" in made.texts[POTTERY]
    assert "checked: 2026-11-24" in made.texts[POTTERY]


def test_a_sheet_needs_somebody_whose_it_is(tree: Tree) -> None:
    part = Part("courses.csv", SHEET.encode())
    assert "does not say whose courses these are" in taken(tree, part).faults[0]
    assert "ends: 2027-03-30" in taken(tree, part, provider="the-kiln").texts[POTTERY]


def test_rows_that_cannot_go_in_are_in_a_copy(tree: Tree) -> None:
    made = taken(tree, Part("courses.csv", f"{SHEET}Glass,,soon,,\n".encode()), provider="the-kiln")
    assert POTTERY in made.texts
    assert any(line.startswith("courses.csv, row 3: ") for line in made.faults)
    assert list(made.copies) == ["courses-to-fix.xlsx"]


@pytest.mark.parametrize("name", ["glass.yaml", "Glass.yml"])
def test_a_file_that_is_attached_keeps_its_name(name: str, tree: Tree) -> None:
    tree.write(YARD, PLACE)
    part = Part(name, NEW.encode())
    assert "whose course it is" in taken(tree, part).faults[0]
    assert list(taken(tree, part, provider="the-kiln").texts) == [GLASS]


def test_a_zip_has_its_files_by_their_names(tree: Tree) -> None:
    raw = zipped({YARD: PLACE, GLASS: NEW, "__MACOSX/._x.yaml": "rubbish"})
    made = taken(tree, Part("courses.zip", raw))
    assert (sorted(made.texts), made.faults) == ([GLASS, YARD], [])


def test_a_mail_that_was_sent_on_is_opened(tree: Tree) -> None:
    outer = EmailMessage()
    outer.set_content("See below")
    inner = EmailMessage()
    inner["Subject"] = "the-kiln/pottery: still right"
    inner.set_content("Anna")
    outer.add_attachment(inner)
    assert POTTERY in taken(tree, Part("mail.eml", outer.as_bytes())).texts


def test_a_mail_of_html_alone_is_read(tree: Tree) -> None:
    made = EmailMessage()
    made.set_content("<p>Hello</p><p>the-kiln/pottery: <b>still right</b></p>", subtype="html")
    assert POTTERY in taken(tree, Part("mail.eml", made.as_bytes())).texts


@pytest.mark.parametrize(
    "part",
    [
        Part("photo.jpg", b"\xff\xd8"),
        Part("mail.eml", b""),
        Part("mail.eml", b"Content-Type: text/plain; charset=klingon\n\nhello \xff"),
        Part("mail.eml", b"Content-Type: multipart/mixed; boundary=x\n\n--x\nno end"),
        Part("broken.zip", b"PK\x03\x04rubbish"),
        Part("nothing.txt", b""),
        Part("x.txt", b"Please ring me about the pottery."),
        Part("x.csv", b"a,b\n1,2\n"),
        Part("x.xlsx", b"PK\x03\x04rubbish"),
        Part("x.yaml", b"\x00\x01"),
        Part("x.zip", zipped({"../../etc/passwd": "x", "a.zip": "PK"})),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(part: Part, tree: Tree) -> None:
    made = taken(tree, part, provider="the-kiln")
    assert made.texts == {}
    assert made.faults


def test_a_zip_that_would_be_huge_is_not_unpacked(tree: Tree) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 60_000_000)
    made = taken(tree, Part("bomb.zip", raw.getvalue()))
    assert made.notes == ["“bomb.zip” would be too big unpacked."]


def test_facts_of_an_organisation_can_be_sent(tree: Tree) -> None:
    text = PROVIDER.replace("make things", "make pots")
    made = taken(tree, Part("x.txt", f"providers/the-kiln.yaml\n\n{text}".encode()))
    assert made.providers == ["the-kiln"]
