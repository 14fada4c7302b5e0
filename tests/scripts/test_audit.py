"""`make audit` says what it lacks instead of failing half-way."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from scripts import audit


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["audit"])
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "java" else f"/bin/{name}")
    monkeypatch.setattr(audit, "find_browser", lambda: "/bin/chromium")
    with pytest.raises(SystemExit, match=r"this needs Java 17 or newer\. All else works\."):
        audit.main()


def test_tools_that_cannot_be_installed_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["audit"])
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(audit, "find_browser", lambda: "/bin/chromium")
    monkeypatch.setattr(audit, "_MODULES", audit.AUDIT / "nowhere")
    failed: subprocess.CompletedProcess[str] = subprocess.CompletedProcess(("npm",), 1)
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: failed)
    with pytest.raises(SystemExit, match="npm could not install the tools"):
        audit.main()
