"""What can be read and is hardly meant: a slip of a key in a day. It is asked, and not written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

from catalogue.quoting import listed
from catalogue.records import WEEKDAYS
from catalogue.sheets.dates import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONG_PAST = relativedelta(years=1)
_YEARS_AHEAD = (0, 1)
"""A year typed wrongly was to be this one or the next."""


def doubts_about(run: Mapping[str, Any], today: date) -> Iterator[str]:
    """Ask about the first day of a run, in sentences. `run` has values as in a course's file."""
    if not isinstance(run.get("starts"), str):
        return
    first = date.fromisoformat(run["starts"])
    days = sorted({WEEKDAYS.index(one["day"]) for one in run.get("sessions") or ()})
    if first < today - _LONG_PAST:
        years = (first + relativedelta(year=today.year + ahead) for ahead in _YEARS_AHEAD)
        fitting = [day for day in years if day >= today and (not days or day.weekday() in days)]
        offer = (
            f"Did you mean {said(fitting[0])}, a {fitting[0]:%A}?" if fitting else "Is it right?"
        )
        yield f"First day: {said(first)} is long past. {offer}"
    elif days and first.weekday() not in days:
        classes = listed((f"{WEEKDAYS[day].capitalize()}s" for day in days), "and")
        yield (
            f"First day: {said(first)} is a {first:%A}, and the class is on {classes}. "
            "Which is right?"
        )
