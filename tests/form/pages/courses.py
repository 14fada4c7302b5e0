"""Made-up courses that `catalogue check` has nothing against: all fields, any text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from catalogue.characters import misread_in, strange_in
from catalogue.reference import load_reference
from tests.conftest import FROZEN, TODAY
from tests.form.values import AWKWARD

if TYPE_CHECKING:
    from catalogue.schemas import Schema

Values = dict[str, Any]
SCHEMA = load_reference(FROZEN).schemas.course
_LINE = re.compile(r"\S([^\n]*\S)?")
_LETTERS = st.text(st.sampled_from("abcdeéß ,.;:'\"#-&%?*[]{}|>~`@=+0123456789£’“”مر你😀"))
_WORDS = st.sampled_from([text for text in AWKWARD if "http" not in text]) | _LETTERS


def _lines(schema: Schema) -> st.SearchStrategy[str]:
    longest = schema.get("maxLength", 300)
    return _WORDS.map(lambda text: f"So {text.strip()}".strip()).filter(
        lambda text: (
            _LINE.fullmatch(text) is not None
            and len(text) <= longest
            and strange_in(text) is None
            and misread_in(text) is None
        )
    )


_PARAGRAPHS = st.lists(_lines({}), min_size=1, max_size=4).map("\n\n".join)
_PHONES = st.integers(100, 999).map(lambda number: f"0151 496 0{number}")
_PRICES = st.integers(1, 19_999) | st.decimals(1, 19_999, places=2)
_STARTS = st.dates(date(2026, 12, 1), date(2027, 12, 1))


def _chosen(schema: Schema) -> st.SearchStrategy[list[str]]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", 4)
    terms = st.sampled_from(schema["items"]["enum"])
    return st.lists(terms, min_size=least, max_size=most, unique=True)


@st.composite
def _costs(draw: st.DrawFn) -> Values:
    inside = SCHEMA["properties"]["cost"]["properties"]
    kind = draw(st.sampled_from(inside["kind"]["enum"]))
    cost: Values = {"kind": kind}
    if kind == "fee" or (kind != "free" and draw(st.booleans())):
        cost["pounds"] = draw(_PRICES)
        if draw(st.booleans()):
            cost["concession_pounds"] = draw(st.just(cost["pounds"]) | st.just(Decimal("0.50")))
    if kind == "free-if":
        cost["free_if"] = draw(_chosen(inside["free_if"]))
    if draw(st.booleans()):
        cost["note"] = draw(_lines(inside["note"]))
    return cost


@st.composite
def _runs(draw: st.DrawFn) -> Values:
    inside = SCHEMA["properties"]["runs"]["items"]["properties"]
    starts = draw(_STARTS)
    run: Values = {"starts": str(starts), "delivery": draw(_maybe(inside["delivery"]["enum"]))}
    if run["delivery"] != "online":
        run["venue"] = "the-shed"
    run["rolling"] = draw(st.sampled_from([None, True]))
    if not run["rolling"] or draw(st.booleans()):
        run["ends"] = str(starts + timedelta(draw(st.integers(60, 300))))
    days = inside["sessions"]["items"]["properties"]["day"]["enum"]
    named = draw(st.lists(st.sampled_from(days), max_size=4, unique=True))
    run["sessions"] = [draw(_sessions(day)) for day in named]
    if named and "every_weeks" not in run["sessions"][0] and "ends" in run and draw(st.booleans()):
        first = starts + timedelta((days.index(named[0]) - starts.weekday()) % 7)
        run["no_class_on"] = [str(first + timedelta(7 * week)) for week in draw(_WEEKS)]
    run["own_time_hours"] = draw(st.none() | st.integers(1, 2000) | st.just(Decimal("2.5")))
    run["places"] = draw(st.none() | st.integers(1, 1000))
    run["state"] = draw(_maybe(inside["state"]["enum"]))
    run["apply_by"] = draw(st.sampled_from([None, str(starts)]))
    run["note"] = draw(st.none() | _lines(inside["note"]))
    run["reference"] = draw(st.none() | _lines(inside["reference"]))
    return {name: value for name, value in run.items() if value not in (None, [])}


_WEEKS = st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True)


def _maybe(terms: list[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *terms])


@st.composite
def _sessions(draw: st.DrawFn, day: str) -> Values:
    hour, minute = draw(st.integers(6, 19)), draw(st.sampled_from([0, 5, 30, 45]))
    hours = draw(st.integers(1, 4))
    session = {"day": day, "from": f"{hour:02}:{minute:02}", "to": f"{hour + hours:02}:{minute:02}"}
    every = draw(st.none() | st.integers(2, 6))
    return {**session, "every_weeks": every} if every else session


def _answers(schema: Schema) -> st.SearchStrategy[Values]:
    answers = {name: st.sampled_from(["yes", "no", "ask"]) for name in schema["properties"]}
    return st.fixed_dictionaries({}, optional=answers).filter(bool)


_SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "description": _PARAGRAPHS,
    "cost": _costs(),
    "runs": st.lists(_runs(), min_size=1, max_size=3, unique_by=lambda run: run["starts"]),
    "checked": st.integers(0, 300).map(lambda days: str(TODAY - timedelta(days))),
    "join": st.fixed_dictionaries(
        {"phone": _PHONES},
        optional={
            "how": _lines({}),
            "email": st.just("ask@the-kiln.example"),
            "url": st.just("https://the-kiln.example/courses?a=b#c"),
        },
    ),
    "leads_to": st.just(["the-kiln/pottery"]),
    "previously": st.just(["the-kiln/old-name"]),
    "example": st.just(True),
    "qualification": st.fixed_dictionaries(
        {"title": _lines({})},
        optional={"awarding_body": _lines({"maxLength": 100}), "number": st.just("601/4550/1")},
    ),
}


def _field(name: str, schema: Schema) -> st.SearchStrategy[Any]:
    if name in _SPECIAL:
        return _SPECIAL[name]
    if "x-vocabulary-keys" in schema:
        return _answers(schema)
    if schema["type"] == "array":
        if "enum" in schema["items"]:
            return _chosen(schema)
        return st.lists(_lines(schema["items"]), min_size=1, max_size=12, unique=True)
    if schema["type"] == "boolean":
        return st.booleans()
    return st.sampled_from(schema["enum"]) if "enum" in schema else _lines(schema)


def valid_courses() -> st.SearchStrategy[Values]:
    """Courses of the provider and at the venue of tests/conftest.py."""
    fields = {name: _field(name, part) for name, part in SCHEMA["properties"].items()}
    needed = (*SCHEMA["required"], "example")
    return st.fixed_dictionaries(
        {name: fields[name] for name in needed},
        optional={name: part for name, part in fields.items() if name not in needed},
    )
