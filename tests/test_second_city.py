"""A second city is a second folder of files: nothing of the first is in its pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from catalogue.loading import load_catalogue
from catalogue.reference import load_reference
from catalogue.site.build import build
from tests.conftest import PROJECT, TODAY, edition_of

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue

BRACKWATER = Path(__file__).parent / "brackwater"
SHARED = (
    *("theme", "publishconf.py", "reference/bank-holidays.json"),
    *(f"schema/{path.name}" for path in sorted((PROJECT / "schema").glob("*.json"))),
)
"""What is not a city's own."""
PARTNERS = ("add", "change", "preview")
"""Pages with examples of what to write, which come from the schema."""
FIRST_CITY = ("Liverpool", "Mersey", "Toxteth", "Wirral", "0151")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the second city, with what it shares with the first."""
    root = shutil.copytree(BRACKWATER, tmp_path_factory.mktemp("city") / "brackwater")
    vocabularies = sorted((PROJECT / "schema" / "vocabularies").glob("*.yaml"))
    for name in (*SHARED, *(f"schema/vocabularies/{path.name}" for path in vocabularies)):
        if not (root / name).exists():
            (root / name).symlink_to(PROJECT / name)
    settings = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
    named = settings.replace("Liverpool Community Learning", "Learn in Brackwater")
    (root / "pelicanconf.py").write_text(named, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    loaded, problems = load_catalogue(load_reference(root), root, TODAY)
    assert problems == []
    return loaded


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    build(root, TODAY, site_url=None)
    return root / "output"


def test_its_courses_are_at_its_own_places(catalogue: Catalogue) -> None:
    assert len(catalogue.courses) == 5
    assert catalogue.places["old-net-loft"].areas == ("harbour",)
    assert catalogue.places["hill-school"].ward == "Hill Top"
    assert catalogue.reference.places.postcode_areas == ("BW",)


def test_its_own_region_and_phone_numbers_count(root: Path) -> None:
    texts = {
        "content/venues/far-away.yaml": (root / "content/venues/hill-school.yaml")
        .read_text(encoding="utf-8")
        .replace("BW2 1AA", "BW9 1AA"),
        "content/courses/net-loft-trust/cooking-fish.yaml": (
            root / "content/courses/net-loft-trust/cooking-fish.yaml"
        )
        .read_text(encoding="utf-8")
        .replace("01632 960123", "0151 496 0123"),
    }
    _, problems = load_catalogue(load_reference(root), root, TODAY, instead=texts)
    said = {problem.code.name: f"{problem.what} {problem.mend}" for problem in problems}
    assert said["outside-region"].startswith("BW9 1AA is outside the Brack Valley.")
    assert "like 01632 960123" in said["example-is-real"]


def test_no_page_for_residents_names_the_first_city(site: Path) -> None:
    pages = [page for page in site.rglob("*.html") if page.parts[len(site.parts)] not in PARTNERS]
    assert len(pages) > 30
    for page in pages:
        whole = html.fromstring(page.read_text(encoding="utf-8"))
        etree.strip_attributes(whole, "data-words")
        words = etree.tostring(whole, encoding="unicode")
        assert [name for name in FIRST_CITY if name in words] == [], page


def test_its_map_is_drawn_and_its_rules_are_of_its_region(site: Path) -> None:
    drawn = (site / "map/index.html").read_text(encoding="utf-8")
    assert "Brack Bay" in drawn
    assert "The Old Net Loft, 3 courses, invented" in drawn
    rules = (site / "is-it-free/index.html").read_text(encoding="utf-8")
    assert "live in Brackwater or Upper Brack" in rules
    assert "people who live in the Brack Valley" in rules


def test_its_home_has_the_sun_where_it_has_no_picture_of_its_own(site: Path) -> None:
    home: html.HtmlElement = html.fromstring((site / "index.html").read_text(encoding="utf-8"))
    [picture] = home.find_class("hero__city")
    assert Path(picture.get("src", "")).name == "sun.svg"


def test_the_form_knows_its_invented_numbers(site: Path) -> None:
    rules = json.loads((edition_of(site, "add") / "form.json").read_text(encoding="utf-8"))["rules"]
    assert rules["drama"] == [[1632960000, 1632961000]]
    assert rules["phoneExample"] == "01632 960123"
