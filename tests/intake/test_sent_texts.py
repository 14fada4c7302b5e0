"""Files in the texts of mails and issues, as mail programs and people leave them."""

from __future__ import annotations

import textwrap

import pytest

from catalogue.intake.sent_texts import files_in

POTTERY = "content/courses/the-kiln/pottery.yaml"
SHED = "content/venues/the-shed.yaml"
LONG = "We start with a lump of clay, and by the end it is a bowl or a mug, or clay again."
TEXT = f"""\
title: Pottery
description: |
  {LONG}

  Bring an apron.
checked: 2026-11-20
"""


def quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


def wrapped(text: str) -> str:
    """As programs break lines in a mail that is plain text."""
    return "\n".join("\n".join(textwrap.wrap(line, 76)) for line in text.split("\n"))


@pytest.mark.parametrize(
    "sent",
    [
        f"{POTTERY}\n\n{TEXT}",
        f"Hello,\n\n{POTTERY}\n{TEXT}\n\nKind regards\nAnna",
        f"Hello,\n\n{POTTERY}\n\n```yaml\n{TEXT}```\n\nThat is all.",
        f"**{POTTERY}**\n\n~~~\n{TEXT}~~~\n",
        quoted(f"{POTTERY}\n\n{TEXT}"),
        quoted(quoted(f"{POTTERY}\n\n{TEXT}")),
        f"{POTTERY}\r\n\r\n" + TEXT.replace("\n", "\r\n"),
        wrapped(f"{POTTERY}\n\n{TEXT}"),
        f"{POTTERY}\n\n{TEXT}\n-- \nAnna, The Kiln",
        f"{POTTERY}\n\n{TEXT}Sent from my telephone",
    ],
)
def test_a_file_is_found_as_it_was(sent: str) -> None:
    assert files_in(sent).files == {POTTERY: TEXT}


def test_a_course_and_its_place_are_two_files() -> None:
    sent = f"{SHED}\n\nname: The Shed\n\n{POTTERY}\n\n{TEXT}"
    assert files_in(sent).files == {SHED: "name: The Shed\n", POTTERY: TEXT}


def test_what_else_is_written_is_kept() -> None:
    found = files_in(f"Dear all,\n{POTTERY}\n\n{TEXT}\nWith love\nAnna")
    assert [line for line in found.lines if line] == ["Dear all,", "With love", "Anna"]


def test_a_fence_in_a_description_ends_nothing() -> None:
    text = TEXT.replace("Bring an apron.", "```\n  Bring an apron.\n  ```")
    assert files_in(f"{POTTERY}\n\n```yaml\n{text}```\n").files == {POTTERY: text}


def test_a_file_that_says_two_things_is_told() -> None:
    assert files_in(f"{POTTERY}\n{TEXT}\n{POTTERY}\n{TEXT}").twice == []
    assert files_in(f"{POTTERY}\n{TEXT}\n{POTTERY}\ntitle: Glass").twice == [POTTERY]


@pytest.mark.parametrize(
    "name",
    [
        "content/courses/../../etc/passwd.yaml",
        "content/courses/the-kiln/pottery.yml",
        ".github/workflows/check.yml",
        "/content/venues/the-shed.yaml",
        "content/venues/The-Shed.yaml",
        "schema/vocabularies/topics.yaml",
        "see content/venues/the-shed.yaml",
    ],
)
def test_nothing_else_is_taken_for_the_name_of_a_file(name: str) -> None:
    assert files_in(f"{name}\n\n{TEXT}").files == {}
