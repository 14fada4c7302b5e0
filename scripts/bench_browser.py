"""Measure in a real browser what a visitor of a built site transfers, and print it beside what it
may be at most and beside what one MiniSearch index of the same courses would cost.

    make bench                                              after each build it measures
    .venv/bin/python -m scripts.bench_browser output        a site that is built already

Bytes are what Chromium says it received, headers included, by a phone-sized window with nothing in
its cache, from a host on this machine that compresses and caches as static hosts do; 1 KB is 1,000
bytes. Work is the processor time of the tasks of the page's main thread from pressing Enter until
courses are shown, so it has all that happens between the bytes as well; what the page does while
words are typed stands by itself. A figure over its limit is marked and never fails anything: it is
for people to judge.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from catalogue.site.published import unpack_record
from catalogue.site.urls import RECORD
from scripts.budgets import (
    CHANGE_SCRIPTS,
    FILTERED,
    FIRST_ANSWER,
    FIRST_BYTES,
    FORM_SCRIPTS,
    LAST_STEP_SCRIPTS,
    LATER_ANSWER,
    ONE_MORE_FILTER,
    SCRIPTS_FOR_RESIDENTS,
    SHEET_SCRIPTS,
    WHOLE_COURSE_PAGE,
)
from scripts.find_browser import NOT_FOUND, QUIET, find_browser
from scripts.serve import QuietServer
from scripts.whole_index import NoNode, whole_index_size

_COMPRESSED = {".html", ".css", ".js", ".json", ".txt", ".svg", ".xml", ".webmanifest"}
_PAGE, _SCRIPTS, _DATA, _PAGEFIND = "page", "our JavaScript", "our data", "Pagefind"
_SEARCHED = re.compile(r"/search/[0-9a-f]+/")
_INDEX = re.compile(rf"{_SEARCHED.pattern}pagefind/")
_TOPIC, _WORD, _LATER = "english", "pottery", "sewing"
"""What is typed first: the name of a topic, which needs no index, or another word; and later."""
_TWO_WORDS = "first aid"
_SLOWED = 4
"""How many times a cheap phone is slower: as DevTools do it."""
_WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_WATCH_ANSWER = """
([answered, patience]) => {
  window.answer = new Promise((tell) => {
    setTimeout(tell, patience, "late");
    const watch = new MutationObserver(() => {
      if (document.querySelector(answered)) tell(watch.disconnect());
    });
    const results = document.getElementById("results");
    results.setAttribute("aria-busy", "true");
    watch.observe(results, { attributes: true, childList: true });
  });
}
"""
_PATIENCE = 30
"""Seconds after which nobody waits for an answer any longer."""
_ENTER = {
    "type": "keyDown",
    "key": "Enter",
    "code": "Enter",
    "windowsVirtualKeyCode": 13,
    "text": "\r",
}
_FACTS = "main => [...main.querySelectorAll('h1, h2, dt, dd')].map(fact => fact.innerText.trim())"
_PRINTED = "links => links.map(link => new URL(link.href).pathname)"
_ANSWERED = "#results[aria-busy=false] article"


@dataclass(frozen=True, slots=True)
class Figure:
    """A row: `value` in `unit`, what it may be at most, and what MiniSearch's would be."""

    name: str
    value: float
    unit: str = "KB"
    limit: float | None = None
    whole: float | None = None


class NoAnswer(Exception):
    """The search showed no course for something of which there are some."""


class StaticHost(SimpleHTTPRequestHandler):
    """Answers as usual static hosts do: text compressed, everything cached and revalidated."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, or say that it is unchanged or not there."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes() if path.is_file() else b""
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        unchanged = self.headers.get("If-None-Match") == tag
        self.send_response(304 if unchanged else 200 if path.is_file() else 404)
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in _COMPRESSED:
            body = compressed(body)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        if unchanged:
            body = b""
        else:
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: the tables must not drown."""


