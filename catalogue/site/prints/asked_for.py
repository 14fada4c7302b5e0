"""What `catalogue print` is asked for, by the names that people give it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from catalogue.quoting import listed, nearest
from catalogue.site.language import plain
from catalogue.site.prints.handouts import course_print
from catalogue.site.prints.list_prints import list_print
from catalogue.site.views.link_targets import LinkTarget, targets
from catalogue.site.views.paper import HANDED_OVER, OF_LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.records import Course
    from catalogue.site.prints.one_print import Print
    from catalogue.site.views.site import Site


class CannotBePrinted(ValueError):
    """What was asked for is not there, or not as that."""


@dataclass(frozen=True)
class AskedFor:
    """Finds what somebody wants printed of a site. `name` is a kind with its size: poster-a4."""

    site: Site
    name: str

    @property
    def _of_courses(self) -> bool:
        return self.name not in OF_LISTS

    @cached_property
    def _lists(self) -> Mapping[str, list[LinkTarget]]:
        """All lists of a kind, by its name (libraries), and each by its own (toxteth-library) and,
        should two have one name, by both (libraries/toxteth-library)."""
        found: dict[str, list[LinkTarget]] = {}
        for kind, _, those in targets(self.site):
            found[kind] = those
            for target in those:
                found[f"{kind}/{target.name}"] = [target]
                found.setdefault(target.name, []).append(target)
        return found

    @cached_property
    def _words(self) -> Mapping[str, tuple[str, ...]]:
        """Every name that can be asked for, with other words for it."""
        lists = {name: (plain(those[0].label),) for name, those in self._lists.items() if those}
        courses = self.site.catalogue.courses.values() if self.name in HANDED_OVER else ()
        return {**lists, **{course.id: (course.title,) for course in courses}}

    def find(self, names: Iterable[str]) -> list[LinkTarget | Course]:
        """Find each thing once. Raises CannotBePrinted."""
        found: dict[str, LinkTarget | Course] = {}
        for name in names:
            for one in self._called(name):
                found[one.href if isinstance(one, LinkTarget) else one.id] = one
        return list(found.values())

    def _called(self, name: str) -> list[LinkTarget] | list[Course]:
        course = self.site.catalogue.courses.get(name)
        if course and self.name not in HANDED_OVER:
            raise CannotBePrinted(
                f"{name} is a course, and has no {self.name.rpartition('-')[0]}: ask for a handout "
                "or for large-print."
            )
        if course:
            return [course]
        those = self._lists.get(name)
        if those is None:
            raise CannotBePrinted(self._unknown(name))
        if len(those) > 1 and all(target.name == name for target in those):
            ways = [way for way, one in self._lists.items() if "/" in way and one[0] in those]
            raise CannotBePrinted(f"“{name}” can be {listed(ways)}: say which.")
        if self._of_courses:
            offers = (offer for target in those for offer in target.offers)
            return list({offer.course.id: offer.course for offer in offers}.values())
        return those

    def _unknown(self, name: str) -> str:
        meant = nearest(name, self._words)
        kinds = listed([one for one in self._lists if self._lists[one] and one in _ALL_OF], "and")
        hint = (
            f"Did you mean {meant}?"
            if meant
            else "Branches, areas, topics, times and partners are called as in their addresses on "
            f"the site, such as toxteth-library; {kinds} are all of a kind."
        )
        return f"There is nothing called “{name}” to print. {hint}"

    def made(self, what: LinkTarget | Course) -> tuple[str, Print | None]:
        """Make what is asked for, and name its file."""
        if isinstance(what, LinkTarget):
            return f"{what.name}-{self.name}.pdf", list_print(self.site, what, self.name)
        file = f"{what.id.replace('/', '-')}-{self.name}.pdf"
        return file, course_print(self.site, what, self.name)


_ALL_OF = ("libraries", "areas", "topics", "times", "providers")


def why_not(what: LinkTarget | Course) -> str:
    """Say why there is nothing to print of something."""
    if isinstance(what, LinkTarget):
        return f"{plain(what.label)}: nothing that people can join starts in the next twelve weeks."
    return f"{what.title} ({what.id}): nobody can join it any more."
