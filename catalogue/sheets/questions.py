"""What only somebody who knows the courses can say, and the answers that were given.

An answer is what one would have written into the cell. It is given by the name of its question,
once for all rows that ask the same, or for one row: “Row 5, Price”. Questions of one matter can be
answered together with what each of them offers, and single ones otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.sheets.importing.rows import Row

OFFERED = "as offered"
"""The answer that takes what a question offers, which may be something else for each row."""
PUBLISH, LEAVE_OUT = "publish", "leave out"
"""The answers to whether something is to be published."""
LEAVE_CELL_OUT = "leave the cell out"
"""The answer to what one cell means: the course goes in without it."""
CELL_IS_LEFT_OUT = (LEAVE_CELL_OUT, LEAVE_OUT)
_YES_OR_NO = {"yes": (PUBLISH, OFFERED), "no": (LEAVE_OUT,)}
"""What people say to “Is it to be published?” and “Is that right?”."""
RIGHT = "it is right"
"""The answer to a doubt about something that can be read."""
COLUMNS = "Columns"
"""The topic of whether columns mean what they seem to hold."""
UNSAID = "What your sheet does not say"
UNCLEAR = "What is not clear"
PUBLISHING = "What may not be for the public"
INVENTED = "What may be made up"
_WHY = {
    UNSAID: "Every course needs it. This is what we would write.",
    UNCLEAR: "This is how we would read it.",
    PUBLISHING: "Leave it all out, publish it all, or say it of each.",
    INVENTED: "Examples have numbers and names that nobody has.",
}
"""What is asked in one matter, by its name."""
_ANSWER, _COLUMN = "Answer: ", "Column "
WHAT_TO_FIX = "What to fix"
"""The heading of the column that says so in a copy."""
FOR_ALL = "The answers in this row are for all rows that have none of their own."
"""What a copy says there of the row whose answers are everybody's."""


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """One question about one row. `topic` is the heading of what is asked for; `name` tells what
    stands there too, where that is in doubt. `offer` is the answer we offer, or ""; `choices` are
    others. Where it `is_closed`, nothing else is an answer. With an offer it may be of a `matter`,
    whose questions can be answered together.
    """

    topic: str
    name: str
    why: str
    offer: str = ""
    choices: tuple[str, ...] = ()
    is_closed: bool = False
    matter: str = ""

    def meant_by(self, answer: str) -> str | None:
        """Return which answer somebody meant, or None where it is none."""
        if not self.is_closed or answer == OFFERED:
            return answer
        return _first_in(answer, (self.offer, *self.choices))

    def meant_for_all_by(self, answer: str) -> str | None:
        """Return which answer to its whole matter somebody meant: to take what is offered, unless
        all questions of the matter are closed.
        """
        return self.meant_by(answer) if self.is_closed else _first_in(answer, (OFFERED,))


@dataclass(slots=True)
class Asked:
    """One question with all the rows that ask it, and what is offered for each."""

    name: str
    topic: str
    why: str
    choices: tuple[str, ...]
    is_closed: bool
    matter: str
    rows: list[Row] = field(default_factory=list)
    offers: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def offer(self) -> str:
        """The one answer that can be offered for all of its rows, or ""."""
        if set(self.offers) == {""}:
            return ""
        return next(iter(self.offers)) if len(self.offers) == 1 else OFFERED


@dataclass(slots=True)
class Matter:
    """Questions that can be answered together, with what each offers; or a single one."""

    questions: list[Asked]

    @property
    def name(self) -> str:
        """What it is called: a single question by its own name."""
        return self.questions[0].name if self.is_single else self.questions[0].matter

    @property
    def is_single(self) -> bool:
        """Whether there is one question in it."""
        return len(self.questions) == 1

    @property
    def why(self) -> str:
        """Why it is asked."""
        return self.questions[0].why if self.is_single else _WHY[self.questions[0].matter]

    @property
    def rows(self) -> list[Row]:
        """The rows that ask it."""
        return list({id(row): row for one in self.questions for row in one.rows}.values())

    @property
    def offer(self) -> str:
        """The one answer that can be offered to all of it, or ""."""
        offers = {one.offer for one in self.questions}
        return offers.pop() if len(offers) == 1 else OFFERED

    @property
    def choices(self) -> tuple[str, ...]:
        """Other answers to all of it, where each question takes only some."""
        first = self.questions[0]
        is_common = first.is_closed and all(one.choices == first.choices for one in self.questions)
        return first.choices if self.is_single or is_common else ()


