"""Hands the pages of content/pages/ to Pelican: those that may be published, and no others.

HTML is shown as text. Links within the site are written from its root (`/help/`) and get the folder
the site is in.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.readers import BaseReader

from catalogue.page_files import page_from, read_page
from catalogue.site.markup import page_markup
from catalogue.site.urls import BadSiteUrl, Urls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.records import ContentPage


class PageReader(BaseReader):  # type: ignore[misc] # Pelican publishes no types
    """What Pelican calls for each page."""

    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a page's markup and what its first lines say. The loader has checked them."""
        read, _ = read_page(Path(source_path), source_path)
        assert read is not None, source_path
        page = page_from(read, source_path)
        said = {name: getattr(page, name) for name in ("title", "slug", "order", "description")}
        said |= {"contact": "yes"} if page.contact else {}
        metadata = {name: self.process_metadata(name, str(value)) for name, value in said.items()}
        return page_markup(page.text, self._base()), metadata

    def _base(self) -> str:
        try:
            return Urls.of(self.settings["SITEURL"]).base
        except BadSiteUrl:
            # The generator says so; from here Pelican would only tell that a page is wrong.
            return ""


def files_of(pages: Iterable[ContentPage]) -> list[str]:
    """Return the names of pages below content/, as Pelican asks for them."""
    return [page.file.removeprefix("content/") for page in pages]
