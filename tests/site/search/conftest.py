"""The real catalogue as the search has it, and our modules in a real browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.site.search.documents import COMMON_WORDS, search_document
from catalogue.site.urls import Urls
from catalogue.site.views.search import search_view
from catalogue.site.views.site import Site
from tests.browser_support import WHERE_OURS_ARE
from tests.conftest import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from catalogue.catalogue import Catalogue
    from catalogue.site.search.documents import SearchDocument
    from catalogue.site.views.search import SearchView

MODULES = ("finder", "places", "spelling", "text", "understand", "words", "../letters", "../miles")
PREPARED = """async ([base, given]) => {
  const data = (await (await fetch(`${base}/search/`)).text()).match(/data-data="([^"]+)"/)[1];
  const [%(names)s] = await Promise.all(
    [%(quoted)s].map((name) => import(new URL(`/ours/search/${name}.js`, base))));
  const textOf = async (file) => {
    const answer = await fetch(data + file);
    return answer.ok ? answer.text() : "";
  };
  const jsonOf = async (file) => JSON.parse((await textOf(file)) || "null");
  const [shelf, tellNothing] = [new Map(), new Set("%(common)s".split(" "))];
  const soundOf = (sound) => {
    if (!shelf.has(sound)) shelf.set(sound, spelling.wordsOfSound(sound, textOf, tellNothing));
    return shelf.get(sound);
  };
  const knownFor = async (asked, common, fillers) => {
    const known = understand.knowledgeOf(given.choices, given.places, fillers, common);
    const words = asked.flatMap((one) => understand.lookedUp(one, common, fillers));
    for (const sound of new Set(words.map(spelling.firstSound))) {
      understand.teach(known, (await soundOf(sound)).meanings, asked.join(" "));
    }
    return known;
  };
  %(script)s
}"""
"""A script sees the modules by their names, `given`, and the built search data by their files."""


@pytest.fixture(scope="session")
def site() -> Site:
    """The real catalogue as on the day of the tests."""
    catalogue, _ = load()
    return Site(catalogue, Urls.of(""), "Learning")


@pytest.fixture(scope="session")
def catalogue(site: Site) -> Catalogue:
    """The same, without the site around it."""
    return site.catalogue


@pytest.fixture(scope="session")
def view(site: Site) -> SearchView:
    """The search page."""
    return search_view(site)


@pytest.fixture(scope="session")
def documents(site: Site) -> tuple[SearchDocument, ...]:
    """What Pagefind reads of every course."""
    return tuple(
        search_document(site, number, course)
        for number, course in enumerate(site.catalogue.current)
    )


def knowledge_of(view: SearchView) -> dict[str, Any]:
    """What stands in the page, as its script reads it."""
    return {
        "choices": [
            {
                "group": group.key,
                "value": choice.value,
                "label": choice.label,
                "words": choice.words.split("|") if choice.words else [],
                "first": choice.first,
                "last": choice.last,
            }
            for group in view.filters
            for choice in group.choices
        ],
        "places": [
            {
                "name": place.name,
                "at": [float(degrees) for degrees in place.at.split(",")],
                "words": place.words.split("|") if place.words else [],
            }
            for place in view.places
        ],
    }


@dataclass(frozen=True, slots=True)
class Modules:
    """Our JavaScript modules, on a page that runs none of them by itself."""

    page: Page
    address: str

    def run(self, script: str, given: Any = None) -> Any:
        """Return what a script returns; see PREPARED for what it sees."""
        names = {
            "names": ", ".join(name.removeprefix("../") for name in MODULES),
            "common": COMMON_WORDS,
            "quoted": ", ".join(f'"{name}"' for name in MODULES),
        }
        return self.page.evaluate(PREPARED % {**names, "script": script}, [self.address, given])


@pytest.fixture(scope="module")
def modules(browser: Browser, address: str) -> Iterator[Modules]:
    """The modules as we write them: the built site has them in one file. They keep nothing from one
    test to the next."""
    page = browser.new_page()
    page.add_init_script(WHERE_OURS_ARE)
    page.goto(f"{address}/search/")  # no other page may run Pagefind
    yield Modules(page, address)
    page.close()
