"""What the form sends is read as it was meant: the short messages and the files in a text are made
in the browser, and taken in by catalogue/intake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from catalogue.intake.sent_texts import files_in
from catalogue.intake.short_messages import after, messages_in
from catalogue.run_ids import with_ids
from catalogue.yaml_reader import read_bytes
from tests.conftest import COURSE, TODAY, VENUE

if TYPE_CHECKING:
    from catalogue.schemas import Schemas
    from tests.form.conftest import Modules

ID = "the-kiln/pottery"
NEXT = "terms.copyToNextTerm(course.values, 1, '2027-09-14', today)"
TWO_RUNS = COURSE.replace(
    "checked:",
    """\
  - venue: the-shed
    starts: 2027-04-13
    ends: 2027-06-22
    sessions:
      - {day: tuesday, from: 09:30, to: 11:30}
    no_class_on: [2027-06-01]
    apply_by: 2027-04-06
    state: full
checked:""",
)


def values_in(text: str) -> Any:
    document, _ = read_bytes(text.encode(), "a.yaml")
    assert document
    return with_ids(document.value)


@pytest.mark.parametrize(
    ("message", "change"),
    [
        ("terms.stillRightMessage(course.id)", "terms.stillRight(course.values, today)"),
        (
            "terms.markMessage(course, 1, 'Few places left')",
            "terms.mark(course.values, 1, 'few-left')",
        ),
        ("terms.markMessage(course, 1, 'Places left')", "terms.mark(course.values, 1, 'open')"),
        ("terms.markMessage(course, 0, 'Cancelled')", "terms.mark(course.values, 0, 'cancelled')"),
        (
            f"terms.againMessage(course, 1, {NEXT}.run)",
            f"{NEXT}.values",
        ),
    ],
)
def test_a_message_does_what_the_form_would_have_done(
    message: str, change: str, modules: Modules, schemas: Schemas
) -> None:
    values = values_in(TWO_RUNS)
    given = [{"id": ID, "values": values}, str(TODAY)]
    said = modules.run("terms.js", f"(terms, [course, today]) => {message}", given)
    meant = modules.run("terms.js", f"(terms, [course, today]) => {change}", given)
    ((read,), rest) = messages_in([said], ["the-kiln"])
    assert rest == ""
    text, _ = after(TWO_RUNS.encode(), read, schemas, TODAY)
    assert values_in(text) == with_ids(meant)


@pytest.mark.parametrize("fenced", [True, False])
def test_files_in_a_text_are_found_as_they_are(fenced: bool, modules: Modules) -> None:
    files = {"content/venues/the-hut.yaml": VENUE, f"content/courses/{ID}.yaml": COURSE}
    given = [[{"path": path, "text": text} for path, text in files.items()], fenced]
    sent = modules.run("handover.js", "(one, [files, fenced]) => one.textOf(files, fenced)", given)
    assert files_in(f"Hello\n\n{sent}\nAnna").files == files
