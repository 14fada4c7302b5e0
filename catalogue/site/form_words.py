"""What is wrong in the form's own words, where the sentence for a file (catalogue/sentences.py)
names a field or a term as a file has it, or says how a file is written.

Labels are the schema's, so that no sentence here can name a field that is called otherwise on the
page. tests/form/test_told.py holds all sentences to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.fields import with_parts

if TYPE_CHECKING:
    from catalogue.schemas import Schemas

Words = str | tuple[str, str]


def words_in_form(schemas: Schemas) -> dict[str, Words]:
    """Return what stands in the place of sentences and phrases, by their names."""
    titles = {
        one.way: f"“{one.title}”"
        for kind in ("venue", "course")
        for one in with_parts(schemas.fields[kind])
    }

    def field(*way: str) -> str:
        return titles[way]

    def term(vocabulary: str, name: str) -> str:
        return f"“{schemas.vocabularies[vocabulary].terms[name].label}”"

    kind, delivery = field("cost", "kind"), field("runs", "delivery")
    choose = "Choose one from the list."
    return {
        "missing-field": ("“{name}” is missing.", "Add it."),
        "left-empty": ("{title} is left empty.", "Fill it in, or take it away."),
        "too-short": ("{title} is too short.", "Fill it in, or empty it."),
        "nothing-in-it": ("{title} has nothing in it.", "Fill it in, or take it away."),
        "twice-in-list": ("{value} is in the list twice.", "Take one of them away."),
        "nothing-to-read": (
            "There is no letter and no digit here.",
            "Write at least one word, or empty it.",
        ),
        "markup-in-line": (
            "{markup} will be shown as it is typed.",
            "Take it out: plain words only.",
        ),
        "run-twice": (
            "This is the same as run {number}, from {day}.",
            f"Take one away, or tell the two groups apart under {field('runs', 'note')}.",
        ),
        "run-id-twice": (
            "This run is followed in calendars under the same name as run {number}.",
            "Take it away, and add it again.",
        ),
        "free-with-price": (
            "The course is free, yet has a price of £{price}.",
            f"Empty the price, or choose {term('cost-kinds', 'fee')} under {kind}.",
        ),
        "paid-without-price": (
            "The full price is 0, so nobody pays.",
            f"Choose {term('cost-kinds', 'free')} under {kind}, and empty the price.",
        ),
        "free-if-unused": (
            "There are reasons to pay nothing, and the cost is of another kind.",
            f"Choose {term('cost-kinds', 'free-if')} under {kind}, or tick no reason.",
        ),
        "concession-alone": (
            "There is no full price beside it.",
            f"Add the {field('cost', 'pounds')}.",
        ),
        "no-contact": (
            "There is no phone number or e-mail address to ask at.",
            f"Add {field('join', 'phone')} or {field('join', 'email')}.",
        ),
        "goes-on-for-years": (
            "The run goes on until {day}, for more than five years.",
            f"Look at the year again, or tick {field('runs', 'rolling')} where people can.",
        ),
        "apply-too-late": (
            "The last day to apply is after the last day of the run, {day}.",
            "Write a day before the run ends, or leave it empty.",
        ),
        "checked-long-ago": (
            "This was last checked on {day}, over a year ago.",
            "Look it over, change what is no longer so, and write today’s date.",
        ),
        "every-day-left-out": (
            "Every {day} of this run is a day without a class.",
            f"Take a date out of {field('runs', 'no_class_on')}, or take this session away.",
        ),
        "other-single-day": (
            "The run is on {date} only, which is not a {day}.",
            f"Did you mean {{first}}? If it goes on for longer, add its {field('runs', 'ends')}.",
        ),
        "no-such-day": (
            "{value} is not in the calendar: {month} {year} has {days} days.",
            "Correct the day, the month or the year.",
        ),
        "no-such-month": ("{value} is not in the calendar: there is no month {month}.", "{mend}"),
        "long-run": (
            "The run lasts {weeks} weeks.",
            "Look at the year of its last day again. If it is that long, leave it as it is.",
        ),
        "first-day-no-class": (
            "The first day is {date}, and the class is on {days}.",
            "Change the first day, or the day of the class. If people do come on the first day, "
            "leave it as it is.",
        ),
        "last-day-no-class": (
            "The last day is {date}, and the class is on {days}.",
            "Change the last day, or the day of the class. If people do come on the last day, "
            "leave it as it is.",
        ),
        "day-never-comes": (
            "The run has no {day} from {starts} to {ends}.",
            f"Did you mean {{first}}? If not, correct the {field('runs', 'starts')} or the "
            f"{field('runs', 'ends')}.",
        ),
        "no-times": (
            "This run has no sessions, so people cannot see when to come.",
            f"Add sessions, or the {field('runs', 'own_time_hours')}.",
        ),
        "no-venue": (
            "This run has no venue.",
            f"Choose one, or {term('delivery', 'online')} under {delivery}.",
        ),
        "venue-online": (
            "This run is online, yet has a venue.",
            f"Choose {term('delivery', 'blended')} under {delivery}, or no venue.",
        ),
        "no-source": (
            "You have not said how you know “{name}”.",
            f"Say it under {field('sources')}.",
        ),
        "stray-source": ("This does not say how you know anything above.", "Take it away."),
        "real-is-example": (
            "Nobody can be reached at {said}, which is invented.",
            "Write your own.",
        ),
        "tab": ("There is a tab here.", "Use spaces instead of the tab key."),
        "choose": choose,
        "choose-from": choose,
        "add-sessions": "Add the sessions of this run, or take the days without a class away.",
        "as-list": "Write one on each line.",
        "one-for-each": "Add one session for each day.",
        "as-fields": "Fill in what is asked for below it.",
        "put-in-quotes": "Write it again.",
    }
