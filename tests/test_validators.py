"""The quick check never passes what jsonschema would not, whatever stands in a file."""

from __future__ import annotations

import copy
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue import validators
from catalogue.reference import load_reference
from catalogue.schemas import BESIDE, KINDS
from catalogue.validators import is_valid_by, validator_of
from catalogue.yaml_reader import read_file
from tests.conftest import FROZEN, PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = load_reference(FROZEN).schemas
QUICK = {kind: is_valid_by(SCHEMAS.of(kind)) for kind in (*KINDS, *BESIDE)}
SURE = {kind: validator_of(SCHEMAS.of(kind)).is_valid for kind in QUICK}


def values_below(*folders: str) -> list[Any]:
    """What stands in every file that can be read."""
    paths = sorted(path for folder in folders for path in (PROJECT / folder).rglob("*.yaml"))
    read = (read_file(path, path.name)[0] for path in paths)
    return [document.value for document in read if document]


FILES = values_below("tests/examples", "tests/frozen/content/venues", "tests/frozen/providers")

AWKWARD = some.sampled_from(
    (
        *("", " ", "\x1c", "\x85", "\ufeff", "\u180e", "x\n", "two\nlines", "\ud800", "e\u0301"),
        *("0000-01-01", "20260101", "2026-W01-1", "2026-02-30", "2026-01-01\n", "2024-02-29"),
        *(
            "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0661",
            "\uff11\uff12:\uff13\uff10",
            "12:30\n",
            "24:00",
            "L8 1XF\n",
            "0151 \u0664\u0669\u0666",
            "a@b.c",
            "a@b.c\n",
        ),
        *(0, 1, 2, -1, True, False, None, 10**15 - 1, 1 - 10**15),
        *(Decimal("2.0"), Decimal("1.00"), Decimal("48.10"), Decimal("48.101"), Decimal("0.01")),
        *(Decimal("999999999999999.999999999999999"), Decimal("0.000000000000001")),
        *([], {}, [None], ["free", "free"], [1, True], [1, Decimal("1.0")], {"": ""}),
    )
)
_MOST = 10**15 - 1  # a longer one is no number in a file
NUMBERS = some.integers(-_MOST, _MOST) | some.decimals(-_MOST, _MOST, places=2)
VALUES = AWKWARD | some.text(max_size=80) | NUMBERS
ONES = [*values_below("tests/examples/valid"), *FILES[::7]]


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each list or group in a value with each of its keys."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places_in(value[key])


@pytest.mark.parametrize("kind", QUICK)
def test_both_say_the_same_of_every_file_as_any_kind(kind: str) -> None:
    for value in FILES:
        assert QUICK[kind](value) == SURE[kind](value)


@given(value=some.sampled_from(ONES), where=some.integers(min_value=0), other=VALUES)
def test_what_the_quick_one_passes_is_valid(value: Any, where: int, other: Any) -> None:
    changed = copy.deepcopy(value)
    places = list(places_in(changed))
    group, key = places[where % len(places)]
    group[key] = other
    for kind, quick in QUICK.items():
        assert SURE[kind](changed) or not quick(changed)


def test_every_awkward_value_in_every_kind_of_place() -> None:
    keywords: dict[str, Any] = {}
    for kind in QUICK:
        for group, key in places_in(SCHEMAS.of(kind)):
            if key in ("pattern", "format", "type", "multipleOf", "maxLength", "uniqueItems"):
                keywords.setdefault(repr(group[key]), {key: group[key]})
    assert len(keywords) > 20
    for schema in keywords.values():
        quick, sure = is_valid_by(schema), validator_of(schema).is_valid
        for value in AWKWARD.elements:  # type: ignore[attr-defined]
            assert sure(value) or not quick(value)


def test_in_a_browser_jsonschema_alone_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.delattr(validators, "jsonschema_rs")
    assert not is_valid_by({})("anything")
