"""Look at how a repository on GitHub is set up, and say what is right, what is wrong and where to
put it right. Only reads.

    .venv/bin/python -m scripts.github.first_day OWNER/REPOSITORY

Asks with the token in GITHUB_TOKEN, or that of `gh auth token`; without one it sees what everybody
sees. Exit code 0: all could be read and nothing is wrong; 1: something is wrong or is not known; 2:
GitHub could not be asked.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pelicanconf
from catalogue.clock import today_in
from catalogue.files import FOLDERS
from catalogue.github_files import BadOwners, load_owners
from catalogue.reference import load_reference
from catalogue.reports import count, for_a_log
from catalogue.schemas import Schemas
from scripts.github import labels
from scripts.github.api import ApiError, GitHub
from scripts.github.asked import Answer, Asks
from scripts.github.judged import Wanted
from scripts.github.settings import REPOSITORY, SETTINGS, Setting

ROOT = Path(__file__).resolve().parent.parent.parent
_RIGHT, _WRONG, _TOLD, _UNKNOWN = "✓", "✗", "·", "?"
_MARKS = {True: _RIGHT, False: _WRONG, None: _TOLD}
_NO_RIGHT = (401, 403, 404)


class CannotAsk(Exception):
    """GitHub answers nothing that could be told; says why."""


def main() -> int:
    """Say what was found."""
    if len(sys.argv) != 2 or not re.fullmatch(r"[\w.-]+/[\w.-]+", sys.argv[1]):
        print("Say which repository: first_day OWNER/REPOSITORY", file=sys.stderr)
        return 2
    address = os.environ.get("GITHUB_API_URL", "https://api.github.com")
    token = os.environ.get("GITHUB_TOKEN") or _token_of_gh()
    if not token:
        print(
            "Without a token, so only what everybody may see: sign in with `gh auth login`, or put "
            "a token into GITHUB_TOKEN (docs/owner.md says with which rights)."
        )
    marks: Counter[str] = Counter()
    try:
        for mark, line in _look(GitHub(address, sys.argv[1], token), wanted_here()):
            marks[mark] += 1
            print(for_a_log(line))
    except CannotAsk as error:
        print(for_a_log(str(error)), file=sys.stderr)
        return 2
    print(f"\n{_sum(marks)}")
    return 1 if marks[_WRONG] or marks[_UNKNOWN] else 0


def _token_of_gh() -> str:
    try:
        asked = ("gh", "auth", "token")
        done = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def wanted_here() -> Wanted:
    """Read what this project wants of GitHub. Raises CannotAsk."""
    reference = load_reference(ROOT)
    folder = ROOT / ".github/workflows"
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yml"))}
    proposals = (text for text in texts.values() if re.search(r"^  pull_request:", text, re.M))
    ruleset = json.loads((ROOT / ".github/ruleset.json").read_bytes())
    return Wanted(
        today=today_in(reference.city.zone),
        labels=labels.wanted(ROOT),
        workflows=frozenset(texts),
        jobs=frozenset(re.findall(r"^    name: (.+)$", "\n".join(proposals), re.M)),
        rules=ruleset["rules"],
        teams=_teams(reference.schemas),
        site_url=pelicanconf.SITEURL,
    )


def _teams(schemas: Schemas) -> frozenset[str]:
    try:
        owners = load_owners(ROOT, schemas)
    except BadOwners as error:
        raise CannotAsk(str(error)) from None
    providers = (path.stem for path in (ROOT / FOLDERS["provider"]).glob("*.yaml"))
    who = {*owners.maintainers, *(name for one in providers for name in owners.of(one))}
    return frozenset(name.partition("/")[2] for name in who if "/" in name)


def _look(github: GitHub, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Yield the mark and the line of each thing there is to look at. Raises CannotAsk."""
    asked = _Answers(github)
    for part, settings in SETTINGS.items():
        yield "", f"\n{part}"
        for setting in settings:
            mark, words = _judged(setting, asked, wanted)
            yield mark, f"  {mark} {setting.what}: {words}"


def _judged(setting: Setting, asked: _Answers, wanted: Wanted) -> tuple[str, str]:
    try:
        answer = asked.to(setting.asks)
        if not isinstance(answer, ApiError):
            found = setting.judge(answer, wanted)
        # Whoever may see all and is told that it is not there can believe it.
        elif answer.status == 404 and setting.absent and asked.may_see_all:
            found = setting.absent
        else:
            return _UNKNOWN, f"not known: {_why(answer)}.{_where(setting)}"
    except (KeyError, TypeError, ValueError, AttributeError):
        return _UNKNOWN, f"not known: GitHub does not tell it to this token.{_where(setting)}"
    return _MARKS[found.right], f"{found.words}{_where(setting) if found.right is False else ''}"


def _why(error: ApiError) -> str:
    return "this token may not read it" if error.status in _NO_RIGHT else str(error).rstrip(".")


def _where(setting: Setting) -> str:
    return f" ({setting.mend})" if setting.mend else ""


class _Answers:
    """Asks GitHub each thing once."""

    def __init__(self, github: GitHub) -> None:
        self._github = github
        self._known: dict[Asks, Answer | ApiError] = {}
        self.may_see_all = False
        repository = self.to(REPOSITORY)
        if isinstance(repository, ApiError):
            raise CannotAsk(_no_repository(repository, github.repository))
        self.may_see_all = bool(repository.get("permissions", {}).get("admin"))

    def to(self, asks: Asks) -> Answer | ApiError:
        """Return the answer, or why there is none. Raises CannotAsk if there will be no other."""
        if asks not in self._known:
            try:
                self._known[asks] = asks(self._github)
            except ApiError as error:
                if reason := _hopeless(error):
                    raise CannotAsk(reason) from None
                self._known[asks] = error
        return self._known[asks]


def _hopeless(error: ApiError) -> str:
    """Why it is no use to go on asking, if it is."""
    if error.status == 0:
        return f"{error} Is there a network? Nothing more was looked at."
    if error.status == 429 or "rate limit" in str(error).casefold():
        return "GitHub wants fewer questions for now (its rate limit). Try again in an hour."
    if error.status == 401 and "credentials" in str(error).casefold():
        return "GitHub does not know this token. It may have ended: make a new one (docs/owner.md)."
    if error.status >= 500:
        return f"{error}. GitHub has a fault of its own: www.githubstatus.com says more."
    return ""


def _no_repository(error: ApiError, name: str) -> str:
    if error.status == 404:
        return f"There is no repository {name}, or this token may not see it."
    return f"{name} could not be read. {error}."


def _sum(marks: Counter[str]) -> str:
    wrong, unknown = marks[_WRONG], marks[_UNKNOWN]
    if wrong or unknown:
        said = f"{count(wrong, 'thing')} to put right, {unknown} not known."
        return f"{said} Put right the first, then run this again." if wrong else said
    return f"All {marks[_RIGHT]} things that can be read are right."


if __name__ == "__main__":
    sys.exit(main())
