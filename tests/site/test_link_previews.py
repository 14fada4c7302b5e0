"""What a message shows of a link: a picture that is there, a title, and when and where; and what a
phone is told that puts the site on its first screen.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from catalogue.site.language import Language
from catalogue.site.manifest import BACKGROUND
from catalogue.site.views.site import THEME_COLOUR
from scripts.budgets import LINK_PICTURE
from scripts.contrast import tokens
from scripts.pictures import HIGH, ICONS, TARGET, WIDE, pictures

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tests.site.conftest import TinySite

COURSE = "courses/the-kiln/pottery/index.html"


def told(page: HtmlElement) -> dict[str, str]:
    """What a page says of itself in the words of Open Graph."""
    return {one.get("property"): one.get("content") for one in page.iterfind(".//meta[@property]")}


def size_of(picture: bytes) -> tuple[int, int]:
    """How wide and how high a PNG says it is."""
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", picture[16:24])
    return wide, high


def test_a_course_says_when_where_and_what_it_costs_and_that_it_is_an_example(
    addressed: TinySite,
) -> None:
    page = addressed.page(COURSE)
    said = told(page)
    assert said.pop("og:image:alt") == "A drawing: Liverpool"
    assert said == {
        "og:title": "Example: Pottery for beginners",
        "og:description": "Tuesdays 9:30am to 11:30am. Starts 12 January. The Shed, Toxteth. Free.",
        "og:url": "https://example.org/learn/courses/the-kiln/pottery/",
        "og:type": "website",
        "og:site_name": "Liverpool Community Learning",
        "og:locale": "en_GB",
        "og:image": "https://example.org/learn/pictures/liverpool.png",
        "og:image:width": str(WIDE),
        "og:image:height": str(HIGH),
    }
    assert page.find(".//meta[@name='twitter:card']").get("content") == "summary_large_image"


def test_a_place_says_where_it_is_and_every_other_page_what_it_is(addressed: TinySite) -> None:
    library = told(addressed.page("libraries/toxteth-library/index.html"))
    assert library["og:description"].endswith("L8 1XF. Courses for adults there.")
    about = addressed.page("about/index.html")
    assert told(about)["og:description"] == about.find(".//meta[@name='description']").get(
        "content"
    )
    assert told(about)["og:image"].startswith("https://")


def test_a_course_that_is_off_says_so_first(tiny: TinySite) -> None:
    course = tiny.root / "content/courses/the-kiln/pottery.yaml"
    text = course.read_text(encoding="utf-8")
    course.write_text(text.replace("    id: q7pt3", "    id: q7pt3\n    state: cancelled"), "utf-8")
    tiny.build("https://example.org")
    assert told(tiny.page(COURSE))["og:description"].startswith("Cancelled. Tuesdays")


def test_a_topic_that_is_drawn_has_its_own_picture_and_all_pictures_are_there(
    sub_path_site: Path,
) -> None:
    found = set()
    for file in ("topics/esol/index.html", "topics/construction/index.html", "index.html"):
        text = (sub_path_site / file).read_text(encoding="utf-8")
        address = text.partition('property="og:image" content="')[2].partition('"')[0]
        found.add(address)
        picture = (sub_path_site / urlsplit(address).path.removeprefix("/learn/")).read_bytes()
        assert size_of(picture) == (WIDE, HIGH)
    assert len(found) == 3


def test_a_site_without_an_address_has_no_preview_as_pictures_need_their_whole_address(
    unchanged: TinySite,
) -> None:
    assert told(unchanged.page(COURSE)) == {}


def test_pictures_are_what_the_script_draws_and_small() -> None:
    drawn = dict(pictures())
    assert {path.stem: path.read_bytes() for path in TARGET.iterdir()} == drawn, (
        "Run python -m scripts.pictures, look at theme/pictures, and commit it."
    )
    assert max(map(len, drawn.values())) <= LINK_PICTURE
    for name, picture in drawn.items():
        size = ICONS.get(name)
        assert size_of(picture) == ((size, size) if size else (WIDE, HIGH)), name


def test_the_manifest_names_icons_that_are_there_in_the_sizes_that_they_have(
    addressed: TinySite,
) -> None:
    manifest = json.loads(addressed.text("manifest.webmanifest"))
    assert manifest["name"] == "Liverpool Community Learning"
    assert len(manifest["short_name"]) <= 12  # what phones have room for
    assert manifest["start_url"] == manifest["scope"] == "/learn/"
    assert (manifest["lang"], manifest["dir"]) == ("en-GB", "ltr")
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        (f"{size}x{size}", purpose) for size in (192, 512) for purpose in ("any", "maskable")
    }
    for icon in manifest["icons"]:
        size = size_of(
            (addressed.root / "output" / icon["src"].removeprefix("/learn/")).read_bytes()
        )
        assert "{}x{}".format(*size) == icon["sizes"]


def test_every_page_leads_to_the_manifest_and_the_touch_icon(unchanged: TinySite) -> None:
    page = unchanged.page(COURSE)
    assert page.find(".//link[@rel='manifest']").get("href") == "/manifest.webmanifest"
    icon = page.find(".//link[@rel='apple-touch-icon']").get("href")
    assert size_of((unchanged.root / f"output{icon}").read_bytes()) == (180, 180)


def test_colours_are_those_of_the_look() -> None:
    assert tokens("light")["mersey-deep"] == THEME_COLOUR
    assert tokens("light")["paper"] == BACKGROUND


@pytest.mark.parametrize(
    ("tag", "written"), [("en-GB", "en_GB"), ("so", "so_SO"), ("pt-BR", "pt_BR"), ("ar", "ar_EG")]
)
def test_a_language_is_told_with_a_territory(tag: str, written: str) -> None:
    assert Language(tag).territory_tag == written
