"""What can be read and is hardly meant: a slip of a key in a day, or “free” for a course that is
free for some. It is asked, and not written.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

from catalogue.quoting import listed
from catalogue.records import WEEKDAYS
from catalogue.rules.dates import FARTHEST
from catalogue.sheets.cells import NotUnderstood
from catalogue.sheets.questions import RIGHT, UNCLEAR, SheetQuestion, about_publishing
from catalogue.sheets.readers.dates import read_day, said

if TYPE_CHECKING:
    from collections.abc import Mapping

TOPIC, FREE_FOR_ALL = "Is the first day right?", "Is it free for everyone?"
FOR_EVERYONE, FOR_SOME = "free for everyone", "free for some, as it is now"
_LONG_PAST = relativedelta(years=1)
_YEARS_AHEAD = (0, 1)
"""A year typed wrongly was to be this one or the next."""
_CLASS_ON = "the class is on "


def doubt_about(run: Mapping[str, Any], today: date) -> SheetQuestion | None:
    """Ask about the first day of a run, or return None. `run` has values as in a course's file."""
    if not isinstance(run.get("starts"), str):
        return None
    first = date.fromisoformat(run["starts"])
    days = sorted({WEEKDAYS.index(one["day"]) for one in run.get("sessions") or ()})
    classes = listed((f"{WEEKDAYS[day].capitalize()}s" for day in days), "and") if days else ""
    name = f"{TOPIC} {said(first)}{f' ({classes})' if classes else ''}"
    years = (first + relativedelta(year=today.year + ahead) for ahead in _YEARS_AHEAD)
    fitting = [day for day in years if day >= today and (not days or day.weekday() in days)]
    if first < today - _LONG_PAST:
        why = f"{said(first)} is long past."
        if not fitting:
            return SheetQuestion(TOPIC, name, why, choices=(RIGHT,))
        why += f" Did you mean {said(fitting[0])}, a {fitting[0]:%A}?"
        return SheetQuestion(TOPIC, name, why, said(fitting[0]), (RIGHT,), matter=UNCLEAR)
    if first > today + FARTHEST:
        why = f"{said(first)} is more than two years from now."
        return SheetQuestion(TOPIC, name, why, choices=tuple(map(said, fitting)))
    if days and first.weekday() not in days:
        near = sorted(_nearest(first, day) for day in days)
        choices = [f"{day:%A} {said(day)}" for day in near]
        if len(days) == 1:
            choices.append(f"{_CLASS_ON}{first:%A}s")
        why = f"{said(first)} is a {first:%A}, and the class is on {classes}. Which is right?"
        return SheetQuestion(TOPIC, name, why, choices=(*choices, RIGHT))
    return None


def whether_still_wanted(run: Mapping[str, Any], today: date) -> SheetQuestion | None:
    """Ask whether a run that is over is still to be published, or return None."""
    if not isinstance(run.get("starts"), str) or run.get("rolling"):
        return None
    first, last = run["starts"], run.get("ends") or run["starts"]
    if max(first, last) >= str(today):
        return None
    words = f"The last day was {said(date.fromisoformat(last))}. Is it still to be published?"
    return about_publishing("over", words)


def whether_free_for_all(text: str, reasons: str) -> SheetQuestion:
    """Ask whether a course is now free for everyone that has had `reasons` to pay nothing."""
    why = f"“{text}” is free for everyone. Now the course is free for some people: {reasons}."
    ways = (FOR_EVERYONE, FOR_SOME)
    name = f"{FREE_FOR_ALL} {reasons}"
    return SheetQuestion(FREE_FOR_ALL, name, f"{why} Which is right?", "", ways, True)


def _nearest(first: date, weekday: int) -> date:
    days = (first + timedelta(days=away) for away in (-1, 1, -2, 2, -3, 3))
    return next(day for day in days if day.weekday() == weekday)


def settle(run: dict[str, Any], answer: str) -> str:
    """Put an answer to the doubt into a run, and return what was wrong with it, or "".

    Where the year was wrong, the last day is in the other year too.
    """
    if answer == RIGHT:
        return ""
    if answer.startswith(_CLASS_ON):
        day = answer.removeprefix(_CLASS_ON).rstrip("s").lower()
        run["sessions"] = [{**meeting, "day": day} for meeting in run["sessions"]]
        return ""
    try:
        first = read_day(answer)
    except NotUnderstood as error:
        return str(error)
    before = date.fromisoformat(run["starts"])
    run["starts"] = str(first)
    if first.year != before.year and isinstance(run.get("ends"), str):
        last = date.fromisoformat(run["ends"]) + relativedelta(years=first.year - before.year)
        run["ends"] = str(last)
    return ""