class Answers:
    """Answers by the names of their questions. `used` has the names that something asked for, and
    `lasting` what holds for the next sheet too.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = {
            _plain(name): (name, answer.strip()) for name, answer in given.items() if answer.strip()
        }
        self.used: set[str] = set()
        self.lasting: dict[str, str] = {}

    def given(self, row: Row, topic: str, name: str) -> str | None:
        """Return the answer for a row, or to the question of this name, or None."""
        if answer := row.answers.get(topic):
            return answer
        for one in (f"{row.label}, {topic}", name):
            if _plain(one) in self._given:
                name, answer = self._given[_plain(one)]
                self.used.add(name)
                return answer
        return None

    def given_to_matter(self, row: Row, matter: str) -> str | None:
        """Return the answer to all of a matter, in a row or in its sheet or anywhere, or None."""
        if not matter:
            return None
        return self.given(row, matter, matter) or row.for_all.get(matter)

    def is_named(self, name: str) -> bool:
        """Whether an answer is given by the very name of a question."""
        return _plain(name) in self._given

    def lasts(self, name: str, answer: str) -> None:
        """Note that an answer holds for the next sheet too, unless it was one row's own."""
        if self.is_named(name):
            self.lasting[name] = answer

    def for_row(self, row: Row) -> dict[str, str]:
        """Return what was answered for this row alone, by topic."""
        start = _plain(f"{row.label},")
        return {
            " ".join(name.split())[len(start) + 1 :]: answer
            for plain, (name, answer) in self._given.items()
            if plain.startswith(start)
        }

    @property
    def columns(self) -> dict[str, str]:
        """What was answered of columns, by their headings: “Column Blurb” is “Description”."""
        start = _plain(_COLUMN)
        found = [pair for plain, pair in self._given.items() if plain.startswith(f"{start} ")]
        return {name.strip()[len(_COLUMN) :].strip(): answer for name, answer in found}

    @property
    def unused(self) -> list[str]:
        """The names to which no question belongs."""
        return [
            name
            for name, _ in self._given.values()
            if name not in self.used and not name.startswith(_COLUMN)
        ]


def about_publishing(kind: str, words: str) -> SheetQuestion:
    """Ask whether something is to be published, for a reason of this kind."""
    name = f"{kind}: {words}"
    return SheetQuestion(kind, name, words, LEAVE_OUT, (PUBLISH,), True, PUBLISHING)


def together(rows: Iterable[Row]) -> list[Asked]:
    """Return the questions of rows, each once with all the rows that ask it. Where something can be
    offered to others only, a row is asked by itself.
    """
    pairs = [(row, question) for row in rows for question in row.questions]
    offered = {question.name for _, question in pairs if question.offer}
    found: dict[str, Asked] = {}
    for row, question in pairs:
        is_alone = not question.offer and question.name in offered
        name = f"{row.label}, {question.topic}" if is_alone else question.name
        one = found.setdefault(
            name,
            Asked(
                *(name, question.topic, question.why, question.choices, question.is_closed),
                question.matter if question.offer else "",
            ),
        )
        if one.rows[-1:] != [row]:  # one row may ask it twice, one after the other
            one.rows.append(row)
            one.offers.setdefault(question.offer, []).append(row)
    return list(found.values())


def matters_of(questions: Iterable[Asked]) -> list[Matter]:
    """Return questions by their matters, in the order in which they come up."""
    found: dict[str, Matter] = {}
    for asked in questions:
        key = asked.matter or f" {asked.name}"
        found.setdefault(key, Matter([])).questions.append(asked)
    return list(found.values())


def answer_heading(topic: str) -> str:
    """Return the heading of the column for answers in a copy of a sheet."""
    return f"{_ANSWER}{topic}"


def topic_of(heading: str) -> str:
    """Return what a column of a copy has answers about, or "" for another column."""
    return heading.removeprefix(_ANSWER) if heading.startswith(_ANSWER) else ""


def is_of_a_copy(heading: str) -> bool:
    """Whether a column is one that a copy has beside those of the sheet."""
    return heading == WHAT_TO_FIX or bool(topic_of(heading))


def _first_in(answer: str, words: tuple[str, ...]) -> str | None:
    meant = (answer, *_YES_OR_NO.get(answer.casefold(), ()))
    return next((word for word in meant if word in words), None)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
