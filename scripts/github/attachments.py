"""Fetches what somebody attached to an issue. Anybody may have attached anything, so: only from
where GitHub keeps attachments, a few, small ones, and never with our token.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from catalogue.intake.envelopes import Part

_MOST = 3
_MOST_BYTES = 2_000_000
_SECONDS = 30
_WHERE_IT_LIES = ".githubusercontent.com"


class Unfetched(Exception):
    """An attachment could not be fetched; says why and what to do."""


class _OnlyWithinGitHub(HTTPRedirectHandler):
    def redirect_request(self, *given: Any) -> Request | None:
        host = urlsplit(given[-1]).hostname or ""
        if not host.endswith(_WHERE_IT_LIES):
            raise URLError(f"It leads to {host}.")
        return super().redirect_request(*given)


def attachments_in(body: str) -> list[str]:
    """Return the addresses of what is attached to the text of an issue."""
    server = re.escape(os.environ.get("GITHUB_SERVER_URL", "https://github.com"))
    found = re.findall(rf"{server}/user-attachments/files/\d+/[\w.%~-]+", body)
    return list(dict.fromkeys(found))


def fetched(body: str) -> Iterator[Part]:
    """Fetch all that is attached to the text of an issue. Raises Unfetched."""
    addresses = attachments_in(body)
    if len(addresses) > _MOST:
        raise Unfetched(f"These are {len(addresses)} files; send at most {_MOST} at once.")
    for address in addresses:
        yield _fetched(address)


def _fetched(address: str) -> Part:
    name = unquote(address.rpartition("/")[2])
    try:
        with build_opener(_OnlyWithinGitHub).open(
            quote(address, safe=":/%"), timeout=_SECONDS
        ) as answer:
            raw = answer.read(_MOST_BYTES + 1)
    except (OSError, HTTPException, ValueError) as error:
        raise Unfetched(f"“{name}” could not be fetched: {error}. Attach it again.") from None
    if len(raw) > _MOST_BYTES:
        raise Unfetched(f"“{name}” is bigger than 2 MB. Send it by e-mail, or fewer rows of it.")
    return Part(name, raw)
