"""Asks the development sets (tests/search/README.md) and prints totals by kind, and each miss.

    make search-sets                            all of them
    make search-sets SETS="4 5" KINDS=trouble   some

No test of the suite: what it prints is for who tunes the search. It fails only on a dead end.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml

from tests.conftest import PROJECT, load
from tests.site.test_search_queries import Judge, ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

SAID = """() => {
  const all = (query) => [...document.querySelectorAll(query)];
  const shown = (query) => all(query).filter((one) => one.checkVisibility());
  const text = (query) => shown(query).map((one) => one.innerText).join(" ").toLowerCase();
  return {
    count: text("#count"),
    above: text("#search h1, #search h2, #count, .note"),
    mended: shown("#mended").length > 0,
    near: document.getElementById("near").value.toLowerCase(),
    help: shown("[data-need]").map((one) => one.dataset.need),
  };
}"""
PROMISES = ("first", "unchanged", "none", "says", "near", "help")


def sets() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the kind of each query that was asked for, and the query."""
    numbers, wanted = os.environ.get("SETS", "").split(), os.environ.get("KINDS", "")
    for path in sorted((PROJECT / "tests/search").glob("development*.yaml")):
        number = path.stem.partition("-")[2] or "1"
        if numbers and number not in numbers:
            continue
        for kind, queries in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if wanted in kind:
                yield from ((f"{number} {kind}", query) for query in queries)


def broken_promises(query: dict[str, Any], said: dict[str, Any], is_first: bool) -> list[str]:
    """Name the promises of a query that the page does not keep."""
    wanted = query.get("help", "none")
    kept = {
        "first": is_first,
        "unchanged": not said["mended"],
        "none": not said["count"][:1].isdigit(),
        "says": all(words in said["above"] for words in query.get("says", ())),
        "near": said["near"] in query.get("near", ()),
        "help": said["help"] == ([] if wanted == "none" else [wanted]),
    }
    return [name for name in PROMISES if name in query and not kept[name]]


def test_development_sets(page: Page, address: str) -> None:
    """Ask every query; the totals are printed."""
    judge = Judge(load()[0])
    counts: dict[str, Counter[str]] = {}
    page.goto(f"{address}/search/")
    print()
    for kind, query in sets():
        count = counts.setdefault(kind, Counter())
        shown = ask(page, query["query"])
        is_judged = query.get("right") != "none"
        rights = [is_judged and judge.is_right(query, course) for course in shown]
        broken = broken_promises(query, page.evaluate(SAID), rights[:1] == [True])
        count.update(judged=is_judged, three=any(rights), first=any(rights[:1]))
        count.update(promised=any(name in query for name in PROMISES))
        count.update(kept=not broken and any(name in query for name in PROMISES))
        if broken or (is_judged and not any(rights)):
            wrong = ["wrong"] if is_judged and not any(rights) else []
            print(f"{kind:36}{query['query']!r}: {', '.join(wrong + broken)}; shown {shown}")
    print(f"\n{'':36}{'asked':>8}{'in three':>10}{'first':>8}{'promises':>10}{'kept':>8}")
    for kind, of in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        print(
            f"{kind:36}{of['judged']:8}{of['three']:10}{of['first']:8}{of['promised']:10}{of['kept']:8}"
        )
