"""Make a project of any size to measure with: a city of courses as they are in life.

    python -m scripts.generate_courses FOLDER 10000    fill an empty folder, and say what is in it

Used by bench.py and by the tests. The same number always gives the same files. What a course has
beside words (its level, its price, how often it meets) is that of one of the frozen examples, so
that all is as often as there; when it starts, where, and on which days is drawn by how often that
is so. Partners and places grow with the courses, few of them large and most of them small.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from catalogue.records import WEEKDAYS
from catalogue.reference import Reference, load_reference
from catalogue.rules.titles import is_shouting
from catalogue.run_ids import short_name
from catalogue.yaml_reader import read_file
from catalogue.yaml_writer import to_yaml
from scripts.generated_words import EnglishWords, about, sentences_of, subjects_in, words_of

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "tests" / "frozen"
"""Courses that stay as they are, so that what is measured can be compared."""
TODAY = date(2026, 11, 24)
"""The day of the frozen courses: move the two together."""
_OURS = ("theme", "catalogue", "pelicanconf.py", "publishconf.py")
_FROZEN = ("schema", "reference")
_A_VENUE, _A_PROVIDER = 50, 150
"""Of how many courses there is one more of each."""
_KINDS = (
    "Hall",
    "Community Centre",
    "Centre",
    "Workshops",
    "School",
    "House",
    "Institute",
    "Rooms",
)
_PARTNERS = (
    *("Adult Learning", "Community College", "Neighbourhood Trust", "Learning Works", "Institute"),
    *("Women’s Centre", "Study Circle", "Workshops", "Skills Centre", "Settlement"),
)
_STARTS = (
    ((2026, 9, 7), (2026, 10, 16), 24),
    ((2026, 10, 26), (2026, 12, 4), 12),
    ((2027, 1, 4), (2027, 2, 5), 30),
    ((2027, 2, 22), (2027, 3, 19), 14),
    ((2027, 4, 12), (2027, 5, 14), 14),
    ((2027, 5, 17), (2027, 8, 20), 4),
    ((2027, 9, 6), (2027, 10, 8), 2),
)
"""In which weeks runs start, first day and last, and how many of a hundred do."""
_DAYS_WEIGHED = (22, 23, 22, 18, 8, 6, 1)
_BREAKS = (
    *((date(2026, 10, 19), 5), (date(2026, 12, 19), 16), (date(2027, 2, 15), 5)),
    *((date(2027, 3, 26), 14), (date(2027, 5, 31), 5), (date(2027, 12, 18), 16)),
)
"""When there is no class: half-terms and holidays, the first day and how many."""
_MOST_RUNS = 3
_LONGEST = 40
"""In weeks."""
_TEXTS = ("who_for", "how_you_learn", "entry_needs", "bring", "assessment", "next_steps")
_LEFT_OUT = ("leads_to", "previously")
"""What names other courses."""


def main() -> int:
    """Fill a folder and say how many different words its courses have."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("courses", type=int)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    words = generate(given.folder, given.courses)
    print(f"{given.courses:,} courses with {words:,} different words in {given.folder}")
    return 0


