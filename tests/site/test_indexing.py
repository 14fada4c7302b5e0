"""The search index names each course by its number, whatever Pagefind called it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from catalogue.site.indexing import give_names, make_index
from catalogue.site.processes import BuildFailed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARK = b"pagefind_dcd"


def _bundle(folder: Path, pages: bytes, names: Mapping[str, int]) -> Path:
    """What Pagefind leaves: a list of pages, and a file of each name that has its address."""
    (folder / "fragment").mkdir(parents=True)
    (folder / "pagefind.en_0a1b2c.pf_meta").write_bytes(gzip.compress(MARK + pages))
    for name, number in names.items():
        text = MARK + json.dumps({"url": f"/{number}.html"}).encode()
        (folder / "fragment" / f"en_{name}.pf_fragment").write_bytes(gzip.compress(text))
    return folder


def _pages(bundle: Path) -> bytes:
    (path,) = bundle.glob("*.pf_meta")
    return gzip.decompress(path.read_bytes()).removeprefix(MARK)


def test_every_course_is_named_by_its_number(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(12):
        text = f"<html lang=en><body><p>pottery number{number}</p></body></html>"
        (documents / f"{number}.html").write_text(text, encoding="utf-8")
    make_index(documents, tmp_path / "bundle")
    pages = _pages(tmp_path / "bundle")
    assert all(pages.count(b"\x82\x65en_%02d" % number) == 1 for number in range(12))


def test_the_index_is_in_small_parts_as_pagefind_still_knows_the_setting(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(60):
        words = " ".join(f"w{number}x{one}" for one in range(80))
        text = f"<html lang=en><body><p>{words}</p></body></html>"
        (documents / f"{number}.html").write_text(text, encoding="utf-8")
    make_index(documents, tmp_path / "bundle")
    assert len(list(tmp_path.glob("bundle/index/*.pf_index"))) > 1


def test_names_of_different_lengths_all_become_numbers_of_one_length(tmp_path: Path) -> None:
    pages = b"\x82\x82\x6ben_95d25491\x18\x82\x82\x6aen_95d2549\x05"
    bundle = _bundle(tmp_path, pages, {"95d2549": 0, "95d25491": 1})
    give_names(bundle, 2)
    assert _pages(bundle) == b"\x82\x82\x64en_1\x18\x82\x82\x64en_0\x05"


def test_pieces_of_the_index_keep_their_names(tmp_path: Path) -> None:
    pages = b"\x82\x6aen_95d2549\x05\x83\x61a\x61z\x6aen_404c6d2"
    bundle = _bundle(tmp_path, pages, {"95d2549": 0})
    give_names(bundle, 1)
    assert _pages(bundle).endswith(b"\x83\x61a\x61z\x6aen_404c6d2")


def test_a_list_of_a_form_we_do_not_know_stops_the_build(tmp_path: Path) -> None:
    bundle = _bundle(tmp_path, b"\xa1\x6aen_95d2549", {"95d2549": 0})
    with pytest.raises(BuildFailed, match="another form"):
        give_names(bundle, 1)


def test_a_course_that_is_not_in_the_index_stops_the_build(tmp_path: Path) -> None:
    bundle = _bundle(tmp_path, b"\x82\x6aen_95d2549\x05", {"95d2549": 0})
    with pytest.raises(BuildFailed, match="every course"):
        give_names(bundle, 2)
