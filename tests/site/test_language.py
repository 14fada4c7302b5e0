"""A language: where its messages come from, and how partners' words stand among them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from markupsafe import Markup

from catalogue.site.language import ENGLISH, Language, UnknownLanguage, fill, plain
from catalogue.site.views.words import counted, day_view, joined, pounds_words, time_words
from scripts.messages import collected

if TYPE_CHECKING:
    from pathlib import Path

COURSES = ("{count} course", "{count} courses")


@pytest.fixture
def polish(tmp_path: Path) -> Language:
    """Three words of Polish, which has three kinds of plural."""
    catalog = Catalog("pl")
    catalog.add("Starts {day}", "Początek: {day}")
    catalog.add(COURSES, ("{count} kurs", "{count} kursy", "{count} kursów"))
    (tmp_path / "pl").mkdir()
    with (tmp_path / "pl" / "messages.po").open("wb") as file:
        write_po(file, catalog)
    return Language.of("pl", tmp_path)


def test_english_needs_no_folder(tmp_path: Path) -> None:
    assert Language.of("en-GB", tmp_path / "none") is ENGLISH
    assert (ENGLISH.tag, ENGLISH.direction) == ("en-GB", "ltr")


def test_a_language_without_messages_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguage, match="no messages in “cy”"):
        Language.of("cy", tmp_path)


@pytest.mark.parametrize("said", ["Początek", "{dzien}", "{day} {day.year}", '"{day}"', "<{day}"])
def test_a_message_that_would_break_a_page_is_refused(tmp_path: Path, said: str) -> None:
    catalog = Catalog("pl")
    catalog.add("Starts {day}", said)
    (tmp_path / "pl").mkdir()
    with (tmp_path / "pl" / "messages.po").open("wb") as file:
        write_po(file, catalog)
    with pytest.raises(UnknownLanguage, match=r"messages\.po:\d+: .*Keep what stands in \{braces"):
        Language.of("pl", tmp_path)


def test_a_message_is_said_in_the_language_or_else_in_english(polish: Language) -> None:
    assert polish.gettext("Starts {day}") == "Początek: {day}"
    assert polish.gettext("Nobody translated this") == "Nobody translated this"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 kurs"), (2, "2 kursy"), (5, "5 kursów"), (22, "22 kursy")]
)
def test_plurals_are_those_of_the_language(polish: Language, number: int, words: str) -> None:
    assert counted(polish, *COURSES, number) == words


def test_dates_numbers_and_lists_are_written_as_the_language_does(polish: Language) -> None:
    assert day_view(polish, date(2027, 1, 12)).text == "wtorek, 12 stycznia 2027"
    assert time_words(polish, time(12)) == "12:00"
    assert pounds_words(polish, Decimal("1250.50")) == "£1\N{NO-BREAK SPACE}250,50"
    assert joined(polish, ["a", "b", "c"]) == "a, b i c"
    assert joined(polish, ["a", "b", "c"], "or") == "a, b lub c"


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("so", "ltr")])
def test_direction_is_that_of_the_language(tag: str, direction: str) -> None:
    assert Language(tag).direction == direction


def test_words_of_partners_are_marked_where_the_page_is_not_english() -> None:
    assert ENGLISH.theirs("A <b>") == "A <b>"
    assert Language("ar").theirs("A <b>") == Markup('<bdi lang="en" dir="ltr">A &lt;b&gt;</bdi>')
    assert Language("ar").theirs("") == ""


def test_words_of_partners_keep_their_order_where_no_mark_can_be() -> None:
    assert ENGLISH.together("A (1)") == "A (1)"
    assert Language("ar").together("A (1)") == "\u2068A (1)\u2069"
    assert Language("ar").together("") == ""


def test_marked_words_stay_marked_in_a_sentence_and_the_sentence_stays_text() -> None:
    marked = Language("ar").theirs("A & B")
    assert fill("<{place}>", place=marked) == f"&lt;{marked}&gt;"
    assert fill("<{place}>", place="A & B") == "<A & B>"
    assert plain(fill("{place}, 1 < 2", place=marked)) == "A & B, 1 < 2"


def test_a_day_in_a_sentence_is_a_time_that_machines_can_read() -> None:
    said = fill("Starts {day}", day=day_view(ENGLISH, date(2027, 1, 12)))
    assert said == 'Starts <time datetime="2027-01-12">Tuesday 12 January 2027</time>'


def test_messages_are_collected_from_views_templates_and_vocabularies() -> None:
    catalog = collected()
    for message in (
        "Skip to main content",
        "Starts {day}",
        "Who teaches",
        "Toxteth",
        "For women.",
        "charity number",
        "Cancelled: {title}",
    ):
        assert message in catalog, message
    found = catalog.get("{count} course")
    assert found is not None
    assert found.id == COURSES
