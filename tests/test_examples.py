"""Every example file, checked as a partner would check it, gets the words beside it.

`examples/valid` has no problem, `examples/warned` only such as do not block, `examples/invalid` is
refused. Beside each of the latter is a .txt: what `catalogue check FILE --today 2026-11-24` prints.
After changing words, `UPDATE_EXAMPLES=1 pytest tests/test_examples.py` writes these anew and fails;
read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from catalogue.cli import main
from catalogue.codes import ALL_CODES
from catalogue.yaml_reader import MAX_BYTES
from tests.conftest import COURSE, FROZEN, PRIORITY, PROJECT, TODAY, VENUE, Tree, link

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXAMPLES = PROJECT / "tests/examples"
# "schema" may only be there as the folder in which a list of words is.
FORBIDDEN = re.compile(r"\b(instance|property|enum|null|schema|json)\b", re.IGNORECASE)


def files_in(folder: str) -> list[str]:
    """The examples in a folder, by their path from the top of the project."""
    found = sorted((EXAMPLES / folder).rglob("*.yaml"))
    return [path.relative_to(PROJECT).as_posix() for path in found]


VALID, WARNED, INVALID = files_in("valid"), files_in("warned"), files_in("invalid")
# What the examples point to. A check that reads only these is as strict as one of everything.
AROUND = (
    "content/courses/city-of-liverpool-college/esol-entry-2.yaml",
    "content/venues/toxteth-library.yaml",
    "providers/city-of-liverpool-college.yaml",
)


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The part of the project that the examples point to."""
    root = tmp_path_factory.mktemp("around")
    link(root, "schema", "reference")
    for file in AROUND:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FROZEN / file, root / file)
    return root


@pytest.fixture
def check(
    around: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], tuple[int, str]]:
    """Run the command on a file, and return its exit code and what it prints."""
    monkeypatch.chdir(PROJECT)

    def run(file: str) -> tuple[int, str]:
        code = main(["check", file, "--today", TODAY.isoformat(), "--root", str(around)])
        return code, capsys.readouterr().out

    return run


def expected(file: str) -> Path:
    """Where the words for an example are."""
    return (PROJECT / file).with_suffix(".txt")


