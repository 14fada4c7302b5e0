"""DCAT 3: somebody else's processor finds a catalogue, a dataset and files that are there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pyld import jsonld

from catalogue.exports import FORMATS, dcat
from tests.conftest import load
from tests.exports.open_data import written, written_json

DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
ASKED = {
    "Catalog": {f"{DCT}title", f"{DCT}description", f"{DCT}publisher", f"{DCAT}dataset"},
    "Dataset": {f"{DCT}title", f"{DCT}description", f"{DCAT}contactPoint", f"{DCAT}distribution"},
    "Distribution": {f"{DCAT}accessURL", f"{DCAT}downloadURL", f"{DCAT}mediaType"},
}
"""What a profile such as DCAT-AP asks of each, beside licence and dates."""


def found() -> dict[str, list[dict[str, Any]]]:
    """Everything in the catalogue of the data, by its kind."""
    [document] = written_json(dcat, load()[0]).values()
    nodes: dict[str, list[dict[str, Any]]] = {}
    for node in jsonld.flatten(document):
        for kind in node.get("@type", ()):
            nodes.setdefault(kind.removeprefix(DCAT), []).append(node)
    return nodes


def test_each_thing_has_what_profiles_ask_of_it() -> None:
    nodes = found()
    for kind, asked in ASKED.items():
        for node in nodes[kind]:
            assert asked <= node.keys()
            assert f"{DCT}license" in node
            if kind != "Distribution":
                assert {f"{DCT}issued", f"{DCT}modified"} <= node.keys()


def test_every_distribution_is_a_file_that_is_there() -> None:
    catalogue, _ = load()
    small = replace(catalogue, courses=dict(list(catalogue.courses.items())[:5]))
    files = {name for export in FORMATS for name in written(export, small)}
    links = [one[f"{DCAT}downloadURL"][0]["@id"] for one in found()["Distribution"]]
    assert len(links) > 4
    assert {one.removeprefix("https://example.org/learn/") for one in links} <= files
