"""Runs the programs that a build is made of, and says why one failed.

Called by the build and the indexing.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import catalogue as package

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_LINES = 15


class BuildFailed(Exception):
    """The site could not be built. The message says why, for people."""


def run(
    command: list[str], folder: Path, settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program quietly to its end in a folder, with more `settings` in its environment."""
    # The project may be in use without being installed: what runs here is what runs there.
    paths = [str(Path(package.__path__[0]).parent), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        **(settings or {}),
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "NO_COLOR": "1",
    }
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def why(finished: subprocess.CompletedProcess[str]) -> str:
    """Say why a program failed: what the system refused, or else the last lines it printed."""
    if refused := re.findall(r"\[Errno \d+\] (.+)", finished.stdout):
        return str(refused[-1])
    return "\n".join(finished.stdout.strip().splitlines()[-_LAST_LINES:])
