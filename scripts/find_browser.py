"""Find a Chromium that really starts, or install one.

Called by `make browser`, `make bench` and the browser tests. It must never change a browser that is
already there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = (
    # Chromium without its windows: what a page does is the same, and opening one takes a quarter.
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NOT_FOUND = """\
The tests need a browser, and none could be found or installed.
Install Chromium or Chrome, or name one: CATALOGUE_BROWSER=/path/to/chromium make test"""
# Chromium otherwise looks up its maker's hosts at every start.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser() -> Path | None:
    """The first browser here that starts, or None."""
    return next((path for path in _candidates() if _starts(path)), None)


def install_browser() -> Path | None:
    """Fetch a browser in the least intrusive way that works here, and return it."""
    for command in _ways_to_install():
        print(f"No browser yet. Trying: {' '.join(command)}", file=sys.stderr)
        if _succeeds(command, seconds=600) and (path := find_browser()):
            return path
    return None


def _candidates() -> Iterator[Path]:
    """Where a browser may be: the one that was named, the system's, then playwright's own."""
    if named := os.environ.get("CATALOGUE_BROWSER"):
        yield Path(named)
        return
    for name in NAMES:
        if path := shutil.which(name):
            yield Path(path)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if own.exists():
        yield own


def _starts(path: Path) -> bool:
    # Ubuntu's chromium-browser may be a stub that only says "install the snap", and a downloaded
    # Chromium may lack system libraries: both are found out only by starting them.
    return _succeeds([str(path), "--version"], seconds=30)


def _ways_to_install() -> Iterator[list[str]]:
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        yield ["apt-get", "-q", "update"]
        for package in ("chromium-headless-shell", "chromium"):
            yield ["apt-get", "-q", "-y", "--no-install-recommends", "install", package]


def _succeeds(command: list[str], seconds: int) -> bool:
    try:
        finished = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0


def main() -> int:
    """Print the browser's path, or say what to do."""
    parser = argparse.ArgumentParser(description="Find a browser for the tests.")
    parser.add_argument("--install", action="store_true", help="install one where there is none")
    arguments = parser.parse_args()
    path = find_browser() or (install_browser() if arguments.install else None)
    print(f"Browser for the tests: {path}" if path else NOT_FOUND, file=sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
