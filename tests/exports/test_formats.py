"""What no format can escape: each test takes every one in the list of catalogue/exports."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from lxml import etree

from catalogue.exports import FORMATS
from catalogue.exports.gate import Gate
from catalogue.field_docs import formats_page
from catalogue.history import carry_on
from catalogue.site.for_exports import house_of
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.exports.conftest import ADDRESS, INVENTED, REAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from catalogue.exports.gate import Export, File, Format
    from tests.conftest import Tree
    from tests.site.conftest import TinySite

EVERY = pytest.mark.parametrize("export", FORMATS, ids=lambda export: export.FORMAT.name)


def in_calendar(body: bytes) -> Iterator[str]:
    """What a calendar and its events are called."""
    for part in Calendar.from_ical(body).walk():
        yield from (str(part[name]) for name in ("SUMMARY", "NAME", "X-WR-CALNAME") if name in part)


def in_feed(body: bytes) -> Iterator[str]:
    """What a feed and its entries are called."""
    yield from (title.text or "" for title in etree.fromstring(body).iterfind(".//{*}title"))


def in_outline(body: bytes) -> Iterator[str]:
    """What stands in an outline."""
    yield from (one.get("text") or "" for one in etree.fromstring(body).iterfind(".//outline"))


def in_sheet(body: bytes) -> Iterator[str]:
    """What stands in the cells."""
    for row in csv.reader(StringIO(body.decode("utf-8-sig"), newline="")):
        yield from row


def in_json(body: bytes) -> Iterator[str]:
    """What any value says."""
    yield from texts_in(json.loads(body))


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value."""
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from texts_in(one)
        case dict():
            for one in value.values():
                yield from texts_in(one)


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".ics": in_calendar,
    ".xml": in_feed,
    ".opml": in_outline,
    ".csv": in_sheet,
    ".json": in_json,
    ".jsonld": in_json,
}
"""Somebody else's reader for every kind of file. A new one needs a reader here."""


def names_in(address: str, body: bytes) -> Iterator[str]:
    """What is called something in a file."""
    yield from READERS[PurePosixPath(address).suffix](body)


def files_of(export: Export, tree: Tree) -> list[File]:
    """What a format writes for a site with an address."""
    catalogue, _ = tree.load()
    history = carry_on(catalogue, None, catalogue.today, seeds={})
    house = house_of(Site(catalogue, Urls.of(ADDRESS), "", history=history))
    return list(Gate(catalogue, house).files(export))


def told_by(export: Export) -> set[str]:
    """What a format calls our two courses. One that is about the data names none."""
    if export.FORMAT.name == "dcat":
        return set()
    return {REAL, f"Example: {INVENTED}"} if export.FORMAT.takes_examples else {REAL}


def lies_at(file: str, one: Format) -> bool:
    """Whether a file of the site lies where the format says that its files are."""
    places = (re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(address)) for address in one.addresses)
    return any(re.fullmatch(place, file) for place in places)


def built_files(export: Export, site: TinySite) -> list[Path]:
    """What a build has written of a format."""
    output = site.root / "output"
    return [
        path
        for path in sorted(output.rglob("*"))
        if path.is_file() and lies_at(path.relative_to(output).as_posix(), export.FORMAT)
    ]


@EVERY
def test_is_listed_for_people(export: Export, project: Path) -> None:
    listed = (project / "docs/formats.md").read_text("utf-8")
    [row] = [line for line in listed.splitlines() if export.FORMAT.title in line]
    assert export.FORMAT.purpose in row
    assert export.FORMAT.media_type in row
    assert export.FORMAT.licence in row
    for address in export.FORMAT.addresses:
        assert f"`/{address}`" in row
    assert row in formats_page([export.FORMAT])


def test_no_two_have_one_name() -> None:
    names = [export.FORMAT.name for export in FORMATS]
    assert len(set(names)) == len(names)


@EVERY
def test_files_lie_where_the_format_says(export: Export, mixed: Tree) -> None:
    files = files_of(export, mixed)
    assert files
    for file in files:
        if export.FORMAT.addresses:
            assert file.address.startswith("/learn/")
            assert lies_at(file.address.removeprefix("/learn/"), export.FORMAT), file.address
        else:
            assert "/" not in file.address


@EVERY
def test_somebody_elses_reader_finds_the_real_course_as_it_is_called(
    export: Export, mixed: Tree
) -> None:
    names = [name for file in files_of(export, mixed) for name in names_in(file.address, file.body)]
    assert {name for name in names if REAL in name} == ({REAL} & told_by(export))


@EVERY
def test_what_is_invented_is_called_an_example_or_is_not_there(export: Export, mixed: Tree) -> None:
    names = [name for file in files_of(export, mixed) for name in names_in(file.address, file.body)]
    marked = {f"Example: {INVENTED}"} & told_by(export)
    assert {name for name in names if INVENTED in name} == marked


@EVERY
def test_same_catalogue_gives_the_same_bytes(export: Export, mixed: Tree) -> None:
    first, second = (
        [(file.address, file.body) for file in files_of(export, mixed)] for _ in range(2)
    )
    assert first == second


def test_a_build_marks_what_is_invented_in_all_of_them(mixed_site: TinySite) -> None:
    mixed_site.build(ADDRESS)
    for export in FORMATS:
        names = names_in_build(export, mixed_site)
        told = told_by(export) if export.FORMAT.addresses else set()
        assert (REAL in names) == (REAL in told), export.FORMAT.name
        assert INVENTED not in names, export.FORMAT.name
        marked = f"Example: {INVENTED}"
        assert (marked in names) == (marked in told), export.FORMAT.name


def test_a_public_build_has_nothing_invented_in_any_of_them(mixed_site: TinySite) -> None:
    mixed_site.build(ADDRESS, public=True)
    for export in FORMATS:
        names = names_in_build(export, mixed_site)
        told = told_by(export) if export.FORMAT.addresses else set()
        assert (REAL in names) == (REAL in told), export.FORMAT.name
        assert not [name for name in names if INVENTED in name], export.FORMAT.name


def names_in_build(export: Export, site: TinySite) -> list[str]:
    """What is called something in the files that a build has written of a format."""
    return [
        name
        for path in built_files(export, site)
        for name in names_in(path.as_posix(), path.read_bytes())
    ]
