"""Made-up values of a file: of the kinds that a schema has, but with any text in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from catalogue.characters import misread_in, strange_in

if TYPE_CHECKING:
    from catalogue.schemas import Schema

AWKWARD = (
    *("10:30", "0151 496 0123", "no", "yes", "on", "~", "null", "true", "True", "- x", "-"),
    *("a: b", "a:b", "a:", "#", "a #b", "a#b", "'", "''", '"', '"a"', "it’s", "it's", "\\"),
    *("a\\nb", "%a", "1", "-1", "1.50", "007", "1e3", "0x1F", "2027-01-12", "12:30:45", ".5"),
    *("1_000", "+44 151", "?", "? a", "?a", ":a", "[a]", "{a: b}", "a, b", "a]", "&a", "*a", "!a"),
    *("|", ">", "@a", "`a`", "---", "--- a", "---a", "...", "... a", "<<", "=", " a", "a ", "  "),
    *("\n", "a\n", "\na", "a\n\n", "a\nb", "a \nb", " a\nb", "\n a\nb", "a\n\n\nb\n \n", "a\n "),
    *("# a\nb", "a\n  b\n", "a\n---\nb", "café", "😀", "👩🏽‍🍳", "مرحبا", "עברית!", "你好"),
    *(
        "a\u00a0",
        "\u3000a",
        "e\u0301",
        "£5",
        "½",
        "x" * 5_000,
        "a" * 120 + " b",
        "word " * 60 + "a",
    ),
    *("<b>", "&amp;", "$", "http://a.example/#b", "C:\\temp"),
)
"""Texts that other programs would take for something else, or stumble over."""

_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.just("\n"))
_NEAR_YAML = st.text(st.sampled_from("ab 0:-#?,[]{}'\"\n&*!|>%@`~.\\"))
TEXTS = (st.sampled_from(AWKWARD) | _TEXT | _NEAR_YAML).filter(
    lambda text: strange_in(text) is None and misread_in(text) is None
)
_NUMBERS = st.integers(-(10**6), 10**6) | st.decimals(-(10**5), 10**5, places=2)


def values_of_schema(schema: Schema) -> st.SearchStrategy[Any]:
    """Values of the kinds a schema has; whatever else it asks of them they need not keep."""
    kind = schema["type"]
    if kind == "object":
        fields = {name: values_of_schema(part) for name, part in schema["properties"].items()}
        return st.fixed_dictionaries({}, optional=fields)
    if kind == "array":
        return st.lists(values_of_schema(schema["items"]), max_size=6)
    if kind == "boolean":
        return st.booleans()
    if kind in ("number", "integer"):
        return _NUMBERS if kind == "number" else st.integers(-(10**6), 10**6)
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | TEXTS
    return TEXTS
