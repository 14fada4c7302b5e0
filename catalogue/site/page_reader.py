"""Reads content/pages/*.md for Pelican: lines like "title: Help", an empty line, then Markdown.

HTML is shown as text. Links within the site are written from its root (`/help/`) and get the folder
the site is in. What stands between a line `::: examples` and a line `:::` is left out of a site
without invented examples.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pelican.readers import BaseReader

from catalogue.site.markup import page_markup
from catalogue.site.urls import BadSiteUrl, Urls

_OF_EXAMPLES = re.compile(r"^::: examples\n(.*?)^:::$", re.MULTILINE | re.DOTALL)


class PageReader(BaseReader):  # type: ignore[misc] # Pelican publishes no types
    """What Pelican calls for each page."""

    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a page's markup and what its first lines say."""
        head, _, text = Path(source_path).read_text(encoding="utf-8").partition("\n\n")
        said = dict(line.split(":", 1) for line in head.splitlines())
        metadata = {
            name.strip().lower(): self.process_metadata(name.strip().lower(), value.strip())
            for name, value in said.items()
        }
        of_examples = r"\1" if self.settings["PUBLISH_EXAMPLES"] else ""
        return page_markup(_OF_EXAMPLES.sub(of_examples, text), self._base()), metadata

    def _base(self) -> str:
        try:
            return Urls.of(self.settings["SITEURL"]).base
        except BadSiteUrl:
            # The generator says so; from here Pelican would only tell that a page is wrong.
            return ""
