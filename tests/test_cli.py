"""The command, as people and programs use it: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from catalogue import cli, loading
from catalogue.cli import main
from catalogue.codes import ALL_CODES
from catalogue.reports import FORMATS
from catalogue.schemas import KINDS
from tests.conftest import COURSE, FROZEN, PROJECT, PROVIDER, VENUE, link

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tree

POTTERY = "content/courses/the-kiln/pottery.yaml"
TODAY = "--today=2026-11-24"
BAD = COURSE.replace("level: none", "level: nine")


@pytest.fixture
def here(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A small catalogue with us in its top folder."""
    monkeypatch.chdir(tree.root)
    return tree


def run(*arguments: str, where: Path = FROZEN, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a program of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "catalogue", *arguments],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **settings},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )


Screen = pytest.CaptureFixture[str]


# check


def test_check_says_that_all_is_well(here: Tree, capsys: Screen) -> None:
    assert main(["check", TODAY]) == 0
    assert capsys.readouterr() == ("", "No problems in 3 files.\n")


def test_check_tells_problems_and_how_many(here: Tree, capsys: Screen) -> None:
    here.write(POTTERY, BAD)
    assert main(["check", TODAY]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"{POTTERY}:6:8: error: level: [not-in-list]\n")
    assert err == "1 error in 1 of 3 files.\n"


def test_a_warning_is_told_and_lets_pass(here: Tree, capsys: Screen) -> None:
    here.write(POTTERY, COURSE.replace("checked: 2026-11-20", "checked: 2025-01-20"))
    assert main(["check", TODAY]) == 0
    out, err = capsys.readouterr()
    assert "warning: checked" in out
    assert err == "1 warning in 1 of 3 files.\n"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_the_same_problem(here: Tree, capsys: Screen, form: str) -> None:
    here.write(POTTERY, BAD)
    assert main(["check", TODAY, "--format", form]) == 1
    out, err = capsys.readouterr()
    assert "pottery.yaml" in out
    assert "nine" in out
    assert err == "1 error in 1 of 3 files.\n"
    if form in ("json", "rdjson"):
        assert json.loads(out)


