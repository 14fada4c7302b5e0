"""What is said for others beside the pages: whom to tell of a hole, and whose work is shipped."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from catalogue.site.notices import third_party_notices
from catalogue.site.security_txt import security_txt
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.conftest import PROJECT, TODAY, load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import TinySite

# RFC 9116, section 5 (ABNF): a field a line; its name is a known one; Contact and Expires
# must be there, and Expires once.
FIELD = re.compile(
    r"(?:Contact|Canonical|Policy|Encryption|Acknowledgments|Hiring): [a-z][a-z0-9+.-]*:\S+"
    r"|Expires: (?P<expires>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))"
    r"|Preferred-Languages: [a-z]{2,8}(?:-[A-Za-z0-9]{2,8})*(?:, ?[a-z]{2,8})*"
    r"|#[^\r\n]*|"
)


def made(**given: str) -> str:
    catalogue, _ = load()
    urls = Urls.of(given.pop("url", ""))
    return security_txt(Site(catalogue, urls, "Courses", **given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        {"contact_email": "us@centre.example"},
        {
            "contact_email": "r&d?@centre.example",
            "url": "https://courses.example",
            "repository_url": "https://github.com/owner/courses",
        },
    ],
)
def test_security_txt_is_as_the_rfc_wants_it(given: dict[str, str]) -> None:
    text = made(**given)
    assert text.endswith("\n")
    read = [FIELD.fullmatch(line) for line in text.splitlines()]
    assert None not in read, text
    expires = [datetime.fromisoformat(one["expires"]) for one in read if one and one["expires"]]
    assert len(expires) == 1
    assert 30 < (expires[0].date() - TODAY).days < 366
    [contact] = re.findall(r"^Contact: (.*)$", text, re.M)
    assert re.fullmatch(r"mailto:[^?,;#]+@centre\.example", contact)
    if "url" in given:
        assert "Canonical: https://courses.example/.well-known/security.txt" in text.splitlines()


def test_there_is_none_where_nobody_can_be_told_or_the_host_has_other_sites() -> None:
    assert made() == ""
    assert made(contact_email="us@centre.example", url="https://owner.example/courses") == ""


def test_whoever_ships_a_part_of_it_ships_its_licence(tmp_path: Path) -> None:
    (tmp_path / "LICENSE-sveltia-cms.txt").write_text("The editor's.", encoding="utf-8")
    (tmp_path / "entry.js.LEGAL.txt").write_text("What is bundled.", encoding="utf-8")
    text = third_party_notices(PROJECT / "theme", tmp_path)
    for words in (
        "Copyright 2022 CloudCannon",
        "The above copyright notice and this permission notice shall be included in all",
        "SIL OPEN FONT LICENSE Version 1.1",
        *("The editor's.", "What is bundled."),
    ):
        assert words in text
    assert "The editor's." not in third_party_notices(PROJECT / "theme", None)


def test_the_licence_of_the_search_is_of_the_version_that_is_used() -> None:
    """An upgrade must look at the licences again."""
    pins = (PROJECT / "requirements/site.in").read_text(encoding="utf-8")
    [version] = re.findall(r"^pagefind==(.*)$", pins, re.M)
    kept = (PROJECT / "theme/licences/pagefind.txt").read_text(encoding="utf-8")
    assert kept.startswith(f"Pagefind {version}\n")


def test_the_site_has_the_file_and_leads_to_it(addressed: TinySite) -> None:
    assert "CloudCannon" in addressed.text("third-party-notices.txt")
    links = addressed.page("about-the-data/index.html").xpath("//main//a/@href")
    assert "/learn/third-party-notices.txt" in links
    assert not (addressed.root / "output/.well-known").exists()
