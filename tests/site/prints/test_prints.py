"""What the site prints, as readers see it that did not write it: for all, on the right pages, with
a code that a phone reads, and in any language."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
import typst
import zxingcpp
from PIL import Image

from catalogue.catalogue import Catalogue
from catalogue.press import TEMPLATES, printable
from catalogue.site.language import Language
from catalogue.site.prints.handouts import course_print
from catalogue.site.prints.list_prints import list_print, to_start
from catalogue.site.prints.wording_on_paper import said
from catalogue.site.urls import Urls
from catalogue.site.views.link_targets import targets
from catalogue.site.views.paper import HANDED_OVER, OF_LISTS
from catalogue.site.views.site import Site
from tests.builders import a_course, a_provider, a_run, a_venue, records_of
from tests.conftest import load
from tests.pdf_reading import (
    about,
    fonts_left_out,
    out_of_order,
    pages_in_mm,
    pictures_of,
    smallest_letters,
    tags_of,
    texts_of,
    wrong_headings,
)
from tests.site.pseudo import TAG, write_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from catalogue.site.prints.one_print import Print
    from catalogue.site.views.link_targets import LinkTarget

URLS = Urls("https://example.org", "/learn")
LIST, COURSE = "toxteth-library", "wea/helping-in-schools"
EVERYTHING = [*((LIST, name) for name in OF_LISTS), *((COURSE, name) for name in HANDED_OVER)]
A4, A5, TURNED_A4 = (210, 297), (148, 210), (297, 210)
INVENTED = re.compile("Example: (these courses are|this course is) invented.")
CHECK = "Check before you travel."


@cache
def site() -> Site:
    return Site(load()[0], URLS, "Learning")


def list_of(name: str, of: Site | None = None) -> LinkTarget:
    lists = (target for _, _, those in targets(of or site()) for target in those)
    return next(target for target in lists if target.name == name)


def printed(what: str, name: str, of: Site | None = None) -> Print:
    here = of or site()
    if "/" in what:
        made = course_print(here, here.catalogue.courses[what], name)
    else:
        made = list_print(here, list_of(what, here), name)
    assert made
    return made


@cache
def pdf(what: str, name: str) -> bytes:
    """Printed once for all who read it."""
    return printed(what, name).pdf()


def small_site(course: Any, **given: Any) -> Site:
    records = records_of(course, a_venue(), a_provider(**given))
    return Site(Catalogue.of(records, set()), URLS, "Learning")


# For all


@pytest.mark.parametrize(("what", "name"), EVERYTHING)
def test_it_is_tagged_for_all_who_read_it_aloud(what: str, name: str) -> None:
    raw = pdf(what, name)
    said_of_itself = about(raw)
    title = said_of_itself.pop("title")
    assert said_of_itself == {"tagged": True, "language": "en-GB", "part": "1"}
    assert title.startswith("Courses for adults: ")
    assert title.endswith("(invented examples)")
    assert fonts_left_out(raw) == []
    assert wrong_headings(raw) == []
    assert out_of_order(raw) == []
    assert {
        one.startswith("QR code: opens https://example.org/learn/c/") for one in pictures_of(raw)
    } == {True}


@pytest.mark.parametrize(("what", "name"), EVERYTHING)
def test_every_page_says_that_it_is_invented_and_to_check(what: str, name: str) -> None:
    pages = texts_of(pdf(what, name))
    assert [page for page in pages if not INVENTED.search(page) or CHECK not in page] == []
    assert "Printed on 24 November 2026." in pages[0] + pages[-1]
    assert re.search(r"example\.org/learn/c/\w{5}", pages[0] + pages[-1])


@pytest.mark.parametrize(
    ("what", "name", "pages"),
    [
        (LIST, "poster-a4", [A4]),
        (LIST, "poster-a5", [A5]),
        (LIST, "leaflet-a4", [TURNED_A4, TURNED_A4]),
        (COURSE, "handout-a4", [A4]),
    ],
)
def test_it_fills_the_pages_that_it_is_for(
    what: str, name: str, pages: list[tuple[int, int]]
) -> None:
    assert pages_in_mm(pdf(what, name)) == pages


@pytest.mark.parametrize("what", [LIST, COURSE])
def test_nothing_in_large_print_is_smaller_than_18_points(what: str) -> None:
    assert smallest_letters(pdf(what, "large-print-a4")) >= 18


@pytest.mark.parametrize("name", ["poster-a5", "leaflet-a5", "leaflet-a4"])
def test_nothing_on_a_small_page_is_too_small_to_read(name: str) -> None:
    assert smallest_letters(pdf(LIST, name)) >= 11


@pytest.mark.parametrize(("what", "name"), EVERYTHING)
def test_the_same_day_it_is_the_same_bytes_and_light_to_send(what: str, name: str) -> None:
    raw = pdf(what, name)
    assert printed(what, name).pdf() == raw
    assert len(raw) < (150_000 if name == "leaflet-a5" else 60_000)


# The code, as a phone sees it


def seen(made: Print) -> Image.Image:
    """What is one page, in grey and with 72 pixels an inch."""
    values = json.dumps(printable(made.values))
    template = f"{made.name.rpartition('-')[0]}.typ"
    picture = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        format="png",
        ppi=72,
        sys_inputs={"paper": values},
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[TEMPLATES / "fonts"]),
    )
    return Image.open(BytesIO(picture)).convert("L")


@pytest.mark.parametrize(
    ("what", "name"), [(LIST, "poster-a4"), (LIST, "poster-a5"), (COURSE, "handout-a4")]
)
def test_a_phone_reads_the_code_also_where_a_printer_knows_black_and_white_alone(
    what: str, name: str
) -> None:
    made = printed(what, name)
    page = seen(made)
    for copy in (page, page.point(lambda grey: 255 * (grey > 128))):
        [code] = zxingcpp.read_barcodes(copy)
        assert code.text == made.values["join"]["href"]
    short = made.values["join"]["href"].removeprefix("https://example.org")
    assert short in [site().short_address(href) for href in site().shorts]


def test_ink_is_a_small_part_of_a_poster() -> None:
    page = seen(printed(LIST, "poster-a4"))
    dark = sum(count for grey, count in enumerate(page.histogram()) if grey < 200)
    assert dark < 0.12 * page.width * page.height


# What it says


def titles_in(text: str, target: LinkTarget) -> list[str]:
    """The names of the courses that stand in a text, each as often as there are such courses."""
    names = [offer.course.title for offer in to_start(site(), target)]
    return [name for name in names if name in text.replace("\xa0", " ")]


def test_a_poster_has_what_fits_and_says_how_many_more_there_are() -> None:
    target = list_of(LIST)
    entries = printed(LIST, "poster-a4").values["groups"][0]["entries"]
    text = " ".join(texts_of(pdf(LIST, "poster-a4"))).replace("\xa0", " ")
    more = int(re.findall(r"And (\d+) more", text)[0])
    shown = len(to_start(site(), target)) - more
    assert 3 <= shown <= len(entries) == 8
    for entry in entries[:shown]:
        assert "".join(words for _, words in entry["title"]).replace("\xa0", " ") in text
        assert entry["meetings"][0]["days"] in text


def test_nothing_on_it_is_full_or_starts_after_a_term() -> None:
    for offer in to_start(site(), list_of("esol")):
        assert (offer.run.starts - site().today).days <= 84
        assert offer.run.state in ("open", "few-left")


def test_a_leaflet_of_a5_has_every_course() -> None:
    target = list_of(LIST)
    text = " ".join(texts_of(pdf(LIST, "leaflet-a5")))
    assert len(titles_in(text, target)) == len(to_start(site(), target)) > 10
    assert "more. Use the address below." not in text


def test_a_folded_leaflet_is_read_from_its_cover_on() -> None:
    with pikepdf.open(BytesIO(pdf(LIST, "leaflet-a4"))) as file:
        tags = [str(tag.S) for tag in tags_of(file.Root.StructTreeRoot)]
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/H3")
    outside, inside = texts_of(pdf(LIST, "leaflet-a4"))
    assert "How to join" in outside
    assert "What’s on near you Toxteth Library" in outside
    assert len(titles_in(inside, list_of(LIST))) > 8


def test_a_handout_has_what_one_needs_to_come() -> None:
    course = site().catalogue.courses[COURSE]
    [text] = texts_of(pdf(COURSE, "handout-a4"))
    for words in (course.title, course.join.phone, course.summary, "When:", "Where:", "Cost:"):
        assert str(words) in text.replace("\xa0", " ")


def test_nothing_is_printed_of_what_nobody_can_start() -> None:
    over = small_site(a_course(runs=(a_run(state="cancelled"),)))
    assert list_print(over, list_of("the-kiln", over), "poster-a4") is None
    assert course_print(over, over.catalogue.courses["the-kiln/pottery"], "handout-a4") is None


def test_an_example_among_others_is_marked_itself() -> None:
    course = a_course(example=False)
    other = a_course(id="the-kiln/glass", title="Glass", example=True)
    records = records_of(course, other, a_venue(), a_provider())
    mixed = Site(Catalogue.of(records, set()), URLS, "Learning")
    values = printed("the-kiln", "poster-a4", mixed).values
    assert values["example"] == "What is marked “Example” is invented. You cannot join it."
    [group] = values["groups"]
    assert {entry["title"][0][1]: entry["example"] for entry in group["entries"]} == {
        "Pottery for beginners": "",
        "Glass": "Example",
    }


def test_what_is_real_says_nothing_of_examples() -> None:
    real = small_site(a_course(example=False))
    made = printed("the-kiln/pottery", "handout-a4", real)
    assert "invented" not in made.values["title"]
    assert "Example" not in " ".join(texts_of(made.pdf()))


# What partners write


HOSTILE = '#panic("x") $x^2$ *b* <script> @z \\ // -- #read("/etc/passwd")'


def test_what_partners_write_is_never_read_as_markup() -> None:
    hostile = small_site(a_course(title=HOSTILE, summary=HOSTILE))
    for name in HANDED_OVER:
        text = " ".join(texts_of(printed("the-kiln/pottery", name, hostile).pdf()))
        assert "".join(text.split()).count("".join(HOSTILE.split())) == 2


def test_strange_letters_and_very_long_words_break_no_page() -> None:
    title = f"💬 Clay \u202e中文 {'x' * 90}"
    long = small_site(
        a_course(title=title, you_will_learn=("to " + "y" * 300,) * 30), name="z" * 100
    )
    for what, name in (("the-kiln", "poster-a5"), ("the-kiln/pottery", "handout-a4")):
        raw = printed(what, name, long).pdf()
        assert len(pages_in_mm(raw)) == 1
        assert "\ufffd Clay \ufffd\ufffd" in texts_of(raw)[0]
    assert "There is more to read at the address below." in texts_of(raw)[0]


def test_many_courses_leave_a_poster_and_a_folded_leaflet_as_long_as_they_are() -> None:
    courses = [a_course(id=f"the-kiln/pottery-{number}") for number in range(80)]
    many = Site(
        Catalogue.of(records_of(*courses, a_venue(), a_provider()), set()), URLS, "Learning"
    )
    for name, pages in (("poster-a4", 1), ("leaflet-a4", 2)):
        raw = printed("the-kiln", name, many).pdf()
        assert len(pages_in_mm(raw)) == pages
        assert re.search(r"And \d\d more\.", " ".join(texts_of(raw)))


# Every language


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site in a language nobody speaks, read from the right."""
    folder: Path = tmp_path_factory.mktemp("languages")
    write_language(folder / "all")
    return replace(site(), language=Language.of(TAG, folder / "all"))


