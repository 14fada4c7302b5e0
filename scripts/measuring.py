"""What a command takes, for the benchmarks: time on the clock, time of processors, and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command took: wall and processor seconds, and bytes of memory at its peak."""

    wall: float
    cpu: float
    peak: int


def measured(command: Sequence[str | Path], folder: Path = ROOT) -> Measured:
    """Run a command and say what it took, with all its processes. Exits where it fails."""
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


def middle(of: Sequence[Measured]) -> Measured:
    """Return the median of each figure."""
    return Measured(
        wall=median(one.wall for one in of),
        cpu=median(one.cpu for one in of),
        peak=int(median(one.peak for one in of)),
    )


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
