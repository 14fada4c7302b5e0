"""A site of one course, changed in one way at a time and built with the real Pelican."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from catalogue.site.build import BuildFailed
from catalogue.site.urls import Urls
from tests.conftest import COURSE, PROJECT, VENUE, edition_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tests.site.conftest import TinySite

REAL = COURSE.replace("example: true\n", "").replace("phone: 0151 496 0123", "email: us@kiln.test")
REAL_VENUE = (
    VENUE.replace("example: true\n", "")
    + """\
sources:
  - for: [address, access]
    from: Their own site
    confidence: sure
"""
)
POTTERY = "content/courses/the-kiln/pottery.yaml"
PAGE = "courses/the-kiln/pottery/index.html"


def words(element: HtmlElement) -> str:
    """What a reader reads, on one line."""
    return " ".join(" ".join(element.itertext()).split())


def test_course_page_says_when_where_what_it_costs_and_how_to_join(unchanged: TinySite) -> None:
    glance = words(unchanged.page(PAGE).find_class("pass")[0])
    assert "Tuesdays 9:30am to 11:30am" in glance
    assert "The Shed" in glance
    assert "Starts Tuesday 12 January" in glance
    assert "11 weeks, 11 classes, until 23 March 2027" in unchanged.page(PAGE).text_content()
    assert "Free. You pay nothing." in glance
    assert unchanged.page(PAGE).xpath("//a[@href='tel:+441514960123']")


def test_what_is_not_known_says_ask(unchanged: TinySite) -> None:
    text = words(unchanged.page(PAGE).get_element_by_id("main"))
    assert "Yes: Step-free way in" in text
    unknown = words(unchanged.page(PAGE).find_class("answers__ask")[0])
    assert unknown.startswith("Not listed: call 0151 496 0123 to ask The Kiln can tell you about: ")
    assert "Hearing loop" in unknown
    assert "Step-free" not in unknown


def test_text_with_markup_in_it_stays_text(tiny: TinySite) -> None:
    title = """'<b>"Pots" & pans</b>'"""
    tiny.tree.write(POTTERY, COURSE.replace("Pottery for beginners", title))
    tiny.build()
    for file in (PAGE, "courses/index.html", "index.html"):
        assert "<b>&#34;Pots&#34; &amp; pans</b>" not in tiny.text(file)
        assert "&lt;b&gt;&#34;Pots&#34; &amp; pans&lt;/b&gt;" in tiny.text(file)
    assert words(tiny.page(PAGE).find(".//h1")) == '<b>"Pots" & pans</b>'


@pytest.mark.parametrize(
    "file", ["index.html", PAGE, "courses/index.html", "help/index.html", "search/index.html"]
)
def test_every_page_has_what_a_reader_needs_to_find_the_way(unchanged: TinySite, file: str) -> None:
    page = unchanged.page(file)
    assert page.get("lang") == "en-GB"
    assert len(page.findall(".//h1")) == 1
    skip = page.find(".//body/a")
    assert skip is not None
    assert skip.get("href") == "#main"
    assert page.get_element_by_id("main").tag == "main"
    assert not re.search(r"{{|{%|%}|}}", unchanged.text(file))


def test_example_is_unmistakable_on_page_ticket_and_title(unchanged: TinySite) -> None:
    page = unchanged.page(PAGE)
    title = page.findtext(".//title")
    assert title is not None
    assert title.startswith("Example: ")
    assert page.find_class("example-banner")
    assert page.xpath("//section[contains(@class, 'pass')]//*[@class='example-mark']")
    [ticket] = unchanged.page("courses/index.html").find_class("ticket")
    assert ticket.find_class("example-mark")


def test_real_course_is_not_marked_as_an_example(tiny: TinySite) -> None:
    tiny.tree.write(POTTERY, REAL)
    tiny.tree.write("content/venues/the-shed.yaml", REAL_VENUE)
    tiny.build()
    assert not tiny.page(PAGE).find_class("example-mark")
    assert not tiny.page(PAGE).find_class("example-banner")


def test_state_is_said_in_words_on_page_and_ticket(tiny: TinySite) -> None:
    states = {
        "few-left": "Few places left",
        "full": "Full",
        "waiting-list": "Waiting list",
        "cancelled": "Cancelled",
        "postponed": "Postponed",
    }
    for state in states:
        changed = COURSE.replace("    sessions:", f"    state: {state}\n    sessions:")
        text = changed.replace("Pottery for beginners", f"Pottery {state}")
        tiny.tree.write(f"content/courses/the-kiln/{state}.yaml", text)
    tiny.build()
    for state, said in states.items():
        for file in (f"courses/the-kiln/{state}/index.html", "courses/index.html"):
            shown = tiny.page(file).find_class(f"state--{state}")
            assert {words(label) for label in shown} == {said}


def test_ended_course_keeps_its_page_and_leaves_the_lists_and_the_search(tiny: TinySite) -> None:
    ended = COURSE.replace("2027-01-12", "2026-01-13").replace("2027-03-23", "2026-03-24")
    tiny.tree.write("content/courses/the-kiln/glazing.yaml", ended.replace("Pottery", "Glazing"))
    tiny.build()
    page = tiny.page("courses/the-kiln/glazing/index.html")
    assert "Not running now" in words(page.get_element_by_id("main"))
    entry = json.loads(
        (edition_of(tiny.root / "output", "search") / "pagefind/pagefind-entry.json").read_bytes()
    )
    assert entry["languages"]["en"]["page_count"] == 1
    assert [words(card.find(".//h3")) for card in page.find_class("ticket")] == [
        "Pottery for beginners"
    ]
    assert "Glazing" not in tiny.text("topics/crafts/index.html")
    assert "Glazing" in tiny.text("not-running-now/index.html")


def test_old_address_leads_to_the_new_one(tiny: TinySite) -> None:
    tiny.tree.write(POTTERY, COURSE + "previously: [the-kiln/clay]\n")
    tiny.build("https://example.org/learn")
    page = tiny.page("courses/the-kiln/clay/index.html")
    target = "/learn/courses/the-kiln/pottery/"
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://example.org{target}"]
    assert page.xpath(f"//main//a[@href='{target}']")


def test_long_lists_are_cut_into_pages(tiny: TinySite) -> None:
    for number in range(2, 23):
        text = COURSE.replace("Pottery for beginners", f"Pottery, part {number}")
        tiny.tree.write(f"content/courses/the-kiln/pottery-{number}.yaml", text)
    tiny.build()
    for folder in ("courses", "topics/crafts", "providers/the-kiln", "venues/the-shed"):
        assert len(tiny.page(f"{folder}/index.html").find_class("ticket")) == 20
        second = tiny.page(f"{folder}/page/2/index.html")
        assert len(second.find_class("ticket")) == 2
        assert second.xpath(f"//a[@rel='prev'][@href='/{folder}/']")


def test_each_list_shows_the_run_that_brought_the_course_there(tiny: TinySite) -> None:
    tiny.tree.write(
        "content/venues/the-barn.yaml",
        "name: The Barn\nkind: other\naddress: {town: Liverpool, postcode: L18 6HG}\n"
        "access: {step-free: ask}\nexample: true\n",
    )
    later = (
        "  - venue: the-barn\n    starts: 2027-04-16\n    ends: 2027-06-25\n"
        "    sessions:\n      - {day: friday, from: 18:00, to: 20:00}\n"
    )
    tiny.tree.write(POTTERY, COURSE.replace("checked:", f"{later}checked:"))
    tiny.build()

    def shown(file: str) -> str:
        [ticket] = tiny.page(file).find_class("ticket")
        return words(ticket)

    assert "The Shed" in shown("courses/index.html")
    assert "Starts 12 January. 1 more date" in shown("venues/the-shed/index.html")
    for file in ("venues/the-barn", "when/friday", "when/evenings"):
        assert "Fridays 6pm to 8pm Starts 16 April." in shown(f"{file}/index.html")


def test_file_with_a_mistake_is_left_out_loudly_and_the_others_published(tiny: TinySite) -> None:
    tiny.tree.write("content/courses/the-kiln/broken.yaml", "title: [")
    result = tiny.build()
    assert result.courses == 1
    assert result.problems["error"] == 1
    assert "content/courses/the-kiln/broken.yaml:1" in result.report
    assert (tiny.root / "output" / PAGE).is_file()
    assert not (tiny.root / "output/courses/the-kiln/broken").exists()


def test_folder_in_the_address_is_in_every_link(addressed: TinySite) -> None:
    for path in (addressed.root / "output").rglob("*.html"):
        links = re.findall(r'(?:href|src|action|data-index)="(/[^"]*)"', path.read_text("utf-8"))
        assert links
        assert [link for link in links if not link.startswith("/learn/")] == []


def test_without_an_address_nothing_pretends_to_have_one(unchanged: TinySite) -> None:
    assert "canonical" not in unchanged.text(PAGE)
    assert unchanged.text("robots.txt") == "User-agent: *\nDisallow: /\n"


def test_with_an_address_search_engines_are_shown_the_way(addressed: TinySite) -> None:
    assert addressed.page(PAGE).xpath("//link[@rel='canonical']/@href") == [
        "https://example.org/learn/courses/the-kiln/pottery/"
    ]
    assert "Sitemap: https://example.org/learn/sitemap.xml" in addressed.text("robots.txt")
    assert "<loc>https://example.org/learn/topics/</loc>" in addressed.text("sitemap.xml")


def test_owner_settings_bring_what_depends_on_them(tiny: TinySite) -> None:
    assert tiny.build().unset == ("SITEURL", "REPOSITORY_URL", "CONTACT_EMAIL")
    assert "Report a mistake" not in tiny.text(PAGE)
    settings = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
    (tiny.root / "pelicanconf.py").unlink()
    tiny.tree.write(
        "pelicanconf.py",
        f"{settings}\nREPOSITORY_URL = 'https://code.example/it'\nCONTACT_EMAIL = 'a@it.example'\n",
    )
    assert tiny.build().unset == ("SITEURL",)
    [report] = tiny.page(PAGE).xpath("//a[text()='Report a mistake']/@href")
    assert report.startswith("mailto:a@it.example?subject=Mistake%20on%20the%20page")


def test_page_of_a_course_leads_to_the_one_where_partners_change_it(unchanged: TinySite) -> None:
    [change] = unchanged.page(PAGE).xpath("//a[text()='Change this course']/@href")
    assert change == "/change/?course=the-kiln/pottery"
    file = Urls().course_file("the-kiln/pottery")
    published = json.loads(unchanged.text(file.lstrip("/")))["the-kiln/pottery"]
    assert published["file"] == POTTERY
    assert published["values"]["title"] == "Pottery for beginners"
    assert published["may_have_comments"] is False


def test_build_for_the_public_leaves_examples_out_and_says_so(tiny: TinySite) -> None:
    real = REAL.replace("the-shed", "the-hall")
    sources = (
        "sources:\n  - {for: [name, kind, address, summary], from: A book, confidence: sure}\n"
    )
    tiny.tree.write("content/courses/the-hall/singing.yaml", real.replace("Pottery", "Singing"))
    tiny.tree.write("providers/the-hall.yaml", f"name: The Hall\nsummary: Sings.\n{sources}")
    tiny.tree.write(
        "content/venues/the-hall.yaml",
        "name: The Hall\nkind: other\naddress: {town: Liverpool, postcode: L8 1XF}\n"
        f"access: {{step-free: ask}}\n{sources}",
    )
    result = tiny.build(public=True)
    assert result.courses == 1
    assert result.notes == (
        "1 example course left out: this is for the public.",
        "There is no record of a site at output/: nothing compared.",
    )
    assert not (tiny.root / "output" / PAGE).exists()
    for file in (tiny.root / "output").rglob("*.html"):
        assert "Pottery" not in file.read_text(encoding="utf-8")


def test_build_for_the_public_with_nothing_but_examples_fails_clearly(tiny: TinySite) -> None:
    with pytest.raises(BuildFailed, match="There is no course that can be published"):
        tiny.build(public=True)


@pytest.mark.parametrize("public", [False, True])
def test_directory_that_begins_has_a_site_that_says_so(tiny: TinySite, public: bool) -> None:
    (tiny.root / POTTERY).unlink()
    result = tiny.build(public=public)
    assert result.courses == 0
    for page in ("index.html", "courses/index.html", "topics/index.html"):
        text = words(tiny.page(page).get_element_by_id("main"))
        assert "There are no courses here just now." in text
        assert not re.search(r"\b0\b", text), page
    assert tiny.page("add/index.html").get_element_by_id("form") is not None


def test_stale_example_dates_are_told(tiny: TinySite) -> None:
    assert tiny.build().notes == ()
    old = COURSE.replace("2027-01-12", "2026-11-17").replace("2027-03-23", "2026-12-15")
    tiny.tree.write(POTTERY, old)
    assert "scripts/refresh_examples.py" in tiny.build().notes[0]


def test_course_checked_long_ago_says_ask_before_you_travel(
    unchanged: TinySite, tiny: TinySite
) -> None:
    assert "ask before you travel" not in unchanged.text(PAGE)
    tiny.tree.write(POTTERY, COURSE.replace("checked: 2026-11-20", "checked: 2026-05-20"))
    tiny.build()
    assert "ask before you travel" in tiny.text(PAGE)
