"""`catalogue print` and a build that prints: what people ask for by name and what they are told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from catalogue.catalogue import Catalogue
from catalogue.cli import main
from catalogue.site.build import BuildFailed, build
from catalogue.site.prints.asked_for import AskedFor, CannotBePrinted
from catalogue.site.urls import Urls
from catalogue.site.views.paper import HANDED_OVER, OF_LISTS
from catalogue.site.views.site import Site
from tests.builders import a_course, a_provider, a_venue, records_of
from tests.conftest import FROZEN, TODAY
from tests.pdf_reading import pages_in_mm, texts_of
from tests.quick_builds import quick_builds
from tests.site.conftest import SUB_PATH_URL, TinySite, tiny_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tree

ON = ("--root", str(FROZEN), "--today", TODAY.isoformat())
HERE = ("--site-url", "https://example.org")


def asked(folder: Path, *words: str) -> int:
    return main(["print", *words[:-1], words[-1], str(folder / "new"), *HERE, *ON])


def test_what_is_asked_for_is_written_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new"
    assert main(["print", "poster", "speke", "esol", str(folder), "--size", "a5", *HERE, *ON]) == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "esol-poster-a5.pdf",
        "speke-poster-a5.pdf",
    ]
    assert pages_in_mm((folder / "esol-poster-a5.pdf").read_bytes()) == [(148, 210)]
    assert "Wrote 2 PDFs to" in capsys.readouterr().out


def test_handouts_are_of_a_course_or_of_each_of_a_list(tmp_path: Path) -> None:
    assert asked(tmp_path, "handout", "wea/helping-in-schools", "speke") == 0
    names = {path.name for path in (tmp_path / "new").iterdir()}
    assert "wea-helping-in-schools-handout-a4.pdf" in names
    assert len(names) > 5
    for path in (tmp_path / "new").iterdir():
        assert len(pages_in_mm(path.read_bytes())) == 1


def test_a_course_is_had_in_large_print(tmp_path: Path) -> None:
    assert asked(tmp_path, "large-print", "wea/helping-in-schools") == 0
    [path] = (tmp_path / "new").iterdir()
    assert "Helping in schools" in texts_of(path.read_bytes())[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("poster", "toxteh-library"),
            "called “toxteh-library” to print. Did you mean toxteth-library?",
        ),
        (("poster", "Toxteth Libary"), "Did you mean toxteth-library?"),
        (("handout", "wea/helping-in-school"), "Did you mean wea/helping-in-schools?"),
        (("leaflet", "zzz"), "libraries, areas, topics, times and providers are all of a kind."),
        (("poster", "wea/helping-in-schools"), "is a course, and has no poster"),
        (("handout", "speke", "--size", "A5"), "There is no handout of A5: leave --size out."),
        (("poster", "speke", "--language", "xx"), "There are no messages in “xx”"),
    ],
)
def test_a_slip_is_told(
    tmp_path: Path, words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, what, *options = words
    folder = str(tmp_path / "new")
    assert main(["print", kind, what, folder, *options, *HERE, *ON]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_where_nothing_is_on_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "new")
    assert main(["print", "poster", "toxteth-library", folder, "--public", *HERE, *ON]) == 1
    said = capsys.readouterr()
    assert "Toxteth Library: nothing that people can join starts in the next twelve" in said.err
    assert "Nothing was printed." in said.out
    assert not (tmp_path / "new").exists()


def test_without_an_address_it_says_how_to_name_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print", "poster", "speke", str(tmp_path), *ON]) == 2
    assert "use --site-url, such as" in capsys.readouterr().err


def test_without_typst_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert asked(tmp_path, "poster", "speke") == 2
    assert "Run `make papers` first." in capsys.readouterr().err


def test_a_name_of_two_lists_is_asked_about() -> None:
    namesake = a_provider(id="crafts")
    records = records_of(a_course(), a_course(id="crafts/glass"), a_venue(), a_provider(), namesake)
    site = Site(Catalogue.of(records, set()), Urls("https://example.org", ""), "Learning")
    with pytest.raises(CannotBePrinted, match="can be topics/crafts or providers/crafts: say"):
        AskedFor(site, "poster-a4").find(["crafts"])
    [target] = AskedFor(site, "poster-a4").find(["providers/crafts"])
    assert AskedFor(site, "poster-a4").made(target)[0] == "crafts-poster-a4.pdf"


def test_the_command_offers_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    kinds = dict.fromkeys(name.rpartition("-")[0] for name in (*OF_LISTS, *HANDED_OVER))
    main(["print", "--help"])
    assert f"{{{'|'.join(kinds)}}}" in capsys.readouterr().out


# A build that prints


def printing(site: TinySite, site_url: str | None) -> tuple[str, ...]:
    with quick_builds():
        return build(site.root, TODAY, site_url=site_url, prints=True).notes


def test_a_build_prints_what_its_pages_lead_to(tree: Tree) -> None:
    site = tiny_site(tree)
    printing(site, SUB_PATH_URL)
    for page, folder, number in (
        ("link-to-us/topics/crafts/index.html", "link-to-us/topics/crafts", 5),
        ("courses/the-kiln/pottery/index.html", "courses/the-kiln/pottery", 2),
    ):
        links = [
            str(link.get("href"))
            for link in site.page(page).iter("a")
            if link.get("type") == "application/pdf"
        ]
        files = (site.root / "output" / folder).glob("*.pdf")
        assert sorted(links) == sorted(f"/learn/{folder}/{path.name}" for path in files)
        assert len(links) == number
    assert "posters, leaflets and large print" in site.text("link-to-us/index.html")


def test_another_build_prints_nothing_and_leads_to_nothing(addressed: TinySite) -> None:
    assert not list((addressed.root / "output").rglob("*.pdf"))
    for page in ("link-to-us/topics/crafts", "courses/the-kiln/pottery"):
        assert ".pdf" not in addressed.text(f"{page}/index.html")


def test_a_build_without_an_address_says_that_it_prints_nothing(tree: Tree) -> None:
    site = tiny_site(tree)
    assert "Nothing was printed, as SITEURL is not set." in printing(site, None)


def test_a_build_without_typst_stops_and_says_what_to_do(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(BuildFailed, match="Run `make papers` first"):
        build(tiny_site(tree).root, TODAY, site_url=SUB_PATH_URL, prints=True)
