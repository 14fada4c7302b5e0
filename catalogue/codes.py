"""Every kind of problem there is, by name, for `catalogue explain`, the docs and the tests."""

from __future__ import annotations

from catalogue import constraint_words, files, languages, page_files, yaml_problems
from catalogue.quoting import nearest
from catalogue.rules import ALL_RULES

ALL_CODES = {
    code.name: code
    for codes in (
        files.CODES,
        yaml_problems.CODES,
        constraint_words.CODES,
        page_files.CODES,
        languages.CODES,
        *(rule.CODES for rule in ALL_RULES),
    )
    for code in codes
}


def nearest_code(name: str) -> str | None:
    """Return the name of the kind of problem that somebody who wrote `name` most likely meant."""
    return nearest(name, {code.name: (code.title,) for code in ALL_CODES.values()})
