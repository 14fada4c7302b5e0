"""How the checks of what a form made are told: statuses under the required names, and a comment."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from catalogue.changes.report import Report, as_json
from scripts.github import tell_form
from scripts.github.statuses import CHECKED, NOT_NEEDED
from tests.github.standin import StandIn, a_pull

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.github.conftest import Happens

SHA = "5f1d0c6b7a8e9f00112233445566778899aabbcc"
Told = dict[str, str]


@pytest.fixture
def tell(
    github: StandIn, happens: Happens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Told]:
    """Lets the jobs end in some way, and returns the state under each name."""

    def end(*ends: str | None, pull: str = "7") -> Told:
        happens("issues")
        (tmp_path / "changes.json").write_text(as_json(Report("1 course added.")), "utf-8")
        github.jobs = [
            {"name": f"Check / {name}", "conclusion": conclusion}
            for name, conclusion in zip(CHECKED, ends, strict=False)
        ]
        monkeypatch.setattr(sys, "argv", ["tell", SHA, pull, str(tmp_path)])
        assert tell_form.main() == 0
        assert {one["sha"] for one in github.statuses} == {SHA}
        return {one["context"]: one["state"] for one in github.statuses}

    github.pulls[7] = a_pull(7, SHA, "form-1")
    github.files = [{"filename": "content/courses/stec/a.yaml", "status": "added"}]
    return end


def test_all_is_well(github: StandIn, tell: Callable[..., Told]) -> None:
    assert tell("success", "success") == dict.fromkeys((*CHECKED, *NOT_NEEDED), "success")
    assert "1 course added" in github.said_on(7)[0]
    assert "/partnership/directory/actions/runs/77" in github.said_on(7)[0]


@pytest.mark.parametrize("end", ["failure", "cancelled", "skipped", "timed_out", None])
def test_whatever_did_not_end_well_has_failed(end: str, tell: Callable[..., Told]) -> None:
    assert tell("success", end)["Site"] == "failure"
    assert tell("success")["Site"] == "failure"


def test_a_pull_request_that_moved_on_gets_no_comment(
    github: StandIn, tell: Callable[..., Told]
) -> None:
    github.pulls[7]["head"]["sha"] = "0" * 40
    tell("success", "success")
    assert github.said_on(7) == []


def test_a_branch_without_a_pull_request_has_its_statuses(
    github: StandIn, tell: Callable[..., Told]
) -> None:
    assert tell("success", "success", pull="")["Site"] == "success"
    assert github.said_on(7) == []
