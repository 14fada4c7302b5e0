"""What was checked is kept, and no run that uses it may say anything else than one without."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import keeping, loading, yaml_reader
from catalogue.checked import CheckedDocuments
from catalogue.cli import main
from tests.conftest import COURSE, FROZEN, PROJECT, PROVIDER, VENUE, Tree, load, small_tree

POTTERY = "content/courses/the-kiln/pottery.yaml"
LEVELS = "schema/vocabularies/levels.yaml"
DAYS = ("2026-11-24", "2027-02-01", "2028-01-01")
PAGE = "title: Help\nslug: help\norder: 1\ndescription: Whom to ask.\n\nAsk us.\n"
OWNERS = "owners: ['@kiln']\nproviders:\n  the-kiln: ['@kiln']\n"
COURSES = (
    COURSE,
    COURSE.replace("Pottery", "Weaving").replace("q7pt3", "w3v7x"),
    COURSE.replace("the-shed", "The Shed"),
    COURSE.replace("the-shed", "the-barn"),
    COURSE.replace("level: none", "level: level nine"),
    COURSE.replace("2027-01-12", "12.01.2027"),
    COURSE.replace("title:", "tilte:"),
    COURSE.replace("kind: free", "kind: fixed\n  pounds: 4.999"),
    COURSE + "leads_to: [the-kiln/weaving]\n",
    "title: [Pottery\n",
    "",
)
TEXTS = {
    POTTERY: COURSES,
    "content/courses/the-kiln/weaving.yaml": COURSES,
    "content/courses/the-wheel/pottery.yaml": COURSES,
    "content/courses/the-kiln/Not A Name.yaml": COURSES,
    "content/courses/lost.yaml": COURSES,
    "content/venues/the-shed.yaml": (VENUE, VENUE.replace("The Shed", "The Barn"), "name: 1\n"),
    "content/venues/the-barn.yaml": (VENUE.replace("The Shed", "The Barn"), VENUE),
    "providers/the-kiln.yaml": (PROVIDER, "name: [\n"),
    "providers/the-wheel.yaml": (PROVIDER.replace("The Kiln", "The Wheel"), PROVIDER),
    "content/pages/help.md": (PAGE, PAGE.replace("Ask us.", "<b>Ask us.</b>"), "Ask us."),
    "content/sheets/the-kiln.yaml": ("columns:\n  Fee: cost\n", "columns:\n  Fee: costs\n", "[]"),
    "content/plan/reviewed-overlaps.yaml": ("pairs: []\n", "pairs: {}\n"),
    "content/addresses.csv": ("short,address,leads_to\nab2,courses/the-kiln/pottery/,\n",),
    ".github/owners.yaml": (OWNERS, OWNERS.replace("the-kiln", "the-wheel"), "owners: 1\n"),
    "languages/cy/messages.po": ('msgid ""\nmsgstr ""\n', "msgid\n"),
    LEVELS: tuple(
        (FROZEN / LEVELS).read_text().replace("label: ", f"label: {more}", 1) for more in "AB"
    ),
}
EDITS = st.one_of(
    st.sampled_from([("write", file, text) for file, texts in TEXTS.items() for text in texts]),
    st.sampled_from([("delete", file, "") for file in TEXTS if file != LEVELS]),
    st.sampled_from([("move", one, other) for one in list(TEXTS)[:7] for other in list(TEXTS)[:7]]),
    st.sampled_from([("day", day, "") for day in DAYS]),
)


def clone(root: Path) -> Tree:
    """Write a small catalogue that is a clone."""
    tree = small_tree(root)
    (root / ".git").mkdir()
    return tree


def write_words(tree: Tree, text: str) -> None:
    """Change a list of our words in a catalogue. It gets its own lists only now: those that it
    shares with other tests are read once for all of them."""
    shared = tree.root / "schema"
    if shared.is_symlink():
        shared.unlink()
        shutil.copytree(FROZEN / "schema", shared)
    tree.write(LEVELS, text)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A clone in which things are kept."""
    monkeypatch.delenv("CI", raising=False)
    return clone(tmp_path / "clone")


def edit(tree: Tree, how: str, what: str, more: str) -> None:
    """Do to a file what people do."""
    path = tree.root / what
    if what == LEVELS:
        write_words(tree, more)
    elif how == "write":
        tree.write(what, more)
    elif how == "delete":
        path.unlink(missing_ok=True)
    elif how == "move" and path.exists():
        (tree.root / more).parent.mkdir(parents=True, exist_ok=True)
        path.replace(tree.root / more)


def told(root: Path, day: str = DAYS[0], **settings: str) -> tuple[int, str, str]:
    """Check a catalogue, and return how that ended and what it printed."""
    others = {name: value for name, value in os.environ.items() if name != "CI"}
    with (
        patch.dict(os.environ, {**others, **settings}, clear=True),
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(io.StringIO()) as err,
    ):
        code = main(["check", "--format=json", f"--root={root}", f"--today={day}"])
    return code, out.getvalue(), err.getvalue()


def kept(tree: Tree) -> set[str]:
    """Return the names of what is kept of a catalogue."""
    return {path.name for path in tree.root.glob(".cache/checked/*")} - {".gitignore"}


