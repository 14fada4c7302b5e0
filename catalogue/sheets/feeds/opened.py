"""Opens whatever file has courses: a spreadsheet, or a feed of one of four formats.

What it is, its first bytes say and not its name. The page /add/spreadsheet/ reads sheets only: it
would have to fetch the readers of feeds first.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.sheets.cells import Sheet, Unreadable
from catalogue.sheets.opening.reading import (
    CALENDAR,
    JSON,
    MARKUP,
    MOST_BYTES,
    kind_of_feed,
    sheets_in,
    text_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from catalogue.sheets.feeds.feed_rows import FeedRows

_TOO_BIG = (
    "The feed is bigger than 10 MB. Ask whoever runs it for one of your own courses alone, from "
    "today on."
)
_IS_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.I)
_SCRIPT = re.compile(r"<script\b[^<>]{0,400}application/ld\+json[^<>]{0,400}>", re.I)
_SCRIPT_END = re.compile(r"</script", re.I)
_TOP = 2_000
"""Letters in which a page says that it is one."""
_NO_JSON_LD = (
    "This is a web page, and it has no courses for machines in it (JSON-LD). Download the feed or "
    "the calendar itself: a browser often shows the page of a feed in its place."
)


def open_courses(path: Path, zone: ZoneInfo) -> list[Sheet]:
    """Return the sheets of a file, whatever kind it is. `zone` is the clock that courses are on.
    Raises Unreadable, and OSError where it cannot be opened.
    """
    if path.is_dir():
        raise Unreadable("This is a folder. Name one file in it.")
    with path.open("rb") as file:
        return courses_in(file.read(MOST_BYTES + 1), path.name, zone)


def courses_in(raw: bytes, name: str, zone: ZoneInfo) -> list[Sheet]:
    """Return the sheets of the bytes of a file of this name. Raises Unreadable."""
    kind = kind_of_feed(raw)
    if not kind:
        return sheets_in(raw, name)
    if len(raw) > MOST_BYTES:
        raise Unreadable(_TOO_BIG)
    try:
        feed = _READERS[kind](raw, zone)
    except RecursionError:
        raise Unreadable(
            "The feed has parts within parts without an end. It is not read."
        ) from None
    if not feed.rows:
        raise Unreadable(f"The feed has no {feed.each} in it. Is it the right one?")
    return [feed.sheet(name)]


# Each reader is loaded once somebody has such a feed.


def _of_calendar(raw: bytes, zone: ZoneInfo) -> FeedRows:
    from catalogue.sheets.feeds.from_calendar import read_calendar

    return read_calendar(text_in(raw), zone)


def _of_json(raw: bytes, zone: ZoneInfo) -> FeedRows:
    from catalogue.sheets.feeds.from_json_ld import read_json_ld
    from catalogue.sheets.feeds.from_open_referral import read_services

    try:
        value = json.loads(text_in(raw))
    except ValueError as error:
        raise Unreadable(f"The feed is no JSON: {error}. Was all of it downloaded?") from None
    if isinstance(value, dict | list) and _is_open_referral(value):
        return read_services(value, zone)
    return read_json_ld([value], zone)


def _of_markup(raw: bytes, zone: ZoneInfo) -> FeedRows:
    from catalogue.sheets.feeds.from_json_ld import read_json_ld
    from catalogue.sheets.feeds.from_xcri import read_xcri

    if not _IS_PAGE.search(raw[:_TOP].decode("latin-1")):
        return read_xcri(raw, zone)
    values = list(_scripts(text_in(raw)))
    if not values:
        raise Unreadable(_NO_JSON_LD)
    return read_json_ld(values, zone)


_READERS: dict[str, Callable[[bytes, ZoneInfo], FeedRows]] = {
    CALENDAR: _of_calendar,
    JSON: _of_json,
    MARKUP: _of_markup,
}


def _is_open_referral(value: Any) -> bool:
    """Whether a value is a page of services, or one service, as that API answers."""
    if isinstance(value, dict) and isinstance(value.get("contents"), list):
        return True
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and "status" in first and "@type" not in first


def _scripts(page: str) -> Iterator[Any]:
    """Yield what the scripts of a page say that are JSON-LD; one that is broken is passed over, as
    whoever else reads the page does.
    """
    at = 0
    while (begin := _SCRIPT.search(page, at)) and (end := _SCRIPT_END.search(page, begin.end())):
        with suppress(ValueError):
            yield json.loads(page[begin.end() : end.start()], strict=False)
        at = end.end()
