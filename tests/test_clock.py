"""One function reads the clock; all else is told the day, so nothing depends on when it runs."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from catalogue import clock
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

# What tells a day or a time of day. A monotonic clock tells neither: it only measures.
READS = {
    "date": {"today"},
    "datetime": {"now", "today", "utcnow"},
    "time": {"ctime", "gmtime", "localtime", "time", "time_ns"},
}


def readings(source: str) -> Iterator[str]:
    """Where a module reads a clock, by line: `12: date.today`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
                if name in READS.get(owner, ()):
                    yield f"{node.lineno}: {owner}.{name}"
            case ast.ImportFrom(module="time", names=imported):
                for one in imported:
                    if one.name in READS["time"]:
                        yield f"{node.lineno}: time.{one.name}"


def test_nothing_but_the_clock_reads_a_clock() -> None:
    found = {
        str(path.relative_to(PROJECT)): told
        for folder in ("catalogue", "scripts", "tests")
        for path in sorted((PROJECT / folder).rglob("*.py"))
        if (told := list(readings(path.read_text(encoding="utf-8"))))
    }
    assert list(found) == ["catalogue/clock.py"], found


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("day = date.today()", ["1: date.today"]),
        ("import datetime\nday = datetime.datetime.now(zone)", ["2: datetime.now"]),
        ("made: date = field(default_factory=date.today)", ["1: date.today"]),
        ("from time import localtime as monotonic", ["1: time.localtime"]),
        ("began = time.monotonic()\nday = catalogue.today", []),
    ],
)
def test_every_way_of_reading_one_is_found(source: str, told: list[str]) -> None:
    assert list(readings(source)) == told


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2027, 6, 30, 23, 30, tzinfo=UTC), date(2027, 7, 1)),
    ],
)
def test_the_day_is_that_of_the_city(
    moment: datetime, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Stopped)
    assert clock.today_in(ZoneInfo("Europe/London")) == day
