"""Which files count, what kind each is, and what is said of those in the wrong place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalogue.files import NothingToLoad, SourceFile, find_files, named_files, problem_of_name
from tests.conftest import COURSE

if TYPE_CHECKING:
    from tests.conftest import Tree


def found(tree: Tree) -> list[str]:
    sources, _ = find_files(tree.root)
    return [source.file for source in sources]


def problems(tree: Tree) -> list[tuple[str, str]]:
    _, told = find_files(tree.root)
    return [(problem.file, problem.code.name) for problem in told]


THE_THREE = [
    "content/courses/the-kiln/pottery.yaml",
    "content/venues/the-shed.yaml",
    "providers/the-kiln.yaml",
]


def test_files_have_a_kind_and_an_id_by_where_they_are(tree: Tree) -> None:
    sources, told = find_files(tree.root)
    assert told == []
    assert [(source.kind, source.id, source.file) for source in sources] == [
        ("course", "the-kiln/pottery", THE_THREE[0]),
        ("venue", "the-shed", THE_THREE[1]),
        ("provider", "the-kiln", THE_THREE[2]),
    ]


@pytest.mark.parametrize(
    ("file", "code", "mend"),
    [
        ("content/courses/the-kiln/Pottery.yaml", "bad-file-name", "Call the file pottery.yaml."),
        ("content/courses/the-kiln/pot tery.yaml", "bad-file-name", "Call the file pot-tery.yaml."),
        ("content/courses/the-kiln/pot--s.yaml", "bad-file-name", "Call the file pot-s.yaml."),
        ("content/courses/the-kiln/pots.yml", "bad-file-name", "Call the file pots.yaml."),
        (
            "content/courses/the-kiln/pots.yaml.txt",
            "bad-file-name",
            "Call the file pots-yaml.yaml.",
        ),
        ("content/courses/the-kiln/pots", "bad-file-name", "Call the file pots.yaml."),
        ("content/courses/the-kiln/café.yaml", "bad-file-name", "Call the file cafe.yaml."),
        ("content/courses/the-kiln/قدر.yaml", "bad-file-name", "Call the file a-name.yaml."),
        ("content/courses/The Kiln/pots.yaml", "bad-file-name", "Call the folder the-kiln."),
        ("content/courses/pots.yaml", "misplaced-file", "content/courses/<provider>/."),
        ("content/courses/the-kiln/x/pots.yaml", "misplaced-file", "content/courses/<provider>/."),
        ("content/venues/x/pots.yaml", "misplaced-file", "Move it to content/venues/."),
        ("providers/x/pots.yaml", "misplaced-file", "Move it to providers/."),
        ("content/courses/the-kilm/pots.yaml", "unknown-provider", "Did you mean the-kiln?"),
        ("content/courses/zzz/pots.yaml", "unknown-provider", "Choose the-kiln."),
    ],
)
def test_a_file_that_cannot_be_there_is_told_and_left_out(
    tree: Tree, file: str, code: str, mend: str
) -> None:
    tree.write(file, COURSE)
    _, told = find_files(tree.root)
    (problem,) = told
    assert (problem.file, problem.code.name) == (file, code)
    assert problem.mend.endswith(mend)
    assert found(tree) == THE_THREE


def test_without_any_provider_there_is_still_a_way_on(tree: Tree) -> None:
    (tree.root / "providers/the-kiln.yaml").unlink()
    _, told = find_files(tree.root)
    (problem,) = told
    assert problem.code.name == "unknown-provider"
    assert "catalogue new provider the-kiln" in problem.mend


def test_hidden_files_and_folders_are_nobodys_business(tree: Tree) -> None:
    tree.write("content/courses/.DS_Store", "x")
    tree.write("content/courses/the-kiln/.pottery.yaml.123", "x")
    tree.write("content/venues/.git/config", "x")
    tree.write("providers/.trash/old.yaml", "x")
    assert (found(tree), problems(tree)) == (THE_THREE, [])


def test_a_folder_called_like_a_file_is_a_folder(tree: Tree) -> None:
    (tree.root / "content/venues/hall.yaml").mkdir()
    (tree.root / "content/courses/the-kiln/hall.yaml").mkdir()
    assert (found(tree), problems(tree)) == (THE_THREE, [])


def test_a_pipe_is_not_waited_for(tree: Tree) -> None:
    os.mkfifo(tree.root / "content/venues/pipe.yaml")
    assert found(tree) == THE_THREE


def test_a_link_that_leads_nowhere_is_listed_so_that_it_can_be_told(tree: Tree) -> None:
    (tree.root / "content/venues/gone.yaml").symlink_to("nowhere")
    (tree.root / "content/venues/loop.yaml").symlink_to("loop.yaml")
    assert {*found(tree)} - {*THE_THREE} == {"content/venues/gone.yaml", "content/venues/loop.yaml"}


def test_a_folder_that_leads_to_itself_is_walked_once(tree: Tree) -> None:
    (tree.root / "content/courses/the-kiln/again").symlink_to(tree.root / "content")
    assert (found(tree), problems(tree)) == (THE_THREE, [])


def test_a_name_that_is_no_text_can_still_be_printed(tree: Tree) -> None:
    Path(os.fsdecode(os.fsencode(tree.root) + b"/content/venues/caf\xe9.yaml")).write_text("x")
    ((file, code),) = problems(tree)
    assert code == "bad-file-name"
    assert file.encode().decode() == "content/venues/caf\ufffd.yaml"


def test_a_missing_folder_is_told_by_name(tree: Tree) -> None:
    (tree.root / "content").rename(tree.root / "elsewhere")
    with pytest.raises(NothingToLoad, match="content"):
        find_files(tree.root)


def test_a_folder_without_files_may_be_missing_as_git_keeps_none_such(tree: Tree) -> None:
    shutil.rmtree(tree.root / "content/courses")
    assert found(tree) == THE_THREE[1:]


# Files that are named on the command line


def named(tree: Tree, *paths: str | Path) -> list[tuple[str, str, bool]]:
    sources = named_files([tree.root / path for path in paths], tree.root)
    return [
        (source.kind, source.file.removeprefix(f"{tree.root}/"), source.loose) for source in sources
    ]


def test_a_named_file_of_the_catalogue_is_known_by_its_place(tree: Tree) -> None:
    assert named(tree, *THE_THREE) == [
        ("course", THE_THREE[0], False),
        ("venue", THE_THREE[1], False),
        ("provider", THE_THREE[2], False),
    ]


def test_a_file_is_the_same_however_its_path_is_written(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree.root / "content/venues")
    ways = [Path("the-shed.yaml"), Path("../venues/./the-shed.yaml"), tree.root / THE_THREE[1]]
    (source,) = named_files(ways, Path("../.."))
    assert (source.file, source.loose) == (THE_THREE[1], False)
    assert source.path.is_file()


@pytest.mark.parametrize("path", [".", "content", "content/courses/the-kiln"])
def test_a_named_folder_means_the_files_of_the_catalogue_below_it(tree: Tree, path: str) -> None:
    tree.write("content/notes.yaml", "x")
    tree.write("notes.yaml", "x")
    wanted = {".": THE_THREE, "content": THE_THREE[:2]}.get(path, THE_THREE[:1])
    assert [file for _, file, _ in named(tree, path)] == wanted


def test_a_misnamed_file_in_a_named_folder_is_not_passed_over(tree: Tree) -> None:
    tree.write("content/courses/the-kiln/Pots.yml", COURSE)
    assert "content/courses/the-kiln/Pots.yml" in [file for _, file, _ in named(tree, "content")]


def test_files_elsewhere_are_loose_and_of_the_kind_of_their_folder(tree: Tree) -> None:
    for file in ("drafts/a.yaml", "drafts/venues/b.yaml", "drafts/providers/c.yaml"):
        tree.write(file, "x")
    assert named(tree, "drafts") == [
        ("course", "drafts/a.yaml", True),
        ("provider", "drafts/providers/c.yaml", True),
        ("venue", "drafts/venues/b.yaml", True),
    ]


def test_loose_files_of_one_name_are_not_taken_for_one(tree: Tree) -> None:
    tree.write("one/a.yaml", "x")
    tree.write("two/a.yaml", "x")
    sources = named_files([tree.root / "one", tree.root / "two/a.yaml"], tree.root)
    assert len({source.id for source in sources}) == 2


def test_a_file_that_is_named_twice_is_listed_once(tree: Tree) -> None:
    tree.write("one/a.yaml", "x")
    assert len(named(tree, "one", "one/a.yaml", "one", THE_THREE[0], "content/courses")) == 2


def test_a_hidden_file_that_is_named_is_checked_as_a_loose_one(tree: Tree) -> None:
    tree.write("content/courses/the-kiln/.draft.yaml", "x")
    assert named(tree, "content/courses/the-kiln/.draft.yaml") == [
        ("course", "content/courses/the-kiln/.draft.yaml", True)
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("course", "pots"),
        ("course", "the-kiln/../../etc/pots"),
        ("course", "../the-kiln/pots"),
        ("course", "/etc/pots"),
        ("course", "the-kiln/"),
        ("course", "the-kiln/.pots"),
        ("course", "nobody/pots"),
        ("venue", "the-kiln/pots"),
        ("venue", ".."),
        ("venue", ""),
        ("venue", "Pots"),
        ("venue", "pots\n"),
        ("provider", "../pots"),
        ("provider", "pots.yaml"),
    ],
)
def test_no_name_leads_out_of_its_folder(tree: Tree, kind: str, name: str) -> None:
    path = tree.root / f"{name}.yaml"
    assert problem_of_name(SourceFile(kind, name, path, "x.yaml"), tree.root)
