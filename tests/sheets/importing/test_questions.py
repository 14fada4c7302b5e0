"""What only its organisation can say is asked once, with an offer, wherever somebody can answer."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from catalogue.cli import main
from catalogue.cli.asking import file_of_answers
from catalogue.reference import load_reference
from catalogue.sheets.cells import as_csv, text_of
from catalogue.sheets.importing.plan import plan_import
from catalogue.sheets.importing.telling import report, verdict
from catalogue.sheets.opening.memory import Memory, memory_in
from catalogue.sheets.questions import FOR_ALL, OFFERED, PUBLISH, UNCLEAR, UNSAID
from catalogue.sheets.writing import SheetToWrite, as_xlsx
from tests.conftest import PROJECT, PROVIDER, TODAY, read_sheets
from tests.sheets.importing.test_import import GLASS, NEW
from tests.sheets.test_commands import KILN
from tests.sheets.test_commands import TODAY as ON_THIS_DAY

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.sheets.importing.plan import Plan
    from tests.conftest import Tree

_UNSAID = ("Summary", "Topics", "Level", "Who it is for", "How to join: Phone", "Cost: Kind")
BARE = {heading: text for heading, text in NEW.items() if heading not in _UNSAID}
"""A good row of a sheet that has none of our own columns."""
OTHER = BARE | {"Title": "Maths from scratch", "Description": "Sums for every day. Bring a pen."}


@pytest.fixture
def tree(tree: Tree) -> Tree:
    """A small catalogue whose provider has a telephone."""
    tree.write("providers/the-kiln.yaml", f"{PROVIDER}phone: 0151 496 0123\n")
    return tree


def sheet(tree: Tree, *rows: dict[str, str]) -> Path:
    """Write a sheet that has these rows."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    path = tree.root / "sheet.csv"
    path.write_bytes(as_csv([headings, *([row.get(one, "") for one in headings] for row in rows)]))
    return path


def plan_with(tree: Tree, path: Path, answers: dict[str, str] | None = None) -> Plan:
    """Plan the import of a file with answers."""
    reference = load_reference(tree.root)
    memory = Memory(answers=answers or {})
    return plan_import(read_sheets(path), reference, tree.root, "the-kiln", TODAY, memory)


def offers(plan: Plan) -> dict[str, list[str]]:
    """What is asked, and what is offered."""
    return {asked.name: list(asked.offers) for asked in plan.questions}


def test_what_no_column_says_is_asked_once_for_all_rows_with_an_offer(tree: Tree) -> None:
    plan = plan_with(tree, sheet(tree, BARE, OTHER))
    assert offers(plan) == {
        "Summary": ["First you watch.", "Sums for every day."],
        "Topics": ["Crafts and making", "Maths"],
        "Level": ["Anyone can start"],
        "Who it is for": ["Adults."],
        "Price": ["ask"],
        "How to join: Phone": ["0151 496 0123"],
    }
    assert plan.texts == {}
    assert report(plan).startswith("0 courses can go in now, 2 need an answer.\n")


def test_six_answers_let_a_whole_sheet_in(tree: Tree) -> None:
    path = sheet(tree, BARE, OTHER)
    names = offers(plan_with(tree, path))
    answers = dict.fromkeys(names, OFFERED) | {"Level": "Entry 1", "Price": "free"}
    plan = plan_with(tree, path, answers)
    assert verdict(plan) == "2 courses can go in now."
    text = plan.texts[GLASS]
    for line in ("level: entry-1", "topics: [crafts]", "kind: free", "who_for: Adults."):
        assert line in text
    assert "“0151 496 0123”" not in report(plan)
    assert "Level: Entry 1, as you said." in report(plan)


def test_one_row_can_have_an_answer_of_its_own(tree: Tree) -> None:
    path = sheet(tree, BARE, OTHER)
    answers = dict.fromkeys(offers(plan_with(tree, path)), OFFERED)
    plan = plan_with(tree, path, answers | {"Row 3, Level": "Level 1", "row 2,  level": "Entry 2"})
    assert "level: entry-2" in plan.texts[GLASS]
    assert "level: level-1" in plan.texts["content/courses/the-kiln/maths-from-scratch.yaml"]


def test_a_row_of_one_of_several_sheets_is_named_with_its_sheet(tree: Tree) -> None:
    path = tree.root / "sheets.xlsx"
    rows = {"May": BARE, "June": OTHER}
    tables = [SheetToWrite(name, [list(row), list(row.values())]) for name, row in rows.items()]
    path.write_bytes(as_xlsx(tables))
    answers = dict.fromkeys(offers(plan_with(tree, path)), OFFERED)
    plan = plan_with(tree, path, answers | {"May, row 2, Tutor": "Sam", "June, row 2, Level": "E1"})
    assert plan.answers.unused == ["May, row 2, Tutor"]


