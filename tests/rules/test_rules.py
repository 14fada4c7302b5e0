"""What all rules have in common."""

from __future__ import annotations

import pkgutil
import re
from itertools import chain

from catalogue import rules
from catalogue.codes import ALL_CODES
from catalogue.rules import ALL_RULES
from tests.builders import a_course, a_run, records_of

NOT_RULES = {"days", "findings", "markdown", "nearest"}


def test_every_rule_is_in_the_list() -> None:
    names = {module.name for module in pkgutil.iter_modules(rules.__path__)} - NOT_RULES
    assert {getattr(rule, "__name__", "").rpartition(".")[2] for rule in ALL_RULES} == names


def test_no_two_rules_share_a_code() -> None:
    names = [code.name for rule in ALL_RULES for code in rule.CODES]
    assert len(names) == len(set(names))
    assert set(names) <= set(ALL_CODES)


def test_codes_are_named_and_explained_alike() -> None:
    for code in chain.from_iterable(rule.CODES for rule in ALL_RULES):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
        assert code.title[-1] not in ".!?"
        assert code.explanation.endswith(".")
        assert 1 <= len(re.findall(r"[.?](?= |$)", code.explanation)) <= 3


def test_a_right_course_is_right_by_every_rule() -> None:
    records = records_of(a_course())
    assert [found for rule in ALL_RULES for found in rule.check(records)] == []


def test_a_bare_run_breaks_no_rule() -> None:
    bare = a_run(venue=None, weekly=(), ends=None, rolling=True, delivery="online")
    records = records_of(a_course(runs=(bare,)))
    assert [found for rule in ALL_RULES for found in rule.check(records)] == []