class Visitor:
    """Somebody with a phone and an empty cache. `received` has the bytes of each path."""

    def __init__(self, browser: Browser, address: str, *, scripts: bool = True) -> None:
        self.address = address
        self.received: Counter[str] = Counter()
        self._asked: dict[str, str] = {}
        self.typing = 0.0
        self._context = browser.new_context(
            viewport={"width": 360, "height": 740}, locale="en-GB", java_script_enabled=scripts
        )
        self.page = self._context.new_page()
        self.page.add_init_script(_WATCH_SHIFTS)
        self._devtools = self._context.new_cdp_session(self.page)
        self._devtools.on("Network.requestWillBeSent", self._note_asked)
        self._devtools.on("Network.loadingFinished", self._note_received)
        self._devtools.on("Network.loadingFailed", self._note_received)
        self._devtools.send("Network.enable")
        # Processor time, which other work of the machine leaves alone, and not the clock's.
        self._devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _note_asked(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self._asked[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def _note_received(self, event: dict[str, Any]) -> None:
        if path := self._asked.pop(event["requestId"], ""):
            self.received[path] += int(event.get("encodedDataLength", 0))

    def go(self, href: str, shown: str = "main") -> Visitor:
        """Open a page and wait until something is shown and nothing more comes."""
        self.page.goto(self.address + href)
        self.page.wait_for_selector(shown)
        self._settle()
        return self

    def ask(self, words: str) -> float:
        """Type words and press Enter; return the milliseconds of work until courses are shown.
        `typing` has those of the work before Enter.
        """
        before = self._work()
        self.page.fill("#q", words)
        self._settle()
        self.typing = self._work() - before
        self.page.evaluate(_WATCH_ANSWER, [_ANSWERED, _PATIENCE * 1_000])
        before = self._work()
        # Not by Playwright's press and wait_for_selector, whose looking is work in the page too.
        self._devtools.send("Input.dispatchKeyEvent", _ENTER)
        answer = {"expression": "answer", "awaitPromise": True}
        if "value" in self._devtools.send("Runtime.evaluate", answer)["result"]:
            raise NoAnswer(f"no course was shown for “{words}” in {_PATIENCE} seconds")
        took = self._work() - before
        self._settle()
        return took

    def slow(self) -> None:
        """Slow the processor from now on."""
        self._devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWED})

    def choose(self, group: str) -> None:
        """Tick the first box of a group of filters, as somebody does who has opened it."""
        self.page.eval_on_selector(f"[data-group={group}] input", "box => box.click()")
        self.page.wait_for_selector(_ANSWERED)
        self._settle()

    def _settle(self) -> None:
        quiet = 0
        while quiet < 3:
            self.page.wait_for_timeout(80)
            quiet = 0 if self._asked else quiet + 1

    def _work(self) -> float:
        metrics = self._devtools.send("Performance.getMetrics")["metrics"]
        seconds: float = next(one["value"] for one in metrics if one["name"] == "TaskDuration")
        return seconds * 1_000

    def paths(self, *kinds: str) -> list[str]:
        """The paths of what came, of some kinds."""
        return [path for path in self.received if _kind(path) in kinds]

    def kilobytes(self, paths: Iterable[str]) -> float:
        """What came from some paths."""
        return sum(self.received[path] for path in paths) / 1_000

    def leave(self) -> None:
        """Close the window and forget its cache."""
        self._context.close()


def compressed(body: bytes) -> bytes:
    """Compress as most hosts do."""
    return gzip.compress(body, 6, mtime=0)


def _kind(path: str) -> str:
    if _INDEX.match(path):
        return _PAGEFIND
    if _SEARCHED.match(path):
        return _DATA
    return _SCRIPTS if path.endswith(".js") else _PAGE


def measure(output: Path, courses: int) -> Table:
    """Measure a built site of so many courses. Exits where there is no browser."""
    path = find_browser()
    if not path:
        sys.exit(NOT_FOUND)
    try:
        whole, note = whole_index_size(output, compressed), ""
    except NoNode as reason:
        whole, note = None, str(reason)
    with static_host(output) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        visitor = partial(Visitor, browser, address)
        course = _longest_course(output)
        figures = [
            *_reading(visitor, course),
            *_scripts(visitor, output, course),
            *_first_and_later(visitor, courses, whole),
            *_without_words(visitor, whole),
        ]
        browser.close()
    return _table(figures, courses, note)


@contextmanager
def static_host(folder: Path) -> Iterator[str]:
    with QuietServer(("127.0.0.1", 0), partial(StaticHost, directory=folder)) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}"
        host.shutdown()


