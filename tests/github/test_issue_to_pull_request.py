"""From a filled-in form to a branch that `catalogue check` passes, in real git repositories."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from catalogue.github_files import WELCOME
from catalogue.issue_forms import (
    ADD,
    CHANGE,
    SEND_IN,
    SEND_SHEET,
    IssueQuestion,
    questions_to_add,
    questions_to_change,
    questions_to_send_a_sheet,
    questions_to_send_in,
)
from scripts.github import issue_to_pull_request
from scripts.github.statuses import CHECKED
from tests.conftest import COURSE, PROVIDER, TODAY, VENUE, Tree, in_git, link, load
from tests.github.standin import StandIn
from tests.hostile import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.schemas import Schemas
    from tests.github.conftest import Happens

POTTERY = "content/courses/the-kiln/pottery.yaml"
GLASS = "content/courses/the-kiln/blowing-glass.yaml"
SOURCE = """\
sources:
  - for: [name, {also}]
    from: Their own words
    confidence: sure
"""
ANSWERS = {
    "Organisation": "The Kiln",
    "Title": "Blowing glass",
    "Summary": "Blow a bauble on your first evening, and a vase by the last.",
    "Description": "Hot, loud and lovely.\n\n### Not a question\n\nThat line is part of this.",
    "Topics": "Crafts and making, Hair, beauty and complementary therapies",
    "Level": "Anyone can start",
    "Who it is for": "Anybody who likes fire.",
    "Cost: Kind": "Free",
    "How to join: E-mail": "learn@kiln.invalid",
    "Venue": "the shed",
    "First day": "12 January 2027",
    "Last day": "23/3/2027",
    "Sessions": "Tues 6pm-8pm",
}


def body_of(questions: list[IssueQuestion], answers: dict[str, str]) -> str:
    """What GitHub writes for a filled-in form."""
    said = (
        f"### {question.label}\n\n{answers.get(question.label, '_No response_')}"
        for question in questions
    )
    return "\n\n".join(said)


@pytest.fixture
def main_branch(
    tree: Tree, github: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Tree:
    """A checkout of main with us in it, whose origin is what the stand-in serves."""
    # Not an example: what people send in is real, and has to be at a real place.
    tree.write(
        "content/venues/the-shed.yaml",
        VENUE.replace("example: true\n", SOURCE.format(also="kind, address, access")),
    )
    tree.write(
        "providers/the-kiln.yaml",
        PROVIDER.replace("example: true\n", SOURCE.format(also="summary")),
    )
    origin = tmp_path / "origin.git"
    in_git(tree.root, "init", "-q", "-b", "main")
    in_git(tree.root, "add", "content", "providers")
    in_git(tree.root, "commit", "-q", "-m", "the catalogue")
    in_git(tree.root, "clone", "-q", "--bare", ".", str(origin))
    github.bare = origin
    github.labels = [{"name": "the-kiln"}]
    monkeypatch.chdir(tree.root)
    return tree


@pytest.fixture
def asked(main_branch: Tree, schemas: Schemas) -> dict[str, list[IssueQuestion]]:
    """The questions of each form."""
    catalogue, _ = load(main_branch.root)
    return {
        ADD: questions_to_add(schemas, catalogue),
        CHANGE: questions_to_change(schemas, catalogue),
        SEND_IN: questions_to_send_in(),
        SEND_SHEET: questions_to_send_a_sheet(catalogue),
    }


@pytest.fixture
def fill_in(github: StandIn, happens: Happens, asked: dict[str, list[IssueQuestion]]) -> Any:
    """Fills in a form and lets the workflow answer; returns the one comment."""

    def fill(form: str, answers: dict[str, str], **changes: Any) -> str:
        body = body_of(asked[form], answers)
        if not github.issues:
            github.add_issue(body, [form])
        happens("issues", **{"issue__body": body, "issue__labels": [{"name": form}], **changes})
        assert issue_to_pull_request.main(TODAY) == 0
        (said,) = github.said_on(1)
        return said

    return fill


def on_branch(github: StandIn, file: str, branch: str = "form-1") -> str:
    return github.git("show", f"{branch}:{file}")


def test_a_new_course_becomes_a_pull_request_that_passes_the_check(
    github: StandIn, fill_in: Any, tmp_path: Path
) -> None:
    said = fill_in(ADD, ANSWERS)
    assert "Thank you, @a-tutor." in said
    assert "This is now proposed in #2." in said
    assert "What happens next" in said
    in_git(tmp_path, "clone", "-q", "-b", "form-1", str(github.bare), "theirs")
    link(tmp_path / "theirs", "schema", "reference")
    catalogue, problems = load(tmp_path / "theirs")
    assert problems == []
    course = catalogue.courses["the-kiln/blowing-glass"]
    assert course.topics == ("crafts", "hair-and-beauty")
    assert "### Not a question" in course.description
    assert [str(line.start) for line in course.runs[0].weekly] == ["18:00:00"]
    assert github.git("diff", "--name-only", "main", "form-1") == GLASS


def test_the_pull_request_closes_the_issue_and_has_its_label(github: StandIn, fill_in: Any) -> None:
    fill_in(ADD, ANSWERS)
    (pull,) = github.pulls.values()
    assert pull["title"] == "Blowing glass (the-kiln), from #1"
    assert "need not be pressed" in pull["body"]
    assert pull["body"].startswith("Closes #1.")
    assert pull["labels"] == github.issues[1]["labels"][1:] == [{"name": "the-kiln"}]


def test_how_it_was_read_is_told(fill_in: Any) -> None:
    said = fill_in(ADD, ANSWERS)
    assert "“23/3/2027” read as 23 March 2027" in said
    assert "“Tues 6pm-8pm” read as Tuesday 6pm to 8pm" in said


def test_what_cannot_be_read_is_said_and_nothing_is_proposed(github: StandIn, fill_in: Any) -> None:
    said = fill_in(ADD, ANSWERS | {"First day": "some time soon", "Venue": "the moon"})
    assert "nothing is changed yet" in said
    assert "some time soon" in said
    assert "We do not know a place called “the moon”" in said
    assert "choose **Edit**" in said
    assert github.pulls == {}


def test_a_mended_form_renews_the_one_comment_and_the_one_pull_request(
    github: StandIn, fill_in: Any
) -> None:
    fill_in(ADD, ANSWERS | {"First day": "soon"})
    fill_in(ADD, ANSWERS)
    said = fill_in(ADD, ANSWERS | {"Last day": "30 March 2027"})
    assert "proposed in #2" in said
    assert len(github.pulls) == 1
    assert "ends: 2027-03-30" in on_branch(github, GLASS)
    assert github.git("rev-list", "--count", "main..form-1") == "1"


def test_what_a_maintainer_did_on_the_branch_stays(
    github: StandIn, fill_in: Any, tmp_path: Path
) -> None:
    fill_in(ADD, ANSWERS)
    in_git(tmp_path, "clone", "-q", "-b", "form-1", str(github.bare), "theirs")
    in_git(tmp_path / "theirs", "commit", "-q", "--allow-empty", "-m", "mended")
    in_git(tmp_path / "theirs", "push", "-q")
    before = github.git("rev-parse", "form-1")
    said = fill_in(ADD, ANSWERS | {"Last day": "30 March 2027"})
    assert "Somebody has worked on the branch `form-1` since" in said
    assert github.git("rev-parse", "form-1") == before


def test_what_somebody_has_accepted_is_not_changed_under_their_hands(
    github: StandIn, fill_in: Any
) -> None:
    fill_in(ADD, ANSWERS)
    before = github.git("rev-parse", "form-1")
    review = {"on": 2, "state": "APPROVED", "commit_id": before, "user": {"login": "a-maintainer"}}
    github.reviews = [review]
    said = fill_in(ADD, ANSWERS | {"Last day": "30 March 2027"})
    assert "@a-maintainer has accepted what was in #2" in said
    assert github.git("rev-parse", "form-1") == before
    github.reviews = [{**review, "commit_id": "0" * 40}]  # of earlier words
    fill_in(ADD, ANSWERS | {"Last day": "30 March 2027"})
    assert "ends: 2027-03-30" in on_branch(github, GLASS)


def test_the_required_checks_have_begun_on_the_commit_that_is_handed_on(
    github: StandIn, fill_in: Any, tmp_path: Path
) -> None:
    fill_in(ADD, ANSWERS)
    commit = github.git("rev-parse", "form-1")
    assert {one["sha"] for one in github.statuses} == {commit}
    assert {one["context"] for one in github.statuses} == set(CHECKED)
    assert {one["state"] for one in github.statuses} == {"pending"}
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"commit={commit}\npull=2\n"


def test_nothing_is_handed_on_where_nothing_is_proposed(fill_in: Any, tmp_path: Path) -> None:
    fill_in(ADD, ANSWERS | {"First day": "soon"})
    assert not (tmp_path / "output").exists()


STRANGER = {"issue__author_association": "NONE"}


def test_whoever_sends_something_for_the_first_time_waits_for_a_nod(
    github: StandIn, fill_in: Any
) -> None:
    said = fill_in(ADD, ANSWERS, **STRANGER)
    assert "first time that you send something" in said
    assert github.pulls == {}
    nod = [{"name": ADD}, {"name": WELCOME}]
    assert "proposed in #2" in fill_in(ADD, ANSWERS, **STRANGER, issue__labels=nod)


def test_whoever_had_something_accepted_does_not_wait(github: StandIn, fill_in: Any) -> None:
    github.add_issue("", [ADD])
    github.issues[github.add_issue("", [ADD])] |= {"state": "closed", "state_reason": "completed"}
    assert "proposed in #3" in fill_in(ADD, ANSWERS, **STRANGER)


def test_whoever_has_much_open_waits(github: StandIn, fill_in: Any) -> None:
    for _ in range(6):
        github.add_issue("", [ADD])
    github.issues[github.add_issue("", [ADD])] |= {"state": "closed", "state_reason": "completed"}
    assert "You have 5 other pages open" in fill_in(ADD, ANSWERS, **STRANGER)
    assert github.pulls == {}


@pytest.mark.parametrize("form", [ADD, SEND_IN])
def test_a_form_is_known_without_its_label(github: StandIn, fill_in: Any, form: str) -> None:
    """GitHub drops a label that the repository does not have."""
    answers = ANSWERS if form == ADD else {"Text": "the-kiln/pottery: full"}
    assert "proposed in #2" in fill_in(form, answers, issue__labels=[])


SENT = f"""\
Made with the form.

