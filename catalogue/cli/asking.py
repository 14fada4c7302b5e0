"""Asks the questions of an import: on a terminal one by one, or in a file of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from catalogue.quoting import listed
from catalogue.reports import for_a_log
from catalogue.sheets.importing.telling import rows_in_words, verdict
from catalogue.sheets.opening.memory import Memory, as_text
from catalogue.sheets.questions import COLUMNS, OFFERED, matters_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalogue.sheets.importing.plan import Plan
    from catalogue.sheets.questions import Asked, Matter

_LATER, _EACH = "later", "one by one"
_MOST = 12
"""How many words to choose from are listed on a terminal."""


@dataclass(slots=True)
class Interview:
    """Plans an import anew with each answer. `known` are the answers that there are."""

    plan_with: Callable[[Memory], Plan]
    known: Memory

    @property
    def plan(self) -> Plan:
        """The plan with what has been answered."""
        return self.plan_with(self.known)

    def held(self) -> Plan:
        """Ask whatever is asked until each question is answered or left, and return the plan."""
        left: set[str] = set()
        while True:
            plan = self.plan
            asked = (one for one in plan.questions if one.name not in left)
            open_ones = matters_of(asked)
            if not open_ones:
                return plan
            _say(f"{verdict(plan)} Press Enter to take what is offered; “{_LATER}” leaves it open.")
            for number, matter in enumerate(open_ones, 1):
                answers = _answers_to(f"{number} of {len(open_ones)}", matter)
                left |= {name for name, answer in answers.items() if answer == _LATER}
                self.known.answers.update(
                    (name, answer) for name, answer in answers.items() if answer != _LATER
                )


def _answers_to(number: str, matter: Matter) -> dict[str, str]:
    """Ask about a matter, and return the answer to each of its questions, by their names: what
    comes up later is asked then.
    """
    if matter.is_single:
        [asked] = matter.questions
        return {asked.name: _ask(number, asked)}
    _say(f"\n{number}. {matter.name} ({rows_in_words(matter.rows)})\n{matter.why}")
    for asked in matter.questions:
        for offer, rows in asked.offers.items():
            _say(f"  {asked.name} ({rows_in_words(rows)}): {offer}")
    ways = listed((f"“{word}”" for word in (*matter.choices, _EACH)), "or")
    while True:
        said = _prompt(matter.offer, f"Answer for all of these (or {ways})")
        if said == _EACH:
            parts = enumerate(matter.questions, 1)
            return {asked.name: _ask(f"{number}, {part}", asked) for part, asked in parts}
        if said in (_LATER, OFFERED, matter.offer, *matter.choices):
            return dict.fromkeys((asked.name for asked in matter.questions), said)


def _ask(number: str, asked: Asked) -> str:
    _say(f"\n{number}. {asked.name} ({rows_in_words(asked.rows)})\n{asked.why}")
    if len(asked.offers) > 1:
        for offer, rows in asked.offers.items():
            _say(f"  {offer} ({rows_in_words(rows)})")
    for word in asked.choices[:_MOST]:
        _say(f"  {word}")
    if len(asked.choices) > _MOST:
        _say(f"  … and {len(asked.choices) - _MOST} more")
    return _prompt(asked.offer)


def _prompt(offer: str, words: str = "Answer") -> str:
    answer: str = click.prompt(words, default=for_a_log(offer or _LATER))
    return offer if answer == for_a_log(offer) else answer


def _say(text: str) -> None:
    click.echo(for_a_log(text))


def file_of_answers(plan: Plan) -> str:
    """Return the text of a file of answers with each question, and what is offered as its answer.

    What nothing can be offered for is left empty. Columns of which we are not sure have a part of
    their own.
    """
    lines = ["Questions of an import. Change what is wrong, and import again with this file.", ""]
    for matter in plan.matters:
        if not matter.is_single:
            lines.append(f"{matter.name} ({rows_in_words(matter.rows)}). {matter.why}")
        for asked in matter.questions:
            lines.append(f"{asked.name} ({rows_in_words(asked.rows)})")
            lines.append(f"  {asked.why}")
            lines += [
                f"  {offer} ({rows_in_words(rows)})"
                for offer, rows in asked.offers.items()
                if offer and not (matter.is_single and len(asked.offers) == 1)
            ]
            if asked.choices:
                lines.append(f"  Choose from: {'; '.join(asked.choices)}")
        lines.append("")
    lines += [
        f"“{OFFERED}” takes what is offered for each row. Another answer to one question, or to",
        "one row of it, goes in a line of its own: “Level: Entry 1”, “Row 5, Level: Level 1”.",
    ]
    columns = {name: ours for layout in plan.layouts for name, ours in layout.asked.items()}
    top = "".join(
        f"# {' '.join(line.split()) if line.strip() else ''}".rstrip() + "\n" for line in lines
    )
    answers = {
        matter.name: matter.offer for matter in plan.matters if matter.questions[0].topic != COLUMNS
    }
    return as_text(Memory(columns, answers), top)
