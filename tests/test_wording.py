"""Whatever is wrong with a file is said in plain words, in the right place, and never crashes."""

from __future__ import annotations

import copy
import re
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import constraint_words, wording
from catalogue.problems import field_text
from catalogue.records import bid_from, course_from, priority_from, provider_from, venue_from
from catalogue.reference import load_reference
from catalogue.schemas import KINDS
from catalogue.yaml_reader import read_bytes
from tests.conftest import COURSE, FROZEN, PROVIDER, VENUE
from tests.test_yaml_reader import as_json, rest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from catalogue.problems import Problem, Way

SCHEMAS = load_reference(FROZEN).schemas
FORBIDDEN = re.compile(r"\b(instance|property|properties|enum|null|schema|json)\b", re.IGNORECASE)
QUOTED = re.compile(r"“[^”]*”")
MAKERS: dict[str, Callable[..., Any]] = {
    "course": course_from,
    "provider": provider_from,
    "venue": venue_from,
    "priority": priority_from,
    "bid": bid_from,
}


def problems_in(text: str, kind: str = "course") -> list[Problem]:
    document, problems = read_bytes(text.encode(), "x.yaml")
    assert document is not None, problems
    return list(wording.problems_in(document, kind, "x.yaml", SCHEMAS))


def the_problem(text: str, kind: str = "course") -> Problem:
    (problem,) = problems_in(text, kind)
    return problem


def changed(old: str, new: str, text: str = COURSE) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("kind", "text"), [("course", COURSE), ("provider", PROVIDER), ("venue", VENUE)]
)
def test_nothing_is_found_where_nothing_is_wrong(kind: str, text: str) -> None:
    assert problems_in(text, kind) == []


SAID = [
    # what stands there, what is typed instead, the code, what is at the place, part of the words
    ("title: Pottery for beginners\n", "", "missing-field", "summary", "“title” is missing."),
    ("    starts: 2027-01-12\n", "\n", "missing-field", "venue", "“starts” is missing."),
    ("  kind: free\n", "  kind: fee\n", "missing-field", "cost", "“pounds” is missing."),
    ("  kind: free\n", "  kind: free-if\n", "missing-field", "cost", "“free_if” is missing."),
    ("example:", "who-for: All\nexample:", "unknown-field", "who-for", "Did you mean who_for?"),
    ("example:", "What next: Rest\nexample:", "unknown-field", "What", "Did you mean next_steps?"),
    ("example:", "Bring: A pen\nexample:", "unknown-field", "Bring", "Did you mean bring?"),
    ("    ends:", "    end:", "unknown-field", "end:", "Did you mean ends?"),
    ("    ends:", "    zzzzzz:", "unknown-field", "zzzzzz:", "The fields here are venue,"),
    ("title: Pottery for beginners", "title:", "left-empty", "title", "Title is left empty."),
    ("topics: [crafts]", "topics:", "left-empty", "topics", "Topics is left empty."),
    ("topics: [crafts]", "topics: [~]", "left-empty", "~", "Topic is left empty."),
    ("topics: [crafts]", "topics: crafts", "wrong-kind", "crafts", "should be a list"),
    ("topics: [crafts]", "topics: []", "too-short", "topics", "Topics has nothing in it."),
    ("[crafts]", "[crafts, crafts]", "twice-in-list", "crafts]", "“crafts” is in the list twice."),
    ("[crafts]", "[craft]", "not-in-list", "craft]", "Did you mean crafts?"),
    ("[crafts]", "[numeracy]", "not-in-list", "numeracy", "Did you mean maths?"),
    ("[crafts]", "[qqqqq]", "not-in-list", "qqqqq", "docs/fields.md"),
    ("{day: tuesday", "{day: tuesdy", "not-in-list", "tuesdy", "Did you mean tuesday?"),
    ("{day: tuesday", "{day: qqqq", "not-in-list", "qqqq", "Choose monday, tuesday,"),
    ("level: none", "level: 1", "wrong-kind", "1", "should be text, and this is a number"),
    ("level: none", "level: true", "wrong-kind", "true", "and this is true or false"),
    ("level: none", "level: [none]", "wrong-kind", "level", "and this is a list"),
    ("Pottery for beginners", "42", "wrong-kind", "42", "in double quotes"),
    ("Pottery for beginners", '" Pottery"', "wrong-form", '" Pottery"', "on one line"),
    ("Pottery for beginners", "x" * 81, "too-long", "xx", "81 characters; 80 is the most"),
    ("Pottery for beginners", '""', "left-empty", '""', "Title is left empty."),
    ("starts: 2027-01-12", "starts: 12/01/2027", "wrong-form", "12/01", "like 2027-01-12"),
    ("starts: 2027-01-12", "starts: 2027-02-29", "wrong-form", "2027-02-29", "has 28 days"),
    ("starts: 2027-01-12", "starts: 2027", "wrong-kind", "2027", "like 2027-01-12"),
    ("phone: 0151 496 0123", "phone: 1514960123", "wrong-kind", "1514960123", "starting with 0"),
    ("from: 09:30", "from: 9.30", "wrong-kind", "9.30", "like 09:30"),
    ("from: 09:30", "from: 9:30", "wrong-form", "9:30", "like 09:30"),
    ("venue: the-shed", "venue: The Shed", "wrong-form", "The Shed", "small letters"),
    ("  kind: free\n", "  kind: ask\n  pounds: 4.505\n", "out-of-range", "4.505", "penny"),
    ("  kind: free\n", "  kind: ask\n  pounds: -1\n", "out-of-range", "-1", "less than 0"),
    ("  kind: free\n", "  kind: ask\n  pounds: 20000.01\n", "out-of-range", "20000", "or less"),
    ("  kind: free\n", "  kind: ask\n  pounds: £5\n", "wrong-kind", "£5", "should be a number"),
    ("example: true", "example: yes", "wrong-kind", "yes", "should be true or false"),
    ("phone: 0151 496 0123", "phone: ring", "wrong-form", "ring", "digits and spaces"),
]


