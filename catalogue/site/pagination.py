"""Cuts long lists into pages and says which other pages to link to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.site.urls import Urls

PAGE_LENGTH, SHORT_PAGES = 20, 10
"""How many things the first pages have, and how many such pages there are."""
_LONG_PAGE = 100
"""Who leafs on after that reads all of it, as programs do: long pages are fewer to fetch, and a
city of ten thousand courses has a third of the pages."""
_ALL_LINKED = 40
"""Up to this many pages every page is linked from every other, so that nothing is many clicks
away."""
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of a list. `gap` says that numbers are left out before it."""

    number: int
    href: str
    current: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where one is in a long list. `previous` and `next` are addresses."""

    number: int
    total: int
    links: tuple[PageLink, ...]
    previous: str | None
    next: str | None


def paged(
    things: Sequence[_Kind], href: str, urls: Urls
) -> Iterator[tuple[Pagination | None, Sequence[_Kind]]]:
    """Yield each page of a list with its pagination, which is None where one page holds it all. An
    empty list has one page."""
    begins = _begins(len(things))
    for number, (begin, end) in enumerate(pairwise(begins), 1):
        total = len(begins) - 1
        yield (_pagination(number, total, href, urls) if total > 1 else None), things[begin:end]


def _begins(length: int) -> list[int]:
    """Return where each page of a list begins, and after them where the list ends."""
    short = PAGE_LENGTH * SHORT_PAGES
    begins = [*range(0, min(length, short), PAGE_LENGTH), *range(short, length, _LONG_PAGE)]
    return [*(begins or [0]), length]


def _pagination(number: int, total: int, href: str, urls: Urls) -> Pagination:
    shown = [other for other in range(1, total + 1) if _is_linked(other, number, total)]
    links = tuple(
        PageLink(other, urls.numbered(href, other), other == number, gap=other - before > 1)
        for before, other in zip([0, *shown], shown, strict=False)
    )
    return Pagination(
        number=number,
        total=total,
        links=links,
        previous=urls.numbered(href, number - 1) if number > 1 else None,
        next=urls.numbered(href, number + 1) if number < total else None,
    )


def _is_linked(other: int, number: int, total: int) -> bool:
    # In very long lists: the ends, the neighbours, and every tenth page to jump by.
    return (
        total <= _ALL_LINKED or other in (1, total) or abs(other - number) <= 2 or other % 10 == 0
    )
