"""Which level is for me: what people can do already who start at one, in their own words.

Only where courses go by levels and people ask for theirs first. For maths and English they follow
what each level of functional skills asks for (Department for Education, “Functional skills subject
content”, 2018); for English classes, the levels of the adult ESOL core curriculum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.site.language import mark

if TYPE_CHECKING:
    from catalogue.schemas import Term
    from catalogue.site.views.site import Site

_CAN_DO = {
    "esol": {
        "pre-entry": mark("I know very little English. I find it hard to read or write."),
        "entry-1": mark("I know some words. I can say my name and where I live."),
        "entry-2": mark("I can talk about my day. I can read a short message."),
        "entry-3": mark("I can talk with most people. I can write a short e-mail."),
        "level-1": mark("I speak well. I want to read and write better, for work or study."),
        "level-2": mark("I can do nearly all I need in English. I want an exam that shows it."),
    },
    "english": {
        "pre-entry": mark("I find letters and words hard."),
        "entry-1": mark("I can read and write some words."),
        "entry-2": mark("I can read short, easy texts. I can write a note."),
        "entry-3": mark("I read most letters I get. Spelling is hard."),
        "level-1": mark("I read and write most days. I want to do it better."),
        "level-2": mark("I want a GCSE, or something as good."),
    },
    "maths": {
        "pre-entry": mark("I find numbers hard, even small ones."),
        "entry-1": mark("I can count to 20."),
        "entry-2": mark("I can add and take away up to 200."),
        "entry-3": mark("I can times and divide, and use money. Fractions are hard."),
        "level-1": mark("I can do sums for every day. I want fractions and percentages."),
        "level-2": mark("I want a GCSE, or something as good."),
    },
}


def goes_by_levels(topic: str) -> bool:
    """Whether people who choose a topic ask for their level first."""
    return topic in _CAN_DO


def for_whom(site: Site, topic: str, level: Term) -> str:
    """Say for whom the courses of a level of a topic are."""
    words = can_do(site, topic, level)
    if words == level.meaning:
        return words
    return site.language.gettext("For people who say: “{words}”").format(words=words)


def can_do(site: Site, topic: str, level: Term) -> str:
    """Say what people can do who start at a level of a topic, or what the level means."""
    words = _CAN_DO.get(topic, {}).get(level.id)
    return site.language.gettext(words) if words else level.meaning