@settings(max_examples=15)
@given(st.lists(EDITS, min_size=1, max_size=8))
def test_whatever_changes_it_says_what_it_would_say_without(edits: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tree, day = clone(Path(folder)), DAYS[0]
        for how, what, more in edits:
            day = what if how == "day" else day
            edit(tree, how, what, more)
            cold = told(tree.root, day, CI="true")
            assert told(tree.root, day) == cold
            assert told(tree.root, day) == cold, "the second time, when nothing has changed"


def test_the_catalogue_is_the_same_one(here: Tree) -> None:
    here.write("content/pages/help.md", PAGE)
    here.write("content/courses/the-kiln/copy.yaml", COURSE)
    here.write("content/courses/the-kiln/bad.yaml", COURSES[4])
    cold, problems = load(here.root)
    for _ in range(2):
        assert load(here.root, checked=CheckedDocuments(here.root)) == (cold, problems)
    again = load(here.root, checked=CheckedDocuments(here.root))[0]
    as_written = [course.written for course in cold.courses.values()]
    assert [course.written for course in again.courses.values()] == as_written


def test_only_what_changed_is_read(here: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    reader = yaml_reader.read_bytes

    def reading(raw: bytes, name: str) -> object:
        read.append(name)
        return reader(raw, name)

    monkeypatch.setattr(loading, "read_bytes", reading)
    told(here.root)
    assert len(read) == 3
    told(here.root)
    here.write("providers/the-wheel.yaml", PROVIDER.replace("The Kiln", "The Wheel"))
    edit(here, "move", "content/venues/the-shed.yaml", "content/venues/the-hut.yaml")
    told(here.root, DAYS[1])
    assert read[3:] == ["providers/the-wheel.yaml"]


def test_when_nothing_has_changed_nothing_is_loaded(
    here: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.write(POTTERY, COURSES[4])
    before = told(here.root)
    monkeypatch.setattr(loading, "load_catalogue", None)
    assert told(here.root) == before


def test_a_change_of_our_words_is_seen(here: Tree) -> None:
    assert told(here.root)[0] == 0
    write_words(here, (FROZEN / LEVELS).read_text().replace("id: none", "id: nought"))
    assert told(here.root)[0] == 1
    assert told(here.root) == told(here.root, CI="true")


@pytest.mark.parametrize("name", ["documents", "problems"])
def test_what_is_kept_and_cannot_be_read_was_never_there(here: Tree, name: str) -> None:
    here.write(POTTERY, COURSES[4])
    before = told(here.root)
    file = here.root / ".cache" / "checked" / name
    whole = file.read_bytes()
    turned = bytes([*whole[:-9], whole[-9] ^ 1, *whole[-8:]])
    for broken in (b"", whole[:20], whole[:-1], turned, whole + b"."):
        file.write_bytes(broken)
        assert told(here.root, DAYS[0]) == before
        assert told(here.root, DAYS[1])[0] == 1


def test_what_is_kept_cannot_run_anything(here: Tree) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(here.root / "trapped"),)

    file = here.root / ".cache" / "checked" / "documents"
    basis = keeping.basis_of(here.root)
    keeping.put(file, basis, Trap())
    assert keeping.taken(file, basis) is None
    assert told(here.root)[0] == 0
    assert not (here.root / "trapped").exists()


def test_a_change_of_our_code_or_of_a_library_forgets_all(
    here: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "catalogue"
    (code / "rules").mkdir(parents=True)
    (code / "rules" / "cost.py").write_text("CODES = ()\n")
    monkeypatch.setattr(keeping, "__file__", str(code / "keeping.py"))
    bases = [keeping.basis_of(here.root)]
    (code / "rules" / "cost.py").write_text("CODES = []\n")
    bases.append(keeping.basis_of(here.root))
    library = tmp_path / "libraries" / "PyYAML-7.0.dist-info"
    library.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(library.parent)])
    bases.append(keeping.basis_of(here.root))
    assert len({*bases}) == 3
    assert keeping.basis_of(here.root) == bases[-1]


def test_two_at_once_do_each_other_no_harm(here: Tree) -> None:
    command = [sys.executable, "-m", "catalogue", "check", f"--today={DAYS[0]}"]
    others = {name: value for name, value in os.environ.items() if name != "CI"}
    both = [
        subprocess.Popen(
            command, cwd=here.root, env={**others, "PYTHONPATH": str(PROJECT)}, stderr=-1, text=True
        )
        for _ in range(2)
    ]
    assert [one.communicate(timeout=120)[1] for one in both] == ["No problems in 3 files.\n"] * 2
    assert kept(here) == {"documents", "problems"}
    assert told(here.root)[0] == 0


def test_where_nothing_can_be_written_all_is_worked_out(here: Tree) -> None:
    here.write(".cache", "a file where a folder should be")
    assert told(here.root) == told(here.root) == told(here.root, CI="true")


@pytest.mark.parametrize("why", ["in CI", "outside a clone"])
def test_nothing_is_kept_where_others_may_have_brought_it(here: Tree, why: str) -> None:
    if why == "outside a clone":
        (here.root / ".git").rmdir()
    assert told(here.root, **({"CI": "true"} if why == "in CI" else {}))[0] == 0
    assert kept(here) == set()


def test_what_changes_while_it_is_checked_is_not_kept(
    here: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_catalogue = loading.load_catalogue

    def meanwhile(*given: object, **more: object) -> object:
        found = load_catalogue(*given, **more)  # type: ignore[arg-type]
        here.write(POTTERY, COURSES[4])
        return found

    monkeypatch.setattr(loading, "load_catalogue", meanwhile)
    assert told(here.root)[0] == 0
    monkeypatch.undo()
    assert told(here.root)[0] == 1
