"""What is meant by what people type, places too, in a real browser with the real search data."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.places import metres_between
from catalogue.records import Point
from catalogue.site.search.documents import COMMON_WORDS, FILLERS
from tests.site.search.conftest import knowledge_of

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.site.views.search import SearchView
    from tests.site.search.conftest import Modules

METRES_IN_A_MILE = 1_609.344
MEANT = """
  const [common, fillers] = [given.common, given.fillers].map((list) => new Set(list.split(" ")));
  const known = await knownFor(given.asked, common, fillers);
  return given.asked.map((one) => {
    const { place, filters, units } = understand.understand(one, known);
    const isAllSaid = Boolean(place || filters.length);
    return {
      place,
      filters: [...new Set(filters.map(({ group, value }) => `${group}=${value}`))].sort(),
      units: understand.telling(units, common, fillers, isAllSaid),
    };
  });"""
TITLED = """
  const known = await knownFor(given.asked, new Set(), new Set());
  return given.asked.map((one) => understand.understand(one, known).titled);"""


def meant(modules: Modules, view: SearchView, asked: list[str]) -> list[dict[str, Any]]:
    """What each sentence means: its place, filters, and units of what is looked for."""
    given = {"asked": asked, "common": COMMON_WORDS, "fillers": FILLERS}
    told: list[dict[str, Any]] = modules.run(MEANT, {**knowledge_of(view), **given})
    return told


OF_PAIR = """
  const known = await knownFor([given.phrase], new Set(), new Set());
  const { word, beside } = given;
  return spelling.ofPair(word, beside, understand.pairsIn(known), soundOf);"""


@pytest.mark.parametrize(
    ("before", "word", "after", "meant"),
    [
        ("", "sine", "language", "sign"),
        ("self", "emploid", "", "employed"),
        ("", "sigh", "language", ""),  # a real word that sounds otherwise
        ("", "sine", "wave", ""),
        ("", "si", "language", ""),
    ],
)
def test_word_beside_another_is_what_makes_a_known_pair_of_them(
    modules: Modules, view: SearchView, before: str, word: str, after: str, meant: str
) -> None:
    given = {"phrase": f"{before} {word} {after}", "word": word, "beside": [before, after]}
    assert modules.run(OF_PAIR, {**knowledge_of(view), **given}) == meant


def titled(modules: Modules, view: SearchView, asked: list[str]) -> list[list[int]]:
    """The courses whose title each may begin."""
    told: list[list[int]] = modules.run(TITLED, {**knowledge_of(view), "asked": asked})
    return told


def words_of(one: dict[str, Any], *, unwanted: bool = False) -> list[str]:
    units = [unit for unit in one["units"] if unit.get("unwanted", False) is unwanted]
    return [word for unit in units for word in unit["words"]]


FREE = "cost=free cost=free-if"
SENTENCES = [
    # sentence, place, filters, words that are left
    ("I'm 62 and want to sew", "", "audience=older-people", "sew"),
    ("courses for 19 year olds", "", "audience=young-adults", ""),
    ("i am 40 maths", "", "", "maths"),
    ("over 60s computers", "", "audience=older-people", "computers"),
    ("i'm in my 50s", "", "audience=older-people", ""),
    ("level 2 maths aged 20", "", "audience=young-adults level=level-2", "maths"),
    ("maths in 40 days", "", "", "maths 40 days"),
    ("english near l8", "L8", "", "english"),
    ("English classes in Toxteth", "Toxteth", "", "english"),
    ("l87pe maths", "L8 7PE", "", "maths"),
    ("maths l15 3", "L15 3", "", "maths"),
    ("l1 3h maths", "L1 3H", "", "maths"),
    ("english l8 3 evenings", "L8", "time=evenings", "english"),
    ("english - L8 - evenings", "L8", "time=evenings", "english"),
    ("maths in l2", "L2", "", "maths"),
    ("l2", "L2", "", ""),
    ("l8 l15", "L8", "", "l15"),
    ("near l 8", "Toxteth", "", ""),
    ("liverpool 8", "Toxteth", "", ""),
    ("norris green library", "Norris Green Library", "", ""),
    ("spanish close to speke", "Speke", "", "spanish"),
    ("city centre yoga", "City centre", "", "yoga"),
    ("near town", "City centre", "", ""),
    ("near the city centre", "City centre", "", ""),
    ("sewing near speak", "speak", "", "sewing"),
    ("english in the city centre", "City centre", "", "english"),
    ("m1 1ae", "M1 1AE", "", ""),
    ("evening classes near toxteth", "Toxteth", "time=evenings", ""),
    ("i want to learn maths in the evening near l8", "L8", "time=evenings", "maths"),
    ("pottery after work", "", "time=evenings", "pottery"),
    ("nightschool maths", "", "time=evenings", "maths"),
    ("cooking tuesday evening", "", "day=tuesday time=evenings", "cooking"),
    ("yoga on saturday mornings", "", "day=saturday time=mornings", "yoga"),
    ("monday or tuesday", "", "day=monday day=tuesday", ""),
    ("sunday", "", "day=sunday", ""),
    ("no cost cooking", "", FREE, "cooking"),
    ("cant afford", "", FREE, ""),
    ("free", "", FREE, ""),
    ("is it free", "", FREE, ""),
    ("is it free to learn english", "", FREE, "english"),
    ("learn online from home", "", "delivery=online", ""),
    ("yoga on zoom", "", "delivery=online", "yoga"),
    ("in person", "", "delivery=in-person", ""),
    ("course for dads", "", "audience=parents", ""),
    ("for mums with a creche", "", "audience=parents audience=women support=creche", ""),
    ("someone to mind the baby", "", "support=creche", ""),
    ("course with signing", "", "support=sign-language-interpreter", ""),
    ("can’t do stairs", "", "support=step-free", ""),
    ("hearing loop", "", "support=hearing-loop", ""),
    ("english with a hearing loop", "", "support=hearing-loop", "english"),
    ("borrow a laptop", "", "support=laptop-loan", ""),
    ("free food", "", "support=refreshments", ""),
    ("asylum seekers english", "", "audience=refugees", "english"),
    ("entry 3 english", "", "level=entry-3", "english"),
    ("level two childcare", "", "level=level-2", "childcare"),
    ("computers after Easter", "", "starts=after-easter", "computers"),
    ("maths in may", "", "starts=2027-05", "maths"),
    ("starting in march", "", "starts=2027-03", ""),
    ("starting may", "", "starts=2027-05", ""),
    ("in sep", "", "starts=2027-09", ""),
    ("maths starting jan", "", "starts=2027-01", "maths"),
    ("next week", "", "starts=soon", ""),
    ("wea", "", "provider=wea", ""),
    ("free courses for unemployed in speke", "Speke", f"audience=job-seekers {FREE}", ""),
    # What looks like more, and must stay words.
    ("maths l2", "L2", "", "maths"),
    ("l3 diploma", "", "level=level-3", "diploma"),
    ("english l4 evenings", "L4", "time=evenings", "english"),
    ("church history", "", "", "church history"),
    ("county records", "", "", "county records"),
    ("town planning", "", "", "town planning"),
    ("b2b sales", "", "", "b2b sales"),
    ("a1 german", "", "", "a1 german"),
    ("art with may", "", "", "art may"),
    ("working in teams", "", "", "teams"),
    ("price of english", "", "", "english"),
    ("sun and moon", "", "", "sun moon"),
    ("childcare", "", "", "childcare"),
    ("signing", "", "", "signing"),
    ("laptop", "", "", "laptop"),
    ("a level maths", "", "", "level maths"),
    ("first aid", "", "", "first aid"),
    ("", "", "", ""),
    ("!?", "", "", ""),
]


def test_sentences_are_taken_apart_as_they_are_meant(modules: Modules, view: SearchView) -> None:
    told = meant(modules, view, [sentence for sentence, *_ in SENTENCES])
    assert [
        (sentence, one["place"], one["filters"], words_of(one))
        for (sentence, *_), one in zip(SENTENCES, told, strict=True)
    ] == [
        (sentence, place, sorted(filters.split()), words.split())
        for sentence, place, filters, words in SENTENCES
    ]


TOPICS = [
    # what is typed, the words that are looked for, the topics they name
    ("laptop", "laptop", "digital-skills"),
    ("emails", "emails", "digital-skills"),
    ("it course", "", "digital-skills"),
    ("help with forms", "help forms", "digital-skills"),
    ("look after kids", "look kids", "childcare"),
    ("feeling low", "feeling low", "wellbeing"),
    ("speak better english", "speak better english", "esol"),
    ("english", "english", "english esol"),
    ("english classes", "english", "esol"),
    ("angielski", "angielski", "esol"),
    ("英语", "英语", "esol"),
    ("الإنجليزية", "الانجليزيه", "esol"),
    ("deaf", "deaf", "sign-language"),
    ("earn money", "earn money", "work-skills"),
    ("sums", "sums", "maths"),
    ("brick laying", "bricklaying", "construction"),
    ("card-making", "card making", "crafts"),
    ("carer", "carer", "caring-for-someone"),
    ("i want to be a carer", "carer", "care"),
]


@pytest.mark.parametrize(("sentence", "words", "topics"), TOPICS)
def test_words_for_a_topic_name_it_and_are_one_unit(
    modules: Modules, view: SearchView, sentence: str, words: str, topics: str
) -> None:
    ((unit,),) = (one["units"] for one in meant(modules, view, [sentence]))
    assert unit["words"] == words.split()
    assert {*unit["topics"], *unit["wider"]} == set(topics.split())


def test_letters_alone_may_begin_the_title_of_a_course(
    modules: Modules, view: SearchView, catalogue: Catalogue
) -> None:
    asked = ["pl", "ch", "pl evenings", "plx"]
    begun = [{catalogue.current[one].title for one in of} for of in titled(modules, view, asked)]
    assert begun[0] == {"Plumbing, Level 1", "Plumbing, Level 2"}
    assert {title[:2] for title in begun[1]} == {"Ch"}
    assert begun[2:] == [set(), set()]


def test_words_that_name_no_topic_are_a_unit_each(modules: Modules, view: SearchView) -> None:
    (one,) = meant(modules, view, ["zither and ocarina"])
    assert [(unit["words"], unit["topics"]) for unit in one["units"]] == [
        (["zither"], []),
        (["ocarina"], []),
    ]


def test_name_of_a_topic_is_told_from_other_words_for_it(
    modules: Modules, view: SearchView
) -> None:
    """The name finds all its courses; for other words it counts whether a course has them too."""
    names, others = ["maths", "Cooking", "Art and photography"], ["sums", "baking", "lino"]
    told = meant(modules, view, names + others)
    assert [one["units"][0]["isLabel"] for one in told] == [True] * 3 + [False] * 3


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("making some candles", "crafts"),
        ("cards making", "crafts"),
    ],
)
def test_topic_is_understood_in_any_order_and_form(
    modules: Modules, view: SearchView, sentence: str, topic: str
) -> None:
    (one,) = meant(modules, view, [sentence])
    assert [unit["topics"] or unit["wider"] for unit in one["units"]] == [[topic]]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("help with maths", "maths"),
        ("looking for a good zither", "zither"),
        ("something on tuesday", ""),
        ("somewhere near l8", ""),
        ("free help please", ""),
        ("help", "help"),
        ("where do i start", "start"),
        ("something new", "something new"),
    ],
)
def test_fillers_are_passed_over_only_where_anything_else_was_said(
    modules: Modules, view: SearchView, sentence: str, words: str
) -> None:
    (one,) = meant(modules, view, [sentence])
    assert words_of(one) == words.split()


@pytest.mark.parametrize(
    ("sentence", "words", "unwanted"),
    [
        ("maths without exams", "maths", "exams"),
        ("maths without an exam", "maths", "exam"),
        ("zither no ukulele please", "zither", "ukulele"),
        ("without exams", "exams", ""),
    ],
)
def test_what_somebody_wants_to_be_without_is_not_looked_for(
    modules: Modules, view: SearchView, sentence: str, words: str, unwanted: str
) -> None:
    (one,) = meant(modules, view, [sentence])
    assert words_of(one) == words.split()
    assert words_of(one, unwanted=True) == unwanted.split()


def test_filter_that_is_not_wanted_is_not_chosen(modules: Modules, view: SearchView) -> None:
    chosen, not_chosen = meant(modules, view, ["esol evenings", "esol not evenings"])
    assert chosen["filters"] == ["time=evenings"]
    assert "time=evenings" not in not_chosen["filters"]


def test_words_taken_as_they_were_typed_are_units_that_name_nothing(modules: Modules) -> None:
    assert modules.run("return understand.unitsOf(given);", ["maths", "l8"]) == [
        {"words": ["maths"], "topics": []},
        {"words": ["l8"], "topics": []},
    ]


def test_every_label_of_a_filter_is_understood_by_itself(
    modules: Modules, view: SearchView
) -> None:
    labels = {
        choice.label: f"{group.key}={choice.value}"
        for group in view.filters
        if group.key not in ("topic", "area", "provider", "audience")
        for choice in group.choices
    }
    told = dict(zip(labels, meant(modules, view, list(labels)), strict=True))
    assert [label for label, one in labels.items() if one not in told[label]["filters"]] == []


def test_every_label_of_a_topic_names_it(modules: Modules, view: SearchView) -> None:
    (topics,) = (group.choices for group in view.filters if group.key == "topic")
    told = meant(modules, view, [choice.label for choice in topics])
    for choice, one in zip(topics, told, strict=True):
        (unit,) = one["units"]
        assert choice.value in unit["topics"]
        assert unit["isLabel"]


# ---- places ----

WHERE = """
  const districtOf = (district) => jsonOf(`near/${district}.json`);
  const places_ = given.places;
  const city = { city: "Liverpool", areas: "L" };
  const answers = [];
  for (const one of given.asked) answers.push(await places.whereIs(one, places_, districtOf, city));
  return answers;"""
L8_7PE, L8 = (53.3997, -2.9699), (53.3899, -2.9637)

PLACES: list[tuple[str, str, str, bool]] = [
    # what is typed, the name it has then, the note, and whether it is known where it is
    ("l87pe", "L8 7PE", "", True),
    ("  L8   7PE ", "L8 7PE", "", True),
    ("l8-7pe", "L8 7PE", "", True),
    ("\uff2c\uff18 7\uff50\uff45", "L8 7PE", "", True),
    (" l8 ", "L8", "", True),
    ("L 8", "L8", "", True),
    ("L1O", "L10", "", True),
    ("l17 OAA", "L17 0AA", "", True),
    ("LI", "L1", "", True),
    ("L8 9ZZ", "L8", "district", True),
    ("L69 3BX", "L69 3BX", "large", False),
    ("L99 9ZZ", "L99 9ZZ", "unknown", False),
    ("M1 1AE", "M1 1AE", "elsewhere", False),
    ("ch41", "ch41", "elsewhere", False),
    ("W1A 0AX", "W1A 0AX", "elsewhere", False),
    ("toxteth", "Toxteth", "", True),
    ("TOXTETH!", "Toxteth", "", True),
    ("Liverpool 8", "Toxteth", "", True),
    ("st michael's", "Aigburth and St Michaels", "", True),
    ("St. Michaels", "Aigburth and St Michaels", "", True),
    ("lodge  lane", "Toxteth", "", True),
    ("in toxteth", "Toxteth", "", True),
    ("around Speke", "Speke", "", True),
    ("Toxteth, Liverpool", "Toxteth", "", True),
    ("L8 7PE, Liverpool", "L8 7PE", "", True),
    ("L70 1AB", "L70 1AB", "", True),
    ("norris green library", "Norris Green Library", "", True),
    ("walton library", "Walton Library (Life Rooms)", "", True),
    ("L15 3", "L15 3", "", True),
    ("l153", "L15 3", "", True),
    ("l15 3h", "L15 3H", "", True),
    ("L8 7", "L8 7", "", True),
    ("l87p", "L8 7P", "", True),
    ("12 Some Street, L8 7PE", "L8 7PE", "", True),
    ("9 Lodge Lane, Liverpool", "Toxteth", "", True),
    ("Toxteff", "Toxteth", "mended", True),
    ("tocksteth", "Toxteth", "mended", True),
    ("near kensinton", "Edge Hill and Kensington", "mended", True),
    ("aigbirth", "Aigburth", "mended", True),
    ("speak", "Speke", "mended", True),
    ("wavert", "Wavertree", "mended", True),
    ("huyten", "Huyton", "mended", True),
    ("Bootle", "Bootle", "", True),
    ("Huyton", "Huyton", "", True),
    ("over the water", "Birkenhead", "", True),
    ("south Liverpool", "South Liverpool", "", True),
    ("in the north end", "North Liverpool", "", True),
    ("Liverpool", "Liverpool", "", False),
    ("Manchester", "Manchester", "unknown", False),
    ("Norwich", "Norwich", "unknown", False),
    ("qwertz", "qwertz", "unknown", False),
    ("the moon", "the moon", "unknown", False),
    ("l8 7p3", "l8 7p3", "unknown", False),
    ("🎨", "🎨", "unknown", False),
    ("L", "L", "unknown", False),
]


def where(modules: Modules, view: SearchView, asked: list[str]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = modules.run(
        WHERE, {"asked": asked, "places": knowledge_of(view)["places"]}
    )
    return told


def test_places_are_known_in_every_spelling(modules: Modules, view: SearchView) -> None:
    told = where(modules, view, [typed for typed, *_ in PLACES])
    assert [
        (typed, one["name"], one.get("note", ""), "at" in one)
        for (typed, *_), one in zip(PLACES, told, strict=True)
    ] == PLACES


def test_postcode_leads_to_its_own_spot_and_an_unknown_one_to_the_middle_of_its_district(
    modules: Modules, view: SearchView
) -> None:
    exact, district, unknown = where(modules, view, ["l8 7pe", "l8", "l8 9zz"])
    assert exact["at"] == pytest.approx(L8_7PE, abs=0.0002)
    assert district["at"] == pytest.approx(L8, abs=0.0002)
    assert unknown["at"] == district["at"]


def test_every_place_of_the_page_is_known_by_all_its_names(
    modules: Modules, view: SearchView
) -> None:
    """Where two places have a name in common, either will do."""
    names_of = {place.name: {place.name, *place.words.split("|")} for place in view.places}
    asked = sorted(set().union(*names_of.values()) - {""})
    for typed, told in zip(asked, where(modules, view, asked), strict=True):
        postcode = told["name"] == typed.upper()
        assert postcode or typed in names_of[told["name"]], typed
        assert "at" in told


def test_miles_are_those_of_the_catalogue(modules: Modules, view: SearchView) -> None:
    points = [place["at"] for place in knowledge_of(view)["places"]][::3]
    pairs = [(one, other) for one in points for other in points]
    told = modules.run("return given.map((pair) => miles.milesBetween(...pair));", pairs)
    for (one, other), miles in zip(pairs, told, strict=True):
        metres = metres_between(Point(*one), Point(*other))
        assert math.isclose(miles * METRES_IN_A_MILE, metres, rel_tol=0.001, abs_tol=1)


@pytest.mark.parametrize(
    ("miles", "said"), [(0, 0.1), (0.04, 0.1), (0.84, 0.8), (9.96, 10), (12.4, 12), (12.5, 13)]
)
def test_miles_are_said_no_more_exactly_than_postcodes_are(
    modules: Modules, miles: float, said: float
) -> None:
    assert modules.run("return miles.roundedMiles(given);", miles) == said