def test_the_day_is_the_one_that_is_told(here: Tree, capsys: Screen) -> None:
    assert main(["check", "--today", "2028-01-31"]) == 0
    assert "checked" in capsys.readouterr().out
    assert main(["check", TODAY]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("wrong", ["2026-02-30", "24/11/2026", "tomorrow", "20261124", ""])
def test_a_day_that_is_none_is_wrong_use(here: Tree, capsys: Screen, wrong: str) -> None:
    assert main(["check", "--today", wrong]) == 2
    assert "--today" in capsys.readouterr().err


def test_only_the_files_that_are_named_are_told(here: Tree, capsys: Screen) -> None:
    here.write(POTTERY, BAD)
    here.write("content/courses/the-kiln/glass.yaml", BAD)
    assert main(["check", TODAY, POTTERY]) == 1
    out, err = capsys.readouterr()
    assert "glass" not in out
    assert err == "1 error in 1 of 1 file.\n"
    assert main(["check", TODAY, "providers"]) == 0
    assert capsys.readouterr().err == "No problems in 1 file.\n"
    assert main(["check", TODAY, "content/courses", "providers", POTTERY]) == 1
    assert capsys.readouterr().err == "2 errors in 2 of 3 files.\n"


def test_a_named_file_that_is_misnamed_is_told(here: Tree, capsys: Screen) -> None:
    here.write("content/courses/the-kiln/Glass.yaml", COURSE)
    assert main(["check", TODAY, "content/courses/the-kiln/Glass.yaml"]) == 1
    assert "bad-file-name" in capsys.readouterr().out


def test_the_whole_folder_means_the_catalogue_in_it(here: Tree, capsys: Screen) -> None:
    assert main(["check", TODAY, "."]) == 0
    assert capsys.readouterr() == ("", "No problems in 3 files.\n")


def test_a_file_from_elsewhere_is_checked_against_the_catalogue(
    here: Tree, capsys: Screen, tmp_path: Path
) -> None:
    draft = tmp_path / "elsewhere/draft.yaml"
    draft.parent.mkdir()
    draft.write_text(COURSE.replace("venue: the-shed", "venue: the-shod"))
    assert main(["check", TODAY, str(draft)]) == 1
    assert "the-shed" in capsys.readouterr().out
    draft.write_text(COURSE)
    assert main(["check", TODAY, str(draft)]) == 0


def test_a_loose_venue_is_checked_as_one(here: Tree, capsys: Screen, tmp_path: Path) -> None:
    venue = tmp_path / "venues/hall.yaml"
    venue.parent.mkdir()
    venue.write_text(VENUE)
    assert main(["check", TODAY, str(venue)]) == 0
    assert main(["check", TODAY, "--root", ".", str(venue)]) == 0


def test_what_is_named_must_be_there(here: Tree, capsys: Screen) -> None:
    assert main(["check", "nowhere.yaml"]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err


def test_the_catalogue_can_be_elsewhere(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", TODAY, "--root", "tree"]) == 0
    assert main(["check", TODAY, "--root", "tree", f"tree/{POTTERY}"]) == 0
    assert capsys.readouterr().err.endswith("No problems in 1 file.\n")


@pytest.mark.parametrize("arguments", [["check"], ["new", "course", "a/b"], ["format"]])
def test_outside_a_catalogue_it_says_where_to_go(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "There is no folder" in err
    assert "--root" in err


def test_a_mistake_in_our_own_lists_is_said_as_ours(here: Tree, capsys: Screen) -> None:
    (here.root / "schema").unlink()
    shutil.copytree(FROZEN / "schema", here.root / "schema")
    here.write("schema/vocabularies/days.yaml", "title: [")
    assert main(["check", TODAY]) == 2
    err = capsys.readouterr().err
    assert err.startswith("Nothing could be checked, because our own")
    assert "days.yaml" in err


def test_missing_reference_data_is_named(here: Tree, capsys: Screen) -> None:
    (here.root / "reference").unlink()
    shutil.copytree(PROJECT / "reference", here.root / "reference")
    (here.root / "reference/postcodes.csv").unlink()
    assert main(["check", TODAY]) == 2
    assert "postcodes.csv" in capsys.readouterr().err


def test_ctrl_c_is_heard(here: Tree, capsys: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "find_files", interrupted)
    assert main(["check", TODAY]) == 130
    assert capsys.readouterr().err.strip() == "Stopped."


def test_ctrl_c_stops_a_real_program_with_a_word(here: Tree) -> None:
    # Reading from a pipe that nobody writes to, it waits until it is stopped.
    os.mkfifo(here.root / "pipe.yaml")
    program = subprocess.Popen(
        [sys.executable, "-m", "catalogue", "check", "pipe.yaml"],
        # In the background of a shell Ctrl-C is ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        cwd=here.root,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    # Opening the other end waits until the program reads.
    with (here.root / "pipe.yaml").open("wb"):
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=60)
    assert program.returncode == 130
    assert err.strip() == "Stopped."


# The real program


def test_a_whole_catalogue_passes_and_is_quiet() -> None:
    done = run("check", TODAY)
    assert done.returncode == 0, done.stdout
    assert re.fullmatch(r"(No problems|[0-9, a-z]+) in [0-9, of]+ files\.\n", done.stderr)
    assert "\x1b" not in done.stdout + done.stderr


def test_a_real_program_ends_with_the_right_code(here: Tree) -> None:
    here.write(POTTERY, BAD)
    assert run("check", TODAY, where=here.root).returncode == 1
    assert run("check", "--nonsense", where=here.root).returncode == 2
    assert run("--help").returncode == 0
    assert run("nonsense").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_screen_without_our_letters_is_no_reason_to_fail(here: Tree, encoding: str) -> None:
    here.write(POTTERY, COURSE.replace("level: none", "level: “éأ💬”"))
    done = run("check", TODAY, where=here.root, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert "not-in-list" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_reason_to_complain(here: Tree) -> None:
    for number in range(300):
        here.write(f"content/courses/the-kiln/course-{number}.yaml", BAD)
    done = subprocess.run(
        f"'{sys.executable}' -m catalogue check {TODAY} | head -1",
        shell=True,
        cwd=here.root,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
        check=False,
    )
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_name_that_is_no_text_is_told(here: Tree) -> None:
    with open(os.fsencode(here.root) + b"/content/venues/caf\xe9.yaml", "w") as file:
        file.write(VENUE)
    for form in FORMATS:
        done = run("check", TODAY, "--format", form, where=here.root)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "caf" in done.stdout


# explain


def test_explain_lists_every_kind_of_problem(capsys: Screen) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(ALL_CODES)
    for line, code in zip(lines, ALL_CODES.values(), strict=True):
        name, severity, title = line.split(maxsplit=2)
        assert (name, severity, title) == (code.name, code.severity.word, code.title)


@pytest.mark.parametrize("name", list(ALL_CODES))
def test_explain_one(capsys: Screen, name: str) -> None:
    assert main(["explain", name]) == 0
    out = capsys.readouterr().out
    assert ALL_CODES[name].title in out
    assert ALL_CODES[name].explanation in out


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("wrong-from", "Did you mean wrong-form?"),
        ("NOT-IN-LIST", "Did you mean not-in-list?"),
        ("not in list", "Did you mean not-in-list?"),
        ("qqqqqqqq", "lists them all"),
    ],
)
def test_explain_helps_with_a_name_that_is_not_quite_right(
    capsys: Screen, typed: str, hint: str
) -> None:
    assert main(["explain", typed]) == 2
    assert hint in capsys.readouterr().err


# new


NEW = {
    "course": "the-kiln/glass",
    "venue": "the-hall",
    "provider": "the-forge",
    "priority": "english",
    "bid": "english",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_passes_the_check(here: Tree, capsys: Screen, kind: str) -> None:
    here.write("content/venues/toxteth-library.yaml", VENUE)
    for partner in ("liverpool-adult-learning-service", "stec"):
        here.write(f"providers/{partner}.yaml", PROVIDER)
    if kind == "priority":  # the small reference counts nobody in need
        (here.root / "reference").unlink()
        link(here.root, "reference")
    assert main(["new", kind, NEW[kind], TODAY]) == 0
    out, err = capsys.readouterr()
    path = re.search(r"Wrote (\S+)\. ", out)
    assert err == ""
    assert path
    assert main(["check", TODAY, path.group(1)]) == 0
    assert capsys.readouterr() == ("", "No problems in 1 file.\n")
    assert main(["check", TODAY]) == 0
    first = (here.root / path.group(1)).read_text(encoding="utf-8").splitlines()[0]
    schema = here.root / path.group(1) / ".." / first.split("$schema=")[1]
    assert schema.resolve() == (PROJECT / f"schema/{kind}.schema.json").resolve()


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_name_a_new_file_is_only_shown(here: Tree, capsys: Screen, kind: str) -> None:
    before = sorted(here.root.rglob("*"))
    assert main(["new", kind, TODAY]) == 0
    assert capsys.readouterr().out.startswith("# yaml-language-server: ")
    assert sorted(here.root.rglob("*")) == before


def test_new_never_overwrites(here: Tree, capsys: Screen) -> None:
    assert main(["new", "course", "the-kiln/pottery"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert (here.root / POTTERY).read_text() == COURSE


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("course", "glass"),
        ("course", "nobody/glass"),
        ("course", "The-Kiln/glass"),
        ("course", "the-kiln/Glass"),
        ("course", "the-kiln/../../../glass"),
        ("course", "/etc/glass"),
        ("venue", "../glass"),
        ("venue", "a/b"),
        ("venue", ""),
        ("provider", ".hidden"),
        ("provider", "x" * 300),
        ("nonsense", "x"),
    ],
)
def test_new_refuses_a_name_that_cannot_be(
    here: Tree, capsys: Screen, kind: str, name: str
) -> None:
    before = sorted(here.root.parent.rglob("*"))
    assert main(["new", kind, name, TODAY]) == 2
    assert capsys.readouterr().err
    assert sorted(here.root.parent.rglob("*")) == before


# format


UNTIDY = COURSE.replace("topics: [crafts]", "topics:   ['crafts']   # why").replace("\n", "\r\n")
TIDY = COURSE.replace("topics: [crafts]", "# why\ntopics: [crafts]")


def test_format_tidies_once_and_says_what(here: Tree, capsys: Screen) -> None:
    path = here.root / POTTERY
    path.write_bytes(UNTIDY.encode())
    path.chmod(0o640)
    assert main(["format"]) == 0
    assert capsys.readouterr().out == f"{POTTERY}: tidied\n"
    assert path.read_bytes() == TIDY.encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert main(["format"]) == 0
    assert capsys.readouterr().out == ""


def test_format_can_only_look(here: Tree, capsys: Screen) -> None:
    path = here.root / POTTERY
    path.write_bytes(UNTIDY.encode())
    assert main(["format", "--check"]) == 1
    assert capsys.readouterr().out == f"{POTTERY}: would change\n"
    assert path.read_bytes() == UNTIDY.encode()
    assert main(["format", "--check", "providers", "content/venues"]) == 0


def test_format_changes_only_what_is_named(here: Tree, capsys: Screen) -> None:
    other = here.write("content/courses/the-kiln/glass.yaml", UNTIDY)
    (here.root / POTTERY).write_text(UNTIDY)
    assert main(["format", POTTERY]) == 0
    assert (here.root / POTTERY).read_text() == TIDY
    assert other.read_text() == UNTIDY.replace("\r\n", "\n")


def test_format_never_writes_a_file_that_it_cannot_read(here: Tree, capsys: Screen) -> None:
    broken = here.write("content/courses/the-kiln/a-first.yaml", "a: [b\n")
    (here.root / POTTERY).write_bytes(UNTIDY.encode())
    assert main(["format"]) == 1
    assert "not-yaml" in capsys.readouterr().out
    assert broken.read_text() == "a: [b\n"
    assert (here.root / POTTERY).read_text() == TIDY


def test_a_file_that_cannot_be_opened_keeps_no_other_from_being_tidied(
    here: Tree, capsys: Screen
) -> None:
    (here.root / "content/courses/the-kiln/a-first.yaml").symlink_to("nowhere")
    (here.root / POTTERY).write_bytes(UNTIDY.encode())
    assert main(["format"]) == 1
    assert "unreadable-file" in capsys.readouterr().out
    assert (here.root / POTTERY).read_text() == TIDY


def test_a_whole_catalogue_is_tidy(capsys: Screen) -> None:
    assert main(["format", "--check", "--root", str(FROZEN)]) == 0
    assert capsys.readouterr().out == ""


# What is printed


def test_title_in_a_copy_of_a_site_commands_no_runner(
    capsys: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = ["Search does not find “##[add-mask]x” by any word.", "::stop-commands::x"]
    monkeypatch.setattr("catalogue.site.whole.faults_of_copy", lambda _: said)
    assert main(["verify", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert not any("##[" in line or line.startswith("::") for line in lines)


# Anything at all


GARBAGE = [
    [],
    [""],
    ["check", ""],
    ["check", "--format", "xml"],
    ["check", "--root", "nowhere"],
    ["check", "--root", POTTERY],
    ["explain", ""],
    ["explain", "a", "b"],
    ["new"],
    ["new", "course", "a", "b", "c"],
    ["format", "nowhere"],
    ["--nonsense"],
    ["check", "\udcff.yaml"],
    ["check", "\n"],
]


@pytest.mark.parametrize("arguments", GARBAGE)
def test_wrong_use_is_told_in_a_sentence(here: Tree, capsys: Screen, arguments: list[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert (out + err).strip()


@pytest.mark.parametrize("command", ["check", "explain", "new", "format"])
def test_every_command_explains_itself(capsys: Screen, command: str) -> None:
    for flag in ("-h", "--help"):
        assert main([command, flag]) == 0
        assert command in capsys.readouterr().out
    assert command in cli.commands.commands


def test_the_help_uses_none_of_the_words_of_programmers(capsys: Screen) -> None:
    for command in cli.commands.commands:
        main([command, "--help"])
    out = capsys.readouterr().out
    assert not re.search(r"\b(instance|property|enum|null)\b", out, re.IGNORECASE)


def test_the_pages_made_of_the_schema_and_the_rules_are_up_to_date(capsys: Screen) -> None:
    assert main(["docs", "--check", "--root", str(PROJECT)]) == 0
    assert capsys.readouterr().out == ""


def test_what_a_command_needs_is_imported_when_it_is_asked_for() -> None:
    slow = {"babel", "jsonschema", "openpyxl", "pelican", "phonenumbers", "rich", "ruamel", "yaml"}
    script = "import sys, catalogue.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert not slow & {name.partition(".")[0] for name in loaded.stdout.split()}
