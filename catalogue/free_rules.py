"""The rules behind “Is it free for me?”, from reference/free-rules.yaml.

Loaded for the site, which writes them into one page; theme/static/js/free.js weighs answers
against them. The names and meanings of reasons are those of the vocabulary free-if.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from catalogue.problems import SchemaError
from catalogue.schemas import read_ours

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from catalogue.schemas import Vocabulary

Verdict = Literal["likely", "ask", "unlikely"]
FILE = "free-rules.yaml"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to choose. Where a reason needs another one, `bar` is the most that can be said
    and `why` says it.
    """

    id: str
    label: str
    bar: Literal["ask", "unlikely"] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, which people may leave out."""

    id: str
    text: str
    answers: tuple[Answer, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """What a term of free-if takes: for each question in `needs`, one of the answers named.

    Where all are given the verdict is `best`; where one is missing it is “ask”. The words are
    under the verdict's name. `sources` are ids.
    """

    id: str
    needs: Mapping[str, tuple[str, ...]]
    best: Literal["likely", "ask"]
    ask: str
    confidence: Literal["sure", "likely"]
    sources: tuple[str, ...]
    likely: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of cost says by itself; `reduced` where there is a reduced price."""

    id: str
    verdict: Verdict
    why: str
    reduced: str = ""


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule is from. `dated` is in words, as the source dates itself."""

    id: str
    title: str
    dated: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class FreeRules:
    """All rules, each part by its id. After the day `until` no verdict may be more than “ask”."""

    checked: date
    until: date
    questions: Mapping[str, Question]
    reasons: Mapping[str, Reason]
    kinds: Mapping[str, Kind]
    sources: Mapping[str, RuleSource]


def load_free_rules(
    reference: Path, schema: Path, vocabularies: Mapping[str, Vocabulary]
) -> FreeRules:
    """Read the rules in the folder `reference`. Raises SchemaError, which names the place: rules
    that contradict themselves or the vocabularies are none to rely on.
    """
    rules = _rules(read_ours(reference / FILE, schema / "free-rules.schema.json"))
    for wrong in _contradictions(rules, vocabularies):
        raise SchemaError(f"{reference.name}/{FILE}: {wrong}")
    return rules


def _rules(value: Mapping[str, Any]) -> FreeRules:
    def tuples(row: Mapping[str, Any]) -> dict[str, Any]:
        return {name: tuple(part) if isinstance(part, list) else part for name, part in row.items()}

    questions = [
        Question(**{**row, "answers": tuple(Answer(**answer) for answer in row["answers"])})
        for row in value["questions"]
    ]
    reasons = [Reason(**{**tuples(row), "needs": tuples(row["needs"])}) for row in value["reasons"]]
    return FreeRules(
        date.fromisoformat(value["checked"]),
        date.fromisoformat(value["until"]),
        {question.id: question for question in questions},
        {reason.id: reason for reason in reasons},
        {row["id"]: Kind(**row) for row in value["kinds"]},
        {row["id"]: RuleSource(**row) for row in value["sources"]},
    )


def _contradictions(rules: FreeRules, vocabularies: Mapping[str, Vocabulary]) -> Iterator[str]:
    yield from _differences("reason", rules.reasons, vocabularies["free-if"].terms)
    yield from _differences("kind of cost", rules.kinds, vocabularies["cost-kinds"].terms)
    for reason in rules.reasons.values():
        if reason.best == "likely" and not (reason.confidence == "sure" and reason.likely):
            yield f"“{reason.id}” says likely, which takes words for it and a fact that is sure"
        for source in reason.sources:
            if source not in rules.sources:
                yield f"“{reason.id}” rests on “{source}”, which is no source here"
        for name, fitting in reason.needs.items():
            yield from _needs(reason, name, fitting, rules.questions.get(name))


def _needs(
    reason: Reason, name: str, fitting: Collection[str], question: Question | None
) -> Iterator[str]:
    if question is None:
        yield f"“{reason.id}” needs an answer to “{name}”, which nobody is asked"
        return
    for answer in set(fitting) - {answer.id for answer in question.answers}:
        yield f"“{reason.id}” needs the answer “{answer}”, which “{name}” does not have"
    for given in question.answers:
        if given.id not in fitting and given.bar is None:
            yield f"“{reason.id}” does not take “{given.id}” for “{name}”, which has no bar and why"


def _differences(what: str, here: Iterable[str], terms: Iterable[str]) -> Iterator[str]:
    for missing in sorted(set(terms) - set(here)):
        yield f"there is no {what} called “{missing}”, and the vocabulary has one"
    for stray in sorted(set(here) - set(terms)):
        yield f"the {what} “{stray}” is not in the vocabulary"
