"""What a format may ask of the house it leaves: our words for people, and our addresses.

The site has them all, and hands them in: nothing here knows how it makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from catalogue.history import CourseHistory
    from catalogue.records import Course, Run
    from catalogue.schemas import Vocabulary


class HouseLanguage(Protocol):
    """The language of our own words. What partners wrote stays in English."""

    @property
    def tag(self) -> str: ...

    def gettext(self, message: str) -> str: ...

    def together(self, words: str) -> str: ...


class Addresses(Protocol):
    """Where pages and files of the site are. `origin` is empty while the site has no address."""

    @property
    def origin(self) -> str: ...

    def absolute(self, href: str) -> str: ...

    def home(self) -> str: ...

    def feed(self, href: str) -> str: ...

    def course(self, course_id: str) -> str: ...

    def calendar(self, course_id: str, run_key: str) -> str: ...

    def list_calendar(self, href: str) -> str: ...

    def data(self, name: str) -> str: ...

    def provider(self, provider_id: str) -> str: ...

    def venue(self, venue_id: str) -> str: ...

    def courses(self) -> str: ...

    def topics(self) -> str: ...

    def topic(self, topic_id: str) -> str: ...

    def areas(self) -> str: ...

    def area(self, area_id: str) -> str: ...


@dataclass(frozen=True, slots=True)
class CourseWords:
    """What pages say of a course and one of its runs: finished words, without markup."""

    provider: str
    where: str
    cost: str
    times: str = ""
    begins: str = ""
    state: str = ""
    phone_note: str = ""
    only_for: str = ""
    """Who alone may join, without a full stop; empty where everyone may."""


class Words(Protocol):
    """How the site says things. It does not say what is an example: titles do."""

    def of_course(self, course: Course) -> CourseWords:
        """Say what lists say, by the run that they show."""

    def of_run(self, course: Course, run: Run) -> CourseWords:
        """Say what stands for itself: who teaches it, the whole address, and the cost."""

    def cost(self, course: Course) -> str:
        """Say what a course costs, as lists do."""

    def who_may_join(self, course: Course) -> str:
        """Say who alone may join, without a full stop; empty where everyone may."""

    def day(self, day: date) -> str:
        """Say a day as pages do: 12 January 2027."""


@dataclass(frozen=True, slots=True)
class House:
    """What formats are handed beside the catalogue. `vocabularies` are in our language; `history`
    says of each course since when it is here, and when it and its runs changed.
    """

    name: str
    language: HouseLanguage
    urls: Addresses
    vocabularies: Mapping[str, Vocabulary]
    words: Words
    history: Mapping[str, CourseHistory]
    contact_email: str = ""
