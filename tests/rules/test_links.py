"""Links in fields of their own and in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import Join, Source
from catalogue.rules import links
from catalogue.rules.links import fault_of
from tests.builders import a_course, a_provider, a_venue, codes_of


@pytest.mark.parametrize(
    "address",
    [
        "https://www.kiln.example/courses?when=soon#clay",
        "https://kiln.example",
        "https://kiln.example:8443/",
        "https://a-b.kiln.co.uk/@sam",
    ],
)
def test_a_usual_address_is_fine(address: str) -> None:
    assert fault_of(address) is None


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://kiln.example/", links.NOT_HTTPS),
        ("https://", links.BAD_LINK),
        ("https://kiln", links.BAD_LINK),
        ("https://kiln..example/", links.BAD_LINK),
        ("https://kiln.example:port/", links.BAD_LINK),
        ("https://[kiln.example/", links.BAD_LINK),
        ("https://kiln.example\\.loom.example/", links.BAD_LINK),
        ("https://kiln.example@loom.example/", links.HIDDEN_LINK),
        ("https://sam:clay@kiln.example/", links.HIDDEN_LINK),
        ("https://192.0.2.1/", links.HIDDEN_LINK),
        ("https://[2001:db8::1]/", links.HIDDEN_LINK),
        ("https://bit.ly/clay", links.HIDDEN_LINK),
        ("https://WWW.TinyURL.com/clay", links.HIDDEN_LINK),
        ("https://xn--kln-1ma.example/", links.ODD_SITE),
        ("https://kіln.example/", links.ODD_SITE),  # noqa: RUF001 - the i is a Cyrillic one
    ],
)
def test_an_address_that_hides_or_leads_nowhere_is_found(address: str, code: object) -> None:
    fault = fault_of(address)
    assert fault
    assert fault[0] is code


@given(st.text(max_size=30))
def test_no_address_breaks_the_rule(text: str) -> None:
    fault_of(f"https://{text}")


def test_every_field_that_holds_an_address_is_looked_at() -> None:
    bad = "http://kiln.example/"
    source = Source(("website",), "Their own site", "sure", link=bad)
    course = a_course(join=Join(phone="0151 496 0123", url=bad))
    provider = a_provider(website=bad, sources=(source,))
    assert codes_of(links, course, provider, a_venue(website=bad)) == ["not-https"] * 4


@pytest.mark.parametrize(
    "text",
    [
        "We start [with clay](https://kiln.example/clay).",
        "See [www.kiln.example](https://kiln.example/), or <https://kiln.example/>.",
        "Write to [sam@kiln.example](mailto:sam@kiln.example) or [ring](tel:01514960123).",
        "We use Node.js [1] and <3 clay; 2 < 3.",
        "[Node.js](https://kiln.example/) is a tool.",
        "`[clay](http://kiln.example)` is code.",
    ],
)
def test_a_text_with_honest_links_is_fine(text: str) -> None:
    assert codes_of(links, a_course(description=text)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[Clay](http://kiln.example)", "not-https"),
        ("[Clay][1]\n\n[1]: http://kiln.example", "not-https"),
        ("<http://kiln.example>", "not-https"),
        ("[Clay](javascript:alert)", "not-https"),
        ("[Clay](&#106;avascript:alert)", "not-https"),
        ("[Clay](data:text/html,hello)", "not-https"),
        ("[Clay](/courses/the-kiln/pottery/)", "not-https"),
        ("[Clay](kiln.example)", "not-https"),
        ("[Clay](https://tinyurl.com/clay)", "hidden-link"),
        ("[www.kiln.example](https://loom.example)", "hidden-link"),
        ("[**https://kiln.example/clay**](https://loom.example)", "hidden-link"),
        ("[liverpool.gov.uk](https://liverpool.gov.uk.loom.example)", "hidden-link"),
        ("[sam@kiln.example](mailto:tom@loom.example)", "hidden-link"),
        ("[Write](mailto:sam@kiln.example?bcc=tom@loom.example)", "bad-link"),
        ("[Write](mailto:sam@kiln.example,tom@loom.example)", "bad-link"),
        ("[Write](mailto:sam@kiln.example%0d%0abcc:tom@loom.example)", "bad-link"),
        ("[sam@kiln.example](https://loom.example)", "hidden-link"),
        ("![A pot](https://kiln.example/pot.png)", "picture-in-text"),
        ("Clay is <b>fun</b>.", "html-in-text"),
        ("<div>\nClay\n</div>", "html-in-text"),
        ("<!-- not yet --> Clay", "html-in-text"),
    ],
)
def test_what_a_text_should_not_hold_is_found(text: str, code: str) -> None:
    assert codes_of(links, a_course(description=text)) == [code]
    assert codes_of(links, a_provider(about=text)) == [code]


@given(st.text(st.sampled_from("[]()<>!:/.@#abhtps \n\\&;jx"), max_size=40))
def test_no_text_breaks_the_rule(text: str) -> None:
    codes_of(links, a_course(description=text or "-"))
