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

if TYPE_CHECKING:
    from catalogue.records import Course, Join
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class JoinView:
    """How to join. `phone_href` makes a tap call, `phone_note` says what that costs."""

    how: str
    phone: str
    phone_href: str
    phone_note: str
    email: str
    email_href: str
    url: str


def join_view(site: Site, join: Join) -> JoinView:
    """Show the ways to join a course."""
    return JoinView(
        how=join.how or "",
        phone=join.phone or "",
        phone_href=tel(join.phone),
        phone_note=phone_note(site, join.phone),
        email=join.email or "",
        email_href=mailto(join.email),
        url=join.url or "",
    )


def phone_note(site: Site, phone: str | None) -> str:
    """Say that ringing a number costs extra; empty where it does not."""
    return site.language.gettext(course_words.PHONE_COSTS) if costs_extra(phone) else ""


def whom_to_ask(site: Site, course: Course) -> str:
    """Say whom to ask about what is not known, as a sentence with links.

    There is always a phone number or an e-mail address: a rule wants one.
    """
    theirs, join = site.language.theirs, join_view(site, course.join)
    if join.phone and join.email:
        sentence = course_words.CALL_OR_MAIL
    elif join.phone:
        sentence = course_words.CALL
    else:
        sentence = course_words.MAIL
    said = fill(
        site.language.gettext(sentence),
        provider=theirs(site.catalogue.providers[course.provider].name),
        phone=LinkView(theirs(join.phone), join.phone_href),
        email=LinkView(theirs(join.email), join.email_href),
    )
    return said + f" {join.phone_note}" if join.phone_note else said


def report_link(site: Site, course: Course) -> LinkView:
    """Link to whoever can put a mistake right: the owner of the site, or else the provider."""
    gettext, join = site.language.gettext, join_view(site, course.join)
    if site.contact_email:
        return LinkView(
            gettext(course_words.REPORT), _report_mail(site, course, site.contact_email)
        )
    words = gettext("Tell the provider about a mistake")
    if join.email:
        return LinkView(words, _report_mail(site, course, join.email))
    return LinkView(words, join.phone_href)


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
