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
from functools import cache
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import cbor2

from catalogue.site.built_files import files_in
from catalogue.site.published import unpack_record
from catalogue.site.search.fact_columns import FIRST_LETTER
from catalogue.site.urls import RECORD

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from os import DirEntry

    from catalogue.site.published import Published
    from catalogue.site.urls import Urls

_MARK = b"pagefind_dcd"
_NAMING = {
    ".html": (
        rb'src="([^"#?]+)',
        rb'<(?:link|use) [^>]*?href="([^"#?]+)',
        rb'href="([^"#?]+\.(?:ics|json|pdf|xml|yaml))"',
        rb'data-(?:form-file|places|worker)="([^"#?]+)',
    ),
    ".css": (rb'url\(["\']?([^"\')#?]+)',),
    ".js": (rb'\b(?:from|import)\s*\(?\s*["\'](\.[^"\']+)',),
}
"""How files of a kind name what they need. Where texts lead is for `catalogue check-site`: no slip
of a partner stops a build. Each begins with letters that are found quickly: a site has gigabytes.
"""
_SAME_EVERYWHERE = re.compile(rb"/|\w+:")
"""How an address begins that means the same in every file."""
_ENDS: Mapping[str, bytes | tuple[bytes, ...]] = {
    **{".html": b"</html>", ".css": b"}", ".js": b"", ".ics": b"END:VCALENDAR"},
    **{".xml": b">", ".svg": b">", ".json": (b"}", b"]", b'"')},
}
"""How texts of a kind end: one that does not has lost its rest."""
_LISTED = re.compile(r"<loc>([^<]+)</loc>")
_OF_COURSES = ("audience", "cost", "level", "provider", "topic")
_OF_RUNS = ("when", "venue", "delivery", "language", "support", "starts", "length")
_SAMPLE = 200
_WORD = re.compile(r"[^\W_]{2,}")


def not_as_written(
    written: Mapping[str, int | None], there: Mapping[str, DirEntry[str]]
) -> Iterator[str]:
    """Yield which files of a site are not `there`, or have not so many bytes as were written, where
    that is known.
    """
    for name, size in written.items():
        if name not in there or (size is not None and there[name].stat().st_size != size):
            yield f"{name} is not there as it was built."


def faults(
    folder: Path, record: Published, there: Mapping[str, DirEntry[str]] | None = None
) -> Iterator[str]:
    """Yield what is wrong with the site in `folder`, in sentences. `there` are its files, if they
    are listed already.
    """
    urls, there = record.urls, files_in(folder) if there is None else there
    try:
        yield from _missing_files(there, urls)
        data = folder / urls.file_of(urls.search_data()).removesuffix("index.html")
        cards = _cards(data)
        yield from _missing_pages(folder, there, urls, cards)
        yield from _wrong_columns(data, len(cards))
        yield from _other_titles(data, cards)
        if cards:
            yield from _lost_words(data / "pagefind", cards)
        yield from _lost_postcodes(data / "near", record.counts.get("postcodes"))
    except _NotWhole as broken:
        yield f"{broken.path.relative_to(folder).as_posix()} {broken}."


def faults_of_copy(folder: Path) -> Iterator[str]:
    """Yield what is wrong with a copy of a site that we built. Raises BadRecord."""
    record = unpack_record((folder / RECORD).read_bytes() if (folder / RECORD).is_file() else b"")
    there = files_in(folder)
    yield from not_as_written(record.files, there)
    for name, sizes in record.sizes.items():
        yield from not_as_written({f"{name}/{file}": sizes[file] for file in sizes}, there)
    yield from faults(folder, record, there)


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


