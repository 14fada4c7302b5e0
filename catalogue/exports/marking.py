"""How what is invented is marked on its way out: its very name says that it is an example."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import HouseLanguage
    from catalogue.records import Course


class Marked(str):
    """What something invented is called, and that it is. `bare` is the name alone, `mark` the
    sentence around it.
    """

    bare: str
    mark: str

    def __new__(cls, bare: str, mark: str) -> Marked:
        made = super().__new__(cls, mark.format(title=bare))
        made.bare, made.mark = bare, mark
        return made


def marked(catalogue: Catalogue, language: HouseLanguage) -> Catalogue:
    """Return the catalogue with every invented course, provider and venue called an example."""
    mark = language.gettext("Example: {title}").format(title=language.together("{title}"))
    return replace(
        catalogue,
        courses={course.id: marked_course(course, mark) for course in catalogue.courses.values()},
        providers={
            who.id: replace(who, name=Marked(who.name, mark)) if who.example else who
            for who in catalogue.providers.values()
        },
        venues={
            venue.id: replace(venue, name=Marked(venue.name, mark)) if venue.example else venue
            for venue in catalogue.venues.values()
        },
    )


def marked_course(course: Course, mark: str = "Example: {title}") -> Course:
    """Return a course whose title says that it is an example, if it is one."""
    return replace(course, title=Marked(course.title, mark)) if course.example else course


def within(sentence: str, title: str) -> str:
    """Put a title into a sentence of ours, such as “Cancelled: {title}”. The mark stays first."""
    if isinstance(title, Marked):
        return Marked(sentence.format(title=title.bare), title.mark)
    return sentence.format(title=title)