def compare(file: str, said: str) -> None:
    """Compare what was said of an example with the words beside it, or write these anew."""
    if os.environ.get("UPDATE_EXAMPLES"):
        expected(file).write_text(said, encoding="utf-8", newline="\n")
        pytest.fail(
            "Written anew: read the difference, then run the tests without UPDATE_EXAMPLES."
        )
    assert said == expected(file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", VALID)
def test_a_valid_example_has_no_problem(file: str, check: Callable[[str], tuple[int, str]]) -> None:
    assert check(file) == (0, "")


@pytest.mark.parametrize("file", WARNED)
def test_a_warned_example_is_told_and_not_refused(
    file: str, check: Callable[[str], tuple[int, str]]
) -> None:
    code, said = check(file)
    compare(file, said)
    assert said
    assert ": error:" not in said
    assert code == 0


@pytest.mark.parametrize("file", INVALID)
def test_an_invalid_example_is_refused_in_plain_words(
    file: str, check: Callable[[str], tuple[int, str]]
) -> None:
    code, said = check(file)
    compare(file, said)
    assert said.startswith(f"{file}:")
    assert code == 1


@pytest.mark.parametrize(
    ("file", "code"), [(VALID[0], 0), (WARNED[0], 0), (INVALID[0], 1), (INVALID[-1], 1)]
)
def test_the_command_itself_says_the_same_of_the_whole_project(file: str, code: int) -> None:
    command = [sys.executable, "-m", "catalogue", "check", file, "--today", TODAY.isoformat()]
    command += ["--root", str(FROZEN)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stdout == (expected(file).read_text(encoding="utf-8") if file not in VALID else "")
    assert len(done.stderr.splitlines()) == 1  # how many problems there are, and nothing else


def test_no_expected_words_are_left_over() -> None:
    there = {path.relative_to(PROJECT).as_posix() for path in EXAMPLES.rglob("*.txt")}
    wanted = {expected(file).relative_to(PROJECT).as_posix() for file in (*WARNED, *INVALID)}
    assert there == wanted


@pytest.mark.parametrize("file", [*WARNED, *INVALID])
def test_the_words_are_plain(file: str) -> None:
    lines = expected(file).read_text(encoding="utf-8").splitlines()
    assert len(lines) % 3 == 0
    for what, mend in zip(lines[1::3], lines[2::3], strict=True):
        for sentence in (what, mend):
            assert not FORBIDDEN.search(sentence)
            assert sentence.startswith("    ")
            assert sentence.strip()[0] == sentence.strip()[0].upper()


# What no single file can show. Each makes a small catalogue go wrong, and returns the file that the
# problem must be about.


def shows_bad_file_name(tree: Tree) -> str:
    tree.write("content/courses/the-kiln/Pottery 2.yaml", COURSE)
    return "content/courses/the-kiln/Pottery 2.yaml"


def shows_misplaced_file(tree: Tree) -> str:
    tree.write("content/courses/pottery.yaml", COURSE)
    return "content/courses/pottery.yaml"


def shows_unknown_provider(tree: Tree) -> str:
    tree.write("content/courses/the-loom/weaving.yaml", COURSE)
    return "content/courses/the-loom/weaving.yaml"


def shows_unreadable_file(tree: Tree) -> str:
    (tree.root / "content/venues/gone.yaml").symlink_to(tree.root / "nothing-here")
    return "content/venues/gone.yaml"


def shows_file_too_big(tree: Tree) -> str:
    tree.write("content/courses/the-kiln/long.yaml", COURSE + "# more\n" * (MAX_BYTES // 7))
    return "content/courses/the-kiln/long.yaml"


def shows_course_twice(tree: Tree) -> str:
    tree.write("content/courses/the-kiln/pottery-copy.yaml", COURSE)
    return "content/courses/the-kiln/pottery-copy.yaml"


def shows_leads_to_itself(tree: Tree) -> str:
    tree.write("content/courses/the-kiln/pottery.yaml", COURSE + "leads_to: [the-kiln/pottery]\n")
    return "content/courses/the-kiln/pottery.yaml"


def shows_circular_path(tree: Tree) -> str:
    tree.write("content/courses/the-kiln/pottery.yaml", COURSE + "leads_to: [the-kiln/throwing]\n")
    throwing = COURSE.replace("Pottery for beginners", "Throwing on the wheel")
    tree.write(
        "content/courses/the-kiln/throwing.yaml", throwing + "leads_to: [the-kiln/pottery]\n"
    )
    return "content/courses/the-kiln/throwing.yaml"


def shows_venue_closed(tree: Tree) -> str:
    tree.write("content/venues/the-shed.yaml", VENUE + "closed_on: 2027-02-01\n")
    return "content/courses/the-kiln/pottery.yaml"


def shows_invented_venue(tree: Tree) -> str:
    tree.write("content/courses/the-kiln/pottery.yaml", COURSE.replace("example: true\n", ""))
    return "content/courses/the-kiln/pottery.yaml"


def shows_real_on_example(tree: Tree) -> str:
    tree.write("content/plan/priorities/clay.yaml", PRIORITY.replace("example: true\n", ""))
    return "content/plan/priorities/clay.yaml"


def shows_page_head(tree: Tree) -> str:
    return shown_by_a_page(tree, PAGE.replace("order: 6", "for the summer"))


def shows_address_taken(tree: Tree) -> str:
    return shown_by_a_page(tree, PAGE.replace("slug: hours", "slug: search"))


def shows_page_link(tree: Tree) -> str:
    return shown_by_a_page(tree, f"{PAGE}[Help](/halp/)\n")


def shows_page_headings(tree: Tree) -> str:
    return shown_by_a_page(tree, f"{PAGE}\n#### In summer\n")


PAGE = "title: Opening hours\nslug: hours\norder: 6\ndescription: When we are there.\n\nAlways.\n"


def shown_by_a_page(tree: Tree, text: str) -> str:
    tree.write("content/pages/hours.md", text)
    return "content/pages/hours.md"


def shows_bad_language(tree: Tree) -> str:
    tree.write("languages/so/messages.po", 'msgid "Home\n')
    return "languages/so/messages.po"


def shows_bad_message(tree: Tree) -> str:
    tree.write("languages/so/messages.po", 'msgid "Starts {day}"\nmsgstr "Starts"\n')
    return "languages/so/messages.po"


SHOWN_BY_A_TREE = {
    "page-head": shows_page_head,
    "address-taken": shows_address_taken,
    "page-link": shows_page_link,
    "page-headings": shows_page_headings,
    "bad-language": shows_bad_language,
    "bad-message": shows_bad_message,
    "bad-file-name": shows_bad_file_name,
    "misplaced-file": shows_misplaced_file,
    "unknown-provider": shows_unknown_provider,
    "unreadable-file": shows_unreadable_file,
    "file-too-big": shows_file_too_big,
    "course-twice": shows_course_twice,
    "leads-to-itself": shows_leads_to_itself,
    "circular-path": shows_circular_path,
    "venue-closed": shows_venue_closed,
    "invented-venue": shows_invented_venue,
    "real-on-example": shows_real_on_example,
}


@pytest.mark.parametrize("code", SHOWN_BY_A_TREE)
def test_what_no_single_file_shows_is_found_in_a_tree(code: str, tree: Tree) -> None:
    file = SHOWN_BY_A_TREE[code](tree)
    _, problems = tree.load()
    assert (file, code) in {(problem.file, problem.code.name) for problem in problems}
    assert not any(FORBIDDEN.search(f"{problem.what} {problem.mend}") for problem in problems)


def test_every_kind_of_problem_is_shown() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in EXAMPLES.rglob("*.txt"))
    shown = set(re.findall(r"^\S.*\[([a-z0-9-]+)\]$", said, re.MULTILINE))
    assert shown | set(SHOWN_BY_A_TREE) == set(ALL_CODES)
    assert not shown & set(SHOWN_BY_A_TREE)
