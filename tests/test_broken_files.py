"""Every file that a person may edit, broken: the check says so in a sentence that names it, and
what is not broken is loaded. `make fuzz` tries thousands.
"""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from catalogue.cli import main
from catalogue.rules.pages import THE_SITES_OWN
from catalogue.site.editions import FOLDERS
from tests.conftest import (
    BID,
    FEW_POSTCODES,
    FROZEN,
    PRIORITY,
    PROJECT,
    TODAY,
    Tree,
    small_tree,
)
from tests.fuzzing import attempts, kept_if_it_fails
from tests.hostile import HOSTILE
from tests.test_reports import commands_in

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = int(os.environ.get("BROKEN_EXAMPLES", "3"))
"""In how many ways each file is broken."""
SOMALI = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Starts {day}"
msgstr "Wuxuu bilaabmayaa {day}"

msgid "{count} course"
msgid_plural "{count} courses"
msgstr[0] "{count} koorso"
msgstr[1] "{count} koorso"
"""
REVIEWED = """\
pairs:
  - first: the-kiln/pottery
    second: the-kiln/pottery
    because: Each has a waiting list.
    who: Crafts group
    when: 2026-11-24
    alike: Crafts and making; both at The Shed.
"""
OWNERS = 'maintainers: ["@us"]\nteam: ""\nproviders:\n  the-kiln: ["@potter"]\n'
HOURS = (
    "title: Opening hours\nslug: hours\norder: 6\ndescription: When we are there.\n\nWeekdays.\n"
)
FACTS = (
    "bank-holidays.json",
    "city.yaml",
    "course-directory-fields.csv",
    "free-rules.yaml",
    "help.yaml",
)
TABLES = ("libraries.csv", "postcodes.csv", "ssa.csv", "wards.geojson", "water.geojson")
OURS = (
    *(f"reference/{name}" for name in (*FACTS, *TABLES)),
    *(f"schema/{path.name}" for path in sorted((FROZEN / "schema").glob("*.json"))),
    *("schema/vocabularies/topics.yaml", "schema/vocabularies/areas.yaml"),
    "schema/vocabularies/peoples-words.csv",
)
THEIRS = (
    *("content/courses/the-kiln/pottery.yaml", "content/venues/the-shed.yaml"),
    *("providers/the-kiln.yaml", "content/pages/hours.md", "content/sheets/the-kiln.yaml"),
    *("languages/so/messages.po", ".github/owners.yaml"),
    *("content/plan/reviewed-overlaps.yaml", "content/plan/bids/clay.yaml"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A small catalogue with a file of every kind, none of them a link."""
    tree = small_tree(tmp_path_factory.mktemp("whole") / "tree")
    for name, folder in (("schema", FROZEN / "schema"), ("reference", FEW_POSTCODES)):
        (tree.root / name).unlink()
        shutil.copytree(folder, tree.root / name)
    shutil.copytree(FROZEN / "content/pages", tree.root / "content/pages")
    tree.write("content/pages/hours.md", HOURS)
    tree.write("content/sheets/the-kiln.yaml", "columns:\n  Where: Venue\n  What for: not kept\n")
    tree.write("languages/so/messages.po", SOMALI)
    tree.write(".github/owners.yaml", OWNERS)
    tree.write("content/plan/reviewed-overlaps.yaml", REVIEWED)
    tree.write("content/plan/bids/clay.yaml", BID)
    return tree


@pytest.fixture
def checked(
    whole: Tree, capsys: pytest.CaptureFixture[str]
) -> Callable[[str, bytes], tuple[int, str]]:
    """Check the whole with one file put otherwise, and put that back."""

    def run(file: str, raw: bytes) -> tuple[int, str]:
        path = whole.root / file
        before = path.read_bytes() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        try:
            code = main(["check", "--root", str(whole.root), "--today", TODAY.isoformat()])
        finally:
            path.unlink() if before is None else path.write_bytes(before)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_nothing_is_wrong_with_the_whole(whole: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--root", str(whole.root), "--today", TODAY.isoformat()]
    assert main(["check", *arguments]) == 0
    assert capsys.readouterr().out == ""
    for file in (*THEIRS, *OURS):
        assert main(["check", str(whole.root / file), *arguments]) == 0, file
        assert "1 file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("reference/bank-holidays.json", '{"england-and-wales": {}}', "“events” is missing"),
        ("reference/bank-holidays.json", "[" * 100_000, "This is no JSON"),
        ("reference/bank-holidays.json", "\ufeff{}", "byte order mark"),
        ("reference/wards.geojson", '{"features": [', "cut off"),
        ("reference/wards.geojson", "", "cut off"),
        ("reference/water.geojson", '{"features": []}', "there is no area"),
        ("reference/postcodes.csv", "postcode,lat\n", "The column lon is missing"),
        ("reference/libraries.csv", "id,name\n", "The column address is missing"),
        (
            "reference/ssa.csv",
            "tier1_code,tier1_name,tier2_code,tier2_name\n1,2,3\n",
            ":2: The row",
        ),
        ("reference/city.yaml", "name: [\n", "reference/city.yaml:1"),
        ("schema/course.schema.json", '{"properties": 3}', "schema/course.schema.json"),
        ("schema/vocabularies/topics.yaml", "title: Topics\n", "topics.yaml:1"),
        ("schema/vocabularies/peoples-words.csv", "typed\n", "The column relation is missing"),
    ],
)
def test_without_a_fact_nothing_can_be_checked(
    file: str, text: str, says: str, checked: Callable[[str, bytes], tuple[int, str]]
) -> None:
    code, said = checked(file, text.encode())
    assert code == 2
    assert len(said.splitlines()) == 1
    assert file in said
    assert says in said


