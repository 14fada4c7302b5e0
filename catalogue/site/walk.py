"""Walks through a built site and says what must be true of any, whatever partners write: every link
leads somewhere, no page has two parts of one name, and examples say that they are.

Called by `catalogue check-site` and by the tests, with Python's own reader of HTML, so that a
partner's check needs nothing but what a build needs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

    from catalogue.site.urls import Urls


class Fault(NamedTuple):
    """What is wrong with a built page, by its file below output/."""

    page: str
    what: str


@dataclass(slots=True)
class Ticket:
    """A course in a list: where it leads, and whether it says that it is an example."""

    href: str = ""
    marked: bool = False


@dataclass(slots=True)
class Page:
    """What a walk needs to know of a page. `moved` is one that only leads to another."""

    links: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    headings: int = 0
    marked: bool = False
    moved: bool = False
    tickets: list[Ticket] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads one page. What stands in a ticket is the ticket's, and not the page's."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._in_main = False
        self._ticket: Ticket | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        classes = given.get("class", "").split()
        if "id" in given:
            self.page.ids[given["id"]] += 1
        self.page.headings += tag == "h1"
        self.page.moved |= given.get("http-equiv") == "refresh"
        self._in_main |= tag == "main"
        if "ticket" in classes:
            self._ticket = Ticket()
            self.page.tickets.append(self._ticket)
        if "example-mark" in classes:
            self._mark()
        for name in ("href", "src", "action"):
            if name in given and (name != "action" or tag == "form"):
                self._link(given[name])

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._ticket = None
        self._in_main &= tag != "main"

    def _mark(self) -> None:
        if self._ticket:
            self._ticket.marked = True
        self.page.marked |= self._in_main and not self._ticket

    def _link(self, address: str) -> None:
        self.page.links.append(address)
        if self._ticket and not self._ticket.href:
            self._ticket.href = address


def read_pages(folder: Path) -> dict[str, Page]:
    """Read every page below a built site's folder, by its file."""
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(folder).as_posix()] = reader.page
    return pages


def walk(folder: Path, urls: Urls, examples: Container[str]) -> Iterator[Fault]:
    """Yield what is wrong with the site in `folder`, of which the courses `examples` (ids) are
    invented.
    """
    pages = read_pages(folder)
    for name, page in pages.items():
        yield from lost_links(name, pages, folder, urls)
        yield from _twice(name, page)
        yield from _unmarked(name, page, urls, examples)


def lost_links(name: str, pages: Mapping[str, Page], folder: Path, urls: Urls) -> Iterator[Fault]:
    """Yield the links of a page into the site that lead nowhere in it."""
    here = f"{urls.base}/{name.removesuffix('index.html')}"
    for link in dict.fromkeys(pages[name].links):
        if _leaves(link, urls):
            continue
        address = urlsplit(urljoin(here, link.removeprefix(urls.origin)))
        target, part = urls.file_of(unquote(address.path)), unquote(address.fragment)
        if not address.path.startswith(urls.home()) or not (folder / target).is_file():
            yield Fault(name, f"the link to “{link}” leads nowhere")
        elif part and part not in _parts(pages, target):
            yield Fault(name, f"the link to “{link}” leads to a part that is not on that page")


def _leaves(link: str, urls: Urls) -> bool:
    parts = urlsplit(link)
    ours = bool(urls.origin) and link.startswith(urls.absolute(urls.home()))
    return bool(parts.scheme or parts.netloc) and not ours


def _parts(pages: Mapping[str, Page], target: str) -> Container[str]:
    return pages[target].ids if target in pages else ()


def _twice(name: str, page: Page) -> Iterator[Fault]:
    if page.headings != 1:
        yield Fault(name, f"it has {page.headings} main headings, and should have one")
    for part, times in page.ids.items():
        if times > 1:
            yield Fault(name, f"“{part}” is the name of {times} of its parts")


def _unmarked(name: str, page: Page, urls: Urls, examples: Container[str]) -> Iterator[Fault]:
    course = name.removeprefix("courses/").removesuffix("/index.html")
    if course in examples and not page.moved and not page.marked:
        yield Fault(name, "the course is an example, and its page does not say so")
    for ticket in page.tickets:
        course = ticket.href.removeprefix(f"{urls.base}/courses/").removesuffix("/")
        if ticket.href and ticket.marked != (course in examples):
            what = "no example, and the list says it is"
            if course in examples:
                what = "an example, and the list does not say so"
            yield Fault(name, f"the course {course} is {what}")
