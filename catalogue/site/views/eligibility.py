"""Who may join a course, and whom it suits, in one short sentence: the same on its page, on its
card, in its calendar and wherever else it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.site.views import course_words
from catalogue.site.views.words import joined

if TYPE_CHECKING:
    from catalogue.records import Course
    from catalogue.schemas import Term
    from catalogue.site.views.site import Site


def who_may_join(site: Site, course: Course) -> str:
    """Say who alone may join, without a full stop: Only for women who bring up children or are
    looking for work. Empty where everyone may.

    Groups of one kind are said with *or*; each other kind narrows the first one, as what somebody
    is and what she does are both asked for.
    """
    if not course.only_for:
        return ""
    language, gettext = site.language, site.language.gettext
    kinds: dict[str, list[Term]] = {}
    for term in _groups(site, course):
        kinds.setdefault(term.kind, []).append(term)
    first, *others = kinds.values()
    people = joined(language, [_people(term) for term in first], "or")
    if others:
        what = (joined(language, [term.who for term in terms], "or") for terms in others)
        who = joined(language, [gettext(course_words.WHO).format(what=one) for one in what])
        people = gettext(course_words.PEOPLE_WHO).format(people=people, who=who)
    return gettext(course_words.ONLY_FOR).format(people=people)


def whom_it_suits(site: Site, course: Course) -> str:
    """Say of a course that everyone may join whom it was made for; empty of one with a limit."""
    if course.only_for:
        return ""
    gettext = site.language.gettext
    people = [_people(term) for term in _groups(site, course)]
    if not people:
        return gettext(course_words.EVERYONE)
    sentence = course_words.SUITS if "everyone" in course.audiences else course_words.MADE_FOR
    return gettext(sentence).format(people=joined(site.language, people))


def _groups(site: Site, course: Course) -> list[Term]:
    """Whom a course is for, in the order of the vocabulary, without everyone."""
    terms = site.vocabularies["audiences"].terms.values()
    return [term for term in terms if term.id in course.audiences and term.id != "everyone"]


def _people(term: Term) -> str:
    return term.people or term.label
