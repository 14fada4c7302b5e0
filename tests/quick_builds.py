"""Builds small sites sooner: each in a process of its own, as `build` does it, but forked from one
that has imported Pelican and our code and read the schema and the tables already.

That is most of the work for a site of one course. What is forked does all the rest, and nothing
that it does stays. Whole sites, and what is about processes (test_build.py), begin from nothing.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING
from unittest.mock import patch

from catalogue.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).resolve()


@contextmanager
def quick_builds() -> Iterator[None]:
    """Have Pelican forked, in place of `catalogue.site.processes.run`."""
    with patch("catalogue.site.build.run", _run):
        yield


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = command[command.index("pelican") :]
    asked, answers = _server()
    asked.write(f"{json.dumps([arguments, str(folder), dict(os.environ)])}\n")
    asked.flush()
    return subprocess.CompletedProcess(command, *json.loads(answers.readline()))


@cache
def _server() -> tuple[IO[str], IO[str]]:
    server = subprocess.Popen(
        [sys.executable, "-m", f"tests.{_HERE.stem}"],
        cwd=_HERE.parent.parent,
        env={**os.environ, "NO_COLOR": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)  # it ends when nobody can ask any more
    assert server.stdin
    assert server.stdout
    return server.stdin, server.stdout


def _serve() -> None:
    """Build for each line of the input, and answer with how that ended and what it printed."""
    import_module("pelican")
    import_module("catalogue.site.plugin")
    for line in sys.stdin:
        arguments, folder, environment = json.loads(line)
        with suppress(Exception):  # the build says what is wrong with them
            load_reference(Path(folder)).read_all()  # and keeps it until a file changes
        gc.freeze()
        with TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            child = os.fork()
            if not child:
                _build(arguments, folder, environment, said.fileno())
            _, status = os.waitpid(child, 0)
            said.seek(0)
            print(json.dumps([os.waitstatus_to_exitcode(status), said.read()]), flush=True)


def _build(arguments: list[str], folder: str, environment: dict[str, str], said: int) -> None:
    for output in (sys.stdout, sys.stderr):
        os.dup2(said, output.fileno())
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    sys.path[0] = folder
    sys.exit(import_module("pelican").main(arguments[1:]))


if __name__ == "__main__":
    _serve()
