"""A link that begins an e-mail is to one address, whatever somebody wrote for one."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from catalogue.mail import ADDRESS, BadContact, contact_of, is_address_alone, mailto
from catalogue.schemas import Schemas

WRITTEN = {
    "learning@centre.example": "mailto:learning@centre.example",
    "r&d+clay@centre.example": "mailto:r%26d%2Bclay@centre.example",
    "o'brien@centre.example": "mailto:o'brien@centre.example",
    "a@b.example?bcc=c@d.example": "mailto:a%40b.example%3Fbcc%3Dc@d.example",
    "a@b.example?bcc=c": "mailto:a@b.example%3Fbcc%3Dc",
    "a@b.example&cc=c": "mailto:a@b.example%26cc%3Dc",
    "a,c@b.example": "mailto:a%2Cc@b.example",
    "a@b.example%0d%0abcc:c": "mailto:a@b.example%250d%250abcc%3Ac",
    "a@b.example\r\nbcc: c": "mailto:a@b.example%0D%0Abcc%3A%20c",
    '"Jo" <jo@b.example>': "mailto:%22Jo%22%20%3Cjo@b.example%3E",
    "jo@bücher.example": "mailto:jo@b%C3%BCcher.example",
    "a@b.example#x": "mailto:a@b.example%23x",
    "nobody": "",
    "@b.example": "",
    "a@": "",
    "a@b@": "",
    "": "",
}
"""Addresses as people and others write them, and the link to each."""


@pytest.mark.parametrize("address", WRITTEN)
def test_link_is_to_one_address_and_says_no_more(address: str) -> None:
    link = mailto(address)
    assert link == WRITTEN[address]
    parts = urlsplit(link)
    assert (parts.query, parts.fragment) == ("", "")
    assert not link or unquote(parts.path) == address


def test_fields_are_those_that_we_name() -> None:
    link = mailto("a@b.example?x=y", subject="You & me?", body="One\nTwo & bcc=c@d.example")
    assert parse_qs(urlsplit(link).query) == {
        "subject": ["You & me?"],
        "body": ["One\r\nTwo & bcc=c@d.example"],
    }


@pytest.mark.parametrize("address", WRITTEN)
def test_the_schema_refuses_what_is_more_than_an_address(address: str, schemas: Schemas) -> None:
    pattern = schemas.course["properties"]["join"]["properties"]["email"]["pattern"]
    fine = {"learning@centre.example", "r&d+clay@centre.example", "jo@bücher.example"}
    assert bool(re.search(pattern, address)) == (address in fine)


@pytest.mark.parametrize(
    ("link", "alone"),
    [
        ("mailto:a@b.example", True),
        ("mailto:a@b%C3%BCcher.example", True),
        ("mailto:a@b.example?subject=Clay", False),
        ("mailto:a@b.example?bcc=c@d.example", False),
        ("mailto:a@b.example,c@d.example", False),
        ("mailto:a@b.example%2Cc@d.example", False),
        ("mailto:a@b.example%0D%0Abcc:c@d.example", False),
        ("mailto:?to=a@b.example", False),
    ],
)
def test_a_link_that_somebody_wrote_may_be_to_an_address_alone(link: str, alone: bool) -> None:
    assert is_address_alone(link) == alone


def test_the_owners_address_is_taken_as_the_schema_takes_a_partners(schemas: Schemas) -> None:
    pattern = schemas.course["properties"]["join"]["properties"]["email"]["pattern"]
    assert pattern == f"^{ADDRESS.pattern.replace(chr(92) + chr(34), chr(34))}$"


def test_what_is_no_address_is_refused_in_a_sentence() -> None:
    assert contact_of("") == ""
    assert contact_of("us@centre.example") == "us@centre.example"
    with pytest.raises(BadContact, match=r"CONTACT_EMAIL .* “us@centre”, which"):
        contact_of("us@centre")
