"""A Pelican plugin for bench.py: tells apart the seconds of loading, rendering and writing."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.writers import Writer


class _TimedWriter(Writer):  # type: ignore[misc] # Pelican publishes no types
    writing = 0.0
    _began = 0.0

    def _open_w(self, *args: Any, **kwargs: Any) -> Any:
        type(self)._began = time.monotonic()
        return super()._open_w(*args, **kwargs)


_marks: dict[str, float] = {}


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_start)
    signals.get_writer.connect(_writer)
    signals.all_generators_finalized.connect(_loaded)
    signals.content_written.connect(_written)
    signals.finalized.connect(_finish)


def _writer(_pelican: Any) -> type[Writer]:
    return _TimedWriter


def _start(_pelican: Any) -> None:
    _marks["start"] = time.monotonic()


def _loaded(_generators: Any) -> None:
    _marks["loaded"] = time.monotonic()


def _written(_path: str, context: Any) -> None:
    _TimedWriter.writing += time.monotonic() - _TimedWriter._began


def _finish(pelican: Any) -> None:
    load = _marks["loaded"] - _marks["start"]
    rest = time.monotonic() - _marks["loaded"]
    seconds = {"load": load, "render": rest - _TimedWriter.writing, "write": _TimedWriter.writing}
    Path(pelican.settings["WRITE_TIMINGS"]).write_text(json.dumps(seconds), encoding="utf-8")
