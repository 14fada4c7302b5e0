"""Dates, times and money in the words that residents read."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from catalogue.site.language import ENGLISH
from catalogue.site.views.words import (
    counted,
    day_view,
    joined,
    pounds_words,
    short_date,
    time_words,
    times_words,
)

COURSES = ("{count} course", "{count} courses")


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (9, 30, "9:30am"),
        (10, 0, "10am"),
        (12, 0, "midday"),
        (12, 15, "12:15pm"),
        (0, 5, "12:05am"),
        (18, 0, "6pm"),
    ],
)
def test_time_is_said_as_people_say_it(hour: int, minute: int, words: str) -> None:
    assert time_words(ENGLISH, time(hour, minute)) == words


def test_times_say_from_when_to_when() -> None:
    assert times_words(ENGLISH, time(9, 30), time(12)) == "9:30am to midday"


def test_date_has_its_weekday_and_no_leading_zero() -> None:
    view = day_view(ENGLISH, date(2027, 1, 5))
    assert (view.text, view.iso) == ("Tuesday 5 January 2027", "2027-01-05")
    assert short_date(ENGLISH, date(2027, 1, 5)) == "5 January 2027"


@pytest.mark.parametrize(
    ("amount", "words"),
    [("48.00", "£48"), ("7.50", "£7.50"), ("1250", "£1,250"), ("0.00", "£0")],
)
def test_price_shows_pence_only_where_there_are_some(amount: str, words: str) -> None:
    assert pounds_words(ENGLISH, Decimal(amount)) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined_as_one_says_them(words: list[str], said: str) -> None:
    assert joined(ENGLISH, words) == said


def test_numbers_agree_with_their_nouns() -> None:
    assert counted(ENGLISH, *COURSES, 1) == "1 course"
    assert counted(ENGLISH, *COURSES, 0) == "0 courses"
    assert counted(ENGLISH, *COURSES, 1200) == "1,200 courses"
