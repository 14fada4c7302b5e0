"""What the guides for owners, for whoever accepts and for partners name is there."""

from __future__ import annotations

import re

import pytest

from catalogue.reference import load_reference
from scripts.github.settings import SETTINGS
from tests.conftest import FROZEN, PROJECT
from tests.github.test_ruleset import CHECKS, RULES
from tests.github.test_workflows import FILES, workflow

GUIDE = (PROJECT / "docs/owner.md").read_text(encoding="utf-8")
ACCEPTING = (PROJECT / "docs/accepting.md").read_text(encoding="utf-8")
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NAMES = {workflow(name)["name"] for name in FILES}


def test_every_workflow_that_is_to_be_run_is_there() -> None:
    mended = "\n".join(setting.mend for part in SETTINGS.values() for setting in part)
    said = set(re.findall(r"(?<!→ )Actions → \*{0,2}([A-Z]\w+)", f"{GUIDE}\n{mended}"))
    said.remove("General")  # a page of settings
    assert len(said) >= 4
    assert said <= NAMES


@pytest.mark.parametrize("text", [GUIDE, ACCEPTING], ids=["owner", "accepting"])
def test_the_required_checks_are_named_as_they_are(text: str) -> None:
    for check in CHECKS["required_status_checks"]:
        assert f"“{check['context']}”" in text


def test_what_the_guide_says_of_the_rules_is_in_their_file() -> None:
    assert "a new one after every change" in GUIDE
    assert RULES["pull_request"]["dismiss_stale_reviews_on_push"]
    assert "of the team whose files they are" in GUIDE
    assert RULES["pull_request"]["require_code_owner_review"]
    assert "**Squash and merge**" in ACCEPTING
    assert RULES["pull_request"]["allowed_merge_methods"] == ["squash"]


def test_what_publish_may_be_is_what_the_workflow_asks_for() -> None:
    asked = re.findall(r"vars\.PUBLISH == '(\w+)'", workflow("publish.yml")["jobs"]["build"]["if"])
    table = re.findall(r"^\| [^|]+ \| `(\w+)` \|", GUIDE, re.MULTILINE)
    assert set(table) - {"PUBLISH"} == set(asked)


def test_every_step_that_a_setting_sends_to_is_in_the_guide() -> None:
    sections = set(re.findall(r"^## (\d+)\.", GUIDE, re.MULTILINE))
    assert set(re.findall(r"§ (\d+)", GUIDE)) <= sections
    assert [f"{number}" for number in range(1, len(sections) + 1)] == sorted(sections, key=int)


def test_partners_are_told_every_state_there_is() -> None:
    terms = load_reference(FROZEN).schemas.vocabularies["states"].terms
    (listed,) = re.findall(r"After it comes ([^.]+)\.", CONTRIBUTING)
    said = [word.replace("\n", " ") for word in re.findall(r"\*([^*]+)\*", listed)]
    assert sorted(said) == sorted(term.label.lower() for term in terms.values())
