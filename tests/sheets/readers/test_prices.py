"""Prices: what is read, what is asked and with which offer, what is refused."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.sheets.columns import columns_of

if TYPE_CHECKING:
    from catalogue.schemas import Schemas
    from tests.sheets.readers.conftest import Reading

FREE = {"kind": "free"}


def fee(pounds: int | Decimal, reduced: int | None = None, note: str = "") -> dict[str, Any]:
    """The fields of a cost that people pay."""
    cost: dict[str, Any] = {"kind": "fee", "pounds": pounds}
    cost |= {"concession_pounds": reduced} if reduced else {}
    return cost | {"note": note} if note else cost


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("FREE", FREE),
        ("Free of charge.", FREE),
        ("No fee", FREE),
        ("No charge", FREE),
        ("N/C", FREE),
        ("FOC", FREE),
        ("nil", FREE),
        ("0", FREE),
        ("£0.00", FREE),
        ("Free for everyone", FREE),
        ("Free of charge to all learners", FREE),
        ("No cost to learners", FREE),
        ("Free - funded by WMCA", FREE | {"note": "Funded by WMCA."}),
        ("Free: the city pays", FREE | {"note": "The city pays."}),
        ("£48", fee(48)),
        ("48.5", fee(Decimal("48.50"))),
        ("£1,500.00", fee(1500)),
        ("GBP 60", fee(60)),
        ("60.00 GBP", fee(60)),
        ("60 pounds", fee(60)),
        ("£60pp", fee(60)),
        ("£60 only", fee(60)),
        ("Price: £60", fee(60)),
        ("£40 per course", fee(40)),
        ("£40 for 10 weeks", fee(40)),
        ("£48.00 (£24 conc)", fee(48, 24)),
        ("£60 (£30 unwaged)", fee(60, 30)),
        ("£48 full, £24 concession", fee(48, 24)),
        ("£48: with lunch", fee(48, note="With lunch.")),
        ("£48 (£24 concession): with lunch", fee(48, 24, "With lunch.")),
        ("Free if on benefits", {"kind": "free-if", "free_if": ["benefits"]}),
        (
            "Free to people on Universal Credit or low income",
            {"kind": "free-if", "free_if": ["benefits", "low-income"]},
        ),
        (
            "£20, free on benefits",
            {"kind": "free-if", "pounds": 20, "free_if": ["benefits"]},
        ),
        (
            "£48 (£24 conc), free if on benefits: Bring proof",
            {"kind": "free-if", "pounds": 48, "concession_pounds": 24}
            | {"free_if": ["benefits"], "note": "Bring proof."},
        ),
        ("Please ask", {"kind": "ask"}),
        ("TBC", {"kind": "ask"}),
        ("£TBC", {"kind": "ask"}),
        ("Price on application", {"kind": "ask"}),
        ("Ask: from £20", {"kind": "ask", "note": "From £20."}),
    ],
)
def test_a_price_is_read_whole(reading: Reading, text: str, cost: dict[str, Any]) -> None:
    assert reading.read("Price", text).value == cost


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("48,50", "£48.50"),
        ("48 . 50", "£48.50"),
        ("£48·50", "£48.50"),
        ("£1k", "£1000"),
        ("1e3", "£1000"),
        ("£1 200.50", "£1200.50"),
        ("£1.000", "£1000"),
        ("£60 30", "£60 (£30 concession)"),
        ("Not free", "Ask: Not free"),
        ("Free first session", "Ask: Free first session"),
        ("Free to residents", "Ask: Free to residents"),
        ("Free for carers", "Ask: Free for carers"),  # ours are registered with the provider
        ("Free (subject to eligibility)", "Ask: Free (subject to eligibility)"),
        ("Fully funded", "Free: Fully funded"),
        ("Free/£50", "£50: Free for some people"),
        ("£20, free to residents", "£20: £20, free to residents"),
        ("Free to over 60s", "Ask: Free to over 60s"),
        ("Free if you earn under £25,000", "Ask: Free if you earn under £25,000"),
        ("Free (donations welcome)", "Free: Donations welcome"),
        ("6 x £3", "£18: 6 x £3"),
        ("£3 per class x 6", "£18: £3 per class x 6"),
        ("See website", "Ask: See website"),
        ("£48.00p", "£48"),
        ("£48 with lunch", "£48: With lunch"),
        ("£48 inc. materials", "£48: Inc. materials"),
        ("£48 + £10 materials", "£48: + £10 materials"),
        ("£48 deposit", "Ask: £48 deposit"),
        ("from £20", "Ask: From £20"),
        ("£20-£40", "Ask: £20-£40"),
        ("£5, £10 or £15", "Ask: £5, £10 or £15"),
        ("donation", "Ask: Donation"),
        ("£2 donation", "Ask: £2 donation"),
        ("pay what you can", "Ask: Pay what you can"),
        ("£48 / £24", "£48 (£24 concession)"),
        ("60/30", "£60 (£30 concession)"),
        ("£30 unwaged / £60 waged", "£60 (£30 concession)"),
        ("Members £5, non-members £10", "£10: Members £5, non-members £10"),
        ("£5 per week", "Ask: £5 per week"),
        ("£5 per week for 10 weeks", "£50: £5 per week for 10 weeks"),
        ("£60 each", "Ask: £60 each"),
        ("n/a", "Ask"),
        ("No", "Free"),
        ("-", "Ask"),
        ("48p", ""),
        ("£48†", ""),
        ("FREE*", "Ask: Free if you are on benefits or earn less than £25,000, otherwise ask us"),
        ("£48*", "£48: Free if you are on benefits or earn less than £25,000, otherwise ask us"),
        ("FREE**", "Free if you are on benefits"),
        ("£48**", "£48, free if you are on benefits"),
    ],
)
def test_a_price_that_is_not_sure_is_asked(reading: Reading, text: str, offer: str) -> None:
    assert reading.ask("Price", text).offer == offer


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("£20-£40", ("£20", "£40")),
        ("48p", ("£48", "£0.48")),
        ("Free first session", ("Free: First session",)),
        ("donation", ("Free: Donation",)),
        ("None", ("Free",)),
    ],
)
def test_what_else_a_price_may_be(reading: Reading, text: str, choices: tuple[str, ...]) -> None:
    assert reading.ask("Price", text).choices == choices


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("-£5", "less than nothing"),
        ("£-5", "less than nothing"),
        ("(5.00)", "less than nothing"),
        ("1.234,56", "is not a number"),
        ("£2.505", "parts of a penny"),
        ("€48", "not in pounds"),
        ("20%", "cannot be read as a price"),
        ("=SUM(A1:A3)", "is a formula"),
        (f"£48: {'word ' * 70}", "too long for a note"),
    ],
)
def test_what_is_no_price_is_refused(reading: Reading, text: str, word: str) -> None:
    assert word in reading.refuse("Price", text)


def test_a_price_that_is_not_sure_names_columns_that_there_are(
    reading: Reading, schemas: Schemas
) -> None:
    headings = {column.heading for column in columns_of(schemas.course)}
    for text in ("£48†", "Not free", "£48 with lunch"):
        named = set(re.findall("“(Cost: [^”]+)”", str(reading.ask("Price", text))))
        assert named
        assert named <= headings


@pytest.mark.parametrize(
    ("heading", "text", "value", "also"),
    [
        ("Cost: Full price in pounds", "£48.50", Decimal("48.50"), {}),
        ("Cost: Full price in pounds", "48 pounds", 48, {}),
        ("Cost: Full price in pounds", "Free", None, {("cost", "kind"): "free"}),
        ("Cost: Full price in pounds", "£48 (£24 conc)", 48, {("cost", "concession_pounds"): 24}),
        ("Cost: Full price in pounds", "£48: with lunch", 48, {("cost", "note"): "With lunch."}),
        ("Cost: Reduced price in pounds", "£24 conc", 24, {}),
        ("Cost: Reduced price in pounds", "free", 0, {}),
    ],
)
def test_each_price_with_a_column_of_its_own(
    reading: Reading, heading: str, text: str, value: Any, also: dict[Any, Any]
) -> None:
    read = reading.read(heading, text)
    assert (read.value, read.also) == (value, also)


@pytest.mark.parametrize(
    ("heading", "text", "offer", "choices"),
    [
        ("Cost: Full price in pounds", "48,50", "£48.50", ()),
        ("Cost: Full price in pounds", "from £20", "Ask: From £20", ("£20",)),
        ("Cost: Reduced price in pounds", "£48 (£24 conc)", "", ("48", "24")),
    ],
)
def test_one_price_of_two_is_asked_as_well(
    reading: Reading, heading: str, text: str, offer: str, choices: tuple[str, ...]
) -> None:
    asked = reading.ask(heading, text)
    assert (asked.offer, asked.choices) == (offer, choices)
