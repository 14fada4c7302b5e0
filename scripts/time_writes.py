"""A Pelican plugin for bench.py: tells apart the seconds of loading, rendering and writing."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from pelican import signals

from catalogue.site import outputs

_marks: dict[str, float] = {}
_write_file = outputs.write_file


def register() -> None:
    """Connect to Pelican, and to the one writer of all outputs."""
    outputs.write_file = _timed
    signals.initialized.connect(_start)
    signals.all_generators_finalized.connect(_loaded)
    signals.finalized.connect(_finish)


def _timed(path: Path, body: bytes) -> None:
    began = time.monotonic()
    _write_file(path, body)
    _marks["writing"] += time.monotonic() - began


def _start(_pelican: Any) -> None:
    _marks.update(start=time.monotonic(), writing=0.0)


def _loaded(_generators: Any) -> None:
    _marks["loaded"] = time.monotonic()


def _finish(pelican: Any) -> None:
    load = _marks["loaded"] - _marks["start"]
    rest = time.monotonic() - _marks["loaded"]
    seconds = {"load": load, "render": rest - _marks["writing"], "write": _marks["writing"]}
    Path(pelican.settings["WRITE_TIMINGS"]).write_text(json.dumps(seconds), encoding="utf-8")
