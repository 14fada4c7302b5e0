"""What people wrote becomes markup without ever becoming more than they may write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from catalogue.site.markup import description_markup, page_markup

_ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}


def test_paragraphs_lists_and_bold_are_kept() -> None:
    shown = description_markup("One **two**.\n\n* three\n* four")
    assert shown == (
        "<p>One <strong>two</strong>.</p>\n<ul>\n<li>three</li>\n<li>four</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](http://insecure.example)",
        "[a](//other.example)",
        "![a](https://other.example/a.png)",
        "<javascript:alert(1)>",
        "[a](https://[)",
    ],
)
def test_html_pictures_and_unsafe_links_are_shown_as_text(text: str) -> None:
    tree = html.fromstring(description_markup(text))
    assert {element.tag for element in tree.iter()} <= {"p", "a"}
    assert all(link.get("href", "").startswith("https://") for link in tree.iter("a"))
    assert not any("other.example/a.png" in str(e.get("src")) for e in tree.iter())


@given(st.text(alphabet=st.sampled_from("ab <>\"'&[]()!*_`#-\n:/.\\")))
def test_no_text_makes_other_elements_or_attributes(text: str) -> None:
    tree = html.fromstring(f"<div>{description_markup(text)}</div>")
    elements = list(tree.iter())[1:]
    assert {element.tag for element in elements} <= _ALLOWED
    assert {name for element in elements for name in element.attrib} <= {"href", "title", "start"}


def test_links_within_the_site_get_its_folder_on_our_own_pages() -> None:
    assert 'href="/learn/help/"' in page_markup("[Help](/help/)", "/learn")
    assert "<a" not in page_markup("[Elsewhere](//other.example/)", "/learn")


def test_our_own_pages_may_have_headings_but_no_html() -> None:
    shown = page_markup("## Two\n\n<b>three</b>", "")
    assert "<h2>Two</h2>" in shown
    assert "&lt;b&gt;three" in shown
