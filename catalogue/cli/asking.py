"""Asks the questions of an import: on a terminal one by one, or in a file of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from catalogue.reports import for_a_log
from catalogue.sheets.importing.telling import rows_in_words, verdict
from catalogue.sheets.opening.memory import Memory, as_text
from catalogue.sheets.questions import COLUMNS, OFFERED

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalogue.sheets.importing.plan import Plan
    from catalogue.sheets.questions import Asked

_LATER = "later"
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
            open_ones = [asked for asked in plan.questions if asked.name not in left]
            if not open_ones:
                return plan
            _say(f"{verdict(plan)} Press Enter to take what is offered; “{_LATER}” leaves it open.")
            for number, asked in enumerate(open_ones, 1):
                answer = _ask(f"{number} of {len(open_ones)}", asked)
                if answer == _LATER:
                    left.add(asked.name)
                else:
                    self.known.answers[asked.name] = answer


def _ask(number: str, asked: Asked) -> str:
    _say(f"\n{number}. {asked.name} ({rows_in_words(asked.rows)})\n{asked.why}")
    offers = [(offer, rows) for offer, rows in asked.offers.items() if offer]
    if len(asked.offers) > 1:
        for offer, rows in offers:
            _say(f"  {offer} ({rows_in_words(rows)})")
    for word in asked.choices[:_MOST]:
        _say(f"  {word}")
    if len(asked.choices) > _MOST:
        _say(f"  … and {len(asked.choices) - _MOST} more")
    answer: str = click.prompt("Answer", default=for_a_log(asked.offer or _LATER))
    return asked.offer if answer == for_a_log(asked.offer) else answer


def _say(text: str) -> None:
    click.echo(for_a_log(text))


def file_of_answers(plan: Plan) -> str:
    """Return the text of a file of answers with each question, and what is offered as its answer.

    What nothing can be offered for is left empty. Columns of which we are not sure have a part of
    their own.
    """
    lines = ["Questions of an import. Change what is wrong, and import again with this file.", ""]
    for asked in plan.questions:
        lines.append(f"{asked.name} ({rows_in_words(asked.rows)})")
        lines.append(f"  {asked.why}")
        lines += [
            f"  {offer} ({rows_in_words(rows)})"
            for offer, rows in asked.offers.items()
            if offer and len(asked.offers) > 1
        ]
        if asked.choices:
            lines.append(f"  Choose from: {'; '.join(asked.choices)}")
    lines.append(f"“{OFFERED}” takes what is offered for each row.")
    columns = {name: ours for layout in plan.layouts for name, ours in layout.asked.items()}
    top = "".join(
        f"# {' '.join(line.split()) if line.strip() else ''}".rstrip() + "\n" for line in lines
    )
    answers = {asked.name: asked.offer for asked in plan.questions if asked.topic != COLUMNS}
    return as_text(Memory(columns, answers), top)
