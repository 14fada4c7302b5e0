"""Starts a server on this machine that answers as GitHub would."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

REPOSITORY = "partnership/directory"
TOKEN = "a-token-of-the-tests"


@dataclass(frozen=True)
class Asked:
    """What somebody asked of the server."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Message
    values: Any


@dataclass(frozen=True)
class Said:
    """What it answers: bytes as they are, nothing, or what becomes JSON."""

    what: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        """What is sent."""
        if isinstance(self.what, bytes):
            return self.what
        return b"" if self.what is None else json.dumps(self.what).encode()


@contextmanager
def answering(answer: Callable[[Asked], Said]) -> Iterator[str]:
    """Answer until the end of the block, at the address that is given."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            values = json.loads(self.rfile.read(length)) if length else None
            query = dict(parse_qsl(parts.query))
            said = answer(Asked(self.command, unquote(parts.path), query, self.headers, values))
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.raw)))
            self.end_headers()
            self.wfile.write(said.raw)

        do_GET = do_POST = do_PATCH = do_DELETE = _answer

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
