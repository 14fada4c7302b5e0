"""The rules behind “Is it free for me?” hold together, and a mistake in them stops the build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from catalogue.free_rules import FILE, FreeRules, load_free_rules
from catalogue.problems import SchemaError
from tests.conftest import FROZEN, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.schemas import Schemas


@pytest.fixture(scope="module")
def rules(project: Path, schemas: Schemas) -> FreeRules:
    return load_free_rules(project / "reference", FROZEN / "schema", schemas.vocabularies)


def test_every_reason_and_kind_of_cost_has_a_rule_in_the_order_of_its_vocabulary(
    rules: FreeRules, schemas: Schemas
) -> None:
    assert list(rules.reasons) == list(schemas.vocabularies["free-if"].terms)
    assert list(rules.kinds) == list(schemas.vocabularies["cost-kinds"].terms)


def test_every_rule_names_a_dated_source_and_every_source_is_used(rules: FreeRules) -> None:
    used = {source for reason in rules.reasons.values() for source in reason.sources}
    assert used == set(rules.sources)
    assert all(source.dated for source in rules.sources.values())
    assert rules.checked <= TODAY <= rules.until


def test_no_amount_of_money_is_named(project: Path) -> None:
    text = (project / "reference" / FILE).read_text(encoding="utf-8")
    assert not re.search(r"£|pounds|\d,\d{3}|\b\d{5}\b", text)


def test_pay_and_what_nobody_is_asked_never_lead_to_likely(rules: FreeRules) -> None:
    for name, reason in rules.reasons.items():
        if "work" in reason.needs or not reason.needs:
            assert reason.best == "ask", name


def test_no_answer_is_asked_for_that_no_reason_needs(rules: FreeRules) -> None:
    needed = {question for reason in rules.reasons.values() for question in reason.needs}
    assert needed == set(rules.questions)
    assert not any("asylum" in question.text for question in rules.questions.values())


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("confidence: sure", "confidence: likely", "takes words for it and a fact that is sure"),
        ("sources: [the-course]", "sources: [hearsay]", "“hearsay”, which is no source here"),
        ("sources: [the-course]", "sources: []", "non-empty"),
        ("work: [none, some]", "work: [none, lots]", "the answer “lots”"),
        ("work: [none, some]", "wages: [some]", "“wages”, which nobody is asked"),
        ("work: [none, some]", "work: [none]", "“some” for “work”, which has no bar and why"),
        ("- id: registered-carer", "- id: carer", "“registered-carer”, and the vocabulary has one"),
        ("best: ask", "best: certain", "'certain' is not one of"),
        ("until: 2027-07-31", "until: next summer", "'next summer' is not a 'date'"),
        ("reasons:", "reasons", "free-rules.yaml:"),
    ],
)
def test_a_mistake_in_the_rules_is_named(
    project: Path, schemas: Schemas, tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    text = (project / "reference" / FILE).read_text(encoding="utf-8")
    assert right in text
    (tmp_path / FILE).write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(SchemaError, match=re.escape(says)):
        load_free_rules(tmp_path, FROZEN / "schema", schemas.vocabularies)
