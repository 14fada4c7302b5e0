"""The files that the search page fetches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from catalogue.site.search.fetched import search_files

if TYPE_CHECKING:
    from catalogue.site.search.documents import SearchDocument
    from catalogue.site.views.site import Site


@pytest.fixture(scope="module")
def files(site: Site, documents: tuple[SearchDocument, ...]) -> dict[str, str]:
    return dict(search_files(site, documents, ["after work"]))


def test_files_are_packed_and_whole(files: dict[str, str]) -> None:
    for name, text in files.items():
        if name.endswith(".json"):
            told = json.loads(text)
            assert text == json.dumps(told, ensure_ascii=False, separators=(",", ":")), name


def test_there_are_files_for_each_sound_topic_and_district(files: dict[str, str]) -> None:
    folders = {name.partition("/")[0] for name in files}
    assert folders == {"cards", "facets", "titles.json", "venues.json", "words", "near"}
    names = ("near/L8.json", "near/L69.json", "words/a.txt", "words/other.txt", "cards/esol-0.json")
    assert set(names) <= set(files)
