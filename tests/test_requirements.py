"""The locked packages are those we name, each with its hashes, and each with a reason."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
LOCKS = ("site", "test", "papers", "browsers", "mutants", "sbom", "bench-peers")


def _named(lock: str) -> set[str]:
    lines = (PROJECT / f"requirements/{lock}.in").read_text(encoding="utf-8").splitlines()
    return {_plain(line.split("==")[0]) for line in lines if line and line[0] not in "#-"}


def _pinned(lock: str) -> dict[str, list[str]]:
    """Each pinned package with its hashes."""
    text = (PROJECT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)==\S+((?: \\\n +--hash=sha256:[0-9a-f]{64})*)", text, re.M)
    return {_plain(name): hashes.split("--hash=")[1:] for name, hashes in pins}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_we_name_is_pinned_and_every_pin_has_hashes(lock: str) -> None:
    pins = _pinned(lock)
    assert _named(lock) <= pins.keys()
    assert [name for name, hashes in pins.items() if not hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_to_fetch_from(lock: str) -> None:
    text = (PROJECT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    assert re.findall(r"^-.*|\w+://\S+", text, re.M) == []


def test_the_locks_agree_on_what_they_share() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        text = (PROJECT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
        for name, version in re.findall(r"^(\S+)==(\S+)", text, re.M):
            versions.setdefault(name, set()).add(version)
    assert {name: those for name, those in versions.items() if len(those) > 1} == {}


def test_every_package_we_name_has_a_reason() -> None:
    told = (PROJECT / "docs/dependencies.md").read_text(encoding="utf-8")
    first_cells = re.findall(r"^\| ([^|]+) \|", told, re.M)
    explained = {_plain(name) for cell in first_cells for name in cell.split(",")}
    assert set().union(*map(_named, LOCKS)) <= explained


@pytest.mark.parametrize(
    "folder",
    ["tests/audit", "tests/javascript", "editor", "spreadsheet", "scripts/peers/eleventy"],
)
def test_what_needs_node_is_pinned_with_hashes_and_reasons_and_says_no_address(folder: str) -> None:
    packages = json.loads((PROJECT / folder / "package-lock.json").read_text("utf-8"))["packages"]
    asked = json.loads((PROJECT / folder / "package.json").read_text("utf-8"))
    ours = packages.pop("")
    for kind in ("dependencies", "devDependencies"):
        assert ours.get(kind) == asked.get(kind)
    assert [name for name, pin in packages.items() if "integrity" not in pin] == []
    assert [name for name, pin in packages.items() if "resolved" in pin] == []
    told = (PROJECT / "docs/dependencies.md").read_text("utf-8")
    named = {**asked.get("dependencies", {}), **asked.get("devDependencies", {})}
    assert [name for name in named if f"| {name} |" not in told] == []
