"""Marks the site as MDN's HTTP Observatory marks sites: A+ is 100 points and more.

Its rules are those of the grader and of the analysers in
https://github.com/mdn/mdn-http-observatory (20 August 2026). Left out is what is 0 for a site with
https, without cookies and without other hosts' scripts: redirection, cookies, CORS, subresource
integrity, embedder policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.site.test_hosting import addresses_in, as_netlify, rules_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.test_hosting import Headers

SIX_MONTHS = 15_552_000
BROAD = {"*", "http:", "https:", "ftp:", "data:", "'unsafe-inline'"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
GITHUB_PAGES: Headers = {"access-control-allow-origin": "*", "cache-control": "max-age=600"}
"""What it sends with a page where the site has a domain of its own. None is ours to change."""


def points(headers: Headers, page: html.HtmlElement) -> int:
    """The points of one page: bonuses count only for who has 90 without them."""
    marks = [
        _policy(headers, page),
        _transport(headers),
        _referrer(headers, page),
        0 if headers.get("x-content-type-options") == "nosniff" else -5,
        _framing(headers),
        _one_of(headers, "cross-origin-resource-policy", {"same-origin", "same-site"}),
        _one_of(headers, "cross-origin-opener-policy", {"same-origin", "same-origin-allow-popups"}),
    ]
    score = 100 + sum(mark for mark in marks if mark < 0)
    return score + sum(mark for mark in marks if mark > 0) if score >= 90 else max(score, 0)


def _directives(policy: str) -> dict[str, set[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: set(values) for name, *values in parts}


def _meta(page: html.HtmlElement, how: str, name: str) -> list[str]:
    return [str(text) for text in page.xpath(f"//meta[@{how}='{name}']/@content")]


def _policy(headers: Headers, page: html.HtmlElement) -> int:
    policies = [headers.get("content-security-policy", "")]
    policies += _meta(page, "http-equiv", "Content-Security-Policy")
    known = [_directives(policy) for policy in policies if policy]
    if not known:
        return -25
    # Of several policies it takes each directive's sources together.
    every = {name: set().union(*(one.get(name, set()) for one in known)) for name in known[0]}
    script = every.get("script-src", every["default-src"])
    style = every.get("style-src", every["default-src"])
    if script & BROAD or every.get("object-src", every["default-src"]) & BROAD:
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    if style & BROAD:
        return 0
    return 10 if every["default-src"] == {"'none'"} else 5


def _transport(headers: Headers) -> int:
    _, _, seconds = headers.get("strict-transport-security", "").partition("max-age=")
    if not seconds:
        return -20
    return 0 if int(seconds.split(";")[0]) >= SIX_MONTHS else -10


def _referrer(headers: Headers, page: html.HtmlElement) -> int:
    said = [headers.get("referrer-policy", ""), *_meta(page, "name", "referrer")]
    policies = [policy for policy in said if policy]
    if not policies:
        return 0
    return 5 if policies[-1] in PRIVATE else -5


def _framing(headers: Headers) -> int:
    in_policy = "frame-ancestors" in headers.get("content-security-policy", "")
    return 5 if in_policy or headers.get("x-frame-options") in ("DENY", "SAMEORIGIN") else -20


def _one_of(headers: Headers, name: str, best: set[str]) -> int:
    return 10 if headers.get(name) in best else 0


def test_every_page_has_a_plus_where_headers_are_ours(real_site: Path) -> None:
    rules, seen = rules_in(real_site), set()
    for address, path in addresses_in(real_site):
        if path.suffix == ".html":
            page = html.parse(str(path)).getroot()
            seen.add(points(as_netlify(rules, address), page))
    # The lower ones are of folders with calendars and feeds, which other sites may read.
    assert seen == {130, 140}


def test_github_pages_sends_no_header_of_ours_so_metas_alone_get_a_c(real_site: Path) -> None:
    page = html.parse(str(real_site / "index.html")).getroot()
    assert points(GITHUB_PAGES, page) == 55
    # On a name below github.io it also asks for https.
    assert points({**GITHUB_PAGES, "strict-transport-security": "max-age=31556952"}, page) == 75


@pytest.mark.parametrize(
    ("headers", "score"),
    [
        ({}, 30),
        ({"content-security-policy": "default-src 'none'; script-src 'unsafe-inline'"}, 35),
        ({"content-security-policy": "default-src 'self'; frame-ancestors 'none'"}, 75),
        ({"strict-transport-security": "max-age=60"}, 40),
        ({"referrer-policy": "unsafe-url"}, 25),
    ],
)
def test_it_marks_as_they_do(headers: Headers, score: int) -> None:
    assert points(headers, html.fromstring("<html><head></head></html>")) == score
