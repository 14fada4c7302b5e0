"""Makes sheets as people keep them, of courses whose truth is known, and counts how an import ends.

    python -m tests.sheets.messy_sheets --seed 7 --sheets 200

Every course is made first, with one meaning; then it is written down in the manner of somebody:
with headings, days, times and prices of a kind, and with what stands around the courses in real
sheets: titles, totals, notes, headings in between. What is written has to be the truth. What is
asked may be answered with what is offered, and has to be the truth then as well.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.phones import national_number
from catalogue.reference import load_reference
from catalogue.sheets.cells import Sheet, Unreadable
from catalogue.sheets.importing.plan import plan_import
from catalogue.sheets.opening.memory import Memory
from catalogue.sheets.questions import OFFERED
from catalogue.yaml_reader import read_bytes
from tests.conftest import TODAY, VENUE, small_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from catalogue.sheets.importing.plan import Plan

RIGHT, ASKED, REFUSED, WRONG, LOST = "written right", "asked", "refused", "wrong", "lost"
ENDS = (RIGHT, ASKED, REFUSED, WRONG, LOST)
PROVIDER = "the-kiln"
VENUES = {
    "toxteth-library": ("Toxteth Library", "L8 1XF"),
    "central-library": ("Central Library", "L8 1XF"),
    "the-shed": ("The Shed", "L8 1XF"),
}
SUBJECTS = {
    "crafts": ("Knitting for comfort", "Woodwork at your pace", "Sewing from scratch"),
    "maths": ("Maths for daily life", "Fractions without fear"),
    "cooking": ("Cooking on a budget", "Bread at home"),
    "languages": ("Spanish for holidays", "Italian conversation"),
    "digital-skills": ("Computers for beginners", "Your phone and you"),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """What a course is: `hours` are minutes of the day from and to, `pounds` None for free."""

    title: str
    topic: str
    venue: str
    first: date
    last: date
    hours: tuple[int, int]
    pounds: int | None
    phone: str

    @property
    def says(self) -> dict[str, Any]:
        """What its file has to say."""
        start, end = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in self.hours)
        day = f"{self.first:%A}".lower()
        return {
            "title": self.title,
            "venue": self.venue,
            "starts": str(self.first),
            "ends": str(self.last),
            "sessions": [{"day": day, "from": start, "to": end}],
            "pounds": self.pounds,
            "phone": national_number(self.phone),
        }


def truths(chance: random.Random) -> list[Truth]:
    """Make up the courses of one sheet."""
    found = []
    named = [(topic, title) for topic, titles in SUBJECTS.items() for title in titles]
    for topic, title in chance.sample(named, chance.randint(2, 5)):
        first = date(2027, 1, 11) + timedelta(days=chance.randrange(0, 150))
        start = chance.choice((9 * 60 + 30, 10 * 60, 13 * 60, 14 * 60 + 15, 18 * 60, 18 * 60 + 30))
        last = first + timedelta(weeks=chance.randint(3, 11))
        pounds = chance.choice((None, None, 15, 48, 120))
        hours = (start, start + chance.choice((60, 90, 120)))
        phone = f"0151 496 0{chance.randrange(100, 999)}"
        venue = chance.choice(list(VENUES))
        found.append(Truth(title, topic, venue, first, last, hours, pounds, phone))
    return found


def _clock(minutes: int) -> tuple[int, int]:
    return minutes // 60, minutes % 60


def _twelve(minutes: int, half: bool = True) -> str:
    hour, minute = _clock(minutes)
    after = ("am" if hour < 12 else "pm") if half else ""
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02}' if minute else ''}{after}"


def _plain(minutes: int) -> str:
    hour, minute = _clock(minutes)
    return f"{hour:02}:{minute:02}"


DAYS: Sequence[Callable[[date], object]] = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%d/%m/%y}",
    lambda day: str(day),
    lambda day: f"{day} 00:00:00",
    lambda day: f"{day:%a} {day.day} {day:%b} {day.year}",
    lambda day: f"{day.day}th of {day:%B} {day.year}",
    lambda day: (day - date(1899, 12, 30)).days,
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day} {day:%b}",
    lambda day: day,
)
TIMES: Sequence[Callable[[str, int, int], str]] = (
    lambda day, start, end: f"{day} {_plain(start)} - {_plain(end)}",
    lambda day, start, end: f"{day}s {_twelve(start)}-{_twelve(end)}",
    lambda day, start, end: f"{_twelve(start)} to {_twelve(end)} {day[:3]}",
    lambda day, start, end: f"{day[:4]} {_twelve(start, half=False)}-{_twelve(end)}",
    lambda day, start, end: f"{day[:3]} {_twelve(start, half=False)}-{_twelve(end, half=False)}",
    lambda day, start, end: (
        f"{day[:2]} {_plain(start).replace(':', '')}-{_plain(end).replace(':', '')}"
    ),
    lambda day, start, end: f"Every {day}, {_twelve(start)} until {_twelve(end)}",
    lambda day, start, end: f"{day} {_twelve(start)} til {_twelve(end)} (term time)",
)
PRICES: Sequence[Callable[[int | None], object]] = (
    lambda pounds: "Free" if pounds is None else f"£{pounds}",
    lambda pounds: "FREE*" if pounds is None else f"£{pounds}.00",
    lambda pounds: 0 if pounds is None else pounds,
    lambda pounds: "No charge" if pounds is None else f"{pounds} pounds",
    lambda pounds: "Free of charge" if pounds is None else f"£{pounds} in all",
    lambda pounds: "n/c" if pounds is None else f"£{pounds} per course",
)
PHONES: Sequence[Callable[[str], object]] = (
    lambda phone: phone,
    lambda phone: phone.replace(" ", ""),
    lambda phone: int(phone.replace(" ", "")),
    lambda phone: f"+44 {phone[1:]}",
    lambda phone: f"{phone} ask for Sam",
    lambda phone: f"Tel: {phone}",
)
PLACES: Sequence[Callable[[str, str], str]] = (
    lambda name, _code: name,
    lambda name, _code: name.upper(),
    lambda name, code: f"{name}, {code}",
    lambda name, _code: name.replace("Library", "Lib"),
    lambda name, _code: name.replace("oxteth", "oxeth"),
)
HEADINGS: Sequence[dict[str, str]] = (
    {
        **{"title": "Title", "about": "Description", "place": "Venue", "first": "First day"},
        **{"last": "Last day", "when": "Sessions", "price": "Price", "phone": "Phone"},
        **{"summary": "Summary", "topic": "Topics", "level": "Level", "who": "Who it is for"},
        **{"example": "Example"},
    },
    {
        **{"title": "Course title", "about": "About the course", "place": "Where"},
        **{"first": "Start Date", "last": "Finish", "when": "Day and time", "price": "Cost (£)"},
        **{"phone": "Ring"},
    },
    {
        **{"title": "What is the name of the course?", "about": "Tell us about it"},
        **{"place": "Where is it?", "first": "When does it start?", "last": "When does it finish?"},
        **{"when": "What day and time?", "price": "How much does it cost?"},
        **{"phone": "What number should people ring?"},
    },
    {
        **{
            "title": "Programme",
            "about": "Blurb",
            "place": "Campus",
            "first": "From",
            "last": "To",
        },
        **{"when": "Sessions", "price": "Fees", "phone": "Contact"},
    },
)


def rows_of(chance: random.Random, courses: Sequence[Truth]) -> list[list[Any]]:
    """Write courses down as one person would."""
    headings = dict(chance.choice(HEADINGS))
    order = list(headings)
    chance.shuffle(order)
    day, time, price = chance.choice(DAYS), chance.choice(TIMES), chance.choice(PRICES)
    phone, place = chance.choice(PHONES), chance.choice(PLACES)
    rows: list[list[Any]] = []
    if chance.random() < 0.3:
        rows += [["Spring and summer 2027"], []]
    rows.append([headings[one] for one in order])
    for number, course in enumerate(courses):
        if number and chance.random() < 0.2:
            rows.append([chance.choice(("SUMMER TERM", "Evening courses", ""))])
        cells = {
            "title": course.title,
            "about": f"{course.title}, step by step. Bring nothing.",
            "place": place(*VENUES[course.venue]),
            "first": day(course.first),
            "last": day(course.last),
            "when": time(f"{course.first:%A}", *course.hours),
            "price": price(course.pounds),
            "phone": phone(course.phone),
            **{"summary": "In small steps.", "topic": course.topic, "level": "Entry 1"},
            **{"who": "Adults.", "example": "yes"},
        }
        rows.append([cells[one] for one in order])
    rows += _below(chance, order, courses)
    return rows


def _below(
    chance: random.Random, order: Sequence[str], courses: Sequence[Truth]
) -> Iterator[list[Any]]:
    """What stands below the courses in a real sheet."""
    if chance.random() < 0.3:
        total = sum(course.pounds or 0 for course in courses)
        yield [total if one == "price" else "Total" if one == "title" else "" for one in order]
    if chance.random() < 0.3:
        yield ["* free if you get benefits"]
    if chance.random() < 0.2:
        yield []
        yield ["Prices may change. Ring us if you are not sure."]


def counted(root: Path, seed: int) -> tuple[Counter[str], Counter[str], int]:
    """Import one made-up sheet, and then again with all that is offered; count how its courses end,
    and how many answers that took.

    A file that no course stands behind is wrong, and a course in no row of the plan is lost.
    """
    chance = random.Random(seed)
    courses = truths(chance)
    sheet = Sheet("Sheet1", rows_of(chance, courses))
    try:
        plan = _plan(root, sheet, {})
    except Unreadable:
        refused = Counter(dict.fromkeys(ENDS, 0) | {REFUSED: len(courses)})
        return refused, refused, 0
    answers = {matter.name: OFFERED for matter in plan.matters if matter.offer}
    return _ends(plan, courses), _ends(_plan(root, sheet, answers), courses), len(plan.matters)


def _plan(root: Path, sheet: Sheet, answers: dict[str, str]) -> Plan:
    reference = load_reference(root)
    return plan_import([sheet], reference, root, PROVIDER, TODAY, Memory(answers=answers))


def _ends(plan: Plan, courses: Sequence[Truth]) -> Counter[str]:
    found: Counter[str] = Counter(dict.fromkeys(ENDS, 0))
    written = [_said_in(text) for text in plan.texts.values()]
    expected = {course.title: course.says for course in courses}
    left = {cell for row in plan.left for cell in map(str, row.cells)}
    refused = {cell for row in plan.left if row.faults for cell in map(str, row.cells)}
    titles = [one["title"] for one in written]
    found[WRONG] += sum(one != expected.get(one["title"]) for one in written)
    for course in courses:
        if course.title in titles:
            found[RIGHT] += course.says in written
        elif course.title in refused:
            found[REFUSED] += 1
        else:
            found[ASKED if course.title in left else LOST] += 1
    return found


def _said_in(text: str) -> dict[str, Any]:
    document, _ = read_bytes(text.encode(), "a course")
    assert document is not None
    values = document.value
    run = values["runs"][0]
    pounds = values["cost"].get("pounds") if values["cost"]["kind"] != "free" else None
    return {
        "title": values["title"],
        **{name: run.get(name) for name in ("venue", "starts", "ends", "sessions")},
        "pounds": None if values["cost"]["kind"] == "ask" else pounds,
        "phone": national_number(values["join"].get("phone", "")),
    }


def catalogue_with_places(root: Path) -> Path:
    """Write a small catalogue that has the places of these sheets."""
    tree = small_tree(root)
    for name, (label, postcode) in VENUES.items():
        text = VENUE.replace("The Shed", label).replace("L8 1XF", postcode)
        tree.write(f"content/venues/{name}.yaml", text)
    return tree.root


def main() -> int:
    """Print how the courses of many sheets end, and return 1 where one is wrong or lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sheets", type=int, default=100)
    given = parser.parse_args()
    at_once, answered, most = Counter[str](), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        root = catalogue_with_places(Path(folder) / "tree")
        for seed in range(given.seed, given.seed + given.sheets):
            first, second, asked = counted(root, seed)
            most = max(most, asked)
            at_once += first
            answered += second
            if any(found[end] for found in (first, second) for end in (WRONG, LOST)):
                print(f"--seed {seed} --sheets 1: {dict(first)}, with our offers {dict(second)}")
    for name, found in (("as they are", at_once), ("with our offers", answered)):
        print(f"{name}: " + ", ".join(f"{found[end]} {end}" for end in ENDS))
    print(f"at most {most} answers a sheet")
    return 1 if any(found[end] for found in (at_once, answered) for end in (WRONG, LOST)) else 0


if __name__ == "__main__":
    sys.exit(main())
