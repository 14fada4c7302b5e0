"""What all rules have in common."""

from __future__ import annotations

import pkgutil
import re
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from catalogue import rules
from catalogue.codes import ALL_CODES
from catalogue.records import WEEKDAYS
from catalogue.rules import ALL_RULES
from tests.builders import a_course, a_run, a_session, a_venue, records_of

if TYPE_CHECKING:
    from catalogue.records import Run

NOT_RULES = {"days", "findings", "markdown", "nearest"}


def test_every_rule_is_in_the_list() -> None:
    names = {module.name for module in pkgutil.iter_modules(rules.__path__)} - NOT_RULES
    assert {getattr(rule, "__name__", "").rpartition(".")[2] for rule in ALL_RULES} == names


def test_no_two_rules_share_a_code() -> None:
    names = [code.name for rule in ALL_RULES for code in rule.CODES]
    assert len(names) == len(set(names))
    assert set(names) <= set(ALL_CODES)


def test_what_somebody_elses_change_can_cause_takes_nobodys_course_away() -> None:
    codes = chain.from_iterable(rule.CODES for rule in ALL_RULES)
    assert {code.name for code in codes if code.from_outside} == {
        *("unknown-course", "leads-down", "circular-path", "venue-closed", "page-link")
    }


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


any_run = st.builds(
    lambda starts, ends, rolling, days, out, apply_by, delivery: a_run(
        starts=starts,
        ends=None if rolling else ends or starts,
        rolling=rolling,
        weekly=tuple(a_session(day, start, end, every) for day, start, end, every in days),
        no_class_on=frozenset(out),
        apply_by=apply_by,
        delivery=delivery,
        venue=None if delivery == "online" else "the-shed",
    ),
    st.dates(),
    st.none() | st.dates(),
    st.booleans(),
    st.lists(
        st.tuples(
            st.sampled_from(WEEKDAYS),
            st.sampled_from(("00:00", "09:30", "23:59")),
            st.sampled_from(("00:00", "11:30", "23:59")),
            st.integers(1, 6),
        ),
        max_size=3,
    ),
    st.lists(st.dates(), max_size=3),
    st.none() | st.dates(),
    st.sampled_from(("in-person", "online", "blended")),
)


@given(any_run, st.dates(), st.dates(), st.none() | st.dates(), st.text(min_size=1, max_size=40))
def test_no_course_and_no_day_breaks_a_rule(
    run: Run, today: date, checked: date, closed_on: date | None, words: str
) -> None:
    course = a_course(
        runs=(run, run), checked=checked, title=words, summary=words, description=words
    )
    records = records_of(course, a_venue(closed_on=closed_on), today=today)
    for rule in ALL_RULES:
        for found in rule.check(records):
            assert found.code in rule.CODES
            assert found.what.endswith((".", "?"))
            assert found.mend.endswith((".", "?"))