content/venues/the-hut.yaml

```yaml
{VENUE.replace("The Shed", "The Hut")}```

{GLASS}

```yaml
{COURSE.replace("Pottery", "Glass").replace("the-shed", "the-hut").replace("q7pt3", "fkh2v")}```
"""


def test_a_new_place_and_its_course_are_one_pull_request(github: StandIn, fill_in: Any) -> None:
    assert "proposed in #2" in fill_in(SEND_IN, {"Text": SENT})
    changed = github.git("diff", "--name-only", "main", "form-1").split("\n")
    assert changed == [GLASS, "content/venues/the-hut.yaml"]
    (pull,) = github.pulls.values()
    assert pull["title"] == "Glass for beginners (the-kiln), from #1"


def test_a_short_message_is_enough(github: StandIn, fill_in: Any) -> None:
    assert "proposed in #2" in fill_in(SEND_IN, {"Text": "the-kiln/pottery: full"})
    assert "state: full" in on_branch(github, POTTERY)


def test_a_message_that_cannot_be_done_says_why(github: StandIn, fill_in: Any) -> None:
    said = fill_in(SEND_IN, {"Text": "the-kiln/potery: full"})
    assert "Did you mean the-kiln/pottery?" in said
    assert github.pulls == {}


PASTED = """\
From: Anna Bell <anna@kiln.example>
Sent: Monday, November 23, 2026 4:55 PM
To: courses@partnership.example
Subject: RE: Your courses

