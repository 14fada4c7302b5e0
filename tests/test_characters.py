"""What people can see may be written; what hides, or steers a program, may not."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from catalogue.characters import (
    as_meant,
    as_read,
    misread_in,
    says_something,
    strange_in,
    with_plain_blanks,
)
from catalogue.yaml_reader import read_bytes

ALLOWED = [
    *(
        "Café & bar: 50% off, £5 – “now” (½)",
        "مرحبا",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "नमस्ते",
        "क्\u200dष",
        "ශ්\u200dරී",
    ),
    *(
        "\u06a9\u0648\u0631\u062f\u06cc\u200c\u0647\u0627",
        "ไทย",
        "中文 日本語 한국어",
        "Việt Nam",
        "ελληνικά",
        "አማርኛ",
        "ትግርኛ",
        "Ⅳ №",
    ),
    *(
        "👩🏽\u200d🍳",
        "👨\u200d👩\u200d👧",
        "🏳\ufe0f\u200d🌈",
        "🏴\u200d☠\ufe0f",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "☎\ufe0e",
    ),
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    *("\U0001faea", "two\nlines", "a\u00a0b", "a\u202fb", "e\u0301"),
]
REFUSED = [
    *(
        "a\u200bb",
        "a\u2060b",
        "a\u200eb",
        "a\u200fb",
        "a\ufeffb",
        "a\u00adb",
        "\u061cب",
        "a\u180eb",
    ),
    *(
        "a\U000e0041b",
        "🏴\U000e0067\U000e0062",
        "a\U000e007f",
        "\u3164",
        "\u115f",
        "\u1160",
        "\uffa0",
    ),
    *(
        "a\u034fb",
        "\u17b4",
        "\u17b5",
        "\u2800",
        "\u180b",
        "\ufffc",
        "\ufffd",  # a letter that was lost on the way
        "\U00013441",
        "a\ufe0f",
        "漢\U000e0100",
        "👩\u200d",
    ),
    *("a\u200cb", "a\u200db", "می\u200c", "\u200cمی", "می\u200c\u200cخ", "👩\u200dx", "1\ufe0f"),
    *(
        "\ue000",
        "\U000f0000",
        "\U0010fffd",
        "\u0378",
        "\ufdd0",
        "\uffff",
        "\U0001ffff",
        "\U000e0080",
    ),
    *("\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\ud800"),
    *("\u2061", "\u206a", "\ufff9", "\u0600", "\U0001d173", "\U0001d159", "\U000110bd"),
]


@pytest.mark.parametrize("text", ALLOWED)
def test_what_a_listing_can_need_is_allowed(text: str) -> None:
    assert strange_in(text) is None


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_nobody_sees_is_refused_where_it_stands(text: str) -> None:
    place = strange_in(f"So {text}")
    assert place is not None
    assert place >= 3


def test_what_is_refused_is_told_by_its_unicode_category() -> None:
    """Every character there is, by itself after a letter: no list of ours has forgotten one."""
    kept = {"Cc": "\n", "Cn": "".join(map(chr, range(0x1F000, 0x1FB00)))}
    for code in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        if category[0] == "C" or category in ("Zl", "Zp"):
            allowed = chr(code) in kept.get(category, "")
            assert (strange_in(f"a{chr(code)}") is None) == allowed, hex(code)


def test_every_kind_of_blank_is_read_as_a_plain_one() -> None:
    blanks = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Zs"]
    assert len(blanks) == 17
    assert {with_plain_blanks(f"a{blank}b") for blank in blanks} == {"a b"}
    assert {as_read(f"a{blank}b") for blank in blanks} == {"a b"}
    for blank in blanks:
        document, problems = read_bytes(
            f'phone:{blank}0300{blank}303\nb: "a\\u00a0b"\n'.encode(), "x"
        )
        assert problems == []
        assert document is not None
        assert document.value == {"phone": "0300 303", "b": "a b"}


def test_letters_are_composed() -> None:
    assert as_read("Cafe\u0301") == "Café"
    document, _ = read_bytes("Cafe\u0301: Cafe\u0301\n".encode(), "x")
    assert document is not None
    assert document.value == {"Café": "Café"}


@pytest.mark.parametrize(("text", "says"), [("A1", True), ("中", True), ("7", True), ("💬", False)])
def test_a_text_says_something_with_a_letter_or_a_digit(text: str, says: bool) -> None:
    assert says_something(text) is says


WRITTEN = (
    *("Café", "£5", "“hi”", "it’s", "a – b", "naïve", "Łódź", "…", "€5", "São", "à la", "½", "•"),
    *("Österreich", "ÖÄÜ", "cliché…", "☕ 😀", "→ ✓", "Ana Íñiguez"),
)
AS_THEY_ARE = (
    *("“CAFÉ”", "“Å”", "KÖLN – CAFÉ’S", "PÂTÉ…", "Ã", "â", "SMÅ »", "« Â »", "ðŸ"),
    *("Việt Nam", "naïve–café", "château… vâ’", *WRITTEN),
)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", WRITTEN)
def test_what_was_read_in_a_wrong_way_is_told_and_mended(text: str, encoding: str) -> None:
    misread = _as(encoding, text)
    found = misread_in(misread)
    assert found is not None
    place, signs, meant = found
    assert misread[place:].startswith(signs)
    assert meant in text
    assert as_meant(misread) == text


def test_what_was_read_in_a_wrong_way_twice_is_mended_twice() -> None:
    assert as_meant(_as("cp1252", _as("cp1252", "Café, £5"))) == "Café, £5"


@pytest.mark.parametrize("text", AS_THEY_ARE)
def test_what_was_read_rightly_stays_as_it_is(text: str) -> None:
    assert misread_in(text) is None
    assert as_meant(text) == text


def _as(encoding: str, text: str) -> str:
    """Read a text of UTF-8 in an old encoding, in which each byte is a letter."""
    codes = (bytes((code,)) for code in text.encode())
    return "".join(one.decode(encoding, "ignore") or one.decode("latin-1") for one in codes)
