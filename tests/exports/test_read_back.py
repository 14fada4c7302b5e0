"""What is said on the page of data of each format is what was found when its files were checked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, select_autoescape
from lxml import html

from catalogue.exports import FORMATS, calendar, json_files, open_referral, xcri
from catalogue.exports.gate import File, Json
from catalogue.exports.read_back import Findings
from catalogue.exports.standards import RULES
from catalogue.site.urls import Urls
from catalogue.site.views.data import data_view
from catalogue.site.views.site import Site
from tests.builders import a_course
from tests.conftest import PROJECT
from tests.exports.conftest import ADDRESS
from tests.exports.open_data import catalogue_of, written

if TYPE_CHECKING:
    from catalogue.exports.gate import Export
    from tests.site.conftest import TinySite

XCRI, ORUK, OURS = "data/xcri-cap/the-kiln.xml", "data/open-referral-uk/", "data/v1/"
BROKEN = pytest.mark.parametrize(
    ("export", "file", "there", "instead", "said"),
    [
        (xcri, XCRI, "studyMode", "modeOfStudy", "This element is not expected"),
        (xcri, XCRI, 'generated="2', 'generated="on 2', "generated"),
        (xcri, XCRI, "</course>", "", "it cannot be read"),
        (open_referral, f"{ORUK}services.json", '"active"', '"perhaps"', "contents/0/status"),
        (open_referral, f"{ORUK}service_at_locations.json", '"id":"', '"id":"no ', "/0/id"),
        (open_referral, f"{ORUK}organizations.json", '"contents"', '"items"', '"contents" is'),
        (json_files, f"{OURS}courses.json", '"provider":"', '"provider":"no ', "/0/provider"),
        (json_files, f"{OURS}runs.json", '"starts":"', '"starts":"on ', "items/0/starts"),
    ],
)


def found_in(export: Export, files: dict[str, bytes]) -> Findings:
    """What is found in the files of a format."""
    findings = Findings(export.FORMAT.name)
    for address, body in files.items():
        findings.add(File(address, Json({})), body)
    return findings


def broken(export: Export, file: str, there: str, instead: str) -> dict[str, bytes]:
    """The files of a format, in one of which something else is written."""
    files = written(export, catalogue_of(a_course()))
    assert there.encode() in files[file]
    return files | {file: files[file].replace(there.encode(), instead.encode())}


@pytest.mark.parametrize(
    ("address", "body", "said"),
    [
        ("data/a.json", b"{", "it cannot be read"),
        ("data/a.xml", b"<a>", "it cannot be read"),
        ("data/a.xml", b"", "it cannot be read"),
        ("data/a.ics", b"BEGIN:VEVENT", "it cannot be read"),
        ("data/a.csv", b"a,b\r\n1\r\n", "a row has too many cells or too few"),
        ("data/a.json", b'"' + b"a" * 1_000_001 + b'"', "it has more than a megabyte"),
    ],
)
def test_what_no_reader_takes_is_found(address: str, body: bytes, said: str) -> None:
    findings = Findings("any")
    findings.add(File(address, Json({})), body)
    [fault] = findings.faults
    assert said in fault
    assert (findings.files, findings.checked, findings.wrong) == (1, 1, 1)


@pytest.mark.parametrize("export", FORMATS, ids=lambda export: export.FORMAT.name)
def test_what_is_right_is_checked_and_counted(export: Export) -> None:
    files = written(export, catalogue_of(a_course()))
    findings = found_in(export, files)
    assert findings.files == len(files)
    assert bool(findings.checked) == bool(files)
    assert (findings.wrong, findings.faults) == (0, [])


@BROKEN
def test_what_is_wrong_by_a_schema_is_found(
    export: Export, file: str, there: str, instead: str, said: str
) -> None:
    findings = found_in(export, broken(export, file, there, instead))
    assert findings.wrong == 1
    assert file in findings.faults[0]
    assert any(said in fault for fault in findings.faults)


def test_all_files_are_held_to_a_schema_and_the_first_of_others_are_read() -> None:
    many = {f"data/v1/{number}.json": b"{}" for number in range(30)}
    assert found_in(json_files, many).checked == 30
    many = {f"{number}.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" for number in range(30)}
    findings = found_in(calendar, many)
    assert (findings.files, findings.checked) == (30, 20)


def test_where_all_is_wrong_all_is_counted_and_the_first_of_it_is_told() -> None:
    findings = found_in(xcri, {f"{number}.xml": b"<catalog/>" for number in range(30)})
    assert findings.wrong == 30
    assert len(findings.faults) == 10
    assert max(map(len, findings.faults)) <= 200


def test_a_format_says_that_it_has_a_schema_where_it_is_held_to_one() -> None:
    named = {one.FORMAT.name: one.FORMAT for one in FORMATS}
    assert {name for name, one in named.items() if "Schema" in one.checked_by} == set(RULES)
    assert {name for name, one in named.items() if one.checked_by} == {
        name for name, one in named.items() if one.addresses
    }


def test_the_page_of_data_says_it_of_each_format(mixed_site: TinySite) -> None:
    mixed_site.build(ADDRESS)
    page = html.fromstring((mixed_site.root / "output/data/index.html").read_bytes())
    for export in FORMATS:
        words = part_of(page, export)
        assert export.FORMAT.purpose in words
        assert export.FORMAT.checked_by in words
        assert ("and all is well." in words) == bool(export.FORMAT.addresses)
        assert "wrong" not in words


@BROKEN
def test_the_page_of_data_says_of_a_broken_file_what_is_wrong_with_it(
    export: Export, file: str, there: str, instead: str, said: str
) -> None:
    findings = found_in(export, broken(export, file, there, instead))
    words = part_of(page_of(export, findings), export)
    assert f"{findings.files} were checked, and 1 is wrong:" in words
    assert "all is well" not in words
    assert f"{file}: " in words
    assert said in words


def part_of(page: html.HtmlElement, export: Export) -> str:
    """The words of the page on a format."""
    [part] = page.iterfind(f".//section[@id='{export.FORMAT.name}']")
    return "".join(map(str, part.itertext()))


def page_of(export: Export, findings: Findings) -> html.HtmlElement:
    """The page that would be made of what was found, without what is around all pages."""
    templates = Environment(
        loader=ChoiceLoader(
            [
                DictLoader({"base.html": "{% block main %}{% endblock %}"}),
                FileSystemLoader(PROJECT / "theme" / "templates"),
            ]
        ),
        autoescape=select_autoescape(),
        extensions=["jinja2.ext.i18n"],
    )
    templates.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    templates.filters["theirs"] = str
    view = data_view(Site(catalogue_of(), Urls.of(ADDRESS), ""), [(export.FORMAT, findings)])
    frame = SimpleNamespace(home="/learn/", has_examples=False)
    return html.fromstring(templates.get_template("data.html").render(view=view, frame=frame))
