"""Help, privacy and the accessibility statement say what is so, and how to reach us."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import TinySite

# https://www.gov.uk/government/publications/sample-accessibility-statement, and regulation 8 of
# https://www.legislation.gov.uk/uksi/2018/952
STATEMENT = [
    "How accessible this site is",
    "Feedback and contact information",
    "Reporting problems with this site",
    "Enforcement procedure",
    "Technical information about this site's accessibility",
    "Compliance status",
    "Non-accessible content",
    "Non-compliance with the accessibility regulations",
    "Disproportionate burden",
    "Content that is not within the scope of the accessibility regulations",
    "What we are doing to improve accessibility",
    "Preparation of this accessibility statement",
]


def page_of(folder: Path, slug: str) -> html.HtmlElement:
    return html.fromstring((folder / slug / "index.html").read_text(encoding="utf-8"))


def test_the_accessibility_statement_has_the_parts_that_the_regulations_ask_for(
    real_site: Path,
) -> None:
    main = page_of(real_site, "accessibility").get_element_by_id("main")
    headings = [heading.text_content() for heading in main.xpath(".//h2 | .//h3")]
    assert headings == [*STATEMENT, "How to reach us"]
    assert main.xpath(".//a[@href='https://www.equalityadvisoryservice.com/']")


def test_every_page_leads_to_the_accessibility_statement(real_site: Path) -> None:
    for slug in ("", "search", "topics/esol", "help"):
        links = page_of(real_site, slug).xpath("//footer//a[@href='/accessibility/']/text()")
        assert links == ["Accessibility statement"]


def test_the_pages_say_how_to_reach_us_or_that_one_cannot_yet(
    unchanged: TinySite, tiny: TinySite
) -> None:
    slugs = ("accessibility", "help", "privacy")
    for slug in slugs:
        contact = unchanged.page(f"{slug}/index.html").get_element_by_id("contact")
        assert "has no e-mail address of its own yet" in contact.text_content()
    settings = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
    (tiny.root / "pelicanconf.py").unlink()
    tiny.tree.write("pelicanconf.py", f"{settings}\nCONTACT_EMAIL = 'a@it.example'\n")
    tiny.build()
    for slug in slugs:
        contact = tiny.page(f"{slug}/index.html").get_element_by_id("contact")
        assert contact.xpath(".//a/@href") == ["mailto:a@it.example"]
        assert "no e-mail address" not in contact.text_content()


@pytest.mark.parametrize(
    ("slug", "button"),
    [
        ("help", "Use where I am now"),
        ("help", "Showing results for"),
        ("help", "Search instead for"),
        ("help", "Nearly"),
        ("help", "Show first"),
        ("help", "Add to calendar"),
        ("help", "Follow these dates in my calendar"),
        ("help", "Print"),
        ("privacy", "Use where I am now"),
        ("privacy", "Forget what is kept on this device"),
    ],
)
def test_what_the_pages_name_is_called_so_on_the_site(
    real_site: Path, slug: str, button: str
) -> None:
    templates = "".join(
        path.read_text(encoding="utf-8")
        for path in (PROJECT / "theme" / "templates").rglob("*.html")
    )
    assert button in templates
    assert button in page_of(real_site, slug).text_content()