def _longest_course(output: Path) -> str:
    pages = (output / "courses").glob("*/*/index.html")
    courses = [page for page in pages if page.parent.parent.name != "page"]
    longest = max(courses, key=lambda page: (page.stat().st_size, page))
    return f"/{longest.parent.relative_to(output).as_posix()}/"


def _reading(visitor: Callable[..., Visitor], course: str) -> Iterator[Figure]:
    reader, without = visitor().go(course), visitor(scripts=False).go(course)
    printed = reader.page.eval_on_selector_all("link[media=print]", _PRINTED)
    needed = [
        path
        for path in reader.received
        if path == course or (path.endswith(".css") and path not in printed)
    ]
    facts, read = (who.page.eval_on_selector("main", _FACTS) for who in (reader, without))
    everything = reader.kilobytes(reader.received)
    yield Figure("the longest course page, in all", everything, limit=WHOLE_COURSE_PAGE / 1_000)
    yield Figure("  HTML and CSS to read it", reader.kilobytes(needed), limit=FIRST_BYTES / 1_000)
    yield Figure("  layout shift", reader.page.evaluate("shifted"), "", 0)
    missing = len(set(facts) - set(read))
    yield Figure("  facts that need JavaScript", missing, f"of {len(set(facts))}", 0)
    reader.leave()
    without.leave()


def _scripts(visitor: Callable[..., Visitor], output: Path, course: str) -> Iterator[Figure]:
    for_partners = set(output.glob("assets/*/js/form/*.js"))
    for_sheets = set(output.glob("assets/*/js/spreadsheet/*.js"))
    ours = {*output.glob("assets/*/js/**/*.js"), *output.glob("*.js")}
    for name, files, limit in (
        (
            "our JavaScript for residents, in all",
            ours - for_partners - for_sheets,
            SCRIPTS_FOR_RESIDENTS,
        ),
        (
            "our JavaScript for partners, in all",
            for_partners,
            FORM_SCRIPTS + CHANGE_SCRIPTS + LAST_STEP_SCRIPTS,
        ),
        ("our JavaScript for the page for sheets", for_sheets, SHEET_SCRIPTS),
    ):
        sizes = (len(compressed(path.read_bytes())) for path in files)
        yield Figure(name, sum(sizes) / 1_000, limit=limit / 1_000)
    hrefs = ("/", course, *_one_of_each(output))
    loading = [href for href in hrefs if "<script" in _html(output, href)]
    everywhere: set[str] | None = None
    for href in loading:
        opened = visitor().go(href)
        scripts = set(opened.paths(_SCRIPTS))
        everywhere = scripts if everywhere is None else everywhere & scripts
        if more := scripts - everywhere:
            yield Figure(f"  {href} has more", opened.kilobytes(more))
            for path in sorted(more):
                yield Figure(f"    {Path(path).name}", opened.kilobytes([path]))
        opened.leave()
    yield Figure("  other kinds of page, with none", len(hrefs) - len(loading), "")


def _html(output: Path, href: str) -> str:
    return (output / href.strip("/") / "index.html").read_text(encoding="utf-8")


def _one_of_each(output: Path) -> Iterator[str]:
    """Every page below the first, and of folders of many pages one."""
    for folder in sorted(path.parent for path in output.glob("*/index.html")):
        yield f"/{folder.name}/"
        below = sorted(path.parent for path in folder.glob("*/index.html") if path.parent != folder)
        if below:
            yield f"/{folder.name}/{below[0].name}/"


def _first_and_later(
    visitor: Callable[..., Visitor], courses: int, whole: float | None
) -> Iterator[Figure]:
    limit = next((most / 1_000 for size, most in FIRST_ANSWER.items() if courses <= size), None)
    for words in (_TOPIC, _WORD):
        asker = visitor().go("/search/")
        if words == _TOPIC:
            page = asker.kilobytes(asker.paths(_PAGE))
            yield Figure("the search page: HTML, CSS, font", page)
        work = min([asker.ask(words), *_work_of_others(visitor, words)])
        first = asker.kilobytes(asker.paths(_SCRIPTS, _DATA, _PAGEFIND))
        yield Figure(f"first answer: {words}", first, limit=limit, whole=whole)
        yield from _parts(asker)
        yield Figure("  work until it is shown", work, "ms", 100)
        if words == _TOPIC:
            # What comes next is a first answer too, if it is the first that needs the index.
            asker.leave()
            continue
        for later in (_LATER, _TWO_WORDS):
            before = asker.kilobytes(asker.received) - asker.kilobytes(asker.paths(_PAGE))
            work = asker.ask(later)
            came = asker.kilobytes(asker.received) - asker.kilobytes(asker.paths(_PAGE)) - before
            yield Figure(
                f"later answer: {later}", came, limit=LATER_ANSWER / 1_000, whole=whole and 0
            )
            yield Figure("  work while it is typed", asker.typing, "ms")
            yield Figure("  work until it is shown", work, "ms", 100)
            slowed = sorted(_work_when_slowed(visitor, later))
            yield Figure(f"  and {_SLOWED} times slower, at best", slowed[0], "ms")
            yield Figure(f"  and in the middle of {len(slowed)}", median(slowed), "ms", 60)
        asker.leave()


