"""The words that a cell of a column can be chosen from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.sheets.readers.values import written

if TYPE_CHECKING:
    from catalogue.sheets.columns import Column
    from catalogue.sheets.readers.terms import Lists


def words_of(column: Column, lists: Lists) -> tuple[str, ...]:
    """Return the words of a column, in the order of lists; none where people write their own."""
    if column.kind == "venue":
        return tuple(sorted({written(venue, column, lists) for venue in lists.venues}))
    if column.kind in ("term", "terms"):
        terms = lists.vocabularies[column.field.vocabulary].terms
        return tuple(term.label for term in terms.values())
    if column.kind == "yes":
        return ("yes", "no")
    return tuple(column.field.choices)


def others_of(column: Column, lists: Lists, offer: str) -> tuple[str, ...]:
    """Return the words of a column but the one that is offered."""
    return tuple(word for word in words_of(column, lists) if word != offer)
