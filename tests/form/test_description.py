"""A description in the preview becomes the same markup as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from catalogue.site.markup import description_markup

if TYPE_CHECKING:
    from tests.form.conftest import Modules

TEXTS = (
    "One line.",
    "Two\nlines of one paragraph.\n\nAnother paragraph.",
    "A line with two blanks  \nand a break, and\\\nanother.",
    "* one\n* two\n* three",
    "- one\n- two\n\nAfter the list.",
    "1. one\n2. two",
    "3) three\n4) four",
    "Before:\n- one\n- two",
    "Before 2\n2. is no list in a paragraph",
    "- one\n\n- two with a gap\n",
    "- one\n  goes on\n- two\ngoes on lazily",
    "- one\n  - deeper\n  - again\n- two",
    "- one\n\n  a second paragraph\n- two",
    "1. one\n   - deeper\n2. two",
    "- dash\n* star",
    "**bold** and *leaning* and __bold__ and _leaning_.",
    "***both*** and **bold with *leaning* in it** and *leaning with **bold** in it*",
    "snake_case_words and 2*3*4 and 5 * 6",
    "**not closed and *not closed either",
    "*a **b* c**",
    "**bold**middle and mid**bold**dle",
    "“**quoted**” (*leaning*)",
    "A [link](https://www.centre.example/a_b_c) here.",
    'A [link](https://www.centre.example "with a title") here.',
    "A [**bold** link](https://www.centre.example) here.",
    "Ring [us](tel:01514960123) or [write](mailto:a@b.example).",
    "[More](mailto:a@b.example?bcc=c@d.example), [two](mailto:a@b.example,c@d.example)",
    "[a field](mailto:a@b.example%0D%0Abcc:c), <a?b@c.example>, [fine](MAILTO:ü@b.example)",
    "A [bad](javascript:alert(1)) and a [plain](http://a.example) one.",
    "<https://www.centre.example> and <a@b.example> and <b>no</b>",
    "![picture](https://www.centre.example/a.png)",
    "[not a link] and [half](https://a.example",
    "[one [inner](https://a.example) outer](https://b.example)",
    r"\*not bold\* and \[not a link\](https://a.example) and \q",
    "<script>alert(1)</script> &amp; &lt; `code` # no heading",
    "# no heading\n\n> no quote\n\n---\n\n`no code`",
    "    indented\n\n\ttabbed",
    "😀 *emoji* תודה",
    "*",
    "- ",
    "1986. was a good year",
)


def shape(markup: str) -> list[tuple[str, str, str]]:
    """The elements of a fragment in order, and the text in and after each, without line breaks."""
    whole = html.fragment_fromstring(markup, create_parent=True)

    def words(text: str | None) -> str:
        return " ".join((text or "").split())

    return [
        (element.tag + (element.get("start") or ""), words(element.text), words(element.tail))
        for element in whole.iter()
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_description_has_the_markup_of_the_page(modules: Modules, text: str) -> None:
    script = """({ description }, text) => {
      const root = document.createElement("div");
      root.append(description(text));
      return root.innerHTML;
    }"""
    shown = modules.run("description.js", script, text)
    assert shape(shown) == shape(description_markup(text))
