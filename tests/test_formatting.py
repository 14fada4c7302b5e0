"""Formatting changes how a file is written, never what it says, and does so only once."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import formatting, wording
from catalogue.files import find_files
from catalogue.formatting import format_text, replace_file
from catalogue.problems import WouldChange
from catalogue.reference import load_reference
from catalogue.run_ids import with_ids
from catalogue.schemas import KINDS
from catalogue.yaml_reader import read_bytes
from tests.conftest import COURSE, FROZEN
from tests.test_wording import WHOLE
from tests.test_yaml_reader import TREE, as_json, as_yaml, same

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = load_reference(FROZEN).schemas


def formatted(text: str, kind: str = "course") -> str:
    new, problems = format_text(text.encode(), SCHEMAS.of(kind), "x.yaml")
    assert problems == []
    assert new is not None
    return new


def values_of(text: str) -> Any:
    document, problems = read_bytes(text.encode(), "x.yaml")
    assert document is not None, problems
    return document.value


def test_every_file_of_a_whole_catalogue_is_in_its_usual_form() -> None:
    sources, _ = find_files(FROZEN)
    assert len(sources) > 200
    changed = [
        source.file
        for source in sources
        if formatted(source.path.read_text(encoding="utf-8"), source.kind)
        != source.path.read_text(encoding="utf-8")
    ]
    assert changed == []


def test_what_was_formatted_once_stays_as_it_is() -> None:
    assert formatted(COURSE) == COURSE
    assert formatted(COURSE.replace("\n", "\r\n")) == COURSE


def test_run_without_an_id_gets_one_and_keeps_it_whatever_is_mended() -> None:
    assert formatted(COURSE.replace("    id: q7pt3\n", "")) == COURSE
    mended = COURSE.replace("2027-01-12", "2027-01-19").replace("09:30", "10:30")
    assert formatted(mended) == mended


@pytest.mark.parametrize("kind", KINDS)
def test_any_way_of_writing_leads_to_the_same_file(kind: str) -> None:
    value = WHOLE[kind]
    backwards = dict(reversed(value.items()))
    ways = {
        as_json(value),
        as_json(backwards),
        as_yaml(value, flow=False, width=100),
        as_yaml(backwards, flow=True, width=60),
    }
    assert len(ways) == 4
    (once,) = {formatted(way, kind) for way in ways}
    assert formatted(once, kind) == once
    assert formatting._stripped(values_of(once)) == formatting._stripped(value)


def test_the_usual_form() -> None:
    text = (
        "checked:   2026-11-20\n"
        "topics:\n- crafts\n- 'maths'\n"
        'title: "Pottery: a start"\n'
        "cost: {pounds: 48.50, kind: 'fee'}\n"
        "description: 'One.\n\n  Two.'\n"
        "runs:\n- sessions: [{to: '11:30', day: tuesday, from: 09:30}]\n  starts: '2027-01-12'\n"
        "you_will_learn: [make a bowl, 'fire it']\n"
        "summary: 'yes'\n"
        "who_for: '12'\n"
    )
    assert formatted(text) == (
        'title: "Pottery: a start"\n'
        "summary: yes\n"
        "description: |\n"
        "  One.\n"
        "  Two.\n"
        "topics: [crafts, maths]\n"
        'who_for: "12"\n'
        "you_will_learn:\n"
        "  - make a bowl\n"
        "  - fire it\n"
        "cost:\n"
        "  kind: fee\n"
        "  pounds: 48.50\n"
        "runs:\n"
        "  - starts: 2027-01-12\n"
        "    sessions:\n"
        "      - {day: tuesday, from: 09:30, to: 11:30}\n"
        "    id: whzrb\n"
        "checked: 2026-11-20\n"
    )


# Nothing is lost


@settings(max_examples=150)
@given(st.sampled_from([*WHOLE["course"], "unknown"]), TREE)
def test_values_of_any_kind_anywhere_are_kept_or_the_file_is(name: str, value: Any) -> None:
    text = as_json({**WHOLE["course"], name: value})
    try:
        new = formatted(text)
    except WouldChange:
        return  # the file stays as it was
    assert formatted(new) == new
    kept, said = (formatting._stripped(one) for one in (values_of(new), with_ids(values_of(text))))
    assert same(in_order(kept), in_order(said))


def in_order(value: Any) -> Any:
    """A value with its fields in the order of their names: which comes first is the writer's."""
    if isinstance(value, dict):
        return {name: in_order(value[name]) for name in sorted(value)}
    return list(map(in_order, value)) if isinstance(value, list) else value


