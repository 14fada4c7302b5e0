"""What tests of open data share: files of a catalogue that has what records of builders.py say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from catalogue.catalogue import Catalogue
from catalogue.exports.gate import Gate
from catalogue.history import carry_on
from catalogue.site.for_exports import house_of
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.builders import records_of
from tests.exports.conftest import ADDRESS

if TYPE_CHECKING:
    from catalogue.exports.gate import Export
    from catalogue.records import Record


def catalogue_of(*changed: Record) -> Catalogue:
    """A catalogue of these records, with the shed and the kiln."""
    return Catalogue.of(records_of(*changed), set())


def written(export: Export, catalogue: Catalogue) -> dict[str, bytes]:
    """The files of a format for a site with an address, by where they are below it."""
    history = carry_on(catalogue, None, catalogue.today, seeds={})
    site = Site(catalogue, Urls.of(ADDRESS), "Learning", history=history)
    files = Gate(catalogue, house_of(site)).files(export)
    return {file.address.removeprefix("/learn/"): file.body for file in files}


def written_json(export: Export, catalogue: Catalogue) -> dict[str, Any]:
    """The same, read as JSON."""
    return {name: json.loads(body) for name, body in written(export, catalogue).items()}


HARD = (
    "<b>]]></b> & “quotes”",
    "=1+1",
    "Ω≈ç 日本語 العربية 👩\u200d🏫",
    "\u200fright to left\u200e",
    "bell\x07 and vertical\x0btab",
    "half \ud83d of an emoji",
    "a" * 2_000,
    "line\nand line\r\nand line",
)
"""Texts that break careless writers."""
