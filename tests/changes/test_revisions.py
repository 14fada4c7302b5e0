"""Two versions in a real git repository, as `catalogue changes` sees them."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from catalogue import git
from catalogue.changes.revisions import changes_since, comments_lost
from catalogue.cli import main
from tests.conftest import COURSE, FROZEN, PROVIDER, TODAY, VENUE, Tree, in_git

if TYPE_CHECKING:
    from pathlib import Path

POTTERY = "content/courses/the-kiln/pottery.yaml"
FORGE = "content/courses/the-forge/iron.yaml"


@pytest.fixture
def clone(tmp_path: Path) -> Tree:
    """A repository with a small catalogue on main, and us on a branch of our own."""
    made = Tree(tmp_path)
    made.write(POTTERY, f"# the kiln's own note\n{COURSE}")
    made.write("content/venues/the-shed.yaml", VENUE)
    made.write("providers/the-kiln.yaml", PROVIDER)
    made.write("providers/the-forge.yaml", PROVIDER.replace("Kiln", "Forge"))
    for folder in ("schema", "reference"):
        shutil.copytree(FROZEN / folder, tmp_path / folder)
    in_git(tmp_path, "init", "-q", "-b", "main")
    in_git(tmp_path, "add", ".")
    in_git(tmp_path, "commit", "-q", "-m", "the catalogue")
    in_git(tmp_path, "switch", "-q", "-c", "ours")
    return made


def summary(tree: Tree) -> str:
    return changes_since(tree.root, "main", TODAY).summary


def test_what_is_not_committed_yet_counts(clone: Tree) -> None:
    clone.write(POTTERY, COURSE.replace("09:30", "10:00"))
    assert summary(clone) == "1 run changed; 1 page to look at."
    clone.write("content/courses/the-kiln/glass.yaml", COURSE.replace("Pottery", "Glass"))
    assert summary(clone) == "1 course added, 1 run changed; 2 pages to look at."


def test_a_copy_is_new_whether_or_not_it_is_committed(clone: Tree) -> None:
    copy = "content/courses/the-kiln/a-copy.yaml"
    clone.write(copy, COURSE)
    assert git.newcomers(clone.root) == [copy]
    in_git(clone.root, "add", ".")
    in_git(clone.root, "commit", "-q", "-m", "a copy")
    assert git.newcomers(clone.root) == [copy]


def test_a_place_that_is_deleted_hits_courses_that_are_in_nobodys_change(clone: Tree) -> None:
    iron = COURSE.replace("Pottery", "Iron").replace("q7pt3", "fkh2v")
    clone.write(FORGE, iron)
    in_git(clone.root, "add", ".")
    in_git(clone.root, "commit", "-q", "-m", "iron")
    in_git(clone.root, "branch", "-f", "main")
    (clone.root / "content/venues/the-shed.yaml").unlink()
    (hit,) = changes_since(clone.root, "main", TODAY).problems
    assert (hit.severity, hit.where) == ("error", "content/venues/the-shed.yaml")
    assert hit.files == (FORGE, POTTERY)
    assert hit.whose == ("The Forge", "The Kiln")
    assert hit.mend == "Put the file back, or give these courses another place first."


def test_a_place_that_got_another_name_is_told_by_it(clone: Tree) -> None:
    in_git(clone.root, "mv", "content/venues/the-shed.yaml", "content/venues/the-sheds.yaml")
    (hit,) = changes_since(clone.root, "main", TODAY).problems
    assert hit.mend.startswith("If it is called the-sheds now, write that in these files too")


def test_a_copy_is_blamed_and_not_what_it_copies(clone: Tree) -> None:
    clone.write("content/courses/the-kiln/a-copy.yaml", COURSE)
    report = changes_since(clone.root, "main", TODAY)
    (hit,) = report.problems
    assert hit.where.startswith("content/courses/the-kiln/a-copy.yaml:")
    assert report.summary == "1 file left out."


def test_what_was_wrong_before_is_not_told_again(clone: Tree) -> None:
    clone.write(POTTERY, COURSE.replace("topics: [crafts]", "topics: [craft]"))
    in_git(clone.root, "commit", "-q", "-am", "a mistake")
    in_git(clone.root, "branch", "-f", "main")
    clone.write(FORGE, COURSE.replace("level: none", "level: nine"))
    assert [hit.where for hit in changes_since(clone.root, "main", TODAY).problems] == [
        f"{FORGE}:6"
    ]


@pytest.mark.parametrize("title", ["Pottery", "Clay"])
def test_a_course_with_another_name_keeps_its_old_links(title: str, clone: Tree) -> None:
    in_git(clone.root, "mv", POTTERY, "content/courses/the-kiln/clay.yaml")
    text = COURSE.replace("Pottery", title)
    clone.write("content/courses/the-kiln/clay.yaml", text)
    (row,) = changes_since(clone.root, "main", TODAY).rows
    assert row.kind == "Renamed"
    assert any("previously: [the-kiln/pottery]" in line.after for line in row.lines)
    clone.write("content/courses/the-kiln/clay.yaml", f"{text}previously: [the-kiln/pottery]\n")
    (row,) = changes_since(clone.root, "main", TODAY).rows
    assert all(line.what != "Old links" for line in row.lines)


def test_a_course_that_is_deleted_is_told_with_what_to_do_instead(clone: Tree) -> None:
    (clone.root / POTTERY).unlink()
    (row,) = changes_since(clone.root, "main", TODAY).rows
    assert row.kind == "Removed"
    assert "Keep its file" in row.lines[0].after


def test_what_others_did_on_main_since_is_not_ours(clone: Tree) -> None:
    clone.write(POTTERY, COURSE.replace("kind: free", "kind: ask"))
    in_git(clone.root, "commit", "-q", "-am", "ours")
    in_git(clone.root, "switch", "-q", "main")
    clone.write(FORGE, COURSE.replace("Pottery", "Iron").replace("09:30", "09:00"))
    in_git(clone.root, "add", ".")
    in_git(clone.root, "commit", "-q", "-m", "theirs")
    in_git(clone.root, "switch", "-q", "ours")
    report = changes_since(clone.root, "main", TODAY)
    assert report.summary == "1 course changed; 1 page to look at."
    assert report.mixed == ()


def test_a_deleted_file_is_told(clone: Tree) -> None:
    (clone.root / POTTERY).unlink()
    assert summary(clone) == "1 course removed."


def test_a_comment_that_an_editor_dropped_is_told(clone: Tree) -> None:
    clone.write(POTTERY, COURSE)
    lost = changes_since(clone.root, "main", TODAY).lost
    assert lost == (f"{POTTERY} has lost a comment: “the kiln's own note”.",)


def test_a_comment_that_moved_is_not_lost() -> None:
    assert comments_lost("# one\na: 1\nb: 2 # two\n", "a: 1\n# two\nb: 2\n# one\n") == []
    assert comments_lost("# one\na: 1\n", "a: [\n") == []


def test_files_of_two_organisations_are_told(clone: Tree) -> None:
    clone.write(POTTERY, f"# the kiln's own note\n{COURSE}\n")
    clone.write(FORGE, COURSE.replace("Pottery", "Iron").replace("09:30", "09:00"))
    (words,) = changes_since(clone.root, "main", TODAY).mixed
    assert words.startswith("This changes files of 2 organisations: the-forge and the-kiln.")


def test_courses_and_code_together_are_told(clone: Tree) -> None:
    clone.write(POTTERY, f"# the kiln's own note\n{COURSE}\n")
    clone.write("theme/new.css", "")
    (words,) = changes_since(clone.root, "main", TODAY).mixed
    assert "how the site works (theme/new.css)" in words


def test_code_alone_and_shared_words_are_nothing_to_guard(clone: Tree) -> None:
    clone.write("theme/new.css", "")
    assert changes_since(clone.root, "main", TODAY).mixed == ()
    (clone.root / "theme/new.css").unlink()
    clone.write(POTTERY, f"# the kiln's own note\n{COURSE}\n")
    clone.write("content/venues/the-hut.yaml", VENUE.replace("Shed", "Hut"))
    assert changes_since(clone.root, "main", TODAY).mixed == ()


def test_a_name_that_looks_like_an_option_is_refused(clone: Tree) -> None:
    with pytest.raises(git.NoHistory, match="not the name of a version"):
        changes_since(clone.root, "--output=here", TODAY)


def test_a_version_that_there_is_not_is_told(
    clone: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes", "nowhere", "--root", str(clone.root)]) == 2
    assert "git cannot do that" in capsys.readouterr().err


def test_a_history_that_is_too_short_is_told(clone: Tree) -> None:
    in_git(clone.root, "switch", "-q", "--orphan", "elsewhere")
    in_git(clone.root, "commit", "-q", "--allow-empty", "-m", "another beginning")
    with pytest.raises(git.NoHistory, match="history here is too short"):
        git.base_of(clone.root, "main")


def test_names_of_files_are_no_names_of_two(clone: Tree) -> None:
    clone.write("content/a\nb", "")
    assert git.changed_files(clone.root, "main") == ["content/a\nb"]


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_command_prints_each_format(
    clone: Tree, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    clone.write(POTTERY, COURSE.replace("kind: free", "kind: ask"))
    command = ["changes", "main", "--root", str(clone.root), "--today", str(TODAY)]
    assert main([*command, "--format", form]) == 0
    out = capsys.readouterr().out
    assert "Pottery for beginners" in out
    assert "Ask about the cost" in out
    if form == "json":
        assert json.loads(out)["summary"] == "1 course changed; 1 page to look at."


def test_the_guard_fails_only_what_is_mixed(
    clone: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    clone.write(POTTERY, COURSE)
    command = ["changes", "main", "--guard", "--root", str(clone.root), "--today", str(TODAY)]
    assert main(command) == 0
    clone.write("Makefile", "")
    assert main(command) == 1
    assert "Please make two changes of it" in capsys.readouterr().out
