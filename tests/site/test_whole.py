"""A built site that has lost a piece is found before anybody sees it."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from catalogue.site.published import BadRecord, unpack_record
from catalogue.site.urls import RECORD
from catalogue.site.whole import faults, faults_of_copy
from tests.conftest import edition_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.site.conftest import TinySite


@pytest.fixture
def copied(real_site: Path, tmp_path: Path) -> Path:
    """The whole site, to break."""
    shutil.copytree(real_site, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def small(unchanged: TinySite, tmp_path: Path) -> Path:
    """A copy of a site of one course: it has a file of every kind too."""
    shutil.copytree(unchanged.root / "output", tmp_path / "small")
    return tmp_path / "small"


def found(site: Path) -> list[str]:
    """What is wrong with the search, pages and files of a site, sizes aside."""
    return list(faults(site, unpack_record((site / RECORD).read_bytes())))


def test_site_as_it_was_built_is_whole(real_site: Path, sub_path_site: Path, small: Path) -> None:
    for site in (real_site, sub_path_site, small):
        assert list(faults_of_copy(site)) == []


def one_of(pattern: str) -> Callable[[Path], Path]:
    return lambda site: sorted(site.glob(pattern))[-1]


@pytest.mark.parametrize(
    "pattern",
    [
        "search/*/pagefind/index/*.pf_index",
        "search/*/pagefind/*.pf_meta",
        "search/*/pagefind/pagefind-entry.json",
        "search/*/venues.json",
        "search/*/facets/joining.json",
        "search/*/facets/topic.json",
        "search/*/facets/when.json",
        "search/*/facets/audience.json",
        "search/*/near/L8.json",
        "search/*/titles.json",
        "search/*/pagefind/pagefind.js",
        "search/*/pagefind/wasm.en.pagefind",
        "search/*/cards/*-0.json",
        "assets/*/js/search/page.js",
        "assets/*/js/free.js",
        "assets/*/js/miles.js",
        "assets/*/css/print.css",
        "assets/*/fonts/atkinson-hyperlegible-next.woff2",
        "add/*/form.json",
        "worker.js",
        "courses/the-kiln/pottery/index.html",
        "help/index.html",
        "topics/index.html",
    ],
)
def test_file_that_is_missing_is_told(small: Path, pattern: str) -> None:
    lost = one_of(pattern)(small)
    lost.unlink()
    assert found(small)


@pytest.mark.parametrize(
    "pattern",
    [
        "search/*/pagefind/index/*.pf_index",
        "search/*/pagefind/*.pf_meta",
        "search/*/pagefind/pagefind-entry.json",
        "search/*/facets/*.json",
        "search/*/cards/*-0.json",
        "search/*/venues.json",
        "search/*/near/L8.json",
        "search/*/titles.json",
        "search/*/pagefind/wasm.en.pagefind",
        "add/*/preview.json",
        "change/courses/*.json",
        "courses/the-kiln/pottery/*.ics",
        "courses/the-kiln/pottery/index.html",
    ],
)
def test_file_that_ends_in_the_middle_is_told(small: Path, pattern: str) -> None:
    cut = one_of(pattern)(small)
    # By chance the middle of a file could end as a whole one does.
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2].rstrip(b'}]">'))
    assert any(cut.name in fault or "titles" in fault for fault in found(small))


@pytest.mark.parametrize(
    "pattern", ["search/*/pagefind/index/*.pf_index", "search/*/pagefind/*.pf_meta"]
)
def test_packed_file_that_is_spoilt_is_told(small: Path, pattern: str) -> None:
    spoilt = one_of(pattern)(small)
    raw = spoilt.read_bytes()
    # After the head of gzip (RFC 1952): no block of deflate begins with ones.
    spoilt.write_bytes(raw[:10] + b"\xff" * 20 + raw[30:])
    assert any(spoilt.name in fault for fault in found(small))


def test_column_that_is_short_is_told(copied: Path) -> None:
    for name in ("cost", "venue"):
        path = edition_of(copied, "search") / "facets" / f"{name}.json"
        column = json.loads(path.read_bytes())
        path.write_text(json.dumps({**column, "rows": column["rows"][:-1]}), encoding="utf-8")
    said = " ".join(found(copied))
    assert "The column cost has" in said
    assert "The column venue has" in said


def test_index_of_other_courses_is_told(copied: Path) -> None:
    """As after a mix of two builds: every file is there and whole, and the words are another's."""
    data = edition_of(copied, "search")
    for path in data.glob("cards/*.json"):
        cards = json.loads(path.read_bytes())
        moved = zip(cards, [*list(cards.values())[1:], *list(cards.values())[:1]], strict=True)
        path.write_text(json.dumps(dict(moved)), encoding="utf-8")
    assert any("does not find" in fault for fault in found(copied))


def test_district_without_postcodes_is_told(copied: Path) -> None:
    district = edition_of(copied, "search") / "near" / "L8.json"
    district.write_text('{"":[534000,-29600]}', encoding="utf-8")
    [none, fewer] = found(copied)
    assert none == "Search knows no postcode of L8."
    assert re.fullmatch(r"Search knows [0-9,]+ postcodes, and should know [0-9]+\.", fewer)


def test_copy_that_lost_any_file_is_told(copied: Path) -> None:
    """Whatever it is, and whether or not anything needs it at once."""
    record = unpack_record((copied / RECORD).read_bytes())
    names = {*record.files, *(f"{at}/{one}" for at, some in record.sizes.items() for one in some)}
    there = {path.relative_to(copied).as_posix() for path in copied.rglob("*") if path.is_file()}
    assert there == names | {RECORD}
    lost = ("robots.txt", "_headers", "404.html", "saved/index.html")
    for name in lost:
        (copied / name).unlink()
    longer = next((edition_of(copied, "search") / "words").iterdir())
    longer.write_bytes(longer.read_bytes() + b"a")
    said = [line for line in faults_of_copy(copied) if "as it was built" in line]
    assert len(said) == len(lost) + 1


def test_folder_that_is_no_site_of_ours_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadRecord):
        list(faults_of_copy(tmp_path))
    (tmp_path / RECORD).write_bytes(gzip.compress(b"{}"))
    with pytest.raises(BadRecord):
        list(faults_of_copy(tmp_path))
