"""What the pages say of a course, a run, a place and an organisation: words by label.

Two versions differ for residents where these words differ. A page that is there because of the
day (“starts tomorrow”) is none of a partner's words, so days are said plainly here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from catalogue.site.views.costs import cost_view
from catalogue.site.views.runs import meetings_of, where_view
from catalogue.site.views.words import day_view, joined, number_words, pounds_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from catalogue.fields import Field
    from catalogue.records import Course, Provider, Run, Venue
    from catalogue.site.views.site import Site

Facts = dict[str, str]
"""Words by label, in the order in which they are told."""
CHECKED = "Checked on"
Words = Mapping[str, Mapping[str, object]]
"""What is said of a field in other words than its title and its value, by its name."""


def course_facts(site: Site, course: Course) -> Facts:
    """Say everything about a course but its runs."""
    cost, join, exam = course.cost, course.join, course.qualification
    view = cost_view(site, cost)
    own: Words = {
        "qualification": {
            "Qualification": exam
            and ", ".join(filter(None, (exam.title, exam.awarding_body, exam.number)))
        },
        "cost": {
            "Cost": view.short,
            "Full price": _pounds(site, cost.pounds),
            "Reduced price": _pounds(site, cost.concession_pounds),
            "Free if": "; ".join(view.free_if),
            "Note on the cost": cost.note,
        },
        "join": {
            "How to join": join.how,
            "Phone": join.phone,
            "E-mail": join.email,
            "Booking page": join.url,
        },
        "runs": {},
        "previously": {"Earlier names": ", ".join(course.previously)},
        "example": {"Invented example": course.example},
    }
    return _said(_by_field(site, site.reference.schemas.fields["course"], course, own))


def run_facts(site: Site, run: Run) -> Facts:
    """Say everything about a run, first whether one can join."""
    meetings = meetings_of(site.language, run)
    own: Words = {
        "venue": {"Where": where_view(site, run).line},
        "sessions": {"When": "; ".join(f"{line.days} {line.times}" for line in meetings)},
        "reference": {"Reference": run.reference},
        "id": {},  # told where it changes for whoever follows the run
    }
    state = {"State": site.term("states", run.state).label}
    runs = next(field for field in site.reference.schemas.fields["course"] if field.name == "runs")
    return _said({**state, **_by_field(site, runs.within, run, own)})


def _by_field(
    site: Site, fields: Iterable[Field], record: Course | Run, own: Words
) -> dict[str, object]:
    """Say each field under its title; those in `own` have other words."""
    words: dict[str, object] = {}
    for field in fields:
        if field.name in own:
            words |= own[field.name]
        else:
            words[field.title] = _words_of(site, field, getattr(record, field.name))
    return words


def _words_of(site: Site, field: Field, value: Any) -> object:
    match field.kind:
        case "term":
            return site.term(field.vocabulary, value).label
        case "terms":
            return _labels(site, field.vocabulary, value)
        case "answers":
            return _answers(site, field.vocabulary, value)
        case "day":
            return _day(site, value)
        case "days":
            return ", ".join(_day(site, day) for day in sorted(value))
        case "lines" | "courses":
            return ("; " if field.kind == "lines" else ", ").join(value)
        case "whole" | "number":
            return _number(site, value)
        case "money":
            return _pounds(site, value)
        case _:
            return value


def run_name(site: Site, run: Run) -> str:
    """Name a run as people tell it from others: by its first day and its place."""
    where = where_view(site, run).name
    return f"from {day_view(site.language, run.starts).text}, {where}"


def venue_facts(site: Site, venue: Venue) -> Facts:
    """Say everything about a place."""
    point = venue.point
    return _said(
        {
            "Name": venue.name,
            "Kind": venue.kind,
            "Address": str(venue.address),
            "Areas": _labels(site, "areas", site.catalogue.places[venue.id].areas),
            "Point on the map": point and f"{point.latitude}, {point.longitude}",
            "Getting in and around": _answers(site, "access", venue.access),
            "Closed on": _day(site, venue.closed_on),
            **_others(venue, ("name", "kind", "address", "access", "areas", "point", "closed_on")),
        }
    )


def provider_facts(provider: Provider) -> Facts:
    """Say everything about an organisation."""
    return _said(
        {
            "Name": provider.name,
            "Summary": provider.summary,
            "Address": str(provider.address or ""),
            **_others(provider, ("name", "summary", "address")),
        }
    )


def _others(record: Venue | Provider, said: Iterable[str]) -> Mapping[str, object]:
    """Return the other fields of a record but those that residents never see."""
    names = [name for name in record.__slots__ if name not in {*said, "id", "file", "sources"}]
    values = {name: getattr(record, name) for name in names}
    return {
        name.replace("_", " ").capitalize(): ", ".join(map(str, value))
        if isinstance(value, tuple)
        else value
        for name, value in values.items()
    }


def _said(words: Mapping[str, object]) -> Facts:
    return {
        label: "Yes" if said is True else str(said).strip()
        for label, said in words.items()
        if said not in (None, False, "")
    }


def _labels(site: Site, vocabulary: str, terms: Iterable[str]) -> str:
    labels = [site.term(vocabulary, term).label for term in terms]
    return joined(site.language, labels) if labels else ""


def _answers(site: Site, vocabulary: str, answers: Mapping[str, str]) -> str:
    return "; ".join(
        f"{site.term(vocabulary, term).label}: {answer}" for term, answer in answers.items()
    )


def _day(site: Site, day: date | None) -> str:
    return day_view(site.language, day).text if day else ""


def _pounds(site: Site, amount: Decimal | None) -> str:
    return "" if amount is None else pounds_words(site.language, amount)


def _number(site: Site, number: int | Decimal | None) -> str:
    return "" if number is None else number_words(site.language, number)
