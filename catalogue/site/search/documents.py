"""The words of each course, as the small document that Pagefind indexes.

Indexing these instead of the pages takes a third of the time and memory, and keeps the pages free
of hidden words. Facts that are no words are columns (columns.py); other words for a topic are in
the search page, once for all courses.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from catalogue.letters import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.records import Course
    from catalogue.site.views.site import Site

COMMON_WORDS = (
    "a about after all also am an and any are as at be because been before being but by can class "
    "classes could course courses did do does for from get had has have he her him his how i i'd "
    "i'm if im in into is it its just learn learning lesson lessons like me more most my need no "
    "not of off on one only or other our out over own shall she should so some such than that the "
    "their them then there these they this those through to too training up us very want wanna was "
    "way we were what when where which while who whom why will with would you your"
)
"""Words that tell no course from another: left out of the index, and of what people type."""
FILLERS = (
    "able afraid again almost always another anyone anything anywhere around aula aulas bad "
    "barasho become becoming begin best better bit can't cannot clase clases come coming confused "
    "corsi corso cost costs couldn't cours curs curso cursos cursuri de decent ders doesn't doing "
    "don't easy else enough ever every everything fancy fasal feel find finding finish forgot "
    "forgotten give giving go going gonna good got gotta great hate haven't hello help here hi "
    "hoping i've interested isn't keep kind know koorso kurs kursa kursu kursy lekcja lekcje "
    "let's little local look looking lot love make many maybe much myself nauka near "
    "nearby never new next nice now offer ok old options people please possible pound pounds "
    "price prices proper quid really right rubbish run running scared see show shown simple "
    "somebody someone something somewhere soon start starting still stop struggle struggling "
    "stuff sure take taking teach tell thanks there's thing things think though time today try "
    "trying type under use using wanting we're well what's where's who's without wondering work "
    "working years yes lecții zajęcia курс курси курсы урок уроки вивчити دورة دروس درس تعلم أريد "
    "اريد کلاس کورس 课 课程 学 学习"
)
"""Words that tell little when somebody asks, in English and for “course” in other languages: passed
over where other words are left. They are in the index only of titles,
names and summaries."""
_COMMON = frozenset(COMMON_WORDS.split())
_FILLERS = frozenset(words_in(FILLERS))
_ENGLISH = "en"
_EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The words of a course, those that count most first. `number` is its place in the columns;
    `codes` are references, each as one word; `after` is what people may do next, which counts
    little.
    """

    number: int
    title: str
    names: str
    summary: str
    words: str
    codes: str
    after: str

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every word by itself, in small letters."""
        return tuple(
            words_in(" ".join((self.title, self.names, self.summary, self.words, self.after)))
        )


def search_document(site: Site, number: int, course: Course) -> SearchDocument:
    """Collect the words of a course."""
    qualification = course.qualification.title if course.qualification else ""
    runs = site.live_runs[course.id]
    said = (
        *(course.description, course.who_for, *course.you_will_learn, qualification),
        *(course.how_you_learn or "", *(run.note or "" for run in runs)),
    )
    little = _telling_little(site.reference.city.name)
    ofqual = course.qualification.number if course.qualification else None
    codes = (ofqual, *(run.reference for run in runs))
    told: set[str] = set()
    return SearchDocument(
        number=number,
        title=_telling(course.title, told, _COMMON),
        names=_telling(" ".join(_names(site, course)), told, _COMMON),
        summary=_telling(course.summary, told, _COMMON),
        words=_telling(" ".join(said), told, little),
        codes=" ".join(dict.fromkeys("".join(words_in(code)) for code in codes if code)),
        after=_telling(course.next_steps or "", told, little),
    )


@cache
def _telling_little(city: str) -> frozenset[str]:
    return _COMMON.union(_FILLERS, words_in(city))


def is_common(word: str) -> bool:
    """Whether a word tells no course from another."""
    return word in _COMMON


def tells_little(word: str) -> bool:
    """Whether a word is passed over where others are left."""
    return word in _FILLERS


def _telling(text: str, told: set[str], left_out: frozenset[str]) -> str:
    """Leave out some words, and those `told` already: memory grows with every word of every
    course, and a word counts most where it stands first.
    """
    words = []
    for word in words_in(text):
        if word not in left_out and word not in told:
            told.add(word)
            words.append(word)
    return " ".join(words)


def _names(site: Site, course: Course) -> Iterator[str]:
    """Yield what else a course is known by: its level, its languages, whom it is for, who gives it
    and where.
    """
    catalogue, facets = site.catalogue, site.facets[course.id]
    level = catalogue.term("levels", course.level)
    yield from (level.label, *level.synonyms)
    for tag in course.taught_in:
        if tag != _ENGLISH:
            language = catalogue.term("languages", tag)
            yield from (language.label, *language.synonyms)
    for audience in course.audiences:
        if audience != _EVERYONE:
            yield catalogue.term("audiences", audience).label
    provider = catalogue.providers[course.provider]
    yield f"{provider.name} {provider.short_name or ''}"
    yield from (catalogue.venues[venue].name for venue in facets["venue"])