LINES = COURSE.splitlines()
# In the block of the description a line that starts with # is text.
TEXT_LINE = LINES.index("  We start with a lump of clay.")
PLACES = [number for number in range(len(LINES) + 1) if number != TEXT_LINE]


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 6)), max_size=6),
    st.sets(st.sampled_from(PLACES[:-1]), max_size=6),
)
def test_every_comment_is_kept_wherever_it_is(
    alone: list[tuple[int, int]], beside: set[int]
) -> None:
    lines = [
        f"{line}  # beside{number}x" if number in beside else line
        for number, line in enumerate(LINES)
    ]
    words = {f"beside{number}x" for number in beside}
    for count, (number, indent) in enumerate(sorted(alone, reverse=True)):
        lines.insert(number, f"{' ' * (indent if number != TEXT_LINE + 1 else 0)}# alone{count}x")
        words.add(f"alone{count}x")
    text = "\n".join(lines) + "\n"
    new = formatted(text)
    assert Counter(word for word in words for _ in range(new.count(f"# {word}"))) == Counter(words)
    assert values_of(new) == values_of(COURSE)
    assert formatted(new) == new


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("--- # hello\ntitle: x\n", "# hello\ntitle: x\n"),
        ("{} # hello\n", "# hello\n{}\n"),
        ("# hello\n{}\n", "# hello\n{}\n"),
        ("title: x\n# the end\n", "title: x\n# the end\n"),
        ("description: |  # why\n  a\n", "# why\ndescription: |\n  a\n"),
        ("description: >- # why\n  a\n  b\n", "# why\ndescription: |\n  a b\n"),
        ("title: x # y # z\n", "# y # z\ntitle: x\n"),
        ("title: 'x # y'\n", 'title: "x # y"\n'),
        ("title: x#y\n", "title: x#y\n"),
        ("topics: [a, # one\n  b]\n", "# one\ntopics: [a, b]\n"),
        ("# a\n\n# b\ntitle: x\n", "# a\n# b\ntitle: x\n"),
        ("#no blank\ntitle: x\n", "#no blank\ntitle: x\n"),
        ("#\ntitle: x\n", "#\ntitle: x\n"),
    ],
)
def test_where_comments_go(text: str, wanted: str) -> None:
    assert formatted(text) == wanted
    assert formatted(wanted) == wanted


@pytest.mark.parametrize(
    "value",
    [
        "  indented\nthen not\n",
        "\n\nafter blank lines\n",
        "ends in blanks  \nnext\n",
        "- looks like a list\n- but is text\n",
        "# looks like a comment\n# twice\n",
        "---\nlooks like an end\n",
        "a: b\n",
        "“quoted” 'and' \"more\"",
        "100%",
        "@home",
        "{braces}",
        "yes",
        "~",
        "null",
        "1e3",
        "0151",
        "12",
        "12.50",
        "true",
        "",
        "éñ💬 العربية",
        "\u00a0blank",
        "a" * 4000,
        "word " * 700 + "end",
    ],
)
@pytest.mark.parametrize(
    "field", ["title", "description", "topics", "you_will_learn", "support", "reference"]
)
def test_hard_texts_stay_the_same(field: str, value: str) -> None:
    values: Any = {field: value}
    if field in ("topics", "you_will_learn"):
        values = {field: [value, value]}
    if field == "support":
        values = {field: {"creche": value}}
    if field == "reference":
        values = {"runs": [{"starts": value, "reference": value}]}
    new = formatted(as_json(values))
    assert formatting._stripped(values_of(new)) == formatting._stripped(with_ids(values))
    assert formatted(new) == new


def test_a_file_that_cannot_be_read_is_told_and_not_changed() -> None:
    new, problems = format_text(b"a: [b\n", SCHEMAS.course, "x.yaml")
    assert new is None
    assert [problem.code.name for problem in problems] == ["not-yaml"]


def test_a_file_without_fields_stays_as_it_is() -> None:
    assert formatted("- a\n-   b\n") == "- a\n-   b\n"


def test_it_refuses_to_write_what_would_say_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatting, "to_yaml", lambda *_, **__: "title: other\n")
    with pytest.raises(WouldChange, match=r"x\.yaml"):
        formatted("title: this\n")
    monkeypatch.setattr(formatting, "to_yaml", lambda *_, **__: "title: this\n")
    with pytest.raises(WouldChange, match="comment"):
        formatted("title: this # and that\n")


@settings(max_examples=60)
@given(TREE)
def test_a_valid_course_stays_valid(value: Any) -> None:
    text = as_json({**WHOLE["course"], "bring": value})
    document, _ = read_bytes(text.encode(), "x")
    assert document is not None
    before = list(wording.problems_in(document, "course", "x", SCHEMAS))
    after_document, _ = read_bytes(formatted(text).encode(), "x") if not before else (document, [])
    assert after_document is not None
    if not before:
        assert list(wording.problems_in(after_document, "course", "x", SCHEMAS)) == []


# Writing


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(0o640)
    replace_file(path, "new é\n")
    assert path.read_bytes() == "new é\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.yaml", tmp_path / "link.yaml"
    path.write_text("old")
    link.symlink_to(path)
    replace_file(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.yaml"
    path.write_text("old")
    monkeypatch.setattr(type(path), "replace", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.yaml"]
