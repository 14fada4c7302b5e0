"""Hands the pages of content/pages/ to Pelican: those that may be published, and no others.

HTML is shown as text. Links within the site are written from its root (`/help/`) and get the folder
the site is in. What stands between a line `::: examples` and a line `:::` is left out of a site
without invented examples.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.readers import BaseReader

from catalogue.page_files import OF_EXAMPLES
from catalogue.site.markup import page_markup
from catalogue.site.urls import BadSiteUrl, Urls

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.records import ContentPage

PAGES = "CATALOGUE_PAGES"
"""The setting that holds the pages of the catalogue, by the names of their files, each with what is
said where the file has a mistake now.
"""


class PageReader(BaseReader):  # type: ignore[misc] # Pelican publishes no types
    """What Pelican calls for each page."""

    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a page's markup and what its first lines say, as the catalogue has them."""
        page, correction = self.settings[PAGES][Path(source_path).name]
        said = {name: getattr(page, name) for name in ("title", "slug", "order", "description")}
        said |= {"correction": correction, **({"contact": "yes"} if page.contact else {})}
        metadata = {name: self.process_metadata(name, str(value)) for name, value in said.items()}
        of_examples = r"\1" if self.settings["PUBLISH_EXAMPLES"] else ""
        return page_markup(OF_EXAMPLES.sub(of_examples, page.text), self._base()), metadata

    def _base(self) -> str:
        try:
            return Urls.of(self.settings["SITEURL"]).base
        except BadSiteUrl:
            # The generator says so; from here Pelican would only tell that a page is wrong.
            return ""


def files_of(pages: Mapping[str, tuple[ContentPage, str]]) -> list[str]:
    """Return the names of pages below content/, as Pelican asks for them."""
    return [page.file.removeprefix("content/") for page, _ in pages.values()]
