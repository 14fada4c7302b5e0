"""Reads a built site as a visitor's browser would, and says what is missing or does not fit.

Called by the build before anything is published, and by `catalogue verify`. A program that writes
half a file and says that all is well, as on a full disk, is found here. Pagefind's files are CBOR
(RFC 8949) behind a mark, packed with gzip.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import cbor2

from catalogue.site.published import unpack_record
from catalogue.site.search.fact_columns import FIRST_LETTER
from catalogue.site.urls import RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from catalogue.site.urls import Urls

_MARK = b"pagefind_dcd"
_NAMING = {
    ".html": re.compile(
        r"(?:<(?:link|script|img|iframe|source|use)\b[^>]*\s(?:href|src)|\sdata-(?:form-file|worker)"
        r'|\shref(?="[^"#?]+\.(?:ics|json|xml|yaml)"))="([^"#?]+)'
    ),
    ".css": re.compile(r'\burl\(["\']?([^"\')#?]+)'),
    ".js": re.compile(r'(?:\bfrom|\bimport)\s*\(?\s*["\'](\.[^"\']+)'),
}
"""How files of a kind name what they need. Where texts lead is for `catalogue check-site`: no slip
of a partner stops a build.
"""
_LISTED = re.compile(r"<loc>([^<]+)</loc>")
_OF_RUNS = ("when", "venue", "delivery", "support", "starts")
_SAMPLE = 200
_WORD = re.compile(r"[^\W_]{2,}")


def faults(folder: Path, urls: Urls) -> Iterator[str]:
    """Yield what is wrong with the site in `folder`, in sentences."""
    try:
        yield from _missing_files(folder, urls)
        data = folder / urls.file_of(urls.search_data()).removesuffix("index.html")
        cards = _cards(data)
        yield from _missing_pages(folder, urls, cards)
        yield from _wrong_columns(data, len(cards))
        if cards:
            yield from _lost_words(data / "pagefind", cards)
        yield from _empty_districts(data / "near")
    except _NotWhole as broken:
        yield f"{broken.path.relative_to(folder).as_posix()} {broken}."


def faults_of_copy(folder: Path) -> Iterator[str]:
    """Yield what is wrong with a copy of a site that we built. Raises BadRecord."""
    record = unpack_record((folder / RECORD).read_bytes() if (folder / RECORD).is_file() else b"")
    for name, files in record.sizes.items():
        for file, size in files.items():
            path = folder / name / file
            if not path.is_file() or path.stat().st_size != size:
                yield f"{name}/{file} is not there as it was built."
    yield from faults(folder, record.urls)


class _NotWhole(Exception):
    """A file that everything after it needs. The message goes on from its name."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(what)
        self.path = path


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _NotWhole(path, "is not there") from None
    except ValueError:
        raise _NotWhole(path, "is not whole") from None


# ---- files that others name ----


def _missing_files(folder: Path, urls: Urls) -> Iterator[str]:
    known: set[str] = set()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _NAMING):
        file = path.relative_to(folder).as_posix()
        if file.startswith("edit/"):
            continue  # somebody else's program, with addresses in it that are none
        text = path.read_text(encoding="utf-8", errors="replace")
        if not text.strip() or (path.suffix == ".html" and not text.rstrip().endswith("</html>")):
            yield f"{file} ends too soon."
        for named in set(_NAMING[path.suffix].findall(text)):
            address = urljoin(f"{urls.base}/{file}", named.removeprefix(urls.origin))
            if not address.startswith(urls.home()) or address in known:
                continue
            known.add(address)
            if not _is_there(folder, address, urls):
                yield f"{file} needs {address}, and nothing is there."


def _missing_pages(folder: Path, urls: Urls, cards: list[Mapping[str, Any]]) -> Iterator[str]:
    sitemap = (folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = [urlsplit(address).path for address in _LISTED.findall(sitemap)]
    for address in (*listed, *(card["href"] for card in cards)):
        if not _is_there(folder, address, urls):
            yield f"There should be a page {address}, and there is none."


def _is_there(folder: Path, address: str, urls: Urls) -> bool:
    return (folder / urls.file_of(unquote(address))).is_file()


# ---- what is searched ----


def _cards(data: Path) -> list[Mapping[str, Any]]:
    number = sum(1 for _ in (data / "courses").glob("*.json"))
    return [_json(data / "courses" / f"{place}.json") for place in range(number)]


def _wrong_columns(data: Path, courses: int) -> Iterator[str]:
    columns = {path.stem: _json(path) for path in sorted((data / "facets").glob("*.json"))}
    joining = columns.get("joining")
    if not joining:
        raise _NotWhole(data / "facets" / "joining.json", "is not there")
    sets = [len(joining["sets"][ord(letter) - FIRST_LETTER]) for letter in joining["rows"]]
    for name, column in columns.items():
        rows, right = len(column["rows"]), sum(sets) if name in _OF_RUNS else courses
        if rows != right:
            yield f"The column {name} has {rows} rows, and should have {right}."
        if any(
            not 0 <= ord(letter) - FIRST_LETTER < len(column["sets"]) for letter in column["rows"]
        ):
            yield f"The column {name} has a row without a value."
    if missing := sorted({*_OF_RUNS, "topic", "cost"} - columns.keys()):
        yield f"There is no column {', '.join(missing)}."
    places = set(columns["venue"]["sets"]) - {""} if "venue" in columns else set()
    if lost := sorted(places - _json(data / "venues.json").keys()):
        yield f"Search does not know where {', '.join(lost)} is."


def _empty_districts(near: Path) -> Iterator[str]:
    files = sorted(near.glob("*.json"))
    if not files:
        yield "Search knows no postcodes."
    for path in files:
        if len(_json(path)) < 2:
            yield f"Search knows no postcode of {path.stem}."


# ---- the index ----


def _lost_words(bundle: Path, cards: list[Mapping[str, Any]]) -> Iterator[str]:
    entry = _json(bundle / "pagefind-entry.json")
    [language] = entry["languages"].values()
    if language["page_count"] != len(cards):
        yield f"The index has {language['page_count']} courses, and search has {len(cards)}."
        return
    _version, pages, chunks, *_ = _unpacked(bundle / f"pagefind.{language['hash']}.pf_meta")
    numbers = [int(name.partition("_")[2]) for name, *_ in pages]
    words: defaultdict[int, set[str]] = defaultdict(set)
    for _first, _last, name in chunks:
        [entries] = _unpacked(bundle / "index" / f"{name}.pf_index")[:1]
        for word, found, *_ in entries:
            for place in accumulate(page[0] for page in found):
                words[numbers[place]].add(word)
    for number in range(0, len(cards), max(1, len(cards) // _SAMPLE)):
        title = cards[number]["title"]
        if not _finds(words[number], title):
            yield f"Search does not find “{title}” by any word of its title."


def _finds(words: set[str], title: str) -> bool:
    # Pagefind keeps the stems of words: “potteri” for “pottery”.
    stems = tuple(word[:-1] if len(word) > 2 else word for word in words)
    said = _WORD.findall(title.casefold())
    return not said or any(word.startswith(stems) for word in said)


def _unpacked(path: Path) -> Any:
    try:
        body = gzip.decompress(path.read_bytes())
        if body.startswith(_MARK):
            return cbor2.loads(body.removeprefix(_MARK))
    except FileNotFoundError:
        raise _NotWhole(path, "is not there") from None
    except (OSError, EOFError, zlib.error, cbor2.CBORDecodeError):
        pass
    raise _NotWhole(path, "is not whole")
