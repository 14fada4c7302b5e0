"""Turn a filled-in issue form into a pull request, and tell whoever filled it in what happens next.

Run by the workflow “Forms” in a checkout of main. What was typed or attached is read and checked as
everything that people send is (catalogue/intake), and can change files of partners on a branch of
its own, and nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.clock import today_in
from catalogue.intake.sent_texts import PATH
from catalogue.reference import load_reference
from catalogue.yaml_reader import read_bytes
from scripts.github.api import GitHub, the_event
from scripts.github.form_readers import Reader, form_of
from scripts.github.markdown import bullets
from scripts.github.may_propose import why_it_waits
from scripts.github.once import comment_once
from scripts.github.proposing import Proposed, propose
from scripts.github.statuses import begun

if TYPE_CHECKING:
    from catalogue.intake.taking import Taken

_COMMENT = "form"
_EDIT = (
    "To fix it, open the menu with the three dots at the top of this page, choose **Edit**, "
    "change your answers and save. They are then read again.\n"
)
_NEXT = (
    "What happens next: it is checked, which takes a few minutes. Then somebody of the partnership "
    "has a look, usually within two working days. When they accept it, it is on the site within "
    "the hour and this page is closed. Nothing is public before.\n"
)
_SOMEBODY = (
    "Somebody of the partnership will look into it, see to the page, and tell you here, usually "
    "within two working days.\n"
)


def main(today: date) -> int:
    """Read the issue of the event as of a day, answer it, and hand on what is to be checked."""
    issue = the_event()["issue"]
    form = form_of(issue)
    if not form or "pull_request" in issue or issue["state"] != "open":
        return 0
    github = GitHub.here()
    taken = Reader(Path(), today).read(form, issue["body"] or "")
    assert all(PATH.fullmatch(file) or file.startswith("content/sheets/") for file in taken.texts)
    waits = why_it_waits(github, issue) if taken.texts else ""
    made = propose(github, issue, _title(taken), taken.texts) if taken.texts and not waits else None
    comment_once(github, issue["number"], _COMMENT, answer(issue, taken, made, waits))
    _label(github, taken, issue["number"], *((made.pull,) if made and made.pull else ()))
    if made and made.commit:
        begun(github, made.commit)
        _hand_on(commit=made.commit, pull=made.pull or "")
    return 0


def _title(taken: Taken) -> str:
    """Return what a pull request is called: the courses in it, or the file there is."""
    files = (read_bytes(text.encode(), file)[0] for file, text in taken.texts.items())
    titles = [str(one.value["title"]) for one in files if one and "title" in one.value]
    names = titles or [Path(file).stem for file in taken.texts]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more} ({', '.join(taken.providers) or 'a place'})"


def answer(issue: Mapping[str, Any], taken: Taken, made: Proposed | None, waits: str) -> str:
    """Say to whoever opened an issue what came of it and what happens next."""
    parts = [f"Thank you, @{issue['user']['login']}.\n"]
    if made:
        parts.append(f"{made.words}\n")
    elif waits:
        parts.append(f"All of it that is not listed below can be read. {waits}\n")
    if taken.faults:
        what = "Not all of it could be read" + (
            "" if taken.texts else ", so nothing is changed yet"
        )
        parts.append(f"{what}:\n\n{bullets(taken.faults)}\n{_EDIT}")
    if taken.warnings:
        parts.append(f"Worth a look:\n\n{bullets(taken.warnings)}")
    if taken.notes:
        parts.append(f"How it was read:\n\n{bullets(taken.notes)}")
    if taken.texts:
        parts.append(_NEXT)
    elif not taken.faults:
        parts.append(_SOMEBODY)
    return "\n".join(parts)


def _label(github: GitHub, taken: Taken, *numbers: int) -> None:
    known = {label["name"] for label in github.all("/labels")}
    ours = [provider for provider in taken.providers if provider in known]
    for number in numbers if ours else ():
        github.post(f"/issues/{number}/labels", {"labels": ours})


def _hand_on(**values: object) -> None:
    """Tell the next jobs of the run."""
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())


if __name__ == "__main__":
    sys.exit(main(today_in(load_reference(Path()).city.zone)))
