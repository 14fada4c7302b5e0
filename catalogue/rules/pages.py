"""Pages of our own words have an address of their own, and links that lead somewhere."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from catalogue.problems import Code, Scope, Severity
from catalogue.quoting import quoted
from catalogue.rules.findings import Finding, Records
from catalogue.rules.links import HTML, PICTURE, fault_of_link
from catalogue.rules.markdown import headings_in, html_in, links_in, pictures_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import ContentPage

ADDRESS_TAKEN = Code(
    "address-taken",
    Severity.ERROR,
    "The page's address is taken",
    "Each page has an address of its own, and some belong to the site itself, such as /search/.",
    scope=Scope.CATALOGUE,
)
PAGE_LINK = Code(
    "page-link",
    Severity.ERROR,
    "A link of the page leads nowhere on this site",
    "Links within the site begin with a slash, like /help/. What they lead to may have been "
    "removed by somebody else.",
    from_outside=True,
    scope=Scope.CATALOGUE,
)
PAGE_HEADINGS = Code(
    "page-headings",
    Severity.WARNING,
    "The headings of the page leave out a step",
    "The title is the first heading. Those in the text begin with ##, those below them with ###: "
    "people who listen to a page find their way by them.",
    scope=Scope.CATALOGUE,
)
CODES = (ADDRESS_TAKEN, PAGE_LINK, PAGE_HEADINGS)

_THE_SITES_OWN = (
    "404.html add areas assets c change courses data edit embed embed.js for-someone free "
    "help-now is-it-free levels libraries link-to-us manifest.webmanifest map not-running-now "
    "offline online pictures plan providers python robots.txt saved search sitemap.xml "
    "starting-soon third-party-notices.txt topics venues when with-a-qualification "
    "with-childcare worker.js"
)
THE_SITES_OWN = frozenset(_THE_SITES_OWN.split())
"""The first parts of addresses that are no pages of content/pages/ (site/urls.py spells them)."""


def check(records: Records) -> Iterator[Finding]:
    """Look at every page."""
    # Of two, the one whose file is called so has it.
    named = sorted(records.pages.values(), key=lambda page: page.file.endswith(f"/{page.slug}.md"))
    first = {page.slug: page for page in named}
    for page in records.pages.values():
        if page.slug in THE_SITES_OWN:
            what = f"/{page.slug}/ is an address of the site itself."
            yield Finding(ADDRESS_TAKEN, page, ("slug",), what, "Choose another slug.")
        elif first[page.slug] is not page:
            what = f"/{page.slug}/ is the address of {first[page.slug].file} already."
            yield Finding(ADDRESS_TAKEN, page, ("slug",), what, "Choose another slug.")
        yield from _links(page, records)
        yield from _markup(page)
        yield from _headings(page)


def _links(page: ContentPage, records: Records) -> Iterator[Finding]:
    for link in links_in(page.text):
        place = _line_of(page, link.address)
        if link.address.startswith("/") and not link.address.startswith("//"):
            if not _is_there(link.address, records):
                what = f"The link to {quoted(link.address)} leads nowhere."
                mend = (
                    "Copy the address from the page you mean, from the first slash after the site."
                )
                yield Finding(PAGE_LINK, page, place, what, mend)
        elif ":" not in link.address:
            what = f"The link to {quoted(link.address)} leads nowhere."
            mend = "Write it from the top of the site, like /help/, or the whole address: https://…"
            yield Finding(PAGE_LINK, page, place, what, mend)
        elif fault := fault_of_link(link):
            code, what, mend = fault
            yield Finding(code, page, place, what, mend)


def _is_there(address: str, records: Records) -> bool:
    first, *rest = address.partition("#")[0].partition("?")[0].strip("/").split("/")
    kinds = {"courses": "course", "venues": "venue", "providers": "provider"}
    if first in kinds and rest:
        return records.has(kinds[first], "/".join(rest))
    pages = {page.slug for page in records.pages.values()}
    return first in ("", *THE_SITES_OWN, *pages) or ("page", first) in records.broken


def _markup(page: ContentPage) -> Iterator[Finding]:
    for address in pictures_in(page.text):
        what = f"The text shows the picture {quoted(address)}."
        mend = "Delete it, or say in words what it shows."
        yield Finding(PICTURE, page, _line_of(page, address), what, mend)
    if html := html_in(page.text):
        what = f"{quoted(html)} will be shown as it is typed."
        mend = "Delete it, or write it in Markdown, like **bold** or [words](https://…)."
        yield Finding(HTML, page, _line_of(page, html), what, mend)


def _headings(page: ContentPage) -> Iterator[Finding]:
    for (before, _), (level, line) in pairwise([(1, 0), *headings_in(page.text)]):
        if level == 1 or level > before + 1:
            right = "#" * (before + 1 if level > 1 else 2)
            what = f"This heading has {'#' * level}."
            yield Finding(PAGE_HEADINGS, page, ("text", line), what, f"Write {right} before it.")


def _line_of(page: ContentPage, words: str) -> tuple[str, int]:
    """Return the place of the line of the text that has some words, or of the first."""
    return "text", page.text.count("\n", 0, max(page.text.find(words), 0))
