"""Writes sitemap.xml and robots.txt. Called by their makers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from catalogue.site.urls import Urls

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HERE = "http://127.0.0.1:8000"
"""Stands for the site's address while it has none: a sitemap must have whole addresses."""


def sitemap_xml(urls: Urls, pages: Iterable[tuple[str, date | None]]) -> bytes:
    """Write the addresses of pages and the days on which they last changed.

    The format: https://www.sitemaps.org/protocol.html
    """
    root = Element("urlset", xmlns=_NAMESPACE)
    for href, changed in pages:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = f"{urls.origin or _HERE}{href}"
        if changed:
            SubElement(url, "lastmod").text = changed.isoformat()
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def robots_txt(urls: Urls) -> str:
    """Tell crawlers to come in, or to stay out of a site without an address: that one is not for
    the public."""
    if not urls.origin:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nDisallow:\n\nSitemap: {urls.absolute(urls.sitemap())}\n"
