"""Measure checking, exporting, planning and building 1,000 and 10,000 generated courses: seconds,
peak memory, size, and what a visitor of each then transfers (bench_browser.py).

    make bench                 both sizes
    make bench COURSES=5000    another size

Peak memory is that of all processes of a step together, read ten times a second. The wall clock of
a shared machine wanders: compare runs of the same day, and quote the command.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from pagefind_bin import get_executable
from rich.console import Console
from rich.table import Table

from scripts.bench_browser import measure
from scripts.generate_courses import ROOT, generate

BIN = Path(sys.executable).parent


@dataclass
class Measured:
    """What a command took: wall and processor seconds, and bytes of memory at its peak."""

    wall: float
    cpu: float
    peak: int


def main() -> int:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("courses", nargs="*", type=int, default=[1_000, 10_000])
    for courses in parser.parse_args().courses:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            project = Path(folder)
            generate(project, courses)
            Console().print(_table(project, courses))
            Console().print(measure(project / "output", courses))
    return 0


def _table(project: Path, courses: int) -> Table:
    table = Table(title=f"{courses:,} courses", title_justify="left")
    for heading in ("step", "wall s", "cpu s", "peak MB"):
        table.add_column(heading, justify="left" if heading == "step" else "right")
    _add(table, "catalogue --help", _measure([BIN / "catalogue", "--help"]))
    _add(table, "check", _measure([BIN / "catalogue", "check", "--root", project]))
    parts = project / "parts.json"
    _measure([sys.executable, "-m", "scripts.bench_parts", project, parts])
    for step, seconds in json.loads(parts.read_bytes()).items():
        table.add_row(f"  {step}", "", f"{seconds:.1f}", "")
    timings = project / "timings.json"
    output = project / "output"
    documents = project / "search-documents"
    settings = [
        f'SEARCH_DOCUMENTS="{documents}"',
        f'WRITE_TIMINGS="{timings}"',
        'PLUGINS=["catalogue.site.plugin", "scripts.time_writes"]',
    ]
    pelican: list[str | Path] = [
        sys.executable,
        "-m",
        "pelican",
        "content",
        "-s",
        "pelicanconf.py",
        "-o",
        output,
    ]
    pages = _measure([*pelican, "--fatal", "warnings", "-e", *settings], project)
    for step, seconds in json.loads(timings.read_bytes()).items():
        table.add_row(f"  {step}", f"{seconds:.1f}", "", "")
    _add(table, "load, render and write", pages)
    index: list[str | Path] = [get_executable(), "--site", documents, "--quiet"]
    _add(table, "index", _measure([*index, "--output-path", project / "bundle"]))
    _add(table, "whole build", _measure([BIN / "catalogue", "build", "--root", project]))
    (project / ".git").mkdir()  # what was checked is kept from here on
    again: list[str | Path] = [BIN / "catalogue", "check", "--root", project]
    _measure(again)
    _add(table, "check, nothing changed", _measure(again))
    files = [path for path in output.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    table.caption = f"output: {size / 1e6:,.1f} MB in {len(files):,} files"
    return table


def _add(table: Table, step: str, took: Measured) -> None:
    table.add_row(step, f"{took.wall:.1f}", f"{took.cpu:.1f}", f"{took.peak / 1e6:,.0f}")


def _measure(command: list[str | Path], folder: Path = ROOT) -> Measured:
    began, used = time.monotonic(), _children_seconds()
    with subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        peaks = [0]
        watcher = threading.Thread(target=_watch, args=(running.pid, peaks), daemon=True)
        watcher.start()
        said, _ = running.communicate()
    if running.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{said}")
    watcher.join()
    return Measured(time.monotonic() - began, _children_seconds() - used, max(peaks))


def _children_seconds() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _watch(pid: int, peaks: list[int]) -> None:
    try:
        parent = psutil.Process(pid)
        while parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
            family = [parent, *parent.children(recursive=True)]
            peaks.append(sum(_resident(process) for process in family))
            time.sleep(0.1)
    except psutil.NoSuchProcess:
        return


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


if __name__ == "__main__":
    sys.exit(main())
