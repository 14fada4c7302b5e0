"""What a format's own rules find wrong in a file: the schemas of its standard, copied beside this,
or ours where the format is ours.

Used by what reads the files of a build again (read_back.py). README.md says whose schemas these
are.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import jsonschema_rs
from lxml import etree

from catalogue.exports.json_schema import ITEMS, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_HERE = Path(__file__).parent
_OPEN_REFERRAL = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization_list",
}
"""The schema of an item of each list. The standard has none of taxonomies on their own."""


def _by_xcri(address: str, feed: Any) -> Iterator[str]:
    if address.endswith(".xml") and not _xsd().validate(feed):  # the index is OPML
        for error in _xsd().error_log:  # type: ignore[attr-defined]  # its types do not know it
            yield f"line {error.line}: {error.message}"


def _by_open_referral(address: str, page: Any) -> Iterator[str]:
    if (name := _list_of(address)) in _OPEN_REFERRAL:
        yield from _wrong(_open_referral(name), page)


def _by_our_schema(address: str, page: Any) -> Iterator[str]:
    if (name := _list_of(address)) in ITEMS:  # others describe the lists
        yield from _wrong(_ours(name), page)


RULES: Mapping[str, Callable[[str, Any], Iterator[str]]] = {
    "xcri": _by_xcri,
    "oruk": _by_open_referral,
    "json": _by_our_schema,
}
"""What says what is wrong with a file that was read, by the name of its format."""


def _list_of(address: str) -> str:
    return PurePosixPath(address).stem.partition("-")[0]


def _wrong(rules: jsonschema_rs.Draft202012Validator, page: Any) -> Iterator[str]:
    for error in rules.iter_errors(page):
        yield f"{'/'.join(map(str, error.instance_path))}: {error.message}"


@cache
def _xsd() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(_HERE / "xcri-cap-1.2" / "xcri_cap_1_2.xsd"))


@cache
def _open_referral(name: str) -> jsonschema_rs.Draft202012Validator:
    path = _HERE / "open-referral-uk-3.0" / f"{_OPEN_REFERRAL[name]}.json"
    items = {"type": "array", "items": json.loads(path.read_bytes())}
    page = {"required": ["contents"], "properties": {"contents": items}}
    return jsonschema_rs.Draft202012Validator(page, validate_formats=True)


@cache
def _ours(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema_of(name), validate_formats=True)
