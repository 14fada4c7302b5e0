"""What the site hands to the formats it writes: its words, its addresses and its vocabularies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalogue.exports.house import CourseWords, House
from catalogue.site.language import plain
from catalogue.site.views.contact import phone_note
from catalogue.site.views.costs import short_cost
from catalogue.site.views.eligibility import who_may_join
from catalogue.site.views.runs import where_view
from catalogue.site.views.words import joined, short_date

if TYPE_CHECKING:
    from datetime import date

    from catalogue.records import Course, Run
    from catalogue.site.views.site import Site


def house_of(site: Site) -> House:
    """Return what formats may ask of a site."""
    return House(
        name=site.name,
        language=site.language,
        urls=site.urls,
        vocabularies=site.vocabularies,
        words=SiteWords(site),
        history=site.history,
        contact_email=site.contact_email,
    )


@dataclass(frozen=True, slots=True)
class SiteWords:
    """Says in a format what pages say."""

    site: Site
    _wheres: dict[tuple[str | None, str], str] = field(default_factory=dict)

    def of_course(self, course: Course) -> CourseWords:
        """Say what the course's card says."""
        # Not of the course that a format has: cards are kept, and pages mark examples in their way.
        card = self.site.card(self.site.catalogue.courses[course.id])
        times = [f"{line.days} {line.times}".strip() for line in card.meetings]
        return CourseWords(
            provider=card.provider,
            where=plain(card.where),
            cost=card.cost,
            times=joined(self.site.language, times),
            begins=card.begins,
            state=card.state.text,
            only_for=who_may_join(self.site, course),
        )

    def of_run(self, course: Course, run: Run) -> CourseWords:
        """Say who teaches it, where with the address, and the cost."""
        return CourseWords(
            provider=self.site.catalogue.providers[course.provider].name,
            where=self._where(run),
            cost=short_cost(self.site.language, course.cost),
            phone_note=phone_note(self.site, course.join.phone),
            only_for=who_may_join(self.site, course),
        )

    def _where(self, run: Run) -> str:
        # Ten thousand runs are at a few dozen places.
        key = (run.venue, run.delivery)
        if key not in self._wheres:
            self._wheres[key] = where_view(self.site, run).line
        return self._wheres[key]

    def cost(self, course: Course) -> str:
        """Say what a course costs, as lists do."""
        return short_cost(self.site.language, course.cost)

    def who_may_join(self, course: Course) -> str:
        """Say who alone may join, without a full stop; empty where everyone may."""
        return who_may_join(self.site, course)

    def day(self, day: date) -> str:
        """Say a day as pages do: 12 January 2027."""
        return short_date(self.site.language, day)
