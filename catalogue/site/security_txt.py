"""Writes /.well-known/security.txt: whom to tell of a hole in the site (RFC 9116).

Called by its maker where the owner's settings say whom. Such a file counts for a whole host, so a
site in a folder of one has none.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from catalogue.mail import mailto

if TYPE_CHECKING:
    from catalogue.site.views.site import Site

_HOLDS = timedelta(days=180)  # less than a year, as the RFC asks; each build says it anew


def security_txt(site: Site) -> str:
    """Return the text; empty where nobody can be told."""
    contact, urls = mailto(site.contact_email), site.urls
    if not contact or urls.base:
        return ""
    lines = [f"Contact: {contact}"]
    if site.repository_url:
        lines.append(f"Policy: {site.repository_url}/blob/main/SECURITY.md")
    if urls.origin:
        lines.append(f"Canonical: {urls.absolute(urls.security())}")
    lines.append(f"Preferred-Languages: {site.language.tag.partition('-')[0]}")
    lines.append(f"Expires: {(site.today + _HOLDS).isoformat()}T00:00:00Z")
    return "".join(f"{line}\n" for line in lines)