@pytest.mark.parametrize(("old", "new", "code", "at", "says"), SAID)
def test_each_mistake_is_said_once_in_its_place(
    old: str, new: str, code: str, at: str, says: str
) -> None:
    text = changed(old, new)
    problem = the_problem(text)
    assert problem.code.name == code
    assert rest_of(text, problem.line, problem.column).startswith(at)
    assert says in f"{problem.what} {problem.mend}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- a\n", "wrong-kind"),
        ("just words\n", "wrong-kind"),
        ("42\n", "wrong-kind"),
        ("---\n", "left-empty"),
        ("{}\n", "missing-field"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_not_fields_is_told_so(text: str, code: str, kind: str) -> None:
    assert {problem.code.name for problem in problems_in(text, kind)} == {code}


def test_several_mistakes_are_all_told() -> None:
    text = changed("level: none", "level: x1").replace("who_for:", "whofor:")
    assert sorted(problem.code.name for problem in problems_in(text)) == [
        "not-in-list",
        "unknown-field",  # and not that who_for is missing
    ]


# Everything that could be typed anywhere


def places_in(value: Any, way: Way = ()) -> Iterator[Way]:
    yield way
    if isinstance(value, dict):
        for name, child in value.items():
            yield from places_in(child, (*way, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from places_in(child, (*way, index))


def whole_example(schema: dict[str, Any]) -> Any:
    """Make a value with every field that there is, from the examples of the schema."""
    if schema["type"] == "object":
        return {name: whole_example(part) for name, part in schema["properties"].items()}
    if schema["type"] == "array":
        return [whole_example(schema["items"])]
    return schema["examples"][0]


WHOLE = {kind: whole_example(SCHEMAS.of(kind)) for kind in KINDS}
# Words that may be repeated in a message, so none of those that are forbidden there.
TYPED = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.decimals(-1000, 1000, places=4),
    st.sampled_from(
        [0, 1, -1, "", " ", "yes", "no", "free", "2027-01-12", "09:30", "crafts", "\n"]
    ),
    st.text("abc -é1:/'\"\n{}%", max_size=20),
    st.just("x" * 5000),
    st.just([]),
    st.just({}),
    st.just(["a", "a"]),
    st.just([True, 1, Decimal("1.0"), 1]),
    st.just({"a": {"b": [None]}}),
    st.just([{"a": 1}, {"a": 1}]),
)


def replaced(value: Any, way: Way, new: Any) -> Any:
    value = copy.deepcopy(value)
    if not way:
        return new
    around = value
    for step in way[:-1]:
        around = around[step]
    around[way[-1]] = new
    return value


@st.composite
def broken_files(draw: st.DrawFn) -> tuple[str, Any]:
    """Take a file that has every field, and spoil one to three places of it."""
    kind = draw(st.sampled_from(KINDS))
    value = WHOLE[kind]
    for _ in range(draw(st.integers(1, 3))):
        ways = list(places_in(value))
        way = draw(st.sampled_from(ways))
        match draw(st.sampled_from(["replace", "delete", "add", "double"])):
            case "delete" if way and isinstance(way[-1], str):
                value = copy.deepcopy(value)
                around = value
                for step in way[:-1]:
                    around = around[step]
                del around[way[-1]]
            case "add":
                inside = draw(st.sampled_from(["titel", "", "x y", "runs", "1", "kind", "é"]))
                around = value
                for step in way:
                    around = around[step]
                if isinstance(around, dict):
                    value = replaced(value, (*way, inside), draw(TYPED))
            case "double" if way:
                around = value
                for step in way:
                    around = around[step]
                value = replaced(value, way, [around, around])
            case _:
                value = replaced(value, way, draw(TYPED))
    return kind, value


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_with_every_field_is_valid(kind: str) -> None:
    value = {**WHOLE[kind], "example": True}
    assert problems_in(as_json(value), kind) == []


@settings(max_examples=600)
@given(broken_files())
def test_a_spoilt_file_gives_a_record_or_problems_in_plain_words(spoilt: tuple[str, Any]) -> None:
    kind, value = spoilt
    problems = problems_in(as_json(value), kind)
    if not problems:
        assert MAKERS[kind](value, "x.yaml", "a/b")
    seen = [(problem.code, problem.field, problem.what) for problem in problems]
    assert len(set(seen)) == len(seen)
    for problem in problems:
        said = f"{problem.what} {problem.mend}"
        assert not FORBIDDEN.search(QUOTED.sub("", said).replace("schema/vocabularies", "")), said
        assert "Decimal(" not in said
        assert "\n" not in problem.what + problem.mend
        assert problem.what.endswith((".", "”."))
        assert len(problem.what) < 250
        assert field_text(problem.field) == problem.field_text


def texts_in(kind: str) -> Iterator[Way]:
    for way in places_in(WHOLE[kind]):
        if isinstance(reduce(lambda around, step: around[step], way, WHOLE[kind]), str):
            yield way


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", [2027, Decimal("9.30"), True, 12345678])
def test_double_quotes_are_advised_only_where_they_help(kind: str, typed: Any) -> None:
    wrong = []
    for way in texts_in(kind):
        (problem,) = problems_in(as_json(replaced(WHOLE[kind], way, typed)), kind)
        quoted = replaced(WHOLE[kind], way, "true" if typed is True else str(typed))
        if problem.mend == "Put it in double quotes." and problems_in(as_json(quoted), kind):
            wrong.append(way)
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_with_nothing_in_it_is_told_once_and_never_passed(kind: str) -> None:
    told = {
        way: [
            problem.field for problem in problems_in(as_json(replaced(WHOLE[kind], way, "")), kind)
        ]
        for way in texts_in(kind)
    }
    assert {way: fields for way, fields in told.items() if fields != [way]} == {}


def test_no_explanation_uses_the_words_of_programmers() -> None:
    for code in constraint_words.CODES:
        said = f"{code.title} {code.explanation}".replace("schema/vocabularies", "")
        assert not FORBIDDEN.search(said)


def test_no_description_uses_the_words_of_programmers() -> None:
    def texts(schema: Any) -> Iterator[str]:
        if isinstance(schema, dict):
            for name, part in schema.items():
                if name in ("title", "description", "x-message") and isinstance(part, str):
                    yield part
                yield from texts(part)
        elif isinstance(schema, list):
            for part in schema:
                yield from texts(part)

    said = [text for kind in KINDS for text in texts(SCHEMAS.of(kind))]
    assert len(said) > 200
    assert [text for text in said if FORBIDDEN.search(text)] == []
