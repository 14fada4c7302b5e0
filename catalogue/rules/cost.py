"""What a course costs is said without contradicting itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.problems import Code, Severity
from catalogue.rules.findings import Finding, Records
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import Course

FREE_WITH_PRICE = Code(
    "free-with-price",
    Severity.ERROR,
    "A free course has a price",
    "Free means that nobody pays anything. Where only some people pay nothing, the kind is "
    "free-if.",
)
FREE_IF_UNUSED = Code(
    "free-if-unused",
    Severity.ERROR,
    "There are reasons to pay nothing, and the kind of cost does not allow for them",
    "The reasons in free_if are for courses where some people pay nothing and others pay. People "
    "would read two things that cannot both be true.",
)
PAID_WITHOUT_PRICE = Code(
    "paid-without-price",
    Severity.ERROR,
    "A course with a fee costs nothing",
    "A price of 0 means that nobody pays, and that is called free. People who look for free "
    "courses would miss it.",
)
CONCESSION_TOO_HIGH = Code(
    "concession-too-high",
    Severity.ERROR,
    "The reduced price is higher than the full one",
    "Most often the two prices are swapped. People on low incomes would be put off.",
)
CONCESSION_ALONE = Code(
    "concession-alone",
    Severity.ERROR,
    "There is a reduced price and no full price",
    "People need to know what the price is reduced from, and what they pay if they get no "
    "reduction.",
)
CODES = (
    FREE_WITH_PRICE,
    FREE_IF_UNUSED,
    PAID_WITHOUT_PRICE,
    CONCESSION_TOO_HIGH,
    CONCESSION_ALONE,
)


def check(records: Records) -> Iterator[Finding]:
    """Look at the cost of every course."""
    for course in records.courses.values():
        yield from _kind(course)
        yield from _concession(course)


def _kind(course: Course) -> Iterator[Finding]:
    cost = course.cost
    if cost.kind == "free":
        for name, price in (("pounds", cost.pounds), ("concession_pounds", cost.concession_pounds)):
            if price:
                said = say("free-with-price", price=price)
                yield Finding(FREE_WITH_PRICE, course, ("cost", name), *said)
    elif cost.kind in ("fee", "free-if") and cost.pounds == 0:
        yield Finding(PAID_WITHOUT_PRICE, course, ("cost", "pounds"), *say("paid-without-price"))
    if cost.free_if and cost.kind != "free-if":
        said = say("free-if-unused", kind=cost.kind)
        yield Finding(FREE_IF_UNUSED, course, ("cost", "free_if"), *said)


def _concession(course: Course) -> Iterator[Finding]:
    cost = course.cost
    field = ("cost", "concession_pounds")
    if cost.kind == "free" or cost.concession_pounds is None:
        return
    if cost.pounds is None:
        yield Finding(CONCESSION_ALONE, course, field, *say("concession-alone"))
    elif cost.concession_pounds > cost.pounds:
        said = say("concession-too-high", reduced=cost.concession_pounds, full=cost.pounds)
        yield Finding(CONCESSION_TOO_HIGH, course, field, *said)
