"""Measure how long Hugo, Eleventy and stock Pelican take for the pages of courses and lists that we
make of the same generated courses.

    make bench-peers                            1,000 and 10,000 courses, each once
    make bench-peers COURSES=1000 REPEATS=3     medians of three, one after the other in turn

Each peer reads a Markdown file a course and makes its pages by its own ways: a template for
courses, one for lists of 20, which are tags. There are as many pages as of ours. What ours have
beside the words of a course is stood in for by as many bytes that are the same on all of a peer's
pages, so that pages are as large; the run stops where the mean is 5 in a hundred off. Ours also
checks every file and makes what its search fetches, as it does in every build.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from catalogue.cli.common import catalogue_in
from catalogue.clock import today_in
from catalogue.reference import load_reference
from scripts.generate_courses import generate
from scripts.measuring import ROOT, Measured, measured, middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.records import Course

BIN = Path(sys.executable).parent
PEERS = ROOT / "scripts" / "peers"
_ELEVENTY = PEERS / "eleventy" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
_TICKET = re.compile(r'<h[23][^>]*><a href="/courses/([^/"]+/[^/"]+)/"')
_HEAD = (
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
    "<title>Courses</title></head><body><main>"
)
_NEAR = 0.05
_PARTS = {
    "hugo": "layouts/_partials",
    "eleventy": "_includes",
    "pelican": "theme/templates",
}
_SOURCES = {"hugo": "content/courses", "eleventy": "courses", "pelican": "content"}


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages of courses and of lists there are, and their bytes."""

    courses: int
    lists: int
    course_bytes: int
    list_bytes: int

    @property
    def means(self) -> tuple[float, float]:
        """The mean size of either."""
        return self.course_bytes / self.courses, self.list_bytes / self.lists


def main() -> int:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("courses", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--repeats", type=int, default=1)
    given = parser.parse_args()
    for courses in given.courses:
        with tempfile.TemporaryDirectory(prefix="bench-peers-") as folder:
            Console().print(_table(Path(folder), courses, given.repeats))
    return 0


def _table(folder: Path, courses: int, repeats: int) -> Table:
    project = folder / "ours"
    project.mkdir()
    generate(project, courses)
    commands = {"ours": _ours(project)}
    took = {"ours": [measured(commands["ours"], project)]}
    ours = pages_in(project / "output", project)
    _prepare(folder, project, ours)
    commands |= _peers(folder)
    for turn in range(repeats):
        for name, command in commands.items():
            if name != "ours" or turn:
                shutil.rmtree(folder / name / "output", ignore_errors=True)
                took.setdefault(name, []).append(measured(command, folder / name))
    table = Table(title=f"{courses:,} courses, medians of {repeats}", title_justify="left")
    for heading in (
        "",
        "cpu s",
        "wall s",
        "peak MB",
        "course pages",
        "list pages",
        "mean KB",
        "MB",
    ):
        table.add_column(heading, justify="right" if heading else "left")
    for name, those in took.items():
        pages = pages_in(folder / name / "output", project)
        _must_be_like(ours, pages, name)
        _add(table, _version(name), middle(those), pages)
    return table


def _ours(project: Path) -> list[str | Path]:
    plugins = 'PLUGINS=["catalogue.site.plugin", "scripts.pages_alone"]'
    settings = ("-s", "pelicanconf.py", "-o", project / "output", "-e", plugins)
    return [sys.executable, "-m", "pelican", "content", "--fatal", "warnings", *settings]


def _peers(folder: Path) -> dict[str, list[str | Path]]:
    output = {name: folder / name / "output" for name in _PARTS}
    return {
        "hugo": [BIN / "hugo", "--quiet", "--destination", output["hugo"]],
        "eleventy": ["node", _ELEVENTY, "--quiet", f"--output={output['eleventy']}"],
        "pelican": [BIN / "pelican", "-q", "-s", "pelicanconf.py", "-o", output["pelican"]],
    }


def pages_in(output: Path, project: Path) -> Pages:
    """Count the pages of a built site, without those of our own words, which no peer has."""
    own = {path.stem for path in (project / "content" / "pages").glob("*.md")}
    sizes: dict[bool, list[int]] = {True: [], False: []}
    for page in output.rglob("index.html"):
        way = page.relative_to(output).parent.parts
        if way and way[0] not in own:
            sizes[way[0] == "courses" and "page" not in way[1:] and len(way) > 1].append(
                page.stat().st_size
            )
    return Pages(len(sizes[True]), len(sizes[False]), sum(sizes[True]), sum(sizes[False]))


def _must_be_like(ours: Pages, theirs: Pages, name: str) -> None:
    pairs = zip(
        (ours.courses, ours.lists, *ours.means),
        (theirs.courses, theirs.lists, *theirs.means),
        strict=True,
    )
    if any(abs(other / one - 1) > _NEAR for one, other in pairs):
        sys.exit(f"{name} made other pages: {theirs} and not {ours}.")


def _prepare(folder: Path, project: Path, ours: Pages) -> None:
    """Write what each peer reads; how much stands in for the rest, a build of Hugo tells."""
    catalogue = catalogue_in(project, today_in(load_reference(project).city.zone))
    tags, tickets = _lists(project / "output")
    for name in _PARTS:
        shutil.copytree(
            PEERS / name, folder / name, ignore=shutil.ignore_patterns("node_modules", "package*")
        )
        _write_parts(folder / name / _PARTS[name], 0, 0)
        sources = folder / name / _SOURCES[name]
        sources.mkdir(parents=True)
        write = _pelican_file if name == "pelican" else _yaml_file
        for course in catalogue.courses.values():
            file = sources / f"{course.id.replace('/', '-')}.md"
            file.write_text(write(course, catalogue, tags[course.id]), encoding="utf-8")
    (folder / "eleventy" / "courses" / "courses.json").write_text('{"layout": "course.njk"}')
    measured(_peers(folder)["hugo"], folder / "hugo")
    of_course, of_list = pages_in(folder / "hugo" / "output", project).means
    more = (int(ours.means[0] - of_course), int((ours.means[1] - of_list) * ours.lists / tickets))
    for name, parts in _PARTS.items():
        _write_parts(folder / name / parts, *more)


def _lists(output: Path) -> tuple[Mapping[str, list[str]], int]:
    """Return which of our lists each course is on, and how many tickets there are on all pages."""
    tags: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    tickets = 0
    for page in sorted(output.rglob("index.html")):
        way = page.relative_to(output).parent.as_posix()
        if way.startswith("courses/") and "/page/" not in f"{way}/":
            continue
        found = list(dict.fromkeys(_TICKET.findall(page.read_text(encoding="utf-8"))))
        name = names.setdefault(way.partition("page/")[0].rstrip("/"), f"list-{len(names)}")
        tickets += len(found)
        for course in found:
            tags[course].append(name)
    return tags, tickets


def _write_parts(folder: Path, course: int, card: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "head.html").write_text(_HEAD)
    for name, size in (("course", course), ("card", card)):
        (folder / f"{name}.html").write_text(_as_much(size))


def _as_much(size: int) -> str:
    """Return markup of so many bytes: words of our own templates, without signs."""
    words = re.sub(r"[^a-z \n]+", " ", (ROOT / "theme" / "templates" / "course.html").read_text())
    return f"<p hidden>{(words * (size // len(words) + 1))[: max(0, size - 14)]}</p>"


def _yaml_file(course: Course, catalogue: Catalogue, tags: list[str]) -> str:
    facts = {**_facts(course, catalogue), "tags": tags, "lists": tags}
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items())
    return "\n".join(("---", *lines, "---", *_body(course)))


