"""Titles and summaries are pleasant to read, and each says something of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalogue.problems import Code, Severity
from catalogue.rules.findings import Finding, Records
from catalogue.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import Course

SHOUTING = Code(
    "shouting",
    Severity.ERROR,
    "The title is in capitals",
    "Capitals are hard to read for many people, and some screen readers spell them out. They also "
    "make one course louder than its neighbours.",
)
TITLE_END = Code(
    "title-end",
    Severity.WARNING,
    "The title ends like a sentence",
    "Titles stand in lists and headings, without a full stop or a row of exclamation marks.",
)
REPEATS_TITLE = Code(
    "repeats-title",
    Severity.ERROR,
    "The summary only repeats the title",
    "The two stand below each other in every list. Use the summary to say what is special about "
    "the course.",
)
REPEATS_SUMMARY = Code(
    "repeats-summary",
    Severity.WARNING,
    "The description only repeats the summary",
    "The two stand below each other on the course's page. Use the description to say what a class "
    "is like.",
)
CODES = (SHOUTING, TITLE_END, REPEATS_TITLE, REPEATS_SUMMARY)

_CAPITALS = (
    "AAT ADHD AI AS BBC BSL BTEC CAD CCTV CSCS CSS CV CVS DBS DIY DSE EAL ECDL EDSQ EDT EFL "
    "ESOL EU EYFS FA FAQ GCSE GCSES GTDT HE HGV HIIT HNC HND HR HTML ICDL ICT IELTS II III IOSH "
    "IQ IT IV LALS LGBT LGBTQ MOT NCFE NEBOSH NHS NVQ OCN OCR PAT PC PCS PE PHP PPE QTS RHS SEN "
    "SEND SIA SQL STEC STEM TEFL TESOL TV UK UKCA USA UX VAT VTCT WEA"
)
SPOKEN_IN_CAPITALS = frozenset(_CAPITALS.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<!\.)\.$|[!?]{2,}$")


def check(records: Records) -> Iterator[Finding]:
    """Look at the title, summary and description of every course."""
    for course in records.courses.values():
        if is_shouting(course.title):
            yield Finding(SHOUTING, course, ("title",), *say("shouting"))
        if _SENTENCE_END.search(course.title):
            said = say("title-end", sign=course.title[-1])
            yield Finding(TITLE_END, course, ("title",), *said)
        yield from _repeats(course)


def _repeats(course: Course) -> Iterator[Finding]:
    title, summary = words_of(course.title), words_of(course.summary)
    if title and summary[: len(title)] == title and len(summary) < len(title) + 3:
        yield Finding(REPEATS_TITLE, course, ("summary",), *say("repeats-title"))
    if summary == words_of(course.description):
        yield Finding(REPEATS_SUMMARY, course, ("description",), *say("repeats-summary"))


def is_shouting(title: str) -> bool:
    """Whether more than half of a title is in capitals, not counting what is always written so.

    One short word in capitals is no shouting.
    """
    words = [word for word in _WORD.findall(title) if word not in SPOKEN_IN_CAPITALS]
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    letters = sum(map(len, loud))
    if letters < 8 and len(loud) < 2:
        return False
    return letters * 2 > sum(map(len, words))


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without any marks."""
    return re.findall(r"\w+", text.casefold())
