"""Which files the browser searches with, and what is in each.

Called by their maker, which puts them below urls.search_data().
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from catalogue.site.search.fact_columns import card_files_of, columns_of, venues_of
from catalogue.site.search.lexicon import counted_words, lexicon_of
from catalogue.site.search.meanings import meanings_of
from catalogue.site.search.near import districts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalogue.site.search.documents import SearchDocument
    from catalogue.site.views.site import Site


def search_files(
    site: Site, documents: Iterable[SearchDocument], phrases: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    for name, column in columns_of(site).items():
        yield f"facets/{name}.json", _packed({"sets": column.sets, "rows": column.rows})
    for name, cards in card_files_of(site):
        yield f"cards/{name}.json", _packed(cards)
    yield "titles.json", _packed([course.title for course in site.catalogue.current])
    yield "venues.json", _packed(venues_of(site))
    counted = counted_words(documents, phrases)
    meanings = meanings_of(site, counted)
    for name, words in lexicon_of(counted, meanings, site.reference.english_words).items():
        yield f"words/{name}.txt", words
    # References are known and mend nothing: no sound has this name.
    codes = {code for document in documents for code in document.codes.split()}
    yield "words/codes.txt", "\n".join(sorted(codes))
    for district, spots in districts_of(site.reference.places).items():
        yield f"near/{district}.json", _packed(spots)


def _packed(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
