"""The Community Learning Plan and the evidence for a bid: the same figures as the tables, on paper
that everybody can read, as readers see it that did not write it.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from lxml import html
from openpyxl import load_workbook

from catalogue.cli import main
from catalogue.examples import without_examples
from catalogue.planning.need_table import need
from catalogue.planning.papers.blocks import Paper, Paragraph, Title, cells
from catalogue.planning.papers.pack_paper import EvidenceFor, Pack
from catalogue.planning.papers.paper_writer import as_html, as_pdf
from catalogue.planning.papers.parts import INVENTED, one_decimal
from catalogue.planning.papers.plan_paper import plan_paper
from catalogue.planning.planned import Planned
from catalogue.planning.priorities import figure_words
from catalogue.planning.provision import provision
from tests.conftest import FROZEN, load
from tests.pdf_reading import about, fonts_left_out, tags_of, texts_of

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from tests.conftest import Tree

pdf_of = cache(as_pdf)
"""Written once for all who read it."""
ON = ("--root", str(FROZEN), "--today", "2026-11-24")
BID = "english-near-home"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()[0]


@pytest.fixture(scope="module")
def plan(catalogue: Catalogue) -> Paper:
    return plan_paper(Planned(catalogue))


@pytest.fixture(scope="module")
def pack(catalogue: Catalogue) -> Pack:
    bid = catalogue.bids[BID]
    return Pack(Planned(catalogue), EvidenceFor(bid.areas, bid.topics, bid))


@pytest.fixture(scope="module", params=["plan", "pack"])
def printed(request: pytest.FixtureRequest, plan: Paper, pack: Pack) -> tuple[Paper, bytes]:
    paper = plan if request.param == "plan" else pack.paper()
    return paper, pdf_of(paper)


def a_paper(*blocks: Any, title: str = "A paper") -> Paper:
    return Paper("paper", title, "Of something.", "", "2026-11-24", "24 November 2026", blocks)


# What a reader of PDFs finds


def test_it_says_that_it_is_for_all_and_in_which_language(printed: tuple[Paper, bytes]) -> None:
    paper, raw = printed
    assert about(raw) == {"tagged": True, "language": "en-GB", "title": paper.title, "part": "1"}


def test_every_font_is_in_the_file(printed: tuple[Paper, bytes]) -> None:
    assert fonts_left_out(printed[1]) == []


def test_headings_tables_and_pictures_are_tagged(printed: tuple[Paper, bytes]) -> None:
    with pikepdf.open(BytesIO(printed[1])) as file:
        tags = list(tags_of(file.Root.StructTreeRoot))
        names = [str(tag.S) for tag in tags]
        levels = [int(name[2]) for name in names if name[:2] == "/H" and name[2:].isdigit()]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        tables = [tag for tag in tags if tag.S == "/Table"]
        assert len(tables) > 5
        for table in tables:
            inside = [str(tag.S) for tag in tags_of(table)]
            assert inside.count("/THead") == 1
            assert (inside.count("/TH") + inside.count("/TD")) % inside.count("/TH") == 0
        pictures = [str(tag.Alt) for tag in tags if tag.S == "/Figure"]
        assert [alt for alt in pictures if alt.startswith("A map of the city by")]
        assert all(pictures)
        for page in file.pages:
            assert page.Tabs == "/S" if "/Annots" in page else True


def test_every_page_the_title_and_the_file_say_that_it_is_invented(
    printed: tuple[Paper, bytes],
) -> None:
    paper, raw = printed
    assert "(invented examples)" in paper.title
    assert paper.file.endswith("-invented-examples")
    assert [page for page in texts_of(raw) if INVENTED not in page] == []
    assert INVENTED in as_html(paper)


def test_what_a_councillor_reads_is_one_page(printed: tuple[Paper, bytes]) -> None:
    first, second, *_ = texts_of(printed[1])
    assert "On one page" in first
    assert "What we want to change" in second or "Need" in second


def test_the_same_paper_is_the_same_bytes(printed: tuple[Paper, bytes]) -> None:
    paper, raw = printed
    assert as_pdf(paper) == raw
    assert as_html(paper) == as_html(paper)


def test_it_shows_the_figures_of_the_tables(catalogue: Catalogue, plan: Paper, pack: Pack) -> None:
    text, page = " ".join(texts_of(pdf_of(plan))), as_html(plan)
    for row in Planned(catalogue).priorities.rows:
        for said in (row.title, row.target, row.why_so, figure_words(row.now, row.unit)):
            assert said in text
            assert said.replace("'", "&#39;") in page
    topics = [row for row in provision(catalogue).rows if (row.window, row.by) == ("year", "topic")]
    assert topics
    for topic in topics:
        assert f"{topic.name} {topic.courses:,} {topic.meetings:,} {topic.hours:,.0f}" in text
    wards = {ward for area in catalogue.bids[BID].areas for ward in wards_of(catalogue, area)}
    here = sum(
        row.figure
        for row in need(catalogue).rows
        if (row.level, row.measure) == ("ward", "residents") and row.id in wards
    )
    assert f"{here:,.0f} people live here" in " ".join(texts_of(pdf_of(pack.paper())))


def wards_of(catalogue: Catalogue, area: str) -> tuple[str, ...]:
    return catalogue.term("areas", area).wards


# What a page has


def test_the_page_has_one_order_of_headings_and_names_for_all(plan: Paper) -> None:
    tree: Any = html.fromstring(as_html(plan).encode())
    levels = [int(one.tag[1]) for one in tree.xpath("//*[self::h1 or self::h2 or self::h3]")]
    assert levels.count(1) == 1 == levels[0]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)) > 10
    assert all(table.xpath("caption and thead//th[@scope]") for table in tree.xpath("//table"))
    pictures = tree.xpath("//figure//*[local-name()='svg' and @role='img']")
    assert len(pictures) == 6
    assert all(set(one.get("aria-labelledby").split()) <= set(ids) for one in pictures)
    assert tree.get("lang") == "en-GB"
    assert not tree.xpath("//script | //link | //img | //*[@src]")


# What partners write, and what there may not be


def test_what_partners_write_is_never_read_as_markup() -> None:
    said = '#panic("x") $x^2$ *b* <script> {{ y }} @z \\ // -- #read("/etc/passwd")'
    table = cells("A", {"B": (1, False)}, [(said,)])
    paper = a_paper(Title(said), Paragraph(said), table, title=said)
    assert texts_of(as_pdf(paper))[0].count(said) == 5  # the footer too
    assert "<script>" not in as_html(paper)


@pytest.mark.parametrize("text", ["ąćęłńóśźż ğışç ăîșț", "Всё", "Tiếng Việt", "ἀρχή", "عربي"])
def test_letters_of_many_languages_are_printed(text: str) -> None:
    read = texts_of(as_pdf(a_paper(Paragraph(text))))[0]
    assert "\ufffd" not in read


def test_a_letter_that_no_font_here_has_leaves_a_mark_and_no_mistake() -> None:
    read = texts_of(as_pdf(a_paper(Paragraph("Clay 💬 中文 for all"), title="💬 Clay")))[0]
    assert "Clay \ufffd \ufffd\ufffd for all" in read


def test_an_empty_catalogue_makes_a_sensible_plan(catalogue: Catalogue) -> None:
    kinds = ("courses", "venues", "places", "providers", "priorities", "bids")
    nothing: dict[str, Any] = {kind: {} for kind in kinds}
    paper = plan_paper(Planned(replace(catalogue, **nothing)))
    assert paper.title == "Community Learning Plan"
    assert paper.file == "community-learning-plan"
    text = " ".join(texts_of(as_pdf(paper)))
    assert "The partners have agreed on no priority yet" in text
    assert "Nothing is late." in text
    assert "invented" not in text
    made = Pack(Planned(replace(catalogue, **nothing)), EvidenceFor())
    assert "0 courses in the next 12 months" in " ".join(texts_of(as_pdf(made.paper())))


def test_where_nobody_is_counted_it_says_so(tree: Tree) -> None:
    small, _ = tree.load()
    text = " ".join(texts_of(as_pdf(plan_paper(Planned(small)))))
    assert "Nothing is known here of who lives where" in text
    made = Pack(Planned(small), EvidenceFor(topics=("crafts",)))
    assert "not known people live here" in " ".join(texts_of(as_pdf(made.paper())))


def test_a_public_plan_has_nothing_invented(catalogue: Catalogue) -> None:
    public, _ = without_examples(catalogue)
    assert plan_paper(Planned(public)).warning == ""


def test_a_small_figure_is_never_nought() -> None:
    assert [one_decimal(figure) for figure in (0.0, 0.04, 0.14, None)] == [
        "0",
        "under 0.1",
        "0.1",
        "not known",
    ]


# The commands


def test_the_plan_is_written_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "document", str(tmp_path / "new"), *ON]) == 0
    assert "Wrote community-learning-plan-invented-examples.html and" in capsys.readouterr().out
    names = sorted(path.suffix for path in (tmp_path / "new").iterdir())
    assert names == [".html", ".pdf"]


def test_the_pack_is_a_paper_and_the_tables_behind_it(tmp_path: Path, pack: Pack) -> None:
    assert main(["plan", "pack", str(tmp_path), "--bid", BID, *ON]) == 0
    book = load_workbook(tmp_path / f"evidence-{BID}-invented-examples.xlsx", read_only=True)
    assert book.sheetnames == [table.name for table in pack.tables]
    rows = list(book["access"].iter_rows(values_only=True))
    (access,) = (table for table in pack.tables if table.name == "access")
    assert len(access.rows) > 5
    for written, cells_of in zip(rows[1:], access.cells(), strict=False):
        assert written == tuple(
            pytest.approx(cell) if isinstance(cell, float) else cell for cell in cells_of
        )
    assert (tmp_path / f"evidence-{BID}-invented-examples.pdf").exists()


def test_a_pack_is_of_what_is_asked(catalogue: Catalogue) -> None:
    made = Pack(Planned(catalogue), EvidenceFor(("toxteth",), ("esol",)))
    provided = next(table for table in made.tables if table.name == "provision")
    areas = {row.id for row in provided.rows if row.by == "area"}
    assert areas >= {"toxteth"}
    assert all(
        row.hours <= whole.hours
        for row in provided.rows
        for whole in provision(catalogue).rows
        if (row.window, row.by, row.id) == (whole.window, whole.by, whole.id)
    )
    assert made.paper().file == "evidence-toxteth-esol-invented-examples"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--area", "speek"), "There is no area called “speek”. Did you mean speke?"),
        (("--topic", "pottery class"), "There is no topic called “pottery class”."),
        (("--bid", "gold"), "There is no bid called “gold”."),
    ],
)
def test_a_slip_is_told(
    tmp_path: Path, asked: tuple[str, str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "pack", str(tmp_path / "new"), *asked, *ON]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_without_typst_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["plan", "document", str(tmp_path / "new"), *ON]) == 2
    assert "Run `make papers` first." in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
