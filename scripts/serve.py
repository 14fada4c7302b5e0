"""Serve the built site on this machine and rebuild it on a change.

Run by `make serve`; the browser tests use its server. It must never answer another machine, nor
build anything itself.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

ROOT = Path(__file__).resolve().parent.parent
WATCHED = ("content", "providers", "schema", "theme", "catalogue", "reference", "pelicanconf.py")


class SiteHandler(SimpleHTTPRequestHandler):
    """Answers from the folder as it is at that moment, since a build swaps in a whole new one."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for an address that is not there."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Forbid caching, or a rebuilt page would look unchanged."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: the build's own lines must not drown."""


class QuietServer(ThreadingHTTPServer):
    """A browser that leaves before all has come is nothing to tell of."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of any other mistake as usual."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def site_server(folder: Path, port: int) -> QuietServer:
    """A server of one folder, for this machine only; port 0 takes any free one."""
    return QuietServer(("127.0.0.1", port), partial(SiteHandler, directory=str(folder)))


class Builder:
    """Builds in a process that stays (resident.py), until our own code changes."""

    def __init__(self) -> None:
        self._resident: subprocess.Popen[str] | None = None

    def build(self, changed: list[str]) -> None:
        """Build, and wait until it is done."""
        if not self._asks(changed):
            self.end()
            print("The build did not finish. The pages you see are from the last one that did.")

    def _asks(self, changed: list[str]) -> bool:
        if any(_is_code(file) for file in changed):
            self.end()
        if self._resident is None:
            command = [sys.executable, "-m", "scripts.resident", str(ROOT)]
            self._resident = subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,  # Ctrl-C is for us, who end it
            )
        asked, answers = self._resident.stdin, self._resident.stdout
        if asked is None or answers is None:
            return False
        with suppress(BrokenPipeError):
            asked.write(f"{json.dumps(changed)}\n")
            asked.flush()
        return bool(answers.readline())

    def end(self) -> None:
        """End the process, if there is one."""
        if self._resident is not None:
            self._resident.terminate()
            self._resident.communicate()
            self._resident = None


def _is_code(file: str) -> bool:
    return file.endswith(".py")


def rebuild_on_change(builder: Builder) -> None:
    """Build again after every change, until Ctrl-C."""
    for changed in _changes():
        print(f"\nChanged: {', '.join(changed[:3])}{' …' if len(changed) > 3 else ''}")
        builder.build(changed)


def _changes() -> Iterator[list[str]]:
    while True:
        paths = [path for name in WATCHED if (path := ROOT / name).exists()]
        for changes in watch(*paths):
            changed = sorted({Path(path).relative_to(ROOT).as_posix() for _, path in changes})
            yield changed
            # Editors save by putting a new file in place of the old. A watch on a folder sees
            # that; one on a single file goes on watching the old, so it has to start afresh.
            if not set(changed).isdisjoint(WATCHED):
                break


def main() -> int:
    """Build, serve, watch."""
    parser = argparse.ArgumentParser(description="Serve the site and rebuild it on a change.")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    try:
        server = site_server(ROOT / "output", port)
    except (OSError, OverflowError) as error:
        print(f"Port {port} cannot be used ({error}). Try: make serve PORT=8001", file=sys.stderr)
        return 1
    builder = Builder()
    try:
        builder.build([])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Serving http://127.0.0.1:{server.server_port}/ - stop with Ctrl-C.", flush=True)
        rebuild_on_change(builder)
    except KeyboardInterrupt:
        print("\nStopped.")
    finally:
        builder.end()
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