def generate(folder: Path, courses: int) -> int:
    """Fill an empty folder with a project of as many courses; all else is the project's own. Return
    how many different words they have.
    """
    for root, names in ((ROOT, _OURS), (FROZEN, _FROZEN)):
        for name in names:
            (folder / name).symlink_to(root / name)
    for name in ("content/pages", "content/venues", "providers"):
        shutil.copytree(FROZEN / name, folder / name)
    reference = load_reference(FROZEN)
    fields = reference.schemas.fields
    city = _City(random.Random(courses), reference)
    for kind, place, made in (
        ("venue", folder / "content" / "venues", city.more_venues(courses // _A_VENUE)),
        ("provider", folder / "providers", city.more_providers(courses // _A_PROVIDER)),
    ):
        for name, values in made.items():
            (place / f"{name}.yaml").write_text(to_yaml(values, fields[kind]), encoding="utf-8")
    providers = city.partners(_names(folder / "providers"), _names(folder / "content" / "venues"))
    words: set[str] = set()
    for number in range(courses):
        provider, values = city.course(number, providers)
        words |= words_of(_read_in(values))
        path = folder / "content" / "courses" / provider / f"course-{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_yaml(values, fields["course"]), encoding="utf-8")
    return len(words)


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.yaml"))


def _read_in(values: Mapping[str, Any]) -> Iterable[str]:
    """Return what people read of a course."""
    named = (
        values[name] for name in ("title", "summary", "description", *_TEXTS) if name in values
    )
    return (*named, *values["you_will_learn"])


class _Partner:
    """One that teaches: a few things, in a few places."""

    def __init__(self, name: str, chance: random.Random, examples: list[Any], venues: list[str]):
        self.name = name
        self.teaches = chance.sample(examples, chance.randint(6, 60))
        self.venues = chance.sample(venues, min(len(venues), chance.randint(1, 12)))


class _City:
    """All that is drawn for one city."""

    def __init__(self, chance: random.Random, reference: Reference) -> None:
        self._chance = chance
        self._reference = reference
        paths = sorted((FROZEN / "content" / "courses").glob("*/*.yaml"))
        self._examples = [_values(path) for path in paths]
        self._sentences = sentences_of(one["description"] for one in self._examples)
        self._sessions = [
            session
            for one in self._examples
            for run in one["runs"]
            for session in run.get("sessions", ())
        ]
        self._words = EnglishWords(chance, reference.english_words)
        self._subjects = subjects_in(FROZEN / "schema")
        self._no_class = {
            first + timedelta(day) for first, days in _BREAKS for day in range(days)
        } | set(reference.bank_holidays)

    def more_venues(self, count: int) -> dict[str, dict[str, Any]]:
        """Return invented places at real postcodes, by name."""
        chance, words = self._chance, self._words
        postcodes = [
            postcode.text
            for postcode in self._reference.places.postcodes.values()
            if postcode.trusted and postcode.ward
        ]
        access = list(self._reference.vocabularies["access"].terms)
        made = {}
        for number in range(count):
            kind = chance.choice(_KINDS)
            made[f"venue-{number}"] = {
                "name": f"{words.name()} {kind}",
                "kind": "community centre" if kind in ("Hall", "Community Centre") else "other",
                "address": {
                    "street": f"{chance.randint(1, 180)} {words.name()} Street",
                    "town": "Liverpool",
                    "postcode": chance.choice(postcodes),
                },
                "access": {term: chance.choice(("yes", "no", "ask")) for term in access},
                "example": True,
            }
        return made

    def more_providers(self, count: int) -> dict[str, dict[str, Any]]:
        """Return invented partners, by name."""
        areas = self._reference.vocabularies["areas"].terms.values()
        names = [f"{area.label} {kind}" for kind in _PARTNERS for area in areas]
        return {
            f"provider-{number}": {
                "name": name,
                "summary": self._summary(name),
                "phone": f"0151 496 0{self._chance.randint(100, 999)}",
                "email": f"learn@provider-{number}.example",
                "example": True,
            }
            for number, name in enumerate(self._chance.sample(names, min(count, len(names))))
        }

    def partners(self, names: Sequence[str], venues: list[str]) -> tuple[_Partner, ...]:
        """Return who teaches, the largest first."""
        shuffled = self._chance.sample(names, len(names))
        return tuple(_Partner(name, self._chance, self._examples, venues) for name in shuffled)

    def course(self, number: int, partners: Sequence[_Partner]) -> tuple[str, dict[str, Any]]:
        """Return a course and whose it is."""
        chance, words = self._chance, self._words
        sizes = [1 / (place + 5) for place in range(len(partners))]
        partner = chance.choices(partners, sizes)[0]
        example = chance.choice(partner.teaches)
        subject, phrases = chance.choice(self._subjects[example["topics"][0]])
        length = max(3, len(sentences_of([example["description"]])))
        said = [words.like(one, subject) for one in chance.sample(self._sentences, length)]
        said.insert(1, about(chance, phrases))
        texts = {name: words.like(example[name], subject) for name in _TEXTS if name in example}
        starts = self._starts(min(len(example["runs"]), _MOST_RUNS))
        values = {
            **{name: value for name, value in example.items() if name not in _LEFT_OUT},
            **texts,
            "title": self._title(subject, phrases, example),
            "summary": self._summary(subject),
            "description": " ".join(said[:3]) + "\n\n" + " ".join(said[3:]) + "\n",
            "you_will_learn": list(
                dict.fromkeys(words.like(one, subject)[:160] for one in example["you_will_learn"])
            ),
            "cost": self._cost(example["cost"]),
            "runs": [self._run(start, f"{number} {start}", example, partner) for start in starts],
            "checked": TODAY - timedelta(chance.randint(1, 300)),
        }
        return partner.name, values

    def _summary(self, subject: str) -> str:
        """Return a sentence that is no longer than a summary may be."""
        said = self._words.like(self._chance.choice(self._sentences), subject)
        return said if len(said) <= 140 else f"All about {subject}, for whoever would like to know."

    def _title(self, subject: str, phrases: Sequence[str], example: dict[str, Any]) -> str:
        """Name it after its subject, as some others are: every sixth by nothing else."""
        chance = self._chance
        title = f"{subject[0].upper()}{subject[1:]}"
        if chance.random() < 1 / 6:
            return title[:80]
        one, other = chance.sample(phrases, 2)
        more = chance.choice((f"{title}: {one} and {other}", f"{title} with {one}"))
        is_wrong = len(more) > 80 or "evening" in more or is_shouting(more)
        return title[:80] if is_wrong else more

    def _cost(self, cost: dict[str, Any]) -> dict[str, Any]:
        """Return a cost of the same kind, at another price."""
        prices = {name: value for name, value in cost.items() if name.endswith("pounds") and value}
        percent = self._chance.choice((50, 75, 100, 100, 125, 150, 200))
        changed = {name: max(1, round(value * percent / 100)) for name, value in prices.items()}
        return {**cost, **changed}

    def _starts(self, count: int) -> list[date]:
        """Return days on which runs start, the first first; one of them is to come."""
        chance = self._chance
        days: set[date] = set()
        while len(days) < count:
            first, last, _ = chance.choices(_STARTS, [share for _, _, share in _STARTS])[0]
            span = (date(*last) - date(*first)).days
            monday = date(*first) + timedelta(chance.randint(0, span // 7) * 7)
            day = monday - timedelta(monday.weekday())
            day += timedelta(chance.choices(range(7), _DAYS_WEIGHED)[0])
            if day not in self._no_class and (days or day > TODAY):
                days.add(day)
        return sorted(days)

    def _run(
        self, starts: date, words: str, example: dict[str, Any], partner: _Partner
    ) -> dict[str, Any]:
        """Return a run that is like one of the example's, on other days and at another place."""
        chance = self._chance
        like = chance.choice(example["runs"])
        kept = {
            name: like[name] for name in ("delivery", "rolling", "places", "state") if name in like
        }
        if like.get("delivery") != "online":
            kept["venue"] = chance.choices(partner.venues, range(len(partner.venues), 0, -1))[0]
        days = [starts.weekday()]
        while len(days) < min(4, len(like.get("sessions", "1"))):
            day = chance.choices(range(7), _DAYS_WEIGHED)[0]
            days += [] if day in days else [day]
        time = chance.choice(self._sessions)
        run = {
            **kept,
            "starts": starts,
            "sessions": [
                {"day": WEEKDAYS[day], "from": time["from"], "to": time["to"]}
                for day in sorted(days)
            ],
            "id": short_name(words),
        }
        if "ends" in like:
            run.update(self._meetings(starts, days, _weeks(like)))
        elif len(days) > 1 and "rolling" not in like:
            run["ends"] = starts + timedelta((max(days) - starts.weekday()) % 7)
        return run

    def _meetings(self, starts: date, days: Sequence[int], weeks: int) -> dict[str, Any]:
        """Return the last day of so many weeks, and the days without a class before it."""
        met: list[date] = []
        left_out: list[date] = []
        day = starts
        while len(met) < weeks * len(days) or {one.weekday() for one in met} != set(days):
            if day.weekday() in days:
                (left_out if day in self._no_class else met).append(day)
            day += timedelta(1)
        left_out = [one for one in left_out if one < met[-1]]
        return {"ends": met[-1], **({"no_class_on": left_out} if left_out else {})}


def _weeks(run: dict[str, Any]) -> int:
    first, last = (date.fromisoformat(str(run[name])) for name in ("starts", "ends"))
    return min(_LONGEST, (last - first).days // 7 + 1)


def _values(path: Path) -> dict[str, Any]:
    document, _ = read_file(path, str(path))
    if document is None:
        sys.exit(f"{path} cannot be read; see catalogue check.")
    values: dict[str, Any] = document.value
    return values


if __name__ == "__main__":
    sys.exit(main())
