"""How people reach a provider about a course: to join, to ask, or to say that something is
wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.mail import mailto
from catalogue.phones import costs_extra, tel
from catalogue.site.language import fill
from catalogue.site.views import course_words
from catalogue.site.views.links import LinkView
from catalogue.site.views.words import joined

if TYPE_CHECKING:
    from catalogue.records import Course
    from catalogue.site.views.answers import AnswerView
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class JoinView:
    """How to join. `way` is what most people should press: it calls, or else writes, or else leads
    on. `phone_note` says what calling costs."""

    way: LinkView
    how: str
    phone_note: str
    email: str
    email_href: str
    url: str


def join_view(site: Site, course: Course) -> JoinView:
    """Show the ways to join a course."""
    join = course.join
    return JoinView(
        way=_way_to_join(site, course),
        how=join.how or "",
        phone_note=phone_note(site, join.phone),
        email=join.email or "",
        email_href=mailto(join.email),
        url=join.url or "",
    )


def _way_to_join(site: Site, course: Course) -> LinkView:
    join, gettext, theirs = course.join, site.language.gettext, site.language.theirs
    if join.phone:
        words = fill(gettext(course_words.CALL_BUTTON), phone=theirs(join.phone))
        return LinkView(words, tel(join.phone))
    if join.email:
        name = site.catalogue.providers[course.provider].name
        words = fill(gettext(course_words.MAIL_BUTTON), provider=theirs(name))
        return LinkView(words, mailto(join.email))
    return LinkView(gettext(course_words.WEB_BUTTON), join.url or "")


def phone_note(site: Site, phone: str | None) -> str:
    """Say that calls to a number cost extra; empty where they do not."""
    return site.language.gettext(course_words.PHONE_COSTS) if costs_extra(phone) else ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask. There may be a phone number, an e-mail address or both."""

    name: str
    phone: str | None
    email: str | None = None


def contact_of(site: Site, course: Course) -> Contact:
    """Whom to ask about a course: a rule wants a phone number or an e-mail address."""
    name = site.catalogue.providers[course.provider].name
    return Contact(name, course.join.phone, course.join.email)


@dataclass(frozen=True, slots=True)
class ToAskView:
    """What is not known, and in one line whom to ask about it."""

    whom: str
    things: str


def to_ask(site: Site, contact: Contact, *unknown: AnswerView) -> ToAskView | None:
    """Say whom to ask about what is not known; None where all is known."""
    if not unknown:
        return None
    theirs, gettext = site.language.theirs, site.language.gettext
    whom = gettext(course_words.CALL_TO_ASK if contact.phone else course_words.MAIL_TO_ASK)
    whom = fill(whom, phone=theirs(contact.phone or ""), email=theirs(contact.email or ""))
    if note := phone_note(site, contact.phone):
        whom += f". {note}"
    things = fill(
        gettext(course_words.THINGS_TO_ASK),
        who=theirs(contact.name),
        things=joined(site.language, [answer.label for answer in unknown]),
    )
    return ToAskView(whom, things)


def report_link(site: Site, course: Course) -> LinkView:
    """Link to whoever can put a mistake right: the owner of the site, or else the provider."""
    gettext, join = site.language.gettext, course.join
    if site.contact_email:
        return LinkView(
            gettext(course_words.REPORT), _report_mail(site, course, site.contact_email)
        )
    words = gettext("Tell the provider about a mistake")
    if join.email:
        return LinkView(words, _report_mail(site, course, join.email))
    return LinkView(words, tel(join.phone))


def _report_mail(site: Site, course: Course, to: str) -> str:
    gettext = site.language.gettext
    subject = gettext("Mistake on the page of “{title}”").format(
        title=site.language.together(course.title)
    )
    body = gettext(
        "The page: {address}\n"
        "\n"
        "What is wrong? Put an x in front of it.\n"
        "[ ] the day or the time\n"
        "[ ] the dates\n"
        "[ ] the place\n"
        "[ ] the cost\n"
        "[ ] the phone number, e-mail or link\n"
        "[ ] it is full, cancelled or over\n"
        "[ ] the help to take part, or getting in\n"
        "[ ] something else\n"
        "\n"
        "What would be right, if you know?\n"
        "\n"
        "\n"
        "What happens next: we ask whoever gives the course, and put the page right. Thank you."
    ).format(address=site.urls.absolute(site.urls.course(course.id)))
    return mailto(to, subject=subject, body=body)
