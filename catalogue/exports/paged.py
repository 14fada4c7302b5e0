"""Long lists in pages: no file of data has more than a megabyte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.exports.gate import WrittenItem

MOST_BYTES = 1_000_000
_HEAD = 2_000
"""Room for what stands around the items of a page."""

Item = dict[str, Any]


def pages_of(items: Iterable[WrittenItem]) -> list[list[WrittenItem]]:
    """Return items in pages that fit, in their order; one empty page where there are none."""
    pages: list[list[WrittenItem]] = [[]]
    room = MOST_BYTES - _HEAD
    left = room
    for item in items:
        size = len(item) + 1
        if size > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(item)
        left -= size
    return pages


def page_name(name: str, number: int) -> str:
    """Return what a page of a list is called: the first is called as the list is."""
    return f"{name}.json" if number == 1 else f"{name}-{number}.json"


def known(values: Mapping[str, Any]) -> Item:
    """Return what is known of these values. What nobody said is left out: it is never nothing."""
    return {name: value for name, value in values.items() if value or value == 0}
