"""What the pages say of a course, a run, a place and an organisation: words by label.

Two versions differ for residents where these words differ. A page that is there because of the
day (“starts tomorrow”) is none of a partner's words, so days are said plainly here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.site.views.costs import cost_view
from catalogue.site.views.runs import address_words, meetings_of, where_view
from catalogue.site.views.words import joined, number_words, pounds_words, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from catalogue.records import Course, Provider, Run, Venue
    from catalogue.site.views.site import Site

Facts = dict[str, str]
"""Words by label, in the order in which they are told."""
CHECKED = "Checked on"


def course_facts(site: Site, course: Course) -> Facts:
    """Say everything about a course but its runs."""
    cost, join, exam = course.cost, course.join, course.qualification
    view = cost_view(site, cost)
    return _said(
        {
            "Title": course.title,
            "Summary": course.summary,
            "Description": course.description,
            "Topics": _labels(site, "topics", course.topics),
            "Level": site.term("levels", course.level).label,
            "Qualification": exam
            and ", ".join(filter(None, (exam.title, exam.awarding_body, exam.number))),
            "Who it is for": course.who_for,
            "Audiences": _labels(site, "audiences", course.audiences),
            "Only for these audiences": course.only_for_audiences,
            "You will learn": "; ".join(course.you_will_learn),
            "How you learn": course.how_you_learn,
            "What you need before you start": course.entry_needs,
            "What to bring": course.bring,
            "Tests and exams": course.assessment,
            "What next": course.next_steps,
            "Leads to": ", ".join(course.leads_to),
            "Cost": view.short,
            "Full price": _pounds(site, cost.pounds),
            "Reduced price": _pounds(site, cost.concession_pounds),
            "Free if": "; ".join(view.free_if),
            "Note on the cost": cost.note,
            "Support": _answers(site, "support", course.support),
            "Taught in": _labels(site, "languages", course.taught_in),
            "How to join": join.how,
            "Phone": join.phone,
            "E-mail": join.email,
            "Booking page": join.url,
            CHECKED: short_date(site.language, course.checked),
            "Earlier names": ", ".join(course.previously),
            "Invented example": course.example,
        }
    )


def run_facts(site: Site, run: Run) -> Facts:
    """Say everything about a run."""
    language = site.language
    return _said(
        {
            "State": site.term("states", run.state).label,
            "Where": where_view(site, run).line,
            "Way to learn": site.term("delivery", run.delivery).label,
            "First day": short_date(language, run.starts),
            "Last day": _day(site, run.ends),
            "Join any week": run.rolling,
            "When": "; ".join(f"{line.days} {line.times}" for line in meetings_of(language, run)),
            "No class on": ", ".join(short_date(language, day) for day in sorted(run.no_class_on)),
            "Hours in your own time": _number(site, run.own_time_hours),
            "Places": _number(site, run.places),
            "Apply by": _day(site, run.apply_by),
            "Note on this run": run.note,
            "Reference": run.reference,
        }
    )


def run_name(site: Site, run: Run) -> str:
    """Name a run as people tell it from others: by its first day and its place."""
    where = where_view(site, run).name
    return f"from {short_date(site.language, run.starts)}, {where}"


def venue_facts(site: Site, venue: Venue) -> Facts:
    """Say everything about a place."""
    point = venue.point
    return _said(
        {
            "Name": venue.name,
            "Kind": venue.kind,
            "Address": address_words(venue),
            "Areas": _labels(site, "areas", site.catalogue.places[venue.id].areas),
            "Point on the map": point and f"{point.latitude}, {point.longitude}",
            "Getting in and around": _answers(site, "access", venue.access),
            "Closed on": _day(site, venue.closed_on),
            **_others(venue, ("name", "kind", "address", "access", "areas", "point", "closed_on")),
        }
    )


def provider_facts(provider: Provider) -> Facts:
    """Say everything about an organisation."""
    address = provider.address
    parts = address and (address.street, address.locality, address.town, address.postcode)
    return _said(
        {
            "Name": provider.name,
            "Summary": provider.summary,
            "Address": ", ".join(filter(None, parts or ())),
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
    return short_date(site.language, day) if day else ""


def _pounds(site: Site, amount: Decimal | None) -> str:
    return "" if amount is None else pounds_words(site.language, amount)


def _number(site: Site, number: int | Decimal | None) -> str:
    return "" if number is None else number_words(site.language, number)
