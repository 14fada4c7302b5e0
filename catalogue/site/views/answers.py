"""Yes, no and ask: support of a course and access of a venue. What is not known is never filled
in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.records import Answer
    from catalogue.schemas import Vocabulary


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One thing people ask about, and what is known of it."""

    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class AnswersView:
    """What there is, what there is not, and what to ask about, each in the order of the
    vocabulary."""

    yes: tuple[AnswerView, ...]
    no: tuple[AnswerView, ...]
    ask: tuple[AnswerView, ...]


def answers_view(vocabulary: Vocabulary, answers: Mapping[str, Answer]) -> AnswersView:
    """Sort the terms of a vocabulary by their answers. Silence means: ask."""

    def answered(wanted: str) -> tuple[AnswerView, ...]:
        terms = vocabulary.terms.values()
        return tuple(
            AnswerView(term.label, term.meaning)
            for term in terms
            if answers.get(term.id, "ask") == wanted
        )

    return AnswersView(answered("yes"), answered("no"), answered("ask"))


def brief(answers: AnswersView) -> AnswersView:
    """The same without what each means."""
    return AnswersView(
        *(
            tuple(replace(one, meaning="") for one in some)
            for some in (answers.yes, answers.no, answers.ask)
        )
    )
