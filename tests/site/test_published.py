"""What one publish leaves for the next: read back as it was, and never taken for what it is not."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalogue.history import CourseHistory, RunHistory
from catalogue.site.live import folders_to_keep
from catalogue.site.published import (
    DAYS_KEPT,
    BadRecord,
    Published,
    pack_record,
    to_values,
    unpack_record,
)
from tests.conftest import TODAY

YESTERDAY = TODAY - timedelta(days=1)
RECORD = Published(
    day=YESTERDAY,
    address="https://example.org/learn",
    editions=("assets/aaaa", "search/bbbb"),
    kept={"search/0000": date(2026, 11, 20)},
    sizes={"assets/aaaa": {"js/a.js": 10}, "search/bbbb": {}, "search/0000": {"x.json": 2}},
    courses={"the-kiln/pottery": ("the-shed",)},
    invented=frozenset({"the-kiln/pottery"}),
    renamed={"the-kiln/pots": "the-kiln/pottery"},
    current=1,
    venues={"the-shed": "The Shed"},
    pages=("/help/",),
    counts={"postcodes": 3},
    texts={"content/courses/the-kiln/pottery.yaml": "title: Töpfe\n"},
    broken={"content/venues/the-shed.yaml": date(2026, 11, 12)},
    history={
        "the-kiln/pottery": CourseHistory(
            key="the-kiln/pottery",
            first=date(2026, 9, 1),
            changed=date(2026, 11, 1),
            told="abc",
            shape="def",
            checked=date(2026, 11, 1),
            runs={"k": RunHistory(told="x", version=3, changed=date(2026, 11, 1))},
        )
    },
)


def packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def test_record_is_read_back_as_it_was_and_always_has_the_same_bytes() -> None:
    assert unpack_record(pack_record(RECORD)) == RECORD
    assert pack_record(RECORD) == pack_record(replace(RECORD))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><title>Log in</title>",
        pack_record(RECORD)[:-40],
        packed(b"[]"),
        packed(b'{"format": 99}'),
        packed(b'{"format": 1}'),
        packed(json.dumps(to_values(RECORD) | {"day": "yesterday"}).encode()),
        packed(json.dumps(to_values(RECORD) | {"history": [1]}).encode()),
    ],
)
def test_what_is_no_record_is_told(body: bytes) -> None:
    with pytest.raises(BadRecord, match=r"published\.json\.gz"):
        unpack_record(body)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        *(("counts", {"pages": "many"}), ("counts", [1]), ("texts", {"a.yaml": None})),
        *(("courses", {"a/b": "the-shed"}), ("courses", {"a/b": [1]}), ("pages", "/help/")),
        *(("editions", ["search"]), ("editions", [1]), ("sizes", {"search/ab": {"a": "1"}})),
        *(("venues", {"the-shed": 1}), ("invented", [None]), ("current", "1"), ("day", 1)),
        *(("address", "https://a.b/c d"), ("renamed", [["a", "b"]]), ("broken", {"a": "soon"})),
    ],
)
def test_record_with_something_else_in_it_is_told(part: str, value: object) -> None:
    values = to_values(RECORD) | {part: value}
    with pytest.raises(BadRecord, match=r"published\.json\.gz"):
        unpack_record(packed(json.dumps(values).encode()))


def test_record_of_before_the_sizes_of_all_files_is_read() -> None:
    values = {name: value for name, value in to_values(RECORD).items() if name != "files"}
    assert unpack_record(packed(json.dumps(values).encode())) == RECORD


@pytest.mark.parametrize(
    "sizes",
    [
        {"search/bbbb": {"../../etc/passwd": 1}},
        {"../search": {"a": 1}},
        {"/etc": {"passwd": 1}},
        {"search/bbbb": {"/etc/passwd": 1}},
    ],
)
def test_record_never_leads_out_of_the_site(sizes: dict[str, dict[str, int]]) -> None:
    values = to_values(RECORD) | {"sizes": sizes}
    with pytest.raises(BadRecord, match="names a file that no build makes"):
        unpack_record(packed(json.dumps(values).encode()))


def now(*editions: str, day: date = TODAY) -> Published:
    return Published(day=day, editions=editions, invented=RECORD.invented)


def test_nothing_of_a_site_with_examples_stays_when_the_public_comes() -> None:
    assert folders_to_keep(RECORD, replace(now("search/cccc"), invented=frozenset())) == {}


def test_folders_of_the_build_before_stay_for_open_tabs() -> None:
    kept = folders_to_keep(RECORD, now("assets/aaaa", "search/cccc"))
    assert kept == {"search/0000": date(2026, 11, 20), "search/bbbb": TODAY}


def test_two_earlier_folders_of_a_kind_stay_and_the_oldest_goes() -> None:
    older = {"search/0000": date(2026, 11, 20), "search/1111": date(2026, 11, 22)}
    sizes = {**RECORD.sizes, "search/1111": {}}
    before = replace(RECORD, kept=older, sizes=sizes)
    assert set(folders_to_keep(before, now("search/cccc"))) == {
        *("assets/aaaa", "search/1111", "search/bbbb")
    }


def test_of_three_builds_on_one_day_the_last_two_stay() -> None:
    kept = {"search/ffff": TODAY, "search/0000": TODAY}
    before = replace(RECORD, day=TODAY, kept=kept, sizes={**RECORD.sizes, "search/ffff": {}})
    before = unpack_record(pack_record(before))
    assert list(folders_to_keep(before, now("assets/aaaa"))) == ["search/0000", "search/bbbb"]


def test_folders_stay_for_two_weeks() -> None:
    last = date(2026, 11, 20) + DAYS_KEPT
    assert "search/0000" in folders_to_keep(RECORD, now("search/bbbb", day=last))
    late = now("search/bbbb", day=last + timedelta(days=1))
    assert "search/0000" not in folders_to_keep(RECORD, late)


def test_folder_that_is_in_use_again_is_not_kept_twice() -> None:
    assert "search/0000" not in folders_to_keep(RECORD, now("search/0000"))