def test_half_of_the_postcodes_are_missed(
    whole: Tree, checked: Callable[[str, bytes], tuple[int, str]]
) -> None:
    lines = (whole.root / "reference/postcodes.csv").read_bytes().splitlines(keepends=True)
    code, said = checked("reference/postcodes.csv", b"".join(lines[: len(lines) // 2]))
    assert code == 2
    assert "half of the file may be missing" in said
    code, said = checked("reference/postcodes.csv", b"".join(lines[:-1]) + lines[-1][:-5])
    assert code == 2


HEAD = "title: News\nslug: news\norder: 7\ndescription: What is new.\n\n"


@pytest.mark.parametrize(
    ("file", "text", "place", "code"),
    [
        ("content/pages/a.md", HEAD.replace("order: 7\n", ""), "1:1", "missing-field"),
        ("content/pages/a.md", HEAD.replace("order: 7", "for the summer"), "3:1", "page-head"),
        ("content/pages/a.md", HEAD.replace("7", "soon") + "x", "3:8", "wrong-form"),
        ("content/pages/a.md", HEAD.replace("descr", "desr") + "x", "4:1", "unknown-field"),
        ("content/pages/a.md", HEAD.replace("News", "") + "x", "1:8", "left-empty"),
        ("content/pages/a.md", "title: A\n" + HEAD + "x", "2:1", "repeated-field"),
        ("content/pages/a.md", HEAD, "6:1", "nothing-to-read"),
        ("content/pages/a.md", " \n", "1:1", "empty-file"),
        ("content/pages/a.md", HEAD + "\u200bx", "6:1", "strange-character"),
        ("content/pages/a.md", "\ufeff" + HEAD, "1:1", "not-utf-8"),
        ("content/pages/a.md", HEAD.replace("news", "courses") + "x", "2:7", "address-taken"),
        ("content/pages/a.md", HEAD.replace("news", "help") + "x", "2:7", "address-taken"),
        ("content/pages/a.md", HEAD + "x\n\n[y](/halp/)", "8:1", "page-link"),
        ("content/pages/a.md", HEAD + "[y](help)", "6:1", "page-link"),
        ("content/pages/a.md", HEAD + "[y](/courses/the-kiln/no/)", "6:1", "page-link"),
        ("content/pages/a.md", HEAD + "[y](http://a.example/)", "6:1", "not-https"),
        ("content/pages/a.md", HEAD + "x\n![y](https://a.example/)", "7:1", "picture-in-text"),
        ("content/pages/a.txt", HEAD + "x", "1:1", "bad-file-name"),
        ("content/pages/b/a.md", HEAD + "x", "1:1", "misplaced-file"),
        ("content/sheets/the-kiln.yaml", "columns: {Where: Venu}\n", "1:18", "not-in-list"),
        ("content/sheets/the-kiln.yaml", "columns: {Where: [Venue]}\n", "1:11", "wrong-kind"),
        ("content/sheets/the-kiln.yaml", "Where: Venue\n", "1:8", "wrong-kind"),
        ("content/sheets/the-kiln.yaml", "- Venue\n", "1:1", "wrong-kind"),
        ("content/sheets/the-loom.yaml", "columns: {Where: Venue}\n", "1:1", "unknown-provider"),
        (".github/owners.yaml", "maintainers: us\n", "1:14", "wrong-kind"),
        (".github/owners.yaml", "providers:\n  the-loom: ['@a']\n", "2:3", "unknown-provider"),
        (".github/owners.yaml", "team: '@a\\nb'\n", "1:7", "wrong-form"),
        ("languages/so/messages.po", SOMALI.replace("{day}", "{dag}", 1), "6:1", "bad-message"),
        ("languages/so/messages.po", SOMALI + 'msgid "x\n', "13:1", "bad-language"),
        ("languages/so/messages.po", SOMALI.replace("UTF-8", "nonsense"), "1:1", "bad-language"),
        ("languages/so/messages.po", SOMALI.replace("n != 1", "n()"), "1:1", "bad-language"),
        ("languages/nowhere/messages.po", SOMALI, "1:1", "bad-language"),
        ("content/coures.yaml", "x", "1:1", "misplaced-file"),
        ("content/plan/other.yaml", "x", "1:1", "misplaced-file"),
        ("content/plan/reviewed-overlaps.yaml", "pairs: []\n", "1:1", "too-short"),
        ("content/plan/priorities/clay.yaml", PRIORITY, "3:7", "unknown-need"),
        ("content/plan/bids/Clay.yaml", BID, "1:1", "bad-file-name"),
        ("content/plan/bids/old/clay.yaml", BID, "1:1", "misplaced-file"),
        (
            "content/plan/bids/clay.yaml",
            BID.replace("the-kiln", "the-klin"),
            "4:7",
            "unknown-partner",
        ),
        (
            "content/plan/reviewed-overlaps.yaml",
            REVIEWED.replace("the-kiln/pottery", "the-kiln/gone", 1),
            "2:12",
            "unknown-course",
        ),
    ],
)
def test_each_mistake_is_told_at_its_place(
    file: str, text: str, place: str, code: str, checked: Callable[[str, bytes], tuple[int, str]]
) -> None:
    result, said = checked(file, text.encode())
    assert result == 1
    assert re.search(rf"^{re.escape(file)}:{place}: error: .*\[{code}\]$", said, re.MULTILINE), said


@pytest.mark.parametrize("text", ["<b>x</b>", "#### Too deep"])
def test_what_is_only_a_pity_on_a_page_is_a_warning(
    text: str, checked: Callable[[str, bytes], tuple[int, str]]
) -> None:
    code, said = checked("content/pages/a.md", f"{HEAD}{text}\n".encode())
    assert code == 0
    assert "content/pages/a.md:6:1: warning" in said


@pytest.mark.parametrize(
    ("headings", "right"),
    [
        ("# A", "##"),
        ("## A\n\n# B", "##"),
        ("### A", "##"),
        ("## A\n\n#### B", "###"),
        ("## A\n\n### B\n\n##### C", "####"),
    ],
)
def test_heading_is_told_how_many_marks_it_takes(
    headings: str, right: str, checked: Callable[[str, bytes], tuple[int, str]]
) -> None:
    _, said = checked("content/pages/a.md", f"{HEAD}{headings}\n".encode())
    assert f"Write {right} before it." in said
    assert said.count("[page-headings]") == 1


def test_windows_line_ends_and_odd_blanks_are_right_on_a_page(
    checked: Callable[[str, bytes], tuple[int, str]],
) -> None:
    text = HEAD.replace(": ", ":\u00a0") + "Words.\n"
    assert checked("content/pages/a.md", text.replace("\n", "\r\n").encode())[0] == 0


def test_the_addresses_of_the_site_itself_are_those_it_spells() -> None:
    urls = (PROJECT / "catalogue/site/urls.py").read_text(encoding="utf-8")
    spelled = re.findall(r"\.base\}/([a-z0-9][a-z0-9.-]*)[/\"]", urls)
    assert {*spelled, *FOLDERS} == THE_SITES_OWN


@pytest.mark.parametrize("file", [*THEIRS, *OURS])
def test_however_a_file_is_broken_there_is_a_sentence_and_never_a_traceback(
    file: str, whole: Tree, checked: Callable[[str, bytes], tuple[int, str]]
) -> None:
    for raw in attempts(file, [(whole.root / file).read_bytes()], MANY):
        with kept_if_it_fails(file, raw):
            code, said = checked(file, raw)
            assert code in (0, 1, 2)
            assert "Traceback" not in said
            if code == 2 and file.startswith("schema/"):
                assert re.search("(schema|reference)/", said)  # a schema may fault the other
            elif code == 2 or (code and file in THEIRS):
                assert file in said


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_in_any_file_command_nothing(
    words: str, checked: Callable[[str, bytes], tuple[int, str]]
) -> None:
    raw = words.encode("utf-8", "surrogatepass")
    quoted = '"' + words.encode("ascii", "backslashreplace").decode().replace('"', '\\"') + '"'
    for file, text in (
        ("content/pages/hours.md", HOURS.encode().replace(b"Opening hours", raw)),
        ("content/pages/hours.md", HOURS.encode() + raw),
        ("content/pages/hours.md", raw + b": x\n" + HOURS.encode()),
        (
            "content/sheets/the-kiln.yaml",
            f"columns:\n  {quoted}: {quoted}\n  {quoted}: Venue\n".encode(),
        ),
        (".github/owners.yaml", f"team: {quoted}\n{quoted}: 1\n{quoted}: 2\n".encode()),
        ("languages/so/messages.po", SOMALI.encode().replace(b"Wuxuu", raw)),
        ("providers/the-kiln.yaml", f"name: {quoted}\n{quoted}: 1\n{quoted}: 2\n".encode()),
    ):
        code, said = checked(file, text)
        assert code in (0, 1)
        assert commands_in(said) == []
        assert "Traceback" not in said
