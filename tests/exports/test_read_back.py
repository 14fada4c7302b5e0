"""What is said on the page of data of each format is what was found when it was read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from catalogue.exports import FORMATS, json_files
from catalogue.exports.gate import File, Json
from catalogue.exports.read_back import Findings
from tests.exports.conftest import ADDRESS
from tests.exports.open_data import catalogue_of, written

if TYPE_CHECKING:
    from tests.site.conftest import TinySite


@pytest.mark.parametrize(
    ("address", "body", "said"),
    [
        ("data/a.json", b"{", "it cannot be read"),
        ("data/a.xml", b"<a>", "it cannot be read"),
        ("data/a.ics", b"BEGIN:VEVENT", "it cannot be read"),
        ("data/a.csv", b"a,b\r\n1\r\n", "a row has too many cells or too few"),
        ("data/v1/courses.json", b'{"items":[{}]}', "is not valid"),
        ("data/a.json", b'"' + b"a" * 1_000_001 + b'"', "it has more than a megabyte"),
    ],
)
def test_what_is_wrong_is_found(address: str, body: bytes, said: str) -> None:
    findings = Findings()
    findings.add(File(address, Json({})), body)
    assert len(findings.faults) == 1
    assert said in findings.faults[0]


def test_what_is_right_is_read_and_counted() -> None:
    findings = Findings()
    for address, body in written(json_files, catalogue_of()).items():
        findings.add(File(address, Json({})), body)
    assert findings.faults == []
    assert findings.files == findings.read == 7


def test_the_page_of_data_says_it_of_each_format(mixed_site: TinySite) -> None:
    mixed_site.build(ADDRESS)
    page = html.fromstring((mixed_site.root / "output/data/index.html").read_bytes())
    for export in FORMATS:
        [part] = page.iterfind(f".//section[@id='{export.FORMAT.name}']")
        words = "".join(map(str, part.itertext()))
        assert export.FORMAT.purpose in words
        assert ("and all is well." in words) == bool(export.FORMAT.addresses)
        assert "something is wrong" not in words
