"""Is a change of one kind? Courses and code are looked over by different people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.changes.partners import partner_of
from catalogue.quoting import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS_OF_ALL = ("content/", "providers/", "schema/vocabularies/")
"""What partners write, themselves or together. All else is code, in this sense."""
_NAMED = 3


def mixed_in(files: Iterable[str]) -> tuple[str, ...]:
    """Say what is mixed in the files of one change, and what to do."""
    touched = sorted(files)
    partners = sorted({partner for file in touched if (partner := partner_of(file))})
    code = [file for file in touched if not file.startswith(_WORDS_OF_ALL)]
    warnings = []
    if partners and code:
        named = ", ".join(code[:_NAMED]) + (" and more" if len(code) > _NAMED else "")
        warnings.append(
            f"This changes what partners say and how the site works ({named}). Please make two "
            "changes of it, so that each is looked over by the right people."
        )
    if len(partners) > 1:
        whose = listed(partners, "and")
        warnings.append(
            f"This changes files of {len(partners)} organisations: {whose}. Somebody of each "
            "should agree, or make a change for each."
        )
    return tuple(warnings)