def test_a_row_can_be_answered_about_a_column_that_the_sheet_has_not(tree: Tree) -> None:
    path = sheet(tree, NEW)
    plan = plan_with(tree, path, {"Row 2, What to bring": "A towel."})
    assert "bring: A towel." in plan.texts[GLASS]
    assert plan.answers.unused == []


def test_an_answer_that_nobody_can_read_is_told_and_nothing_is_written(tree: Tree) -> None:
    path = sheet(tree, BARE)
    answers = dict.fromkeys(offers(plan_with(tree, path)), OFFERED) | {"Level": "Level 9"}
    plan = plan_with(tree, path, answers)
    assert plan.texts == {}
    assert "Level: your answer is not understood: “Level 9”" in report(plan)


def test_a_doubtful_cell_is_asked_about_by_its_words(tree: Tree) -> None:
    late = {"First day": "03/02/2017", "Last day": "24/03/2017"}
    path = sheet(tree, NEW | late)
    [asked] = plan_with(tree, path).questions
    assert asked.name == "Is the first day right? 3 February 2017 (Wednesdays)"
    assert asked.offer == "3 February 2027"
    text = plan_with(tree, path, {asked.name: OFFERED}).texts[GLASS]
    assert "starts: 2027-02-03\n    ends: 2027-03-24" in text


def test_what_cannot_be_read_can_be_answered_too(tree: Tree) -> None:
    path = sheet(tree, NEW | {"Last day": "31/02/2027"})
    assert plan_with(tree, path).texts == {}
    plan = plan_with(tree, path, {"Last day: 31/02/2027": "24 March 2027"})
    assert "ends: 2027-03-24" in plan.texts[GLASS]
    assert "Last day: “31/02/2027” read as 24 March 2027, as you said." in report(plan)


@pytest.mark.parametrize(
    ("answer", "is_written"),
    [("publish", True), ("yes", True), ("Yes", True), ("no", False), ("leave out", False)],
)
def test_whether_to_publish_is_answered_in_the_words_of_the_question(
    tree: Tree, answer: str, *, is_written: bool
) -> None:
    path = sheet(tree, NEW | {"Status": "CANCELLED"})
    [asked] = plan_with(tree, path).questions
    plan = plan_with(tree, path, {asked.name: answer})
    assert (list(plan.texts), plan.questions) == ([GLASS] if is_written else [], [])


@pytest.mark.parametrize("answer", ["perhaps", "", "no, not yet"])
def test_an_answer_that_says_neither_leaves_the_row_waiting(tree: Tree, answer: str) -> None:
    path = sheet(tree, NEW | {"Status": "CANCELLED"})
    [asked] = plan_with(tree, path).questions
    plan = plan_with(tree, path, {asked.name: answer})
    assert (plan.texts, len(plan.questions)) == ({}, 1)
    assert not answer or f"your answer “{answer}” is not understood" in report(plan)


def test_who_does_not_agree_with_the_columns_is_not_taken_at_our_word(tree: Tree) -> None:
    theirs = {"Title": "What is it called?", "Venue": "Where is it?", "First day": "When?"}
    path = sheet(tree, {theirs.get(name, name): text for name, text in NEW.items()})
    [asked] = plan_with(tree, path).questions
    assert asked.topic == "Columns"
    assert plan_with(tree, path, {asked.name: "no"}).texts == {}
    written = memory_in(tree.write("mine.yaml", file_of_answers(plan_with(tree, path))), "mine")
    assert written == Memory(columns={theirs[name]: name for name in theirs})
    answers = {asked.name: OFFERED, "Column Where is it?": "not kept"}
    assert "venue" not in "".join(plan_with(tree, path, answers).texts.values())


def test_an_answer_that_is_emptied_is_none(tree: Tree) -> None:
    path = sheet(tree, BARE)
    answers = dict.fromkeys(offers(plan_with(tree, path)), OFFERED) | {"Level": " "}
    plan = plan_with(tree, path, answers)
    assert (plan.texts, list(offers(plan))) == ({}, ["Level"])


def test_everything_is_asked_and_refused_in_one_round(tree: Tree) -> None:
    bad = BARE | {"Title": "GLASS FOR EVERYONE", "Last day": "24/03/2027"}
    said = report(plan_with(tree, sheet(tree, bad)))
    assert "Most of the title is in capitals." in said
    assert "1. What your sheet does not say (row 2)" in said
    assert said.startswith("0 courses can go in now, 1 cannot.\n")


def test_a_time_without_a_day_is_on_the_weekday_of_a_single_day(tree: Tree) -> None:
    once = NEW | {"Sessions": "6:30pm to 8pm", "Last day": "03/02/2027"}
    assert "day: wednesday" in plan_with(tree, sheet(tree, once)).texts[GLASS]
    weekly = NEW | {"Sessions": "6:30pm to 8pm"}
    [asked] = plan_with(tree, sheet(tree, weekly)).questions
    assert asked.offer == "Wednesday 6:30pm to 8pm"


