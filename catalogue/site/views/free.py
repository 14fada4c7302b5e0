"""“Is it free for me?”: the page with the questions, and what a course's page says of it.

Verdicts on answers are worked out in the browser (theme/static/js/free.js), from the rules that
are written into the page here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.site.views.links import LinkView
from catalogue.site.views.words import DayView, day_view, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from catalogue.free_rules import Question, Reason, RuleSource
    from catalogue.records import Cost
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question. `answers` are pairs: what stands in an address, and the words."""

    id: str
    text: str
    hint: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A reason to pay nothing, readable without a script. `unsure` is empty where we are sure."""

    label: str
    words: str
    unsure: str


@dataclass(frozen=True, slots=True)
class RuleSourceView:
    """Where rules come from; `href` is empty where it is not on the web."""

    text: str
    href: str
    dated: str


@dataclass(frozen=True, slots=True)
class FreeView:
    """The page. `rules` is JSON for the script; `over` says that the rules may have changed."""

    path: str
    questions: tuple[QuestionView, ...]
    rules: str
    reasons: tuple[ReasonView, ...]
    sources: tuple[RuleSourceView, ...]
    checked: DayView
    over: str
    search_href: str
    councils: str
    ways: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class FreeForMeView:
    """The answer on a course's page: finished `words`, or where they are empty the `reasons` (ids,
    with spaces between) for the questions at `href`.
    """

    href: str
    reasons: str
    word: str
    words: str


def free_view(site: Site) -> FreeView:
    """Lay out the page."""
    rules, say = site.reference.free_rules, site.language.gettext
    over = say("These rules are from last year. They may have changed: ask the provider.")
    return FreeView(
        path=site.urls.free_for_me(),
        questions=tuple(_question(site, question) for question in rules.questions.values()),
        rules=json.dumps(_for_script(site), ensure_ascii=False, separators=(",", ":")),
        reasons=tuple(_reason(site, reason) for reason in rules.reasons.values()),
        sources=tuple(_source(site, source) for source in rules.sources.values()),
        checked=day_view(site.language, rules.checked),
        over=over if _is_over(site) else "",
        search_href=site.urls.search(),
        councils=_councils(site),
        ways=(
            LinkView(say("Courses that are free for everyone"), site.urls.free()),
            LinkView(say("Courses that are free for some people"), site.urls.free_for_some()),
            LinkView(say("All courses"), site.urls.courses()),
        ),
    )


def free_for_me(site: Site, cost: Cost) -> FreeForMeView:
    """Say of one course how likely it is free, or what to ask people first."""
    href = site.urls.free_for_me()
    if cost.free_if:
        return FreeForMeView(href, " ".join(cost.free_if), "", "")
    kind = site.reference.free_rules.kinds[cost.kind]
    reduced = kind.reduced if cost.concession_pounds is not None else ""
    words = _rule_words(site)(reduced or kind.why)
    return FreeForMeView(href, "", _verdict_words(site)[kind.verdict], words)


def _councils(site: Site) -> str:
    councils = site.reference.city.region.councils.values()
    return joined(site.language, sorted(map(site.language.gettext, councils)), "or")


def _rule_words(site: Site) -> Callable[[str], str]:
    """Return what says a sentence of the rules, with the names of this city in it."""
    say = site.language.gettext
    names = {"councils": _councils(site), "region": say(site.reference.city.region.name)}
    return lambda words: say(words).format(**names)


def _is_over(site: Site) -> bool:
    return site.today > site.reference.free_rules.until


def _question(site: Site, question: Question) -> QuestionView:
    say = _rule_words(site)
    return QuestionView(
        question.id,
        say(question.text),
        say(question.hint) if question.hint else "",
        tuple((answer.id, say(answer.label)) for answer in question.answers),
    )


def _reason(site: Site, reason: Reason) -> ReasonView:
    say = site.language.gettext
    term = site.catalogue.term("free-if", reason.id)
    unsure = "" if reason.confidence == "sure" else say("Ask to be sure.")
    return ReasonView(say(term.label), say(term.meaning), unsure)


def _source(site: Site, source: RuleSource) -> RuleSourceView:
    return RuleSourceView(source.title, source.link, source.dated)


def _verdict_words(site: Site) -> dict[str, str]:
    say = site.language.gettext
    return {"likely": say("Likely"), "ask": say("Ask"), "unlikely": say("Probably not")}


def _for_script(site: Site) -> dict[str, Any]:
    rules, say = site.reference.free_rules, _rule_words(site)
    return {
        "questions": {
            question.id: {
                answer.id: {"verdict": answer.bar, "why": say(answer.why)} if answer.bar else {}
                for answer in question.answers
            }
            for question in rules.questions.values()
        },
        "reasons": {
            reason.id: {
                "label": say(site.catalogue.term("free-if", reason.id).label),
                "needs": reason.needs,
                "best": "ask" if _is_over(site) else reason.best,
                "ask": say(reason.ask),
                **({"likely": say(reason.likely)} if reason.likely else {}),
            }
            for reason in rules.reasons.values()
        },
        "kinds": {
            kind.id: {
                "verdict": kind.verdict,
                "why": say(kind.why),
                **({"reduced": say(kind.reduced)} if kind.reduced else {}),
            }
            for kind in rules.kinds.values()
        },
        "words": _verdict_words(site),
        "marks": {
            "likely": say("Likely:"),
            "ask": say("Ask:"),
            "unlikely": say("Probably not:"),
        },
        "says": {
            "start": say("Choose an answer, and see here what is likely."),
            "everything": {
                "likely": say("Some courses are likely to cost you nothing."),
                "ask": say("You may pay nothing for some courses. Ask."),
                "unlikely": say("You will probably pay, unless a course is free for everyone."),
            },
            "course": {
                "likely": say("You are likely to pay nothing for this course."),
                "ask": say("You may pay nothing for this course. Ask the provider."),
                "unlikely": say("You will probably have to pay for this course."),
            },
        },
    }
