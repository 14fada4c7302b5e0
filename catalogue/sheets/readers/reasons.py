"""Finds who pays nothing in words such as “free if on benefits”, by our list of reasons.

All of the words have to be reasons of the list, each of them one for certain: else it is no more
than a note, which the provider explains.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalogue.sheets.readers.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.schemas import Term

_FREE_FOR = re.compile(r"\bfree\s+(?:if|for|to|when|with|on)\b\s*:?\s*", re.I)
_WHO = re.compile(
    r"^(?:(?:you|they|you are|you're|are|is|a|an|have|has|get|gets|receive|receiving|claim|claiming"
    r"|on|of|those|people|anyone|learners|adults|who|certain|any|the|if|for)\s+)+",
    re.I,
)

_SAYS_LESS = frozenset(("carer", "carers", "parent", "parents"))
"""Our reasons ask more of these: to be registered, to have a child at that very school."""


def reasons_in(text: str, terms: Mapping[str, Term]) -> tuple[str, list[str]]:
    """Return what a text says before it says who pays nothing, and the reasons; none where a word
    of it may be something else.
    """
    found = _FREE_FOR.search(text)
    if not found:
        return text, []
    words = re.split(r"\s*(?:,|;|/|\bor\b|\band\b|\()\s*", text[found.end() :].rstrip(" )."))
    reasons = [_reason(word, terms) for word in words if word]
    if not reasons or None in reasons:
        return text, []
    return text[: found.start()].rstrip(" ,;(-–/"), list(dict.fromkeys(filter(None, reasons)))


def _reason(words: str, terms: Mapping[str, Term]) -> str | None:
    """Return the id of the one term that words name."""
    wanted = {plain(words), plain(_WHO.sub("", words))} - _SAYS_LESS
    wanted |= {word.removesuffix("s") for word in wanted} | {f"{word}s" for word in wanted}
    meant = [
        term.id
        for term in terms.values()
        if wanted & {plain(name) for name in (term.id, term.label, *term.other_words)}
    ]
    return meant[0] if len(meant) == 1 else None
