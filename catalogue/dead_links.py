"""Follows the links of the catalogue, politely, and says which lead nowhere.

Never part of a build: other people's sites are asked, one after another, with a pause between two
questions to the same. Phone numbers and mail are not asked, nor the addresses of examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from time import sleep
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from catalogue.rules.links import addresses_of, text_of
from catalogue.rules.markdown import links_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from catalogue.catalogue import Catalogue
    from catalogue.records import Record

FINE, MOVED, DEAD, UNSURE = "fine", "moved", "dead", "unsure"
_AGENT = "Mozilla/5.0 (compatible; course-directory-link-check)"
_SECONDS = 20.0
_PAUSE = 1.0
_TRIES = 2
_MOST_HOPS = 8
_LASTING = (301, 308)
_TELLS_NOBODY = (401, 403, 429, 451)
"""Answers of sites that do not talk to programs: people may well get a page."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Where a link leads: a state, and why. `files` are those it stands in."""

    url: str
    state: str
    why: str
    files: tuple[str, ...]


def links_of(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return every address of a web page, with the files it stands in."""
    records: tuple[Record, ...] = (
        *catalogue.courses.values(),
        *catalogue.providers.values(),
        *catalogue.venues.values(),
    )
    found: dict[str, list[str]] = {}
    for record in records:
        _, text = text_of(record)
        urls = [url for _, url in addresses_of(record)]
        urls += [link.address for link in links_in(text or "")]
        for url in urls:
            if _is_asked(url) and record.file:
                found.setdefault(urldefrag(url).url, []).append(record.file)
    return {url: tuple(dict.fromkeys(files)) for url, files in sorted(found.items())}


def _is_asked(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and not f".{host}".endswith(".example")


def check_links(
    links: Mapping[str, Iterable[str]],
    *,
    pause: float = _PAUSE,
    seconds: float = _SECONDS,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[Checked]:
    """Ask for each address, those of one host after another."""
    before = ""
    for url in sorted(links, key=lambda url: (urlsplit(url).netloc, url)):
        host = urlsplit(url).netloc
        if host == before:
            sleep(pause)
        before = host
        say(url)
        state, why = _ask_again(url, pause, seconds)
        yield Checked(url, state, why, tuple(links[url]))


def _ask_again(url: str, pause: float, seconds: float) -> tuple[str, str]:
    """Ask once more where the first answer may have been an accident."""
    state, why = UNSURE, ""
    for attempt in range(_TRIES):
        if attempt:
            sleep(pause)
        state, why = _ask(url, seconds)
        if state != UNSURE:
            break
    return state, why


def _ask(url: str, seconds: float) -> tuple[str, str]:
    """Ask for the head of a page only, and for all of it where that is not understood."""
    state, why = _answer(url, "HEAD", seconds)
    return (state, why) if state in (FINE, MOVED) else _answer(url, "GET", seconds)


def _answer(url: str, method: str, seconds: float) -> tuple[str, str]:
    hops = _Hops()
    request = Request(url, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})
    try:
        with build_opener(hops).open(request, timeout=seconds) as answer:
            moved = answer.url if hops.lasting else ""
    except HTTPError as error:
        with error:
            return _refused(error.code)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return UNSURE, f"no answer: {reason}"
    return (MOVED, f"moved for good to {moved}") if moved else (FINE, "")


def _refused(status: int) -> tuple[str, str]:
    if status in (404, 410):
        return DEAD, f"there is no such page ({status})"
    if status in _TELLS_NOBODY:
        return FINE, f"the site does not answer programs ({status})"
    return UNSURE, f"the site answers {status}"


class _Hops(HTTPRedirectHandler):
    """Goes along with redirects, and remembers whether all of them were for good."""

    max_redirections = _MOST_HOPS

    def __init__(self) -> None:
        self._codes: list[int] = []

    @property
    def lasting(self) -> bool:
        return bool(self._codes) and all(code in _LASTING for code in self._codes)

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        self._codes.append(code)
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None:
            following.method = req.get_method()
        return following
