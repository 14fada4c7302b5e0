"""What stands in for compiled packages in the browser does what they do, as far as it is asked."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import Any

import pytest
import rpds

from catalogue.site.spreadsheet import asked_for, modules
from tests.conftest import PROJECT


def stand_in() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stand_in", PROJECT / "spreadsheet/rpds.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAPS: tuple[Any, ...] = (rpds.HashTrieMap, stand_in().HashTrieMap)
SETS: tuple[Any, ...] = (rpds.HashTrieSet, stand_in().HashTrieSet)
LISTS: tuple[Any, ...] = (rpds.List, stand_in().List)


@pytest.mark.parametrize("kind", MAPS)
def test_a_map_never_changes(kind: Any) -> None:
    first = kind({"a": 1})
    assert dict(first.insert("b", 2).items()) == {"a": 1, "b": 2}
    assert dict(first.update({"a": 3}, kind({"c": 4})).items()) == {"a": 3, "c": 4}
    assert dict(first.remove("a").items()) == {}
    with pytest.raises(KeyError):
        first.remove("b")
    assert (first.get("a"), first.get("b"), first["a"], len(first), list(first)) == (
        *(1, None, 1, 1),
        ["a"],
    )
    assert kind.convert(first) is first
    assert kind.convert({"a": 1}) == kind([("a", 1)]) == first
    assert hash(first) == hash(kind({"a": 1}))


@pytest.mark.parametrize("kind", SETS)
def test_a_set_never_changes(kind: Any) -> None:
    first = kind(["a"])
    assert set(first.insert("b")) == {"a", "b"}
    assert set(first.update(["b"], ["c"])) == {"a", "b", "c"}
    assert set(first.discard("a")) == set()
    assert set(first.discard("b")) == {"a"}
    assert ("a" in first, "b" in first, len(first), bool(kind())) == (True, False, 1, False)


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_grows_at_its_start(kind: Any) -> None:
    assert list(kind().push_front("a").push_front("b")) == ["b", "a"]
    assert list(kind(["a", "b"])) == ["a", "b"]


def test_what_the_page_fetches_of_our_code_is_the_import_and_no_more() -> None:
    files = modules()
    assert "catalogue/sheets/in_browser.py" in files
    assert not [file for file in files if file.startswith(("catalogue/site", "catalogue/cli"))]
    assert {"openpyxl", "yaml", "jsonschema"} <= {name.partition(".")[0] for name in asked_for()}
    assert not {"click", "rich", "pelican", "jinja2"} & asked_for() & set(sys.modules)
