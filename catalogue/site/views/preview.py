"""The empty page in which the partners' form shows a course as its page would look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class PreviewView:
    """A page without a header or a foot, to stand in a frame. `add` is the form."""

    path: str
    add: str


def preview_view(site: Site) -> PreviewView:
    """Lay out the page."""
    return PreviewView(site.urls.preview(), site.urls.add())