def _missing_files(there: Mapping[str, DirEntry[str]], urls: Urls) -> Iterator[str]:
    told: set[bytes] = set()
    for file, entry in there.items():
        kind = PurePosixPath(file).suffix
        if kind not in _ENDS or file.startswith("edit/"):
            continue  # edit/ is somebody else's program, with addresses in it that are none
        text = Path(entry).read_bytes().rstrip()
        if not text or not text.endswith(_ENDS[kind]):
            yield f"{file} ends too soon."
        named = {name for names in _names(kind) for name in names.findall(text)} - told
        told |= {name for name in named if _SAME_EVERYWHERE.match(name)}
        for name in sorted(named):
            link = name.decode("utf-8", "replace").removeprefix(urls.origin)
            address = urljoin(f"{urls.base}/{file}", link)
            if address.startswith(urls.home()) and not _is_there(there, address, urls):
                yield f"{file} needs {address}, and nothing is there."


@cache
def _names(kind: str) -> tuple[re.Pattern[bytes], ...]:
    return tuple(map(re.compile, _NAMING.get(kind, ())))


def _missing_pages(
    folder: Path,
    there: Mapping[str, DirEntry[str]],
    urls: Urls,
    cards: list[Mapping[str, Any]],
) -> Iterator[str]:
    sitemap = (folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = [urlsplit(address).path for address in _LISTED.findall(sitemap)]
    for address in (*listed, *(card["href"] for card in cards)):
        if not _is_there(there, address, urls):
            yield f"There should be a page {address}, and there is none."


def _is_there(there: Container[str], address: str, urls: Urls) -> bool:
    return urls.file_of(unquote(address)) in there


# ---- what is searched ----


def _cards(data: Path) -> list[Mapping[str, Any]]:
    files = [_json(path) for path in (data / "cards").glob("*.json")]
    cards = {int(number): card for file in files for number, card in file.items()}
    return [card for _, card in sorted(cards.items())]


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
    if missing := sorted({*_OF_RUNS, *_OF_COURSES} - columns.keys()):
        yield f"There is no column {', '.join(missing)}."
    places = set(columns["venue"]["sets"]) - {""} if "venue" in columns else set()
    if lost := sorted(places - _json(data / "venues.json").keys()):
        yield f"Search does not know where {', '.join(lost)} is."


def _other_titles(data: Path, cards: list[Mapping[str, Any]]) -> Iterator[str]:
    # Looked through where Pagefind cannot run.
    if _json(data / "titles.json") != [card["title"] for card in cards]:
        yield "The titles that search looks through are not those of its courses."
    if cards and not any((data / "words").glob("*.txt")):
        yield "Search has no words to mend spelling by."


def _lost_postcodes(near: Path, known: int | None) -> Iterator[str]:
    districts = {path.stem: len(_json(path)) - 1 for path in sorted(near.glob("*.json"))}
    for district, number in districts.items():
        if number < 1:
            yield f"Search knows no postcode of {district}."
    found = sum(districts.values())
    if not found or found != (known or found):
        yield f"Search knows {found:,} postcodes, and should know {known or 'some'}."


# ---- the index ----


def _lost_words(bundle: Path, cards: list[Mapping[str, Any]]) -> Iterator[str]:
    entry = _json(bundle / "pagefind-entry.json")
    [language] = entry["languages"].values()
    if language["page_count"] != len(cards):
        yield f"The index has {language['page_count']} courses, and search has {len(cards)}."
        return
    for name in ("pagefind.js", "pagefind-worker.js"):
        if not (bundle / name).is_file():
            raise _NotWhole(bundle / name, "is not there")
    _gunzipped(bundle / f"wasm.{language['wasm'] or 'unknown'}.pagefind")
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
        return cbor2.loads(_gunzipped(path))
    except cbor2.CBORDecodeError:
        raise _NotWhole(path, "is not whole") from None


def _gunzipped(path: Path) -> bytes:
    """Return what Pagefind has packed."""
    try:
        body = gzip.decompress(path.read_bytes())
        if body.startswith(_MARK):
            return body.removeprefix(_MARK)
    except FileNotFoundError:
        raise _NotWhole(path, "is not there") from None
    except (OSError, EOFError, zlib.error):
        pass
    raise _NotWhole(path, "is not whole")
