"""What holds a value against a schema: jsonschema, which says what is wrong, and before it
jsonschema-rs, which only says that nothing is, in a twentieth of the time.

Used by the schemas and by the wording of problems.
"""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jsonschema.protocols import Validator

if sys.platform != "emscripten":  # nobody has compiled it for a browser
    import jsonschema_rs

Schema = dict[str, Any]


@cache
def _whole_text(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("$", r"\Z"))


def _pattern(
    _validator: Any, pattern: str, value: Any, _schema: Schema
) -> Iterator[ValidationError]:
    # JSON Schema's $ is the end of the text; Python's also stands before a last line break, which |
    # in YAML leaves.
    if isinstance(value, str) and not _whole_text(pattern).search(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _unique(
    _validator: Any, wanted: bool, value: Any, _schema: Schema
) -> Iterator[ValidationError]:
    # jsonschema compares each with each: in a list as long as a file, that takes a minute.
    if wanted and isinstance(value, list) and len(set(map(repr, value))) < len(value):
        yield ValidationError("a value is there twice")


_Validator: Any = extend(  # type: ignore[no-untyped-call]  # its types are not published
    Draft202012Validator, {"pattern": _pattern, "uniqueItems": _unique}
)
_FORMATS = FormatChecker(["date"])


def validator_of(schema: Schema) -> Validator:
    """Make the checker of a whole schema. Making one costs far more than using it: keep it."""
    validator: Validator = _Validator(schema, format_checker=_FORMATS)
    return validator


def is_valid_by(schema: Schema) -> Callable[[Any], bool]:
    """Make what says whether a value is surely valid. If not, ask `validator_of`: it decides.

    So the quick one may never pass what jsonschema would not. It has our patterns and our days, and
    no decimal for a whole number, which JSON Schema would allow (tests/test_validators.py).
    """
    if sys.platform == "emscripten":
        return lambda _value: False
    quick = jsonschema_rs.Draft202012Validator(
        _with_whole_numbers(schema),
        validate_formats=True,
        formats={"date": _is_day},
        keywords={"pattern": _Pattern, "x-whole": _WholeNumber},
    )

    def is_valid(value: Any) -> bool:
        try:
            return quick.is_valid(value)
        except ValueError:  # half a character, or a value that no JSON has
            return False

    return is_valid


@lru_cache(maxsize=4096)
def _is_day(text: str) -> bool:
    return _FORMATS.conforms(text, "date")


def _with_whole_numbers(part: Any) -> Any:
    if isinstance(part, list):
        return [_with_whole_numbers(one) for one in part]
    if not isinstance(part, dict):
        return part
    whole = {"x-whole": True} if part.get("type") == "integer" else {}
    return {name: _with_whole_numbers(one) for name, one in part.items()} | whole


class _Pattern:
    """`pattern`, as above, for jsonschema-rs: it has the dialect of another language."""

    def __init__(self, _schema: Schema, pattern: str, _path: Any) -> None:
        self._pattern = _whole_text(pattern)

    def validate(self, value: Any) -> None:
        if isinstance(value, str) and not self._pattern.search(value):
            raise ValueError


class _WholeNumber:
    """A number without a point."""

    def __init__(self, _schema: Schema, _wanted: bool, _path: Any) -> None:
        pass

    def validate(self, value: Any) -> None:
        if isinstance(value, Decimal):
            raise ValueError
