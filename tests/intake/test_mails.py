"""Mails as programs write them: what their senders see is what is read, and nothing is lost."""

from __future__ import annotations

import html
from email.message import EmailMessage

import pytest

from catalogue.intake.envelopes import Part
from tests.conftest import COURSE, Tree
from tests.intake.test_taking import GLASS, POTTERY, mail, taken

BODY = f"Hello,\n\n{GLASS}\n{COURSE.replace('Pottery', 'Glass').replace('q7pt3', 'fkh2v')}\nAnna\n"
BODY = BODY.replace("tuesday", "friday").replace("2027-01-12", "2027-01-15").replace("-23", "-19")
_LINES = html.escape(BODY).split("\n")
_NO_BREAK = [line.replace("  ", "&nbsp; ") for line in _LINES]


def mail_of_html(text: str) -> Part:
    made = EmailMessage()
    made["Subject"] = "A course"
    made.set_content(f"<html><head><title>No</title></head><body>{text}</body></html>", "html")
    return Part("mail.eml", made.as_bytes())


@pytest.mark.parametrize(
    "text",
    [
        f"<pre>{html.escape(BODY)}</pre>",
        "<br>\n".join(line.replace(" ", "&nbsp;") for line in _LINES),
        "".join(f"<div>{line or '<br>'}</div>" for line in _NO_BREAK),
        "\r\n".join(f"<p class=MsoNormal>{line or '&nbsp;'}<o:p></o:p></p>" for line in _NO_BREAK),
    ],
)
def test_a_mail_of_html_is_read_line_by_line_as_it_is_seen(tree: Tree, text: str) -> None:
    made = taken(tree, mail_of_html(text))
    assert made.faults == []
    assert list(made.texts) == [GLASS]
    assert made.texts == taken(tree, mail(BODY)).texts
    assert "Hello," in made.talk
    assert "Anna" in made.talk


STILL = "the-kiln/pottery: still right"
ASKED = "the-kiln/pottery: cancelled"


@pytest.mark.parametrize(
    "text",
    [
        f"{STILL}\n\nOn Mon 2 November 2026 at 10:00 the partnership wrote:\n> Write\n> {ASKED}\n",
        f"{STILL}\n\n-----Original Message-----\nFrom: The partnership\n\n{ASKED}\n",
        f"{STILL}\n\n________________________________\nFrom: The partnership\n{ASKED}\n",
    ],
)
def test_what_somebody_was_asked_is_no_answer(tree: Tree, text: str) -> None:
    tree.write(POTTERY, COURSE)
    made = taken(tree, mail(text, "Re: Your courses"))
    assert made.faults == []
    assert "state:" not in made.texts[POTTERY]
    assert ASKED in made.talk


def test_a_message_that_is_sent_on_is_taken(tree: Tree) -> None:
    tree.write(POTTERY, COURSE)
    made = taken(tree, mail(f"Please do.\n\n> {ASKED}\n", "Fwd: Pottery"))
    assert "state: cancelled" in made.texts[POTTERY]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leaflet.docx", "is a document"),
        ("leaflet.PDF", "is a document"),
        ("photo.jpg", "is a picture"),
        ("winmail.dat", "only some programs open"),
        ("sound.mp3", "neither a text nor a spreadsheet"),
    ],
)
def test_who_sent_what_cannot_be_read_is_told_how_to_send_it(
    tree: Tree, name: str, said: str
) -> None:
    attached = {name.replace(".", "_"): b"\x00\x01"}
    made = taken(tree, mail("See what is attached.", "Courses", **attached))
    (note,) = made.notes
    assert note.startswith(f"“{name}” ")
    assert said in note
    assert made.faults
    assert "See what is attached." in made.talk


def test_what_is_certain_is_put_right_and_told(tree: Tree) -> None:
    slips = BODY.replace("2027-01-15", "15/01/2027").replace("kind: free", "kind: “free”")
    made = taken(tree, mail(slips))
    assert made.faults == []
    assert made.texts == taken(tree, mail(BODY)).texts
    assert [note.partition(": ")[2] for note in made.notes] == [
        "“kind: “free”” is read as “kind: free”.",
        "“starts: 15/01/2027” is read as “starts: 2027-01-15”.",
    ]


def test_a_file_may_have_been_given_another_ending_or_none(tree: Tree) -> None:
    course = COURSE.replace("Pottery", "Glass").replace("q7pt3", "fkh2v")
    file = Part("glass.yaml.txt", course.replace("tuesday", "friday").encode())
    assert list(taken(tree, file, provider="the-kiln").texts) == [GLASS]
    made = EmailMessage()
    made.set_content("My sheet")
    made.add_attachment("Title\nGlass\n", subtype="csv", filename="courses")
    (fault,) = taken(tree, Part("mail.eml", made.as_bytes())).faults
    assert fault.startswith("courses.csv does not say whose")


def test_a_long_subject_is_no_message(tree: Tree) -> None:
    tree.write(POTTERY, COURSE)
    made = taken(tree, mail(STILL, f"{STILL} {'and thank you ' * 60}"))
    assert made.faults == []
    assert list(made.texts) == [POTTERY]
