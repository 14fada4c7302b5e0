"""Other people's facts can be read, are what we take them for, and say where they come from."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.places import Places


@pytest.fixture(scope="module")
def reference(project: Path) -> Path:
    return project / "reference"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_readme_names_every_file_with_its_source_and_licence(reference: Path) -> None:
    text = (reference / "README.md").read_text(encoding="utf-8")
    table = {
        cells[0].strip(" `"): cells[1:]
        for line in text.splitlines()
        if line.startswith("| `")
        for cells in [line.strip("|").split("|")]
    }
    assert set(table) == {path.name for path in reference.iterdir()} - {"README.md"}
    for name, (what, source, licence) in table.items():
        assert len(what) > 20, name
        assert len(source) > 20, name
        assert "Open Government Licence v3.0" in licence or licence.strip().startswith(
            ("MIT, ©", "CC BY-SA 4.0", "facts from public pages")
        ), name
    assert "Contains OS data © Crown copyright and database right" in text
    assert "Contains Royal Mail data © Royal Mail copyright and" in text
    assert "licensed under the Open Government Licence v3.0" in text


def test_the_readme_counts_right(reference: Path, places: Places) -> None:
    text = (reference / "README.md").read_text(encoding="utf-8")
    libraries = len(rows(reference / "libraries.csv"))
    for said in (
        f"the {len(places.postcodes):,} live postcodes",
        f"the {len(places.wards)} electoral wards",
        f"{libraries} public libraries",
    ):
        assert said in text


def test_bank_holidays_reach_as_far_as_courses_may(reference: Path) -> None:
    text = (reference / "bank-holidays.json").read_text(encoding="utf-8")
    events = json.loads(text)["england-and-wales"]["events"]
    days = [date.fromisoformat(event["date"]) for event in events]
    assert days == sorted(set(days))
    # Nothing may start more than two years ahead.
    assert days[-1].year >= TODAY.year + 2
    assert {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26)} <= {*days}
    assert all(event["title"] for event in events)
    assert [day for day in days if day.weekday() >= 5] == []


def test_postcodes_have_all_their_facts(reference: Path) -> None:
    postcodes = rows(reference / "postcodes.csv")
    assert all(re.fullmatch(r"L\d{1,2}[A-Z]? \d[A-Z]{2}", row["postcode"]) for row in postcodes)
    assert len({row["postcode"] for row in postcodes}) == len(postcodes)
    assert all(53 < float(row["lat"]) < 54 and -4 < float(row["lon"]) < -2 for row in postcodes)
    assert all(int(row["shared"]) >= 1 for row in postcodes)
    assert all(re.fullmatch(r"E0[0-9]{7}", row["la_code"]) for row in postcodes)
    in_city = [row for row in postcodes if row["la_code"] == "E08000012"]
    assert all(re.fullmatch(r"E010[0-9]{5}", row["lsoa21_code"]) for row in in_city)


def test_wards_are_closed_outlines_in_liverpool(reference: Path, places: Places) -> None:
    features = json.loads((reference / "wards.geojson").read_text(encoding="utf-8"))["features"]
    codes = [feature["properties"]["code"] for feature in features]
    assert len(set(codes)) == len(codes) == len(places.rings)
    for name, outlines in places.rings.items():
        assert outlines, name
        for ring in outlines:
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(-3.1 < east < -2.7 and 53.3 < north < 53.5 for east, north in ring)


def test_every_postcode_of_liverpool_has_a_ward(places: Places) -> None:
    in_city = [one for one in places.postcodes.values() if one.council == "E08000012"]
    assert len(in_city) > 9_000
    assert [one.text for one in in_city if not one.ward] == []
    assert {one.ward for one in in_city} == places.wards


def test_libraries_have_an_id_a_place_and_a_ward(reference: Path, places: Places) -> None:
    libraries = rows(reference / "libraries.csv")
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]) for row in libraries)
    assert len({row["id"] for row in libraries}) == len(libraries)
    assert {row["ward_name"] for row in libraries} <= places.wards
    assert all(row["postcode"] in places.postcodes for row in libraries)


def test_sector_subject_areas_are_of_two_tiers(reference: Path) -> None:
    areas = rows(reference / "ssa.csv")
    assert len({row["tier2_code"] for row in areas}) == len(areas)
    assert {row["tier1_code"] for row in areas} == {str(number) for number in range(1, 16)}
    assert all(row["tier2_code"].startswith(f"{row['tier1_code']}.") for row in areas)