def test_answers_that_hold_for_the_next_sheet_are_remembered_and_no_others(tree: Tree) -> None:
    path = sheet(tree, BARE, OTHER)
    answers = dict.fromkeys(offers(plan_with(tree, path)), OFFERED)
    answers |= {"Level": "Entry 1", "Row 3, Level": "Level 1"}
    plan_with(tree, path, answers).write()
    memory = memory_in(tree.root / "content/sheets/the-kiln.yaml", "the-kiln.yaml")
    assert memory == Memory(answers={"Level": "Entry 1"})
    third = sheet(tree, BARE | {"Title": "Salt glazes"})
    assert "Level" not in offers(plan_with(tree, third))


def test_what_a_text_means_is_remembered_also_where_it_was_our_offer(tree: Tree) -> None:
    path = sheet(tree, NEW | {"Venue": "The Shod"})
    [asked] = plan_with(tree, path).questions
    assert (asked.name, asked.offer) == ("Venue: The Shod", "The Shed")
    plan_with(tree, path, {asked.name: OFFERED}).write()
    memory = memory_in(tree.root / "content/sheets/the-kiln.yaml", "the-kiln.yaml")
    assert memory.answers == {"Venue: The Shod": "The Shed"}


def test_which_year_a_day_was_in_is_not_remembered(tree: Tree) -> None:
    path = sheet(tree, NEW | {"First day": "3 Feb"})
    [asked] = plan_with(tree, path).questions
    plan = plan_with(tree, path, {asked.name: OFFERED})
    assert "starts: 2027-02-03" in plan.texts[GLASS]
    assert list(plan.files) == [GLASS]


def test_nothing_is_remembered_of_a_sheet_of_which_nothing_went_in(tree: Tree) -> None:
    row = {"Starts" if heading == "First day" else heading: text for heading, text in BARE.items()}
    plan = plan_with(tree, sheet(tree, row))
    assert plan.guessed
    plan.write()
    assert not (tree.root / "content/sheets").exists()


def test_an_answer_to_no_question_is_told(
    tree: Tree, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree.root)
    sheet(tree, NEW)
    tree.write("mine.yaml", "answers: {Levle: Entry 1}\n")
    tree.write("content/sheets/the-kiln.yaml", "answers: {Price: free}\n")
    assert main(["import", "sheet.csv", KILN, ON_THIS_DAY, "--answers=mine.yaml"]) == 0
    said = capsys.readouterr().err
    assert "The answer to “Levle” is not needed" in said
    assert "“Price”" not in said  # what is remembered may be needed another time


def test_a_file_of_answers_is_written_with_the_questions_and_read_again(
    tree: Tree, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree.root)
    sheet(tree, BARE, OTHER)
    command = ["import", "sheet.csv", KILN, ON_THIS_DAY, "--answers=mine.yaml"]
    assert main(command) == 1
    assert "The questions are in mine.yaml" in capsys.readouterr().err
    written = (tree.root / "mine.yaml").read_text(encoding="utf-8")
    assert "# Topics (rows 2 and 3)\n" in written
    assert "answers:\n  What your sheet does not say: as offered\n" in written
    assert main([*command, "--yes"]) == 0
    assert capsys.readouterr().out.startswith("2 courses can go in now.\n")
    assert (tree.root / GLASS).exists()


@pytest.mark.parametrize("text", ["[\n", "Level: none\n", "answers: [none]\n"])
def test_a_file_of_answers_that_is_none_is_told(
    tree: Tree, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tree.root)
    sheet(tree, NEW)
    tree.write("mine.yaml", text)
    assert main(["import", "sheet.csv", KILN, ON_THIS_DAY, "--answers=mine.yaml"]) == 1
    assert "mine.yaml cannot be read. " in capsys.readouterr().err


def test_a_copy_has_a_column_for_each_question_and_its_answers_are_read(tree: Tree) -> None:
    path = sheet(tree, BARE, OTHER)
    copy = plan_with(tree, path).write_copy(path)
    assert copy is not None
    assert copy.suffix == ".xlsx"  # a text file cannot offer words to choose from
    book = load_workbook(copy)
    page = book.worksheets[0]
    headings = [text_of(cell.value) for cell in page[1]]  # type: ignore[arg-type]
    unsaid = f"Answer: {UNSAID}"
    assert headings[:4] == ["What to fix", unsaid, "Answer: Summary", "Answer: Topics"]
    assert page.cell(2, 1).value == FOR_ALL
    page.cell(2, headings.index(unsaid) + 1).value = OFFERED
    page.cell(4, headings.index("Answer: Level") + 1).value = "Level 1"
    book.save(copy)
    plan = plan_with(tree, copy)
    assert verdict(plan) == "2 courses can go in now."
    assert "level: level-1" in plan.texts["content/courses/the-kiln/maths-from-scratch.yaml"]
    assert "level: none" in plan.texts[GLASS]
    assert plan.told == []