NO_WORDS = {"size", "language", "direction", "site", "made_on", "address", "href", "qr"}


def words_of_ours(values: Any) -> Iterator[str]:
    """Every text that is said to be in the language of the page."""
    match values:
        case dict():
            for name, value in values.items():
                yield from () if name in NO_WORDS else words_of_ours(value)
        case ("en", str()):
            return
        case list() | tuple():
            for value in values:
                yield from words_of_ours(value)
        case str():
            yield values


@pytest.mark.parametrize(("what", "name"), EVERYTHING)
def test_no_word_of_ours_is_left_in_english(elsewhere: Site, what: str, name: str) -> None:
    values = dict(printed(what, name, elsewhere).values)
    values["join"] = {**values["join"], "alt": ""}  # it has the address in it
    title = values.pop("title")  # where nothing can be marked: partners' words keep their order
    assert re.search("[À-ž]", title)
    assert [words for words in words_of_ours(values) if re.search("[A-Za-z]{2}", words)] == []


@pytest.mark.parametrize(("what", "name"), [(LIST, "leaflet-a4"), (COURSE, "handout-a4")])
def test_a_partners_words_are_marked_as_english(elsewhere: Site, what: str, name: str) -> None:
    raw = printed(what, name, elsewhere).pdf()
    assert about(raw)["language"] == TAG
    assert len(pages_in_mm(raw)) == len(pages_in_mm(pdf(what, name)))
    with pikepdf.open(BytesIO(raw)) as file:
        content = b"".join(page.Contents.read_bytes() for page in file.pages)
        marked = b"/Lang (en)" in content or any(
            str(tag.get("/Lang", "")) == "en" for tag in tags_of(file.Root.StructTreeRoot)
        )
    assert marked


def test_arabic_is_copied_and_read_aloud_as_it_was_written() -> None:
    words = "الدورات مجانية لكثير من الناس"
    arabic = small_site(a_course(title=words))
    text = texts_of(printed("the-kiln/pottery", "handout-a4", arabic).pdf())[0].split()
    assert [word for word in words.split() if word not in text] == []


def test_words_are_taken_apart_by_their_language(elsewhere: Site) -> None:
    theirs = elsewhere.language.theirs("Tom & <Co>")
    assert said(theirs) == (("en", "Tom & <Co>"),)
    assert said("0151 496 0123") == (("", "0151\xa0496\xa00123"),)
    assert said("") == ()
