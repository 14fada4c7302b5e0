"""What the site hands to the formats it writes: its words, its addresses and its vocabularies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.exports.house import House, Said
from catalogue.free_rules import load_free_rules
from catalogue.schemas import load_schemas
from catalogue.site.language import plain
from catalogue.site.urls import Urls
from catalogue.site.views.costs import cost_view
from catalogue.site.views.runs import where_view
from catalogue.site.views.site import Site
from catalogue.site.views.words import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.exports.house import Column
    from catalogue.records import Course, Run


def house_of(site: Site, columns: Mapping[str, Sequence[Column]] = {}) -> House:
    """Return what formats may ask of a site; `columns` are those of sheets that others ask for."""
    words = SiteWords(site)
    return House(site.name, site.language, site.urls, site.vocabularies, words, columns)


def house_in(
    root: Path, catalogue: Catalogue, columns: Mapping[str, Sequence[Column]] = {}
) -> House:
    """Return it for a command, which has no site: pages have no address. Raises FreeRulesError."""
    rules = load_free_rules(root / "reference", root / "schema", catalogue.vocabularies)
    schemas = load_schemas(root / "schema")
    return house_of(Site(catalogue, Urls(), "", rules, schemas), columns)


@dataclass(frozen=True, slots=True)
class SiteWords:
    """Says in a format what pages say."""

    site: Site

    def of_course(self, course: Course) -> Said:
        """Say what the course's card says."""
        # Not of the course that a format has: cards are kept, and pages mark examples in their way.
        card = self.site.card(self.site.catalogue.courses[course.id])
        times = [f"{line.days} {line.times}".strip() for line in card.meetings]
        return Said(
            provider=card.provider,
            where=plain(card.where),
            cost=card.cost,
            times=joined(self.site.language, times),
            begins=card.begins,
            state=card.state.text,
        )

    def of_run(self, course: Course, run: Run) -> Said:
        """Say who teaches it, where with the address, and the cost."""
        return Said(
            provider=self.site.catalogue.providers[course.provider].name,
            where=where_view(self.site, run).line,
            cost=cost_view(self.site, course.cost).short,
        )