def _work_of_others(visitor: Callable[..., Visitor], words: str) -> Iterator[float]:
    """The least of three tells the work of the page; the rest is what else the machine does."""
    for _ in range(2):
        other = visitor().go("/search/")
        yield other.ask(words)
        other.leave()


def _work_when_slowed(visitor: Callable[..., Visitor], words: str) -> Iterator[float]:
    for _ in range(5):
        other = visitor().go("/search/")
        other.ask(_WORD)
        other.slow()
        yield other.ask(words)
        other.leave()


def _parts(asker: Visitor) -> Iterator[Figure]:
    for kind in (_SCRIPTS, _DATA, _PAGEFIND):
        yield Figure(f"  {kind}", asker.kilobytes(asker.paths(kind)))
        groups = Counter(map(_group, asker.paths(kind))) if kind != _SCRIPTS else {}
        for group, number in groups.items():
            paths = [path for path in asker.paths(kind) if _group(path) == group]
            name = f"    {group}" + (f" ({number})" if number > 1 else "")
            yield Figure(name, asker.kilobytes(paths))


def _group(path: str) -> str:
    """Files of one folder are one row, and the random parts of Pagefind's names are left out."""
    name = _SEARCHED.sub("", _INDEX.sub("", path))
    folder, slash, _ = name.partition("/")
    return folder if slash else re.sub(r"^pagefind\..+\.", "", name) if "_" in name else name


def _without_words(visitor: Callable[..., Visitor], whole: float | None) -> Iterator[Figure]:
    chooser = visitor().go("/search/?topic=esol", _ANSWERED)
    first = chooser.kilobytes(chooser.paths(_SCRIPTS, _DATA, _PAGEFIND))
    yield Figure("a filter without words: topic=esol", first, limit=FILTERED / 1_000, whole=whole)
    chooser.choose("cost")
    both = chooser.kilobytes(chooser.paths(_SCRIPTS, _DATA, _PAGEFIND))
    yield Figure(
        "  and one more: cost", both - first, limit=ONE_MORE_FILTER / 1_000, whole=whole and 0
    )
    chooser.leave()
    neighbour = visitor().go("/search/?near=L8", _ANSWERED)
    near = neighbour.kilobytes(neighbour.paths(_SCRIPTS, _DATA, _PAGEFIND))
    yield Figure("a place without words: near=L8", near, limit=FILTERED / 1_000, whole=whole)
    neighbour.leave()


def _table(figures: Iterable[Figure], courses: int, note: str) -> Table:
    title = f"What a visitor of {courses:,} courses transfers"
    table = Table(title=title, title_justify="left", caption=note, caption_justify="left")
    table.add_column("")
    for heading in ("figure", "at most", "", "MiniSearch"):
        table.add_column(heading, justify="right", no_wrap=True)
    for figure in figures:
        over = figure.limit is not None and figure.value > figure.limit
        table.add_row(
            figure.name,
            f"{_number(figure.value)} {figure.unit}".rstrip(),
            "" if figure.limit is None else _number(figure.limit),
            "over" if over else "",
            "" if figure.whole is None else f"{_number(figure.whole)} KB",
        )
    return table


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def main() -> int:
    """Measure a site that is built already."""
    parser = argparse.ArgumentParser(description="Measure what a visitor of a site transfers.")
    parser.add_argument("output", type=Path)
    output = parser.parse_args().output
    record = unpack_record((output / RECORD).read_bytes())
    Console().print(measure(output, record.current))
    return 0


if __name__ == "__main__":
    sys.exit(main())