Hi,

sorry for the delay!!

the-kiln/pottery: full

Anna
The Kiln | 0151 496 0123

-----Original Message-----
From: courses@partnership.example
Subject: Your courses

Is it still right? Answer with a line like

the-kiln/pottery: cancelled
"""


def test_a_whole_mail_that_is_pasted_is_read_for_what_its_writer_says(
    github: StandIn, fill_in: Any
) -> None:
    said = fill_in(SEND_IN, {"Text": PASTED})
    assert "proposed in #2" in said
    assert "Pottery for beginners”, the run from 12 January 2027: Full." in said
    assert "state: full" in on_branch(github, POTTERY)


def test_a_whole_mail_with_a_course_in_it_is_put_right_where_that_is_certain(
    github: StandIn, fill_in: Any
) -> None:
    course = COURSE.replace("Pottery", "Glass").replace("q7pt3", "fkh2v")
    slips = course.replace("2027-01-12", "12/1/2027")
    mail = f"Subject: new course\n\nPlease add this\n\n{GLASS}\n{slips}\nThanks, Anna\n"
    said = fill_in(SEND_IN, {"Text": mail})
    assert "proposed in #2" in said
    assert "“starts: 12/1/2027” is read as “starts: 2027-01-12”" in said
    assert "starts: 2027-01-12" in on_branch(github, GLASS)


def test_a_title_in_quotes_names_the_pull_request_as_it_is_read(
    github: StandIn, fill_in: Any
) -> None:
    course = COURSE.replace("title: Pottery for beginners", 'title: "Fire: glass \\"now\\""')
    fill_in(SEND_IN, {"Text": f"{GLASS}\n\n```yaml\n{course.replace('q7pt3', 'fkh2v')}```"})
    (pull,) = github.pulls.values()
    assert pull["title"] == 'Fire: glass "now" (the-kiln), from #1'


HEADINGS = "Title,Venue,First day,Last day,Sessions\n"
ROW = "Pottery for beginners,,12/1/2027,30/3/2027,\n"


def attach(github: StandIn, name: str, raw: bytes | str) -> str:
    path = f"/user-attachments/files/{len(github.attached) + 1}/{name}"
    github.attached[path] = raw
    return f"[{name}]({github.url}{path})"


def test_a_sheet_is_fetched_without_our_token_and_read(github: StandIn, fill_in: Any) -> None:
    sheet = attach(github, "kurse-übersicht.csv", (HEADINGS + ROW).encode())
    said = fill_in(SEND_SHEET, {"Organisation": "The Kiln", "Sheet": sheet})
    assert "proposed in #2" in said
    assert "ends: 2027-03-30" in on_branch(github, POTTERY)


def test_rows_of_a_sheet_that_cannot_go_in_are_told_beside_those_that_do(
    github: StandIn, fill_in: Any
) -> None:
    sheet = attach(github, "courses.csv", f"{HEADINGS}{ROW}Glass,,soon,,\n".encode())
    said = fill_in(SEND_SHEET, {"Organisation": "The Kiln", "Sheet": sheet})
    assert "proposed in #2" in said
    assert "courses.csv, row 3" in said


def test_a_sheet_of_excel_with_two_mistakes_gets_an_answer_to_both(
    github: StandIn, fill_in: Any
) -> None:
    book = Workbook()
    rows = (
        ("Title", "Venue", "First day", "Last day", "Sessions"),
        ("Pottery for beginners", None, date(2027, 1, 12), date(2027, 3, 30), "Tues 9.30-11.30"),
        ("Glass", "the moon", "sometime", None, None),
    )
    for row in rows:
        book.worksheets[0].append(row)
    raw = io.BytesIO()
    book.save(raw)
    sheet = attach(github, "Courses.spring.xlsx", raw.getvalue())
    said = fill_in(SEND_SHEET, {"Organisation": "The Kiln", "Sheet": sheet})
    assert "proposed in #2" in said
    assert "We do not know a place called “the moon”" in said
    assert "sometime" in said
    assert "row 3" in said
    assert "ends: 2027-03-30" in on_branch(github, POTTERY)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04rubbish", "courses.csv"),
        (b"x" * 2_000_001, "bigger than 2 MB"),
        ("http://127.0.0.1:9/elsewhere", "It leads to 127.0.0.1"),
        ("https://githubusercontent.com.bad.example/x", "It leads to"),
    ],
)
def test_an_attachment_that_is_none_of_ours_is_told(
    raw: bytes | str, words: str, github: StandIn, fill_in: Any
) -> None:
    sheet = attach(github, "courses.csv", raw)
    assert words in fill_in(SEND_SHEET, {"Organisation": "The Kiln", "Sheet": sheet})
    assert github.pulls == {}


def test_a_form_without_a_sheet_and_one_with_too_many_say_so(github: StandIn, fill_in: Any) -> None:
    assert "There is no sheet here" in fill_in(SEND_SHEET, {"Organisation": "The Kiln"})
    many = " ".join(attach(github, f"{number}.csv", b"x") for number in range(4))
    said = fill_in(SEND_SHEET, {"Organisation": "The Kiln", "Sheet": many})
    assert "send at most 3 at once" in said


def test_where_workflows_may_open_no_pull_requests_the_branch_is_told(
    github: StandIn, fill_in: Any
) -> None:
    github.may_open_pulls = False
    assert "ready on the branch `form-1`" in fill_in(ADD, ANSWERS)
    assert "title: Blowing glass" in on_branch(github, GLASS)


def test_a_course_that_is_full_is_changed_by_its_address(github: StandIn, fill_in: Any) -> None:
    answers = {
        "Which course": "https://site.example/courses/the-kiln/pottery/",
        "What is wrong or has changed": "No places left.",
        "State": "Full",
    }
    assert "proposed in #2" in fill_in(CHANGE, answers)
    before, after = COURSE.split("\n"), on_branch(github, POTTERY).split("\n")
    assert [line for line in after if line not in before] == ["    state: full"]


def test_a_mistake_in_somebodys_own_words_goes_to_a_person(github: StandIn, fill_in: Any) -> None:
    answers = {"Which course": "the-kiln/pottery", "What is wrong or has changed": "Wrong bus."}
    said = fill_in(CHANGE, answers)
    assert "Somebody of the partnership will look into it" in said
    assert github.pulls == {}
    assert {"name": "the-kiln"} in github.issues[1]["labels"]


@pytest.mark.parametrize("where", ["../../etc/passwd", "pottery", "stec/nothing", ""])
def test_a_course_that_there_is_not_is_said(github: StandIn, fill_in: Any, where: str) -> None:
    said = fill_in(CHANGE, {"Which course": where, "What is wrong or has changed": "x"})
    assert "Which course: we could not find it" in said


def test_a_course_at_a_new_place_goes_to_a_person(github: StandIn, fill_in: Any) -> None:
    said = fill_in(ADD, ANSWERS | {"Venue": "_No response_", "A new place": "The Hut, L8 1XF"})
    assert "Somebody of the partnership will look into it" in said
    assert "at a place that is added first" in said
    assert github.pulls == {}


def test_an_organisation_that_there_is_not_is_said(fill_in: Any) -> None:
    assert "Organisation: choose one" in fill_in(ADD, ANSWERS | {"Organisation": "Nobody"})


NASTY = [*HOSTILE, "```\n````\n@everyone", "a" * 5_000]


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("where", ["Title", "Description"])
def test_whatever_is_typed_only_one_course_file_can_come_of_it(
    github: StandIn, fill_in: Any, main_branch: Tree, words: str, where: str
) -> None:
    said = fill_in(ADD, ANSWERS | {where: words})
    assert "@everyone" not in said
    assert "<script>" not in said
    if github.pulls:
        changed = github.git("diff", "--name-only", "main", "form-1").split("\n")
        assert len(changed) == 1
        assert changed[0].startswith("content/courses/the-kiln/")
    assert not list(main_branch.root.rglob("owned"))


@pytest.mark.parametrize(
    "changes",
    [
        {"issue__labels": [{"name": "a question"}]},
        {"issue__labels": []},
        {"issue__state": "closed"},
        {"issue__pull_request": {"url": "x"}},
    ],
)
def test_other_issues_are_left_alone(
    github: StandIn, happens: Happens, main_branch: Tree, changes: dict[str, Any]
) -> None:
    happens("issues", **changes)
    assert issue_to_pull_request.main(TODAY) == 0
    assert github.written == []
