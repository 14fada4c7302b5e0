"""What phrases mean, as lines of the files that the search fetches: the people's words, the topics'
own, and the titles of courses.

A line is what is meant, and after bars each phrase that means it. What is meant is a mark, words
that courses have, and topics after a mark of their own: `=bricklaying<construction|brickie` is read
as “brickie is bricklaying, which is a part of construction”. `-` stands for `<` where no course has
the phrase in its title or summary: a course of another topic only mentions it. A title is `@`, the
course's number.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from catalogue.letters import compared, words_in
from catalogue.peoples_words import NARROWER, SAME, WAY_IN, of_topics
from catalogue.site.search.documents import is_common, tells_little
from catalogue.site.search.sounds import first_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from catalogue.site.views.site import Site

_MARKS = {SAME: "=", NARROWER: "<", WAY_IN: "~"}
_ONLY_MENTIONED = "-"
_TITLE = "@"


def meanings_of(site: Site, known: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Sort lines into files by the sound of a phrase's first word that tells something. `known` are
    the words that courses have: what means others leads nowhere, and is left out.
    """
    files: defaultdict[str, defaultdict[str, dict[str, None]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for meant, phrase in _meanings(site, known):
        files[first_sound(telling_word(phrase))][meant][phrase] = None
    return {
        sound: tuple("|".join((meant, *phrases)) for meant, phrases in lines.items())
        for sound, lines in files.items()
    }


def telling_word(phrase: str) -> str:
    """Return the first word that tells something, by whose sound a phrase is looked up."""
    words = phrase.split()
    letters = [word for word in words if not word[0].isdigit()] or words
    telling = [word for word in letters if not is_common(word)] or letters
    return next((word for word in telling if not tells_little(word)), telling[0])


def _meanings(site: Site, known: Collection[str]) -> Iterator[tuple[str, str]]:
    topics = site.vocabularies["topics"].terms
    own = tuple(of_topics(topics))
    of_phrase: defaultdict[str, list[str]] = defaultdict(list)
    for word in own:
        of_phrase[compared(word.typed)].append(_MARKS[word.relation] + word.topic)
    courses_about = _having(f"{one.title} {one.summary}" for one in site.catalogue.current)
    for topic in topics.values():
        of_phrase[compared(topic.label)].append(_MARKS[SAME] + topic.id)
    titled = _having(course.title for course in site.catalogue.current)
    # Where no course says joinery, who looks for a chippy would be glad of woodwork.
    further: defaultdict[str, Sequence[str]] = defaultdict(tuple)
    for word in site.reference.peoples_words:
        further[compared(word.typed)] = _telling(word.words)
    for word in (*own, *site.reference.peoples_words):
        phrase = compared(word.typed)
        if word.topic:
            mark = _MARKS[word.relation]
            if word.relation == NARROWER and not courses_about(_telling(word.typed)):
                mark = _ONLY_MENTIONED
            yield f"{_MARKS[SAME]}{mark}{word.topic}", phrase
            continue
        # Of two topics the first: a word that is meant is rarely two things.
        wider = "".join(of_phrase[compared(word.words)][:1])
        ways = ((word.relation, _telling(word.words)), (WAY_IN, further[compared(word.words)]))
        relation, words = next((way for way in ways if _are_all(way[1], known)), ("", ()))
        if words:
            yield f"{_MARKS[relation]}{' '.join(words)}{wider}", phrase
        elif word.relation == SAME and titled(typed := _telling(word.typed)):
            # The same both ways: no course says CSCS, and one is called “site card”.
            yield f"{_MARKS[SAME]}{' '.join(typed)}", compared(word.words)
        elif wider:
            # No course says bricklaying now: a brickie is told so, and shown others of its topic.
            yield f"{_MARKS[SAME]}{wider.replace(_MARKS[NARROWER], _ONLY_MENTIONED)}", phrase
    for number, course in enumerate(site.catalogue.current):
        if title := compared(course.title):
            yield f"{_TITLE}{number}", title


def _are_all(words: Sequence[str], known: Collection[str]) -> bool:
    return bool(words) and all(word in known for word in words)


def _having(texts: Iterable[str]) -> Callable[[Sequence[str]], Collection[int]]:
    """Return what finds the courses that have words in these texts of theirs."""
    having: defaultdict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        for word in words_in(text):
            having[_one(word)].add(number)
    return lambda words: set.intersection(*(having[_one(word)] for word in words or ("",)))


def _one(word: str) -> str:
    return word.removesuffix("s")


def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in compared(text).split() if not is_common(word))
