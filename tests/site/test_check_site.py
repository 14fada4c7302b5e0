"""`catalogue check-site` says what must be true of any content, where it is not, and who can mend
it; what partners are free to write never fails it.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from catalogue.cli import main
from catalogue.site.urls import Urls
from catalogue.site.walk import walk
from tests.conftest import COURSE, FROZEN, TODAY, Tree

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import TinySite

Screen = pytest.CaptureFixture[str]
POTTERY = "content/courses/the-kiln/pottery.yaml"
TICKET = '<article class="ticket"><h3><a href="/courses/the-kiln/pottery/">Pottery</a></h3>{}'
MARK = '<span class="example-mark">Example</span>'


def check_site(root: Path, screen: Screen, today: str = TODAY.isoformat()) -> tuple[int, str, str]:
    """The exit code, what is wrong and what is said beside it."""
    code = main(["check-site", "--root", str(root), "--today", today])
    return code, *screen.readouterr()


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ('<a href="/nowhere/">', "the link to “/nowhere/” leads nowhere"),
        ('<img src="/assets/a.png">', "the link to “/assets/a.png” leads nowhere"),
        ('<form action="/send/">', "the link to “/send/” leads nowhere"),
        ('<a href="more/">', "the link to “more/” leads nowhere"),
        ("<a href=#b>", "the link to “#b” leads to a part that is not on that page"),
        (
            '<a href="/about/#b">',
            "the link to “/about/#b” leads to a part that is not on that page",
        ),
        ("<p id=a><p id=a>", "“a” is the name of 2 of its parts"),
        ("<h1>Again</h1>", "it has 2 main headings, and should have one"),
        (
            TICKET.format(""),
            "the course the-kiln/pottery is an example, and the list does not say so",
        ),
        (
            TICKET.replace("pottery", "glass").format(MARK),
            "the course the-kiln/glass is no example, and the list says it is",
        ),
    ],
)
def test_what_is_wrong_with_a_page_is_found(tmp_path: Path, page: str, what: str) -> None:
    site = Tree(tmp_path)
    for course in ("pottery", "glass"):
        mark = MARK if course == "pottery" else ""
        site.write(f"courses/the-kiln/{course}/index.html", f"<main><h1>Pots</h1>{mark}</main>")
    site.write("index.html", "<main><h1 id=home>Home</h1></main>")
    site.write("about/index.html", f"<main><h1 id=about>About</h1>{page}</main>")
    assert list(walk(tmp_path, Urls(), {"the-kiln/pottery"})) == [("about/index.html", what)]


def test_an_example_that_does_not_say_so_on_its_page_is_found(tmp_path: Path) -> None:
    page = "courses/the-kiln/pottery/index.html"
    Tree(tmp_path).write(page, f"<main><h1>Pots</h1>{TICKET.format(MARK)}</article></main>")
    what = "the course is an example, and its page does not say so"
    assert list(walk(tmp_path, Urls(), {"the-kiln/pottery"})) == [(page, what)]


def test_links_to_other_hosts_and_to_parts_and_files_that_are_there_are_right(
    tmp_path: Path,
) -> None:
    links = [
        *("https://a.test/x", "//a.test/", "mailto:us@a.test", "tel:0151", "https://example.org/"),
        *("#a%20b", "", "?q=x", "../a/", "/learn/a%20file.txt", "https://example.org/learn/a/#top"),
    ]
    page = "".join(f'<a href="{link}">' for link in links)
    site = Tree(tmp_path)
    site.write("a/index.html", f'<h1 id="top">A</h1><p id="a b">{page}')
    site.write("a file.txt", "")
    assert list(walk(tmp_path, Urls.of("https://example.org/learn"), set())) == []


def test_a_right_site_passes_in_a_word(tiny: TinySite, capsys: Screen) -> None:
    assert check_site(tiny.root, capsys) == (0, "", "Nothing is wrong.\n")


def test_what_a_partner_can_mend_is_said_with_its_file(tiny: TinySite, capsys: Screen) -> None:
    (tiny.root / "content/pages").unlink()
    pages = shutil.copytree(FROZEN / "content/pages", tiny.root / "content/pages")
    with (pages / "about.md").open("a", encoding="utf-8") as file:
        file.write("\n[Our old page](/courses/the-kiln/glass/)\n")
    tiny.tree.write("content/courses/the-kiln/bad.yaml", COURSE.replace("level: none", "level: 9"))
    code, wrong, beside = check_site(tiny.root, capsys)
    assert code == 1
    assert "content/courses/the-kiln/bad.yaml:" in wrong
    assert (
        "output/about/index.html: the link to “/courses/the-kiln/glass/” leads nowhere. "
        "Look at content/pages/about.md first; if it is right, tell whoever looks after the code."
    ) in wrong.splitlines()
    assert beside == "This has to be fixed.\n"


def test_what_is_for_others_to_do_is_noted_and_fails_nothing(
    tiny: TinySite, capsys: Screen
) -> None:
    tiny.tree.write(".github/labels.yml", "[]\n")
    code, wrong, beside = check_site(tiny.root, capsys, "2027-06-01")
    assert (code, wrong) == (0, "")
    assert "Out of date: .github/labels.yml. That is not wrong" in beside
    assert "Example dates are going stale" in beside


def test_no_course_at_all_is_right(tiny: TinySite, capsys: Screen) -> None:
    shutil.rmtree(tiny.root / "content/courses")
    assert check_site(tiny.root, capsys) == (0, "", "Nothing is wrong.\n")
    assert (tiny.root / "output/index.html").exists()


def test_a_site_that_cannot_be_built_is_said_in_a_sentence(tiny: TinySite, capsys: Screen) -> None:
    (tiny.root / "theme").unlink()
    code, wrong, _ = check_site(tiny.root, capsys)
    assert code == 1
    assert wrong.startswith("The site could not be built: ")
    assert "`make site` shows all" in wrong
    assert len(wrong.splitlines()) == 1


def test_outside_a_catalogue_it_says_where_to_go(tmp_path: Path, capsys: Screen) -> None:
    code, wrong, beside = check_site(tmp_path, capsys)
    assert (code, wrong) == (2, "")
    assert "There is no folder" in beside
