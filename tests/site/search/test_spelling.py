"""How the browser reads and mends words, with the real search data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue.letters import READ, WRITTEN, words_in
from catalogue.site.search.documents import COMMON_WORDS, is_common
from catalogue.site.search.lexicon import counted_words
from catalogue.site.search.real_words import real_words
from catalogue.site.search.sounds import first_sound, spoken
from catalogue.site.views.search import phrases_of

if TYPE_CHECKING:
    from catalogue.site.search.documents import SearchDocument
    from catalogue.site.views.search import SearchView
    from catalogue.site.views.site import Site
    from tests.site.search.conftest import Modules

AWKWARD = (
    "Pottery for BEGINNERS",
    "Café, crèche and piñata",
    "cafe\u0301 cre\u0300che",
    "can’t can't CAN’T",
    "'quoted' ’quoted’ rock 'n' roll",
    "parents' women’s o'clock''s",
    "night-school, e-mail; 1:1 24/7",
    "snake_case __init__",
    "A1 2nd ½ ² ① Ⅷ",
    "\uff25\uff33\uff2f\uff2c \uff2c\uff18 7\uff50\uff45",
    "ﬁrst ﬀ ŉ",
    "brand™ ℡ № \U0001d401\U0001d428 🄰",
    "Straße GROẞ",
    "İstanbul \u0131l\u0131k IŞIK",
    "ΟΔΟΣ Οδός ς",
    "العَرَبِيَّة إنجليزي ٢٠٢٦ ﷺ",
    "می‌خواهم انگلیسی",
    "עִבְרִית",
    "英语\uff0c英文。学英语",
    "ひらがな カタカナ ガ ｶﾞ 한국어",
    "हिन्दी ਅੰਗਰੇਜ਼ੀ ஆங்கிலம்",
    "tiếng Anh ầ ǖ",
    "język łódź Ørsted æon þorn",
    "a\u200bb c\u00add e\ufefff",
    "l8\u00a07pe\tl8\nl15",
    "🎨 👩‍👩‍👧 1️⃣ !?… \x00",
    "<b>bold</b> &amp; 50% C++ C# .NET",
    "z̷̢̛a̶l̸g̵o̴",
    "",
)
"""What people, and those who wish us ill, may type."""

MISSPELT = {
    **{"englsh": "english", "eglish": "english", "inglish": "english", "computor": "computer"},
    **{"compooter": "computer", "potery": "pottery", "pottary": "pottery", "yogga": "yoga"},
    **{"fotografy": "photography", "elektrician": "electrician", "electrishun": "electrician"},
    **{"plumming": "plumbing", "carpentary": "carpentry", "jewelery": "jewellery"},
    **{"nitting": "knitting", "guitarr": "guitar", "spanich": "spanish"},
    **{"frensh": "french", "numarcy": "numeracy", "litracy": "literacy", "speling": "spelling"},
    **{"riting": "writing", "reeding": "reading", "nite": "night", "skool": "school"},
    **{"childcair": "childcare", "kirkdail": "kirkdale"},
    **{"wavetree": "wavertree", "tusday": "tuesday", "wednesdy": "wednesday"},
    **{"saterday": "saturday", "wekend": "weekend", "afternon": "afternoon"},
    **{"creshe": "creche", "wheelchare": "wheelchair", "dislexia": "dyslexia"},
    **{"confidance": "confidence", "volonteer": "volunteer", "interveiw": "interview"},
    **{"bizness": "business", "bookeeping": "bookkeeping", "begginer": "beginner"},
    **{"certifcate": "certificate", "gardning": "gardening"},
    **{"anxeity": "anxiety", "februry": "february", "websight": "website"},
    **{"marketting": "marketing", "swiming": "swimming", "exercize": "exercise"},
    **{"matsh": "maths", "sprd": "spread"},
}

CORRECTED = """
  const common = new Set(given.common.split(" "));
  const answers = [];
  for (const word of given.words) {
    answers.push([word, (await spelling.corrected(word, soundOf, common)).word]);
  }
  return answers;"""


@pytest.fixture(scope="module")
def lexicon(documents: tuple[SearchDocument, ...], view: SearchView) -> set[str]:
    """Every word of the real catalogue that can be found."""
    return set(counted_words(documents, phrases_of(view)))


def corrected(modules: Modules, words: list[str]) -> dict[str, str]:
    return dict(modules.run(CORRECTED, {"words": words, "common": COMMON_WORDS}))


def test_words_are_compared_in_the_browser_as_they_are_in_python(modules: Modules) -> None:
    told = modules.run("return given.map((one) => letters.wordsIn(one));", AWKWARD)
    assert dict(zip(AWKWARD, told, strict=True)) == {one: list(words_in(one)) for one in AWKWARD}


def test_every_word_of_the_catalogue_is_the_same_word_in_the_browser(
    modules: Modules, lexicon: set[str]
) -> None:
    words = sorted(lexicon)
    assert modules.run("return given.map((one) => letters.wordsIn(one));", words) == [
        [word] for word in words
    ]


def test_letters_are_folded_by_one_table(modules: Modules) -> None:
    assert modules.run("return [letters.WRITTEN, letters.READ];") == [WRITTEN, READ]


@pytest.mark.parametrize(
    "ways",
    [
        "\u0641\u06cc \u0641\u064a \u0641\u0640\u064a",
        "\u06a9\u062a\u0627\u0628 \u0643\u062a\u0627\u0628 \u0643\u0650\u062a\u0627\u0628",
        "kursu kurs\u00fc \uff4b\uff55\uff52\uff53\uff55",
        "isik \u0131s\u0131k \u0130S\u0130K",
        "lodz \u0142\u00f3d\u017a",
        "comb'ter comb\u2019ter comb\u02bcter",
        "2026 \u0662\u0660\u0662\u0666 \u06f2\u06f0\u06f2\u06f6",
    ],
)
def test_one_word_from_other_keyboards_is_one_word(modules: Modules, ways: str) -> None:
    assert len(set(words_in(ways))) == 1
    assert len(set(modules.run("return letters.wordsIn(given);", ways))) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("C++ for beginners", "cplusplus for beginners"),
        ("c# and .NET", "csharp and dotnet"),
        ("1-2-1 help", "121 help"),
        ("a 3-4 week course", "a 3 4 week course"),
        ("number #1... and more", "number 1 and more"),
    ],
)
def test_signs_that_are_part_of_a_word_stay(modules: Modules, typed: str, words: str) -> None:
    assert list(words_in(typed)) == words.split()
    assert modules.run("return letters.wordsIn(given);", typed) == words.split()


def test_words_sound_in_python_as_they_do_in_the_browser(
    modules: Modules, lexicon: set[str], site: Site
) -> None:
    """Of real words those are kept that sound like ours: both must agree on that."""
    words = sorted({*lexicon, *site.reference.english_words[:5_000]})
    told = modules.run("return given.map((word) => spelling.spoken(word));", words)
    assert dict(zip(words, told, strict=True)) == {word: spoken(word) for word in words}


REAL = (
    "homeless suicide husband cancer drugs funeral stuff abuse debt died pregnant prison police "
    "rent hungry lonely scared bull pork gold kill knife dog cat boat tram fog coast"
)
"""What people type in trouble, and other words that courses may not have."""


def test_real_word_is_never_turned_into_another(modules: Modules, site: Site) -> None:
    words = [*REAL.split(), *site.reference.english_words[:8_000:4]]
    words = [word for word in words if not is_common(word)]
    told = corrected(modules, words)
    assert {word: other for word, other in told.items() if other not in ("", word)} == {}


def test_word_as_it_is_spoken_is_no_word_of_its_own(site: Site) -> None:
    english = site.reference.english_words
    spoken_so = ["looking", "getting", "raisin", "thin"]
    real = real_words(frozenset(spoken_so), english)
    assert set(english) >= {"lookin", "gettin", "raising", "thing"}
    assert {"lookin", "gettin"}.isdisjoint(real)
    assert {"raising", "thing"} <= set(real)
    real = real_words(frozenset(["raising", "thing"]), english)
    assert {"raisin", "thin"} <= set(real)


@pytest.mark.parametrize(
    ("word", "longer"),
    [
        ("wel", "welcome"),
        ("gard", "garden"),
        ("pott", "pottery"),
        ("compu", "computer"),
        ("ki", "kitchen"),
    ],
)
def test_beginning_of_a_word_is_looked_for_as_such(
    modules: Modules, word: str, longer: str
) -> None:
    script = "return spelling.corrected(given, soundOf, new Set());"
    told = modules.run(script, word)
    assert told == {"word": word, "begins": True, "known": True, "longer": longer}


def test_more_than_one_shelf_is_a_form_of_it(modules: Modules) -> None:
    script = "return spelling.corrected('shelves', soundOf, new Set());"
    assert modules.run(script) == {"word": "shelves", "form": "shelf", "known": True}


def test_first_sound_of_every_word_is_the_file_it_is_in(
    modules: Modules, lexicon: set[str]
) -> None:
    words = [*sorted(lexicon), "cma", "eire", "3d", "xerox", "phone", "cy", "c"]
    told = modules.run("return given.map((word) => spelling.firstSound(word));", words)
    assert dict(zip(words, told, strict=True)) == {word: first_sound(word) for word in words}


AS_SAID = {
    "an h that is not said": {
        **{"airdressing": "hairdressing", "airdresser": "hairdresser", "ousing": "housing"},
        **{"istory": "history", "ealth": "health"},
    },
    "in' for ing": {
        **{"nittin": "knitting", "swiming": "swimming", "cookin": "cooking", "sewin": "sewing"},
    },
    "a rhyme at the end": {
        **{"computa": "computer", "carpenta": "carpenter", "numba": "number"},
        **{"barbar": "barber", "massarge": "massage"},
    },
    "f for th": {"maffs": "maths", "toxtef": "toxteth"},
    "a vowel for another": {"nerse": "nurse", "teecher": "teacher", "wurk": "work"},
    "the ending of another language": {"polskiego": "polski", "fryzjera": "fryzjer"},
}
"""Words spelt as they are said, by what is said otherwise than it is written."""


def test_misspelt_words_are_mended(modules: Modules) -> None:
    assert corrected(modules, list(MISSPELT)) == MISSPELT


@pytest.mark.parametrize("kind", AS_SAID)
def test_words_spelt_as_they_are_said_are_mended(modules: Modules, kind: str) -> None:
    assert corrected(modules, list(AS_SAID[kind])) == AS_SAID[kind]


def test_no_word_of_the_catalogue_is_changed(
    modules: Modules,
    documents: tuple[SearchDocument, ...],
    view: SearchView,
) -> None:
    words = {word for document in documents for word in document.all_words}
    words |= {word for phrase in phrases_of(view) for word in words_in(phrase)}
    asked = sorted(word for word in words if not is_common(word))
    assert {word: one for word, one in corrected(modules, asked).items() if one != word} == {}


def test_word_is_mended_only_to_one_that_leads_somewhere(
    modules: Modules, lexicon: set[str], site: Site
) -> None:
    """Words with two letters swapped, as fast thumbs type them."""
    topics = site.vocabularies["topics"].terms.values()
    said = (phrase for topic in topics for phrase in topic.other_words)
    table = (word.typed for word in site.reference.peoples_words)
    leads = {*lexicon, *(word for phrase in (*said, *table) for word in words_in(phrase))}
    asked = [
        word[:1] + word[2] + word[1] + word[3:] for word in sorted(lexicon)[::7] if len(word) > 3
    ]
    for word, mended in corrected(modules, asked).items():
        assert mended in {word, ""} or mended in leads or is_common(mended), word


@pytest.mark.parametrize("word", ["qwrtzpsdf", "robin"])
def test_word_that_nothing_is_like_is_known_to_be_unknown(modules: Modules, word: str) -> None:
    assert corrected(modules, [word]) == {word: ""}


@pytest.mark.parametrize("word", ["l8", "20", "5pm", "tv", "cooked", "upholst", "bookkeep"])
def test_short_words_numbers_and_other_forms_of_known_words_stay(
    modules: Modules, word: str
) -> None:
    assert corrected(modules, [word]) == {word: word}


def test_mistyped_common_word_tells_nothing_and_is_no_other_word(modules: Modules) -> None:
    assert corrected(modules, ["corse", "wiht", "lesons"]) == {
        "corse": "course",
        "wiht": "with",
        "lesons": "lessons",
    }


def test_word_that_begins_otherwise_is_no_mistyped_common_word(modules: Modules) -> None:
    """Gould is not “could”, nor Bore “more”: they must not vanish from what was asked."""
    mended = corrected(modules, ["gould", "bore"])
    assert not any(map(is_common, mended.values()))


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("skill", "skill", 0),
        ("skil", "skill", 1),
        ("skills", "skill", 1),
        ("skoll", "skill", 1),
        ("sikll", "skill", 1),
        ("kitten", "sitting", 3),
        ("ca", "abc", 3),
    ],
)
def test_steps_between_words_are_counted(
    modules: Modules, one: str, other: str, steps: int
) -> None:
    script = "return [spelling.stepsBetween(...given), spelling.stepsBetween(...given.reverse())];"
    assert modules.run(script, [one, other]) == [steps, steps]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("skool", "school"),
        ("nite", "night"),
        ("fotografy", "photography"),
        ("kneedle", "needle"),
        ("rite", "write"),
        ("sykology", "psykology"),
        ("stashun", "station"),
        ("wich", "which"),
        ("comunity", "community"),
        ("fisiks", "phisics"),
        ("knittin", "knitting"),
        ("computa", "computer"),
        ("doctor", "docta"),
        ("maffs", "maths"),
    ],
)
def test_words_that_sound_alike_are_spoken_alike(modules: Modules, one: str, other: str) -> None:
    said = modules.run("return given.map((word) => spelling.spoken(word));", [one, other])
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("one", "other"), [("pin", "ping"), ("car", "ca"), ("thin", "thing"), ("cup", "cap")]
)
def test_short_words_do_not_sound_alike_by_their_ends(
    modules: Modules, one: str, other: str
) -> None:
    said = modules.run("return given.map((word) => spelling.spoken(word));", [one, other])
    assert said[0] != said[1]
