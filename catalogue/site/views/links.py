"""The smallest views, shared by all pages."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link and its words. In a sentence it is an `<a>`."""

    text: str
    href: str

    def __html__(self) -> Markup:
        return Markup('<a href="{}">{}</a>').format(self.href, self.text)


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link of the menu; a page that names its `section` has it marked as the current one."""

    text: str
    href: str
    section: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """One way into the catalogue: a topic, an area, a level, a day."""

    label: str
    href: str
    meaning: str
    count: str