def _pelican_file(course: Course, catalogue: Catalogue, tags: list[str]) -> str:
    facts = _facts(course, catalogue)
    facts = {**facts, "teaser": facts.pop("summary"), "tags": ", ".join(tags)}
    facts["slug"] = course.id.replace("/", "-")
    return "\n".join((*(f"{name}: {value}" for name, value in facts.items()), "", *_body(course)))


def _facts(course: Course, catalogue: Catalogue) -> dict[str, str]:
    run = course.runs[0]
    return {
        "title": course.title,
        "date": course.checked.isoformat(),
        "summary": course.summary,
        "provider": catalogue.providers[course.provider].name,
        "when": f"{run.starts:%A} {run.starts.day} {run.starts:%B %Y}",
        "cost": f"£{course.cost.pounds}" if course.cost.pounds else "Free",
    }


def _body(course: Course) -> Iterator[str]:
    yield course.description
    yield from ("## You will learn to", "", *(f"- {one}" for one in course.you_will_learn), "")
    for heading, text in (
        ("Who it is for", course.who_for),
        ("What you need", course.entry_needs),
        ("What to bring", course.bring),
        ("What next", course.next_steps),
    ):
        if text:
            yield from (f"## {heading}", "", text, "")
    yield from ("## When", "", *_times(course), "")


def _times(course: Course) -> Iterable[str]:
    return (f"- {run.starts:%A} {run.starts.day} {run.starts:%B %Y}" for run in course.runs)


def _version(name: str) -> str:
    if name == "ours":
        return name
    command: dict[str, list[str | Path]] = {
        "hugo": [BIN / "hugo", "version"],
        "eleventy": ["node", _ELEVENTY, "--version"],
        "pelican": [BIN / "pelican", "--version"],
    }
    said = subprocess.run(command[name], capture_output=True, text=True, check=True).stdout
    found = re.search(r"[0-9]+\.[0-9]+\.[0-9]+", said)
    return f"{name} {found[0] if found else said.strip()}"


def _add(table: Table, name: str, took: Measured, pages: Pages) -> None:
    size = pages.course_bytes + pages.list_bytes
    table.add_row(
        name,
        f"{took.cpu:.1f}",
        f"{took.wall:.1f}",
        f"{took.peak / 1e6:,.0f}",
        f"{pages.courses:,}",
        f"{pages.lists:,}",
        f"{size / (pages.courses + pages.lists) / 1e3:.1f}",
        f"{size / 1e6:,.0f}",
    )


if __name__ == "__main__":
    sys.exit(main())
