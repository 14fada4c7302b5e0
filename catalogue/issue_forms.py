"""The questions of GitHub's issue forms, made from the schema, and the reading of what people
answered.

A filled-in form is one row of a spreadsheet: each question is a column, so that a form is read as
a sheet is, with the same words (docs/decisions/0014 and 0015).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from catalogue.sheets.columns import FILE, RUN, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.schemas import Schemas
    from catalogue.sheets.cells import Cell
    from catalogue.sheets.columns import Column

ADD, CHANGE = "add a course", "change a course"
SEND_IN, SEND_SHEET = "send in", "send a sheet"
"""The labels that the forms give, by which they are known."""
PROVIDER, PLACE = "Organisation", "A new place"
TEXT, SHEET = "Text", "Sheet"
COURSE, WHAT = "Which course", "What is wrong or has changed"
CHOOSE = "Please choose"
"""The first option where one has to choose: GitHub takes the first for whoever chooses nothing."""
_NOT_ANSWERED = ("_No response_", "", CHOOSE)
_SENTENCES = 200
"""A line that may be longer than this many characters gets a box of several lines."""


@dataclass(frozen=True)
class IssueQuestion:
    """One question. `column` is the one of a sheet that it fills, if any."""

    label: str
    hint: str
    control: str
    required: bool = False
    options: tuple[str, ...] = ()
    several: bool = False
    example: str = ""
    accept: tuple[str, ...] = ()
    column: Column | None = field(default=None, compare=False)


def questions_to_add(schemas: Schemas, catalogue: Catalogue) -> list[IssueQuestion]:
    """Return what one is asked about a new course."""
    who = _whose("Whose course it is.", catalogue)
    asked = [column for column in columns_of(schemas.course) if column.field.in_add_form]
    words = "Only for a place that is not on this site yet: its name, address and postcode."
    place = IssueQuestion(PLACE, words, "textarea")
    return [who, *(_question(column, schemas) for column in asked), place]


def questions_to_change(schemas: Schemas, catalogue: Catalogue) -> list[IssueQuestion]:
    """Return what one is asked about a course that is there."""
    where = "Copy the address of its page, like …/courses/stec/computers-for-beginners/."
    asked = [column for column in columns_of(schemas.course) if column.field.place_in_change_form]
    asked.sort(key=lambda column: column.field.place_in_change_form)
    return [
        IssueQuestion(COURSE, where, "input", True, column=FILE),
        IssueQuestion(
            WHAT, "In your own words. That is enough: somebody will see to it.", "textarea", True
        ),
        *(_question(column, schemas, optional=True) for column in asked),
    ]


def questions_to_send_in() -> list[IssueQuestion]:
    """Return what one is asked who has made something with the form on the site, or has a short
    message. The site's links fill it in by the name of the question (js/form/handover.js).
    """
    hint = (
        "What the form on the site made, or a short message such as "
        "“stec/computers-for-beginners: still right”. You can drop files into the box."
    )
    return [IssueQuestion(TEXT, hint, "textarea", True)]


def questions_to_send_a_sheet(catalogue: Catalogue) -> list[IssueQuestion]:
    """Return what one is asked who sends a spreadsheet."""
    hint = (
        "An Excel file (.xlsx) or a .csv, as you keep it. Everyone can download what is attached "
        "here, so take lists of people out first."
    )
    return [
        _whose("Whose courses are in it.", catalogue),
        IssueQuestion(SHEET, hint, "upload", True, accept=(".xlsx", ".csv")),
    ]


def _whose(hint: str, catalogue: Catalogue) -> IssueQuestion:
    names = tuple(sorted(provider.name for provider in catalogue.providers.values()))
    return IssueQuestion(PROVIDER, hint, "dropdown", True, names)


def _question(column: Column, schemas: Schemas, *, optional: bool = False) -> IssueQuestion:
    field = column.field
    terms = schemas.vocabularies[field.vocabulary].terms.values() if field.vocabulary else ()
    options = tuple(term.label for term in terms)
    sentences = field.kind == "line" and field.limits["maxLength"] > _SENTENCES
    long = sentences or field.kind in ("paragraphs", "lines")
    return IssueQuestion(
        label=column.heading,
        hint=field.issue_hint or field.meaning,
        example=field.example if isinstance(field.example, str) and not options else "",
        control="dropdown" if options else "textarea" if long else "input",
        required=field.required and not optional,
        options=options,
        several=field.kind == "terms",
        column=column,
    )


def form(name: str, about: str, label: str, questions: Iterable[IssueQuestion]) -> dict[str, Any]:
    """Return an issue form as GitHub wants it:
    https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests
    """
    welcome = (
        "Thank you for helping. What you write here can be read by everyone, so please give no "
        "private phone number or address. Afterwards you are told here what happens next."
    )
    body = [{"type": "markdown", "attributes": {"value": welcome}}, *map(_element, questions)]
    return {"name": name, "description": about, "labels": [label], "body": body}


def _element(question: IssueQuestion) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.hint}
    if question.example:
        attributes["placeholder"] = question.example
    if question.options:
        attributes["multiple"] = question.several
        must_choose = question.required and not question.several
        attributes["options"] = [*([CHOOSE] if must_choose else ()), *question.options]
    made: dict[str, Any] = {
        "type": question.control,
        "id": re.sub(r"[^a-z]+", "-", question.label.lower()).strip("-"),
        "attributes": attributes,
    }
    checks: dict[str, Any] = {"required": True} if question.required else {}
    if question.accept:
        checks["accept"] = ",".join(question.accept)
    return {**made, "validations": checks} if checks else made


def read_form(body: str, questions: Sequence[IssueQuestion]) -> dict[str, str]:
    """Return what was answered, by the label of the question.

    GitHub writes each label as a heading, in the order of the form. A line of somebody's answer
    that looks like a heading is part of the answer, unless it is the very next label.
    """
    answers: dict[str, list[str]] = {}
    left = [question.label for question in questions]
    current: list[str] | None = None
    for line in body.replace("\r\n", "\n").split("\n"):
        if line.startswith("### ") and (label := line[4:].strip()) in left:
            del left[: left.index(label) + 1]
            current = answers.setdefault(label, [])
        elif current is not None:
            current.append(line)
    texts = {label: "\n".join(lines).strip() for label, lines in answers.items()}
    by_label = {question.label: question for question in questions}
    return {
        label: _chosen(by_label[label], text)
        for label, text in texts.items()
        if text not in _NOT_ANSWERED and not (by_label[label].options and text == "None")
    }


def _chosen(question: IssueQuestion, text: str) -> str:
    """Put semicolons between the options that were chosen: GitHub has commas, and so have some."""
    if not question.several:
        return text
    pattern = "|".join(map(re.escape, sorted(question.options, key=len, reverse=True)))
    found = re.findall(rf"(?:^|, )({pattern})(?=, |$)", text)
    return "; ".join(found) if ", ".join(found) == text else text


def as_rows(
    answers: Mapping[str, str], questions: Sequence[IssueQuestion], more: Mapping[str, str]
) -> list[list[Cell]]:
    """Return the sheet that says the same: its headings, and one row. `more` is by heading."""
    said = {
        question.column.heading: answers[question.label]
        for question in questions
        if question.column and question.label in answers
    }
    cells = {**said, **more}
    return [list(cells), list(cells.values())]


def run_to_change(
    answers: Mapping[str, str], questions: Sequence[IssueQuestion], keys: Sequence[str]
) -> Mapping[str, str]:
    """Return the cell that says which run is meant: the only one there is, if none was named."""
    of_run = [
        question.column.way
        for question in questions
        if question.column and question.column.is_of_run and question.label in answers
    ]
    if of_run and ("runs", "starts") not in of_run and len(keys) == 1:
        return {RUN.heading: keys[0]}
    return {}
