"""What a new course needs and its sheet does not say: a question each, with what can be offered.

An offer is made of what the sheet does say, of our own words for topics and levels, and of what is
known of the organisation. It is never taken without somebody's word.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from catalogue.letters import compared, words_in
from catalogue.peoples_words import NARROWER, SAME, of_topics
from catalogue.quoting import listed
from catalogue.records import WEEKDAYS
from catalogue.sheets.cells import Unsure, text_of
from catalogue.sheets.readers.dates import said, spans_within
from catalogue.sheets.readers.dates_in_words import weekday_in
from catalogue.sheets.readers.values import written
from catalogue.sheets.readers.venue_names import read_venue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.sheets.columns import Column
    from catalogue.sheets.importing.rows import Row
    from catalogue.sheets.readers.terms import Lists

_SHORT = 3
"""Letters of a word that says little in a title."""
_ENOUGH = 40
"""How many letters a clause has at least that can stand for a summary."""
_LONGEST_BREAK = 21
"""Days from one to another that are no term, but may be when a place is closed."""
Values = dict[str, Any]


class Offers:
    """What can be offered to one provider."""

    def __init__(self, catalogue: Catalogue, provider: str) -> None:
        self._catalogue = catalogue
        self._reference = catalogue.reference
        self._provider = catalogue.providers.get(provider)

    def of(self, name: str, values: Values) -> str:
        """Return what can be offered for a field of a new course, as one would write it, or ""."""
        match name:
            case "summary":
                return self._summary(values)
            case "description":
                text = next(_texts(values), "")
                return f"{text} Ask us what you will do." if text == self._facts(values) else text
            case "topics":
                return self._topic(values)
            case "level":
                return self._level(values)
            case "who_for":
                return "Adults."
            case "cost":
                pounds = values.get("cost", {}).get("pounds")
                return f"£{pounds}" if pounds else "ask"
            case "join":
                return self._contact(values)
        return ""

    def _summary(self, values: Values) -> str:
        """The first sentence of what the sheet says of the course, or its first clause."""
        most = self._reference.schemas.course["properties"]["summary"]["maxLength"]
        text = next(_texts(values), "") or self._facts(values)
        sentence = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
        if sentence and not sentence.endswith((".", "!", "?")):
            sentence += "."
        if len(sentence) <= most:
            return sentence
        clauses = [found.start() for found in re.finditer(r"[,;:–—]", sentence[:most])]
        return f"{sentence[: clauses[-1]]}." if clauses and clauses[-1] >= _ENOUGH else ""

    def _facts(self, values: Values) -> str:
        """What the course is called, where it is and on which days, as a sentence."""
        run: Values = next(iter(values.get("runs", ())), {})
        venue = self._catalogue.venues.get(run.get("venue", ""))
        online = " online" if run.get("delivery") == "online" else ""
        where = f" at {venue.name}" if venue else online
        days = dict.fromkeys(f"{one['day'].capitalize()}s" for one in run.get("sessions") or ())
        when = f" on {listed(days, 'and')}" if days else ""
        return f"{str(values.get('title', '')).rstrip('.!?')}{where}{when}."

    def _topic(self, values: Values) -> str:
        """The topic that the title speaks of, or else the summary: by the words that the search
        knows, the longest first, and what means a topic before what is only a part of one. Else
        that of most courses with words of this title.
        """
        topics = self._reference.vocabularies["topics"].terms
        for part in ("title", "summary", "description"):
            words = list(words_in(str(values.get(part, ""))))
            phrases = (
                " ".join(words[start:end])
                for start in range(len(words))
                for end in range(start + 1, min(len(words), start + self._longest) + 1)
            )
            known = [phrase for phrase in phrases if phrase in self._topics_by_words]
            if known:
                found = max((len(phrase), *self._topics_by_words[phrase]) for phrase in known)
                return topics[found[-1]].label
        alike = self._topics_of_titles_like(str(values.get("title", "")))
        topic, number = next(iter(alike.most_common(1)), ("", 0))
        return topics[topic].label if number * 2 > alike.total() else ""

    @cached_property
    def _topics_by_words(self) -> dict[str, tuple[bool, str]]:
        """The topic that words mean, and whether they mean just it and not a part of it."""
        topics = self._reference.vocabularies["topics"].terms
        found: dict[str, tuple[bool, str]] = {}
        for word in (*of_topics(topics), *self._reference.peoples_words):
            if word.topic and word.relation in (SAME, NARROWER):
                words, means = compared(word.typed), (word.relation == SAME, word.topic)
                found[words] = max(found.get(words, means), means)
        return found | {compared(topic.label): (True, topic.id) for topic in topics.values()}

    @cached_property
    def _longest(self) -> int:
        return max(words.count(" ") + 1 for words in self._topics_by_words)

    def _topics_of_titles_like(self, title: str) -> Counter[str]:
        words = {word for word in words_in(title) if len(word) > _SHORT}
        return Counter(
            course.topics[0]
            for course in self._catalogue.courses.values()
            if words & set(words_in(course.title))
        )

    def _level(self, values: Values) -> str:
        """The level that the title names; where it names none, anyone can start."""
        terms = self._reference.vocabularies["levels"].terms
        title = f" {compared(str(values.get('title', '')))} "
        for term in terms.values():
            coded = (word for word in term.synonyms if re.search(r"\d", word))
            if any(f" {compared(word)} " in title for word in (term.label, *coded)):
                return term.label
        return terms["none"].label if "none" in terms else ""

    def _contact(self, values: Values) -> str:
        if values.get("example"):
            # Nobody is rung about a course that is made up.
            return self._reference.city.phone_example
        return (self._provider.phone or self._provider.email or "") if self._provider else ""


def place_named_around(row: Row, column: Column, lists: Lists) -> str:
    """Return the place of ours that a heading above a row names, or its sheet, or ""."""
    for text in _around(row):
        try:
            read = read_venue(text, column, lists)
        except Unsure as unsure:
            if unsure.offer:
                return unsure.offer
        else:
            if read.value:
                return written(read.value, column, lists)
    return ""


def term_named_around(row: Row, run: Mapping[str, Any], today: date) -> str:
    """Return the first and the last day on which a class meets in the term that a heading above its
    row names, as “11 January 2027 to 22 March 2027”, or "".
    """
    weekdays = {WEEKDAYS.index(one["day"]) for one in run.get("sessions") or ()}
    sessions = row.at(("runs", "sessions"))
    # A time that is asked about has its day all the same.
    if not weekdays and sessions and (weekday := weekday_in(sessions.text)) is not None:
        weekdays = {weekday}
    for text in _around(row):
        for first, last in spans_within(text, today):
            days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
            meets = [day for day in days if day.weekday() in weekdays]
            if meets and len(days) > _LONGEST_BREAK:
                return f"{said(meets[0])} to {said(meets[-1])}"
    return ""


def _around(row: Row) -> Iterator[str]:
    """What stands alone in a row above, the nearest first, and the name of the sheet. A feed has no
    such rows.
    """
    sheet = row.layout.sheet
    rows = [] if sheet.each else sheet.rows[: row.number - 1]
    above = (list(filter(None, map(text_of, cells))) for cells in rows)
    yield from reversed([said[0] for said in above if len(set(said)) == 1])
    yield sheet.name


def _texts(values: Values) -> Iterator[str]:
    """What the sheet says in sentences, what is nearest to a description first."""
    for name in ("description", "summary", "you_will_learn", "how_you_learn", "who_for"):
        value = values.get(name) or ""
        lines = value if isinstance(value, list) else [str(value)]
        if text := " ".join(" ".join(lines).split()):
            yield text
