"""A folder becomes a catalogue and problems; nobody's mistake costs anyone else a page."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalogue.files import NothingToLoad, named_files
from catalogue.problems import SchemaError
from tests.conftest import COURSE, FROZEN, TODAY, VENUE, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalogue.files import SourceFile
    from catalogue.problems import Problem
    from tests.conftest import Tree

POTTERY = "content/courses/the-kiln/pottery.yaml"


def told(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    return [(problem.file, problem.code.name) for problem in problems]


def test_a_small_catalogue(tree: Tree) -> None:
    catalogue, problems = tree.load()
    assert told(problems) == []
    assert list(catalogue.courses) == ["the-kiln/pottery"]
    assert catalogue.today == TODAY
    assert catalogue.places["the-shed"].ward == "Toxteth"
    assert catalogue.courses["the-kiln/pottery"].file == POTTERY


def test_a_whole_catalogue_has_no_errors_and_all_its_files() -> None:
    catalogue, problems = load()
    assert [problem for problem in problems if problem.severity.word == "error"] == []
    assert len(catalogue.courses) >= 150
    assert len(catalogue.venues) >= 30
    assert len(catalogue.providers) == 10
    assert all(catalogue.venues[venue].file for venue in catalogue.venues)


def test_problems_of_all_files_come_at_once_in_the_order_of_files_and_lines(tree: Tree) -> None:
    tree.write("content/courses/the-kiln/a.yaml", "\ttab: x\n")
    tree.write(
        "content/courses/the-kiln/b.yaml", COURSE.replace("level: none", "level: nine\nx: y")
    )
    tree.write("content/courses/the-kiln/C.yaml", COURSE)
    tree.write("content/venues/hall.yaml", "name: [\n")
    tree.write("content/venues/zoo/hall.yaml", VENUE)
    tree.write("providers/nobody.yaml", "name: Nobody\n")
    catalogue, problems = tree.load()
    assert told(problems) == [
        ("content/courses/the-kiln/C.yaml", "bad-file-name"),
        ("content/courses/the-kiln/a.yaml", "strange-character"),
        ("content/courses/the-kiln/b.yaml", "not-in-list"),
        ("content/courses/the-kiln/b.yaml", "unknown-field"),
        ("content/venues/hall.yaml", "not-yaml"),
        ("content/venues/zoo/hall.yaml", "misplaced-file"),
        ("providers/nobody.yaml", "missing-field"),
    ]
    assert list(catalogue.courses) == ["the-kiln/pottery"]
    assert list(catalogue.venues) == ["the-shed"]
    assert list(catalogue.providers) == ["the-kiln"]


def test_a_problem_of_a_rule_has_its_place_in_the_file(tree: Tree) -> None:
    tree.write(POTTERY, COURSE.replace("ends: 2027-03-23", "ends: 2027-01-05"))
    _, problems = tree.load()
    found = {(problem.line, problem.column) for problem in problems if problem.field[-1] == "ends"}
    assert found == {(15, 11)}


@pytest.mark.parametrize("text", ["name: [", "name: The Shed\n", "", "\tname: x\n"])
def test_a_broken_venue_leaves_its_courses_published_with_a_bare_name(
    tree: Tree, text: str
) -> None:
    tree.write("content/venues/the-shed.yaml", text)
    catalogue, problems = tree.load()
    assert {file for file, _ in told(problems)} == {"content/venues/the-shed.yaml"}
    course = catalogue.courses["the-kiln/pottery"]
    venue = catalogue.venues["the-shed"]
    assert (venue.name, venue.file, dict(venue.access)) == ("The shed", "", {})
    assert catalogue.places["the-shed"].point is None
    assert catalogue.facets(course)["venue"] == ("the-shed",)


def test_a_broken_provider_leaves_its_courses_published_with_a_bare_name(tree: Tree) -> None:
    tree.write("providers/the-kiln.yaml", "name: [")
    catalogue, problems = tree.load()
    assert told(problems) == [("providers/the-kiln.yaml", "not-yaml")]
    assert list(catalogue.courses) == ["the-kiln/pottery"]
    assert (catalogue.providers["the-kiln"].name, catalogue.providers["the-kiln"].file) == (
        "The kiln",
        "",
    )


def test_a_venue_with_an_error_of_a_rule_is_bare_too(tree: Tree) -> None:
    tree.write("content/venues/the-shed.yaml", VENUE.replace("L8 1XF", "L8 9ZZ"))
    catalogue, problems = tree.load()
    assert {problem.file for problem in problems} == {"content/venues/the-shed.yaml"}
    assert catalogue.venues["the-shed"].file == ""
    assert list(catalogue.courses) == ["the-kiln/pottery"]


def test_a_broken_course_is_left_out_and_the_others_are_not(tree: Tree) -> None:
    tree.write("content/courses/the-kiln/glass.yaml", COURSE.replace("Pottery", "Glass"))
    tree.write(POTTERY, COURSE.replace("level: none", "level: nine"))
    catalogue, problems = tree.load()
    assert told(problems) == [(POTTERY, "not-in-list")]
    assert list(catalogue.courses) == ["the-kiln/glass"]


def test_a_course_stays_published_when_another_that_it_leads_to_goes(tree: Tree) -> None:
    tree.write(POTTERY, f"{COURSE}leads_to: [the-kiln/glazing]\n")
    catalogue, problems = tree.load()
    assert told(problems) == [(POTTERY, "unknown-course")]
    assert problems[0].severity.word == "error"
    assert catalogue.next_courses(catalogue.courses["the-kiln/pottery"]) == ()


def test_warnings_and_notices_leave_a_course_published(tree: Tree) -> None:
    tree.write(POTTERY, COURSE.replace("checked: 2026-11-20", "checked: 2025-01-20"))
    catalogue, problems = tree.load()
    assert [problem.severity.word for problem in problems] == ["warning"]
    assert list(catalogue.courses) == ["the-kiln/pottery"]


def test_loose_files_are_checked_with_the_catalogue_and_not_published(tree: Tree) -> None:
    draft = tree.write("drafts/glass.yaml", COURSE.replace("the-shed", "the-sheed"))
    good = tree.write("drafts/silk.yaml", COURSE.replace("Pottery", "Silk"))
    loose = named_files([draft, good], tree.root)
    catalogue, problems = load(tree.root, loose=loose)
    assert {problem.file for problem in problems} == {draft.as_posix()}
    assert any("the-shed" in problem.mend for problem in problems)
    assert list(catalogue.courses) == ["the-kiln/pottery"]


def test_loose_files_of_one_name_are_all_checked(tree: Tree) -> None:
    bad = COURSE.replace("ends: 2027-03-23", "ends: 2027-01-05")
    paths = [tree.write(f"{folder}/glass.yaml", bad) for folder in ("one", "two")]
    _, problems = load(tree.root, loose=named_files(paths, tree.root))
    assert {problem.file for problem in problems} == {path.as_posix() for path in paths}


def test_links_that_lead_nowhere_are_problems_of_one_file(tree: Tree) -> None:
    (tree.root / "content/venues/gone.yaml").symlink_to("nowhere")
    (tree.root / "content/venues/loop.yaml").symlink_to("loop.yaml")
    catalogue, problems = tree.load()
    assert told(problems) == [
        ("content/venues/gone.yaml", "unreadable-file"),
        ("content/venues/loop.yaml", "unreadable-file"),
    ]
    assert list(catalogue.courses) == ["the-kiln/pottery"]


def test_folders_and_pipes_in_the_way_do_no_harm(tree: Tree) -> None:
    (tree.root / "content/venues/folder.yaml").mkdir()
    os.mkfifo(tree.root / "content/courses/the-kiln/pipe.yaml")
    catalogue, problems = tree.load()
    assert told(problems) == []
    assert list(catalogue.courses) == ["the-kiln/pottery"]


def test_a_file_that_vanishes_while_others_are_read_is_one_problem(tree: Tree) -> None:
    path = tree.write("content/courses/the-kiln/glass.yaml", COURSE)

    def watch(sources: Sequence[SourceFile]) -> Iterable[SourceFile]:
        path.unlink()
        return sources

    catalogue, problems = load(tree.root, watch=watch)
    assert told(problems) == [("content/courses/the-kiln/glass.yaml", "unreadable-file")]
    assert list(catalogue.courses) == ["the-kiln/pottery"]


def test_whoever_watches_sees_every_file_once(tree: Tree) -> None:
    seen: list[str] = []

    def watch(sources: Sequence[SourceFile]) -> Iterable[SourceFile]:
        for source in sources:
            seen.append(source.file)
            yield source

    load(tree.root, watch=watch)
    assert sorted(seen) == [POTTERY, "content/venues/the-shed.yaml", "providers/the-kiln.yaml"]


def test_an_empty_catalogue_is_empty_and_no_mistake(tree: Tree) -> None:
    for folder in ("content", "providers"):
        shutil.rmtree(tree.root / folder)
    for folder in ("content/courses", "content/venues", "providers"):
        (tree.root / folder).mkdir(parents=True)
    catalogue, problems = tree.load()
    assert (problems, dict(catalogue.courses), dict(catalogue.venues)) == ([], {}, {})
    assert catalogue.groups == {}


@pytest.mark.parametrize("folder", ["content", "schema", "reference"])
def test_a_missing_folder_means_there_is_nothing_to_load(tree: Tree, folder: str) -> None:
    (tree.root / folder).rename(tree.root / "elsewhere")
    with pytest.raises(NothingToLoad, match=Path(folder).name):
        tree.load()


def test_a_mistake_in_the_schema_stops_everything(tree: Tree) -> None:
    (tree.root / "schema").unlink()
    shutil.copytree(FROZEN / "schema", tree.root / "schema")
    tree.write("schema/venue.schema.json", "{")
    with pytest.raises(SchemaError, match=r"venue\.schema\.json"):
        tree.load()


def test_missing_reference_data_stops_everything(tree: Tree, project: Path) -> None:
    (tree.root / "reference").unlink()
    shutil.copytree(project / "reference", tree.root / "reference")
    (tree.root / "reference/postcodes.csv").unlink()
    with pytest.raises(SchemaError, match=r"postcodes\.csv"):
        tree.load()


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("field", ["starts", "ends"])
def test_days_at_the_ends_of_the_calendar_do_no_harm(tree: Tree, field: str, typed: str) -> None:
    day = {"starts": "2027-01-12", "ends": "2027-03-23"}[field]
    tree.write(POTTERY, COURSE.replace(f"{field}: {day}", f"{field}: {typed}"))
    catalogue, problems = tree.load()
    assert POTTERY in {problem.file for problem in problems} or catalogue.courses


def test_a_run_without_end_to_the_end_of_the_calendar_does_no_harm(tree: Tree) -> None:
    text = COURSE.replace("    ends: 2027-03-23\n", "    rolling: true\n")
    tree.write(POTTERY, text.replace("starts: 2027-01-12", "starts: 9999-12-31"))
    tree.load()


@pytest.mark.parametrize(
    "inside",
    [
        ", ".join(f"word{number}, {number}" for number in range(3500)),
        ", ".join(f"{{a: {number}}}" for number in range(5000)),
        ", ".join(["same"] * 8000),
    ],
)
def test_a_list_as_long_as_a_file_can_be_is_one_file_with_problems(tree: Tree, inside: str) -> None:
    tree.write("content/courses/the-kiln/long.yaml", COURSE.replace("[crafts]", f"[{inside}]"))
    catalogue, problems = tree.load()
    assert {problem.file for problem in problems} == {"content/courses/the-kiln/long.yaml"}
    assert len(problems) <= 100
    assert list(catalogue.courses) == ["the-kiln/pottery"]


def test_thousands_of_unknown_fields_are_one_file_with_problems(tree: Tree) -> None:
    unknown = "".join(f"field{number}: x\n" for number in range(3500))
    tree.write("content/courses/the-kiln/long.yaml", COURSE + unknown)
    _, problems = tree.load()
    assert {problem.code.name for problem in problems} == {"unknown-field"}
    assert len(problems) <= 100


@pytest.mark.parametrize("folder", ["content/venues", "providers"])
def test_no_test_reads_what_partners_write(folder: str, tmp_path: Path, project: Path) -> None:
    with pytest.raises(AssertionError, match="tests/frozen"):
        (project / folder / "any.yaml").read_text(encoding="utf-8")
    with pytest.raises(AssertionError, match="tests/frozen"):
        (tmp_path / "theirs").symlink_to(project / folder)
