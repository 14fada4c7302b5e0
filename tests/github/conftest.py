"""The stand-in for GitHub, and the surroundings that a workflow gives a script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.github.answering import REPOSITORY, TOKEN
from tests.github.standin import StandIn, serving

PAYLOADS = Path(__file__).parent / "payloads"


@pytest.fixture
def github() -> Iterator[StandIn]:
    """GitHub, with a repository in which nothing is yet."""
    with serving(StandIn()) as here:
        yield here


Happens = Callable[..., dict[str, Any]]


@pytest.fixture
def happens(github: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Happens:
    """Makes an event happen, as a payload or a change of one: leaves what GitHub leaves."""

    def happen(name: str, **changes: Any) -> dict[str, Any]:
        event: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_bytes())
        for way, value in changes.items():
            *steps, last = way.split("__")
            inside = event
            for step in steps:
                inside = inside[step]
            inside[last] = value
        path = tmp_path / "event.json"
        path.write_text(json.dumps(event), encoding="utf-8")
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(path))
        monkeypatch.setenv("GITHUB_API_URL", github.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("GITHUB_SERVER_URL", github.url)
        monkeypatch.setenv("GITHUB_RUN_ID", "77")
        monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
        return event

    return happen
