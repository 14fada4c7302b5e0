"""Measure checking, exporting, planning and building 1,000 and 10,000 generated courses: seconds,
peak memory, size, and what a visitor of each then transfers (bench_browser.py).

    make bench                           both sizes
    make bench COURSES=5000 REPEATS=3    another size; of all that is measured, the medians of three

Peak memory is that of all processes of a step together, read ten times a second. The wall clock of
a shared machine wanders: compare runs of the same day, and quote the command.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from pagefind_bin import get_executable
from rich.console import Console
from rich.table import Table

from scripts.bench_browser import measure
from scripts.generate_courses import generate
from scripts.measuring import ROOT, Measured, measured, middle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BIN = Path(sys.executable).parent


def main() -> int:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("courses", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--repeats", type=int, default=1)
    given = parser.parse_args()
    for courses in given.courses:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            project = Path(folder)
            generate(project, courses)
            Console().print(_table(project, courses, given.repeats))
            Console().print(measure(project / "output", courses))
    return 0


def _table(project: Path, courses: int, repeats: int) -> Table:
    table = Table(title=f"{courses:,} courses, medians of {repeats}", title_justify="left")
    for heading in ("step", "wall s", "cpu s", "peak MB"):
        table.add_column(heading, justify="left" if heading == "step" else "right")
    add = partial(_add, table, repeats=repeats)
    catalogue: tuple[str | Path, ...] = (BIN / "catalogue",)
    check = (*catalogue, "check", "--root", project)
    add("catalogue --help", (*catalogue, "--help"))
    add("check", check)
    parts = project / "parts.json"
    of_parts = (sys.executable, "-m", "scripts.bench_parts", project, parts)
    for step, seconds in _steps(of_parts, parts, repeats)[1].items():
        table.add_row(f"  {step}", "", f"{seconds:.1f}", "")
    timings, output, documents = (project / name for name in ("timings.json", "output", "search"))
    pelican = _pelican(output, documents, timings)
    pages, steps = _steps(pelican, timings, repeats, project, before=partial(_remove, output))
    for step, seconds in steps.items():
        table.add_row(f"  {step}", f"{seconds:.1f}", "", "")
    _row(table, "load, render and write", pages)
    index: tuple[str | Path, ...] = (get_executable(), "--site", documents, "--quiet")
    add("index", (*index, "--output-path", project / "bundle"))
    add("whole build", (*catalogue, "build", "--root", project), before=partial(_remove, output))
    (project / ".git").mkdir()  # what was checked is kept from here on
    measured(check)
    add("check, nothing changed", check)
    files = [path for path in output.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    table.caption = f"output: {size / 1e6:,.1f} MB in {len(files):,} files"
    return table


def _pelican(output: Path, documents: Path, timings: Path) -> tuple[str | Path, ...]:
    settings = (
        f'SEARCH_DOCUMENTS="{documents}"',
        f'WRITE_TIMINGS="{timings}"',
        'PLUGINS=["catalogue.site.plugin", "scripts.time_writes"]',
    )
    command = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", output)
    return (*command, "--fatal", "warnings", "-e", *settings)


def _steps(
    command: Sequence[str | Path],
    left: Path,
    repeats: int,
    folder: Path = ROOT,
    before: Callable[[], None] = lambda: None,
) -> tuple[Measured, dict[str, float]]:
    """Run a command that leaves the seconds of its steps in a file; return the medians."""
    took, steps = [], defaultdict(list)
    for _ in range(repeats):
        before()
        took.append(measured(command, folder))
        for step, seconds in json.loads(left.read_bytes()).items():
            steps[step].append(seconds)
    return middle(took), {step: median(seconds) for step, seconds in steps.items()}


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _add(
    table: Table,
    step: str,
    command: Sequence[str | Path],
    repeats: int,
    before: Callable[[], None] = lambda: None,
) -> None:
    took = []
    for _ in range(repeats):
        before()
        took.append(measured(command))
    _row(table, step, middle(took))


def _row(table: Table, step: str, took: Measured) -> None:
    table.add_row(step, f"{took.wall:.1f}", f"{took.cpu:.1f}", f"{took.peak / 1e6:,.0f}")


if __name__ == "__main__":
    sys.exit(main())
