"""The smallest views, shared by all pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link and its words."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link of the menu; a page that names its `section` has it marked as the current one."""

    text: str
    href: str
    section: str