def on_a_terminal(tree: Tree, *keys: str) -> tuple[str, int]:
    """Run an import on a terminal of its own, type, and return the screen and how it ended."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "catalogue", "import", "sheet.csv", KILN, ON_THIS_DAY]
    with subprocess.Popen(
        [*command, "--yes"],
        cwd=tree.root,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        os.write(ours, "".join(f"{key}\n" for key in keys).encode())
        screen = b""
        while True:
            try:
                screen += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
    os.close(ours)
    return screen.decode(), running.returncode


def test_on_a_terminal_each_question_is_asked_and_enter_takes_the_offer(tree: Tree) -> None:
    sheet(tree, BARE)
    screen, code = on_a_terminal(tree, "one by one", "", "", "Entry 1", "", "free", "")
    assert code == 0
    assert "We offer" not in screen
    assert "1 course can go in now." in screen
    assert "level: entry-1" in (tree.root / GLASS).read_text(encoding="utf-8")


def test_on_a_terminal_a_question_can_be_left_open(tree: Tree) -> None:
    sheet(tree, BARE)
    screen, code = on_a_terminal(tree, "later")
    assert code == 1
    assert "The rows to answer and to fix are in sheet-to-fix.xlsx." in screen
    assert not (tree.root / GLASS).exists()


def test_a_file_of_answers_holds_what_people_type(tree: Tree) -> None:
    odd = NEW | {"First day": "03/02/2017", "Title": "Glass: “all”"}
    plan = plan_with(tree, sheet(tree, odd))
    path = tree.write("mine.yaml", file_of_answers(plan))
    assert memory_in(path, "mine.yaml").answers == {
        matter.name: matter.offer for matter in plan.matters
    }


# ---- one answer for many rows ----

UNSURE = NEW | {"Price": "FREE*", "Venue": "The Shod"}
UNSURE_TOO = UNSURE | {"Title": "Maths from scratch", "Price": "£5 to £7"}


def test_one_answer_settles_all_that_is_not_clear_and_each_row_can_differ(tree: Tree) -> None:
    path = sheet(tree, UNSURE, UNSURE_TOO)
    [star, matter] = plan_with(tree, path).matters
    assert (matter.name, len(matter.questions)) == (UNCLEAR, 2)
    assert star.name == "Price: FREE*"  # of which nothing can be offered
    answers = {UNCLEAR: OFFERED, star.name: "free"}
    plan = plan_with(tree, path, answers)
    assert verdict(plan) == "2 courses can go in now."
    maths = "content/courses/the-kiln/maths-from-scratch.yaml"
    assert "kind: ask" in plan.texts[maths]
    for own in ({"Price: £5 to £7": "£5"}, {"Row 3, Price": "£5"}):
        assert "pounds: 5\n" in plan_with(tree, path, answers | own).texts[maths]


def test_an_answer_to_a_whole_matter_takes_what_is_offered_or_nothing(tree: Tree) -> None:
    path = sheet(tree, BARE, OTHER)
    assert verdict(plan_with(tree, path, {UNSAID: "yes"})) == "2 courses can go in now."
    plan = plan_with(tree, path, {UNSAID: "Entry 1"})
    assert plan.texts == {}
    assert "Level: your answer “Entry 1” is not understood." in report(plan)


def test_what_may_not_be_for_the_public_is_answered_together(tree: Tree) -> None:
    path = sheet(
        tree, NEW | {"Status": "DRAFT"}, NEW | {"Title": "Salt glazes", "Status": "Cancelled"}
    )
    [matter] = plan_with(tree, path).matters
    assert len(matter.questions) == 2
    assert len(plan_with(tree, path, {matter.name: PUBLISH}).texts) == 2
    assert plan_with(tree, path, {matter.name: OFFERED}).left == []


def test_what_a_row_says_for_sure_stands_whatever_is_answered_for_all(tree: Tree) -> None:
    path = sheet(tree, UNSURE_TOO, BARE | {"Level": "Entry 3"})
    copy = plan_with(tree, path).write_copy(path)
    assert copy is not None
    book = load_workbook(copy)
    page = book.worksheets[0]
    for number, cell in enumerate(page[1], 1):
        if str(cell.value).startswith("Answer: "):
            for row in (2, 3, 4):
                page.cell(row, number).value = OFFERED
    book.save(copy)
    plan = plan_with(tree, copy)
    assert plan.left == []
    assert "level: entry-3" in plan.texts[GLASS]
