"""Links are safe, and show where they lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from catalogue.mail import is_address_alone
from catalogue.problems import Code, Severity
from catalogue.quoting import quoted
from catalogue.records import ContentPage, Course, Provider
from catalogue.rules.findings import Finding, Records
from catalogue.rules.markdown import html_in, links_in, pictures_in
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.problems import Way
    from catalogue.records import Record
    from catalogue.rules.markdown import Link

NOT_HTTPS = Code(
    "not-https",
    Severity.ERROR,
    "The link is not a safe web address",
    "On an http:// page others on the same network can read and change what people see and type. "
    "In a description there may also be mailto: and tel: links, and no others.",
)
BAD_LINK = Code(
    "bad-link",
    Severity.ERROR,
    "The link cannot lead anywhere",
    "The name of the site is missing or cannot be one. Copy the whole address from the top of your "
    "browser.",
)
HIDDEN_LINK = Code(
    "hidden-link",
    Severity.ERROR,
    "The link hides where it leads",
    "People should see where they will go before they go there. Short links, bare numbers and "
    "names before an @ are used to trick them.",
)
ODD_SITE = Code(
    "odd-site",
    Severity.WARNING,
    "The name of the site has unusual letters",
    "Letters of other scripts can look just like ours, so that a false site looks right. If it is "
    "right, leave it as it is.",
)
PICTURE = Code(
    "picture-in-text",
    Severity.ERROR,
    "There is a picture in the text",
    "Pictures from other sites tell those sites who reads about your course, and are slow on old "
    "phones. Say in words what it shows.",
)
HTML = Code(
    "html-in-text",
    Severity.WARNING,
    "There is HTML in the text",
    "It is shown as it is typed. Write **bold**, lists and links in Markdown instead.",
)
CODES = (NOT_HTTPS, BAD_LINK, HIDDEN_LINK, ODD_SITE, PICTURE, HTML)

_SHORT = (
    "bit.ly buff.ly cutt.ly fb.me goo.gl is.gd lnkd.in ow.ly qrco.de rb.gy rebrand.ly shorturl.at "
    "t.co t.ly tiny.cc tinyurl.com v.gd"
)
SHORTENERS = frozenset(_SHORT.split())
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+\.?")
_LIKE_AN_ADDRESS = re.compile(
    r"(?:https?://(?P<full>[^\s/?#:]+)|(?P<bare>www\.[^\s/?#:]+"
    r"|(?:[\w-]+\.)+(?:uk|com|org|net|info|eu|io|co|gov|example)))(?:[/?#:]\S*)?",
    re.IGNORECASE,
)
_Fault = tuple[Code, str, str]


def check(records: Records) -> Iterator[Finding]:
    """Look at every address of a page, and at every link in a text."""
    for record in records.everything:
        for field, address in addresses_of(record):
            fault = fault_of(address)
            if fault:
                code, what, mend = fault
                yield Finding(code, record, field, what, mend)
        name, text = text_of(record)
        if text:
            yield from _text(record, (name,), text)


def addresses_of(record: Record) -> Iterator[tuple[Way, str]]:
    """Yield the addresses of web pages that stand in fields of their own."""
    if isinstance(record, Course):
        if record.join.url:
            yield ("join", "url"), record.join.url
        return
    if record.website:
        yield ("website",), record.website
    for index, source in enumerate(record.sources):
        if source.link:
            yield ("sources", index, "link"), source.link


def text_of(record: Record | ContentPage) -> tuple[str, str | None]:
    """Return the field of a record that is written in Markdown, and what it says."""
    if isinstance(record, Course):
        return "description", record.description
    if isinstance(record, Provider):
        return "about", record.about
    return ("text", record.text) if isinstance(record, ContentPage) else ("", None)


def fault_of(address: str) -> _Fault | None:
    """Return what is wrong with the address of a web page, if anything is."""
    try:
        parts = urlsplit(address)
        host, _ = (parts.hostname or "").casefold(), parts.port
    except ValueError:
        return _bad(address)
    if parts.scheme != "https":
        return NOT_HTTPS, *say("not-https", address=quoted(address))
    if "@" in parts.netloc:
        return HIDDEN_LINK, *say("name-before-site", address=quoted(address))
    if ":" in host or host.rstrip(".").rpartition(".")[2].isdigit():
        return HIDDEN_LINK, *say("number-for-site", address=quoted(address))
    if host.removeprefix("www.") in SHORTENERS:
        return HIDDEN_LINK, *say("short-link", host=quoted(host))
    if not host.isascii() or "xn--" in host:
        return ODD_SITE, *say("odd-site", host=quoted(host))
    return None if _HOST.fullmatch(host) else _bad(address)


def _bad(address: str) -> _Fault:
    return BAD_LINK, *say("bad-link", address=quoted(address))


def _text(record: Record, field: Way, text: str) -> Iterator[Finding]:
    for link in links_in(text):
        fault = fault_of_link(link)
        if fault:
            code, what, mend = fault
            yield Finding(code, record, field, what, mend)
    for address in pictures_in(text):
        what = f"The text shows the picture {quoted(address)}."
        yield Finding(PICTURE, record, field, what, "Delete it, or say in words what it shows.")
    html = html_in(text)
    if html:
        what = f"{quoted(html)} will be shown as it is typed."
        mend = "Delete it, or write it in Markdown, like **bold** or [words](https://…)."
        yield Finding(HTML, record, field, what, mend)


def fault_of_link(link: Link) -> _Fault | None:
    """Return what is wrong with a link in a text, if anything is."""
    scheme, colon, rest = link.address.partition(":")
    scheme = scheme.casefold()
    if scheme == "mailto" and colon:
        if not is_address_alone(link.address):
            what = f"The link to {quoted(link.address)} has more than an e-mail address."
            return BAD_LINK, what, "Write the address and nothing after it."
        return _fault_of_shown(link.shown, unquote(rest))
    if scheme == "tel" and colon:
        return None
    if scheme not in ("http", "https") or not colon:
        mend = "Write the whole address with https://, or use mailto: or tel:."
        return NOT_HTTPS, f"The link to {quoted(link.address)} is to no web page.", mend
    return fault_of(link.address) or _fault_of_shown(
        link.shown, urlsplit(link.address).hostname or ""
    )


def _fault_of_shown(shown: str, leads_to: str) -> _Fault | None:
    """Compare what a link shows with the site, or the e-mail address, that it leads to."""
    said = _LIKE_AN_ADDRESS.fullmatch(shown)
    if said:
        looks_like = said["full"] or said["bare"]
    elif re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", shown):
        looks_like = shown
    else:
        return None
    if _plain(looks_like) == _plain(leads_to):
        return None
    what = f"The link looks like {quoted(looks_like)}, but leads to {quoted(leads_to)}."
    return HIDDEN_LINK, what, "Make both the same, or say in words what people will find there."


def _plain(host: str) -> str:
    return host.casefold().removeprefix("www.").rstrip(".")
