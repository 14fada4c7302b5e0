"""Turn a filled-in issue form into a pull request, and tell whoever filled it in what happens next.

Run by the workflow “Forms” in a checkout of main. What was typed is read as a row of a spreadsheet
is, checked as `catalogue check` does, and can change one course file on a branch of its own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.clock import today_in
from catalogue.files import FOLDERS
from catalogue.issue_forms import (
    ADD,
    CHANGE,
    COURSE,
    PLACE,
    PROVIDER,
    as_rows,
    questions_to_add,
    questions_to_change,
    read_form,
    run_to_change,
)
from catalogue.loading import load_catalogue
from catalogue.reference import load_reference
from catalogue.sheets.cells import Sheet, Unreadable
from catalogue.sheets.importing.mending import why
from catalogue.sheets.importing.plan import plan_import
from scripts.github.api import BOT, ApiError, GitHub, the_event
from scripts.github.markdown import bullets, fenced
from scripts.github.once import comment_once

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.issue_forms import IssueQuestion
    from catalogue.sheets.cells import Cell
    from catalogue.sheets.importing.mending import why
from catalogue.sheets.importing.plan import Plan

_COMMENT = "form"
_CHECKS = "check.yml"
_PAGE = re.compile(r"(?:^|/courses/|\s)([a-z0-9-]+)/([a-z0-9-]+?)(?:\.yaml|/|\s|$)")
_EDIT = (
    "To mend it, open the menu with the three dots at the top of this page, choose **Edit**, "
    "change your answers and save. They are then read again."
)


@dataclass(slots=True)
class Reading:
    """What was understood of a form: the texts of files by name, how it was read, and what could
    not be.
    """

    provider: str = ""
    title: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def main(today: date) -> int:
    """Read the issue of the event as of a day, and answer it."""
    issue = the_event()["issue"]
    labels = {label["name"] for label in issue["labels"]} & {ADD, CHANGE}
    if not labels or "pull_request" in issue or issue["state"] != "open":
        return 0
    github = GitHub.here()
    body = issue["body"] if isinstance(issue["body"], str) else ""
    reading = read(Path(), body, labels.pop(), today)
    comment_once(github, issue["number"], _COMMENT, answer(github, issue, reading))
    _label(github, issue["number"], reading.provider)
    return 0


def read(root: Path, body: str, form: str, today: date) -> Reading:
    """Understand a filled-in form, without writing anything."""
    reference = load_reference(root)
    catalogue, _ = load_catalogue(reference, root, today)
    if form == ADD:
        questions = questions_to_add(reference.schemas, catalogue)
        answers = read_form(body, questions)
        named = answers.get(PROVIDER)
        found = [one.id for one in catalogue.providers.values() if one.name == named]
        if not found:
            return Reading(faults=[f"{PROVIDER}: choose one of the list."])
        if PLACE in answers:
            return Reading(found[0], notes=["The course is at a place that is added first."])
        return _read_rows(root, found[0], as_rows(answers, questions, {}), today)
    questions = questions_to_change(reference.schemas, catalogue)
    return _read_change(root, read_form(body, questions), questions, catalogue, today)


def _read_change(
    root: Path,
    answers: dict[str, str],
    questions: list[IssueQuestion],
    catalogue: Catalogue,
    today: date,
) -> Reading:
    found = _PAGE.search(answers.get(COURSE, ""))
    course = catalogue.courses.get(f"{found[1]}/{found[2]}") if found else None
    if course is None:
        return Reading(faults=[f"{COURSE}: we could not find it. Copy the address of its page."])
    provider, _, answers[COURSE] = course.id.partition("/")
    keys = [run.key for run in catalogue.live_runs(course)]
    rows = as_rows(answers, questions, run_to_change(answers, questions, keys))
    if len(rows[0]) == 1:  # nothing but which course: the rest is in somebody's own words
        return Reading(provider, course.title)
    return _read_rows(root, provider, rows, today)


def _read_rows(root: Path, provider: str, rows: list[list[Cell]], today: date) -> Reading:
    try:
        return _of_plan(
            plan_import([Sheet("form", rows)], load_reference(root), root, provider, today)
        )
    except Unreadable as error:
        return Reading(provider, faults=[str(error)])


def _of_plan(plan: Plan) -> Reading:
    ours = f"{FOLDERS['course']}/{plan.provider}/"
    assert all(file.startswith(ours) for file in plan.texts)
    titles = [str(one.values.get("title", "")) for one in plan.proposals]
    return Reading(
        provider=plan.provider,
        title=next(iter(titles), ""),
        texts=plan.texts,
        notes=[*plan.told, *(note for row in plan.rows for note in row.notes)],
        faults=[line for row in plan.left for line in why(row, plan.left).split("\n")],
    )


def answer(github: GitHub, issue: Mapping[str, Any], reading: Reading) -> str:
    """Do what a form asks for, and return what to say to whoever filled it in."""
    thanks = f"Thank you, @{issue['user']['login']}.\n\n"
    notes = f"How it was read:\n\n{bullets(reading.notes)}\n" if reading.notes else ""
    if reading.faults:
        what = "Not all of it could be read, so nothing is changed yet:"
        return f"{thanks}{what}\n\n{bullets(reading.faults)}\n{notes}{_EDIT}\n"
    if not reading.texts:
        return (
            f"{thanks}Somebody of the partnership will look into it, see to the page, and tell you "
            f"here.\n\n{notes}"
        )
    where = propose(github, issue["number"], reading)
    return (
        f"{thanks}{where}\n\n{notes}"
        "What happens next: it is checked, which takes a few minutes. Then somebody of the "
        "partnership has a look, and when they accept it, it is on the site within the hour and "
        "this page is closed. Nothing is public before.\n"
    )


def propose(github: GitHub, number: int, reading: Reading) -> str:
    """Put the files on a branch, open a pull request or renew it, and say where it is."""
    branch, main_branch = f"form-{number}", github.get("")["default_branch"]
    if _somebody_else_worked_on(github, main_branch, branch):
        return (
            f"Somebody has worked on the branch `{branch}` since, so it is left as it is. They "
            "will see what you have written here."
        )
    _commit(github, main_branch, branch, number, reading)
    # A title may become the message of a commit, where “closes #1” or a name would do something.
    course = re.sub("[#@]", "", reading.title)
    title = f"{course} ({reading.provider}), from #{number}"
    files = "".join(f"`{file}`\n\n{fenced(text, 'yaml')}\n" for file, text in reading.texts.items())
    body = f"Closes #{number}, where this was written.\n\n{files}"
    owner = github.repository.partition("/")[0]
    try:
        known = list(github.all("/pulls", state="open", head=f"{owner}:{branch}"))
        if known:
            pull = github.patch(f"/pulls/{known[0]['number']}", {"title": title, "body": body})
        else:
            new = {"title": title, "body": body, "head": branch, "base": main_branch}
            pull = github.post("/pulls", new)
    except ApiError as error:
        if error.status != 403:
            raise
        return (
            f"It is ready on the branch `{branch}`, and somebody of the partnership will make a "
            "pull request of it. (This repository does not let workflows do so: docs/github.md.)"
        )
    _label(github, pull["number"], reading.provider)
    # What a workflow does starts no other workflow by itself, so the checks are asked for.
    github.post(f"/actions/workflows/{_CHECKS}/dispatches", {"ref": branch})
    return f"This is now proposed in #{pull['number']}."


def _somebody_else_worked_on(github: GitHub, main_branch: str, branch: str) -> bool:
    if _head(github, branch) is None:
        return False
    commits = github.get(f"/compare/{main_branch}...{branch}")["commits"]
    return any(one["commit"]["author"]["name"] != BOT for one in commits)


def _head(github: GitHub, branch: str) -> str | None:
    try:
        return str(github.get(f"/git/ref/heads/{branch}")["object"]["sha"])
    except ApiError as error:
        if error.status == 404:
            return None
        raise


def _commit(github: GitHub, main_branch: str, branch: str, number: int, reading: Reading) -> None:
    """Make one commit on top of main, and let the branch be just that."""
    base = _head(github, main_branch)
    tree = [
        {"path": file, "mode": "100644", "type": "blob", "content": text}
        for file, text in reading.texts.items()
    ]
    base_tree = github.get(f"/git/commits/{base}")["tree"]["sha"]
    made = github.post("/git/trees", {"base_tree": base_tree, "tree": tree})
    names = ", ".join(Path(file).stem for file in reading.texts)
    message = f"course: {reading.provider}/{names}, from #{number}"
    values = {"message": message, "tree": made["sha"], "parents": [base]}
    sha = github.post("/git/commits", values)["sha"]
    if _head(github, branch) is None:
        github.post("/git/refs", {"ref": f"refs/heads/{branch}", "sha": sha})
    else:
        github.patch(f"/git/refs/heads/{branch}", {"sha": sha, "force": True})


def _label(github: GitHub, number: int, provider: str) -> None:
    if provider in {label["name"] for label in github.all("/labels")}:
        github.post(f"/issues/{number}/labels", {"labels": [provider]})


if __name__ == "__main__":
    sys.exit(main(today_in(load_reference(Path()).city.zone)))
