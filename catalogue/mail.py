"""Links that begin an e-mail: to one address, whatever a text says (RFC 6068)."""

from __future__ import annotations

import re
from urllib.parse import quote

ADDRESS = re.compile(
    r"[^@\s<>\"'?%#,;:()\[\]\\]+@[^@\s<>\"'?%#,;:()\[\]\\&=/+*!|{}^`~.]+"
    r"(\.[^@\s<>\"'?%#,;:()\[\]\\&=/+*!|{}^`~.]+)+"
)
"""What schema/shared.schema.json takes for an e-mail address; a test holds the two together."""
_MORE_THAN_AN_ADDRESS = re.compile(r"[?,;#]|%[01]|%2c|%3b|%3f", re.IGNORECASE)


class BadContact(ValueError):
    """What the settings give as an e-mail address is none."""


def contact_of(setting: str) -> str:
    """Return the owner's address, which may be empty. Raises BadContact."""
    if setting and not ADDRESS.fullmatch(setting):
        raise BadContact(
            f"CONTACT_EMAIL in pelicanconf.py is “{setting}”, which is no e-mail address. Write "
            "one like learning@centre.example, or leave it empty."
        )
    return setting


def mailto(address: str | None, **fields: str) -> str:
    """Return the link that begins an e-mail to an address, with fields such as subject and body.
    Empty where a text is no address.

    Only the fields that we name can be in it: each sign of the address that could end it, begin a
    field or name a second address is written as a number.
    """
    person, _, host = (address or "").rpartition("@")
    if not person or not host:
        return ""
    # As mail wants the ends of lines: RFC 6068, section 5.
    query = "&".join(
        f"{name}={_written(text.replace(chr(10), chr(13) + chr(10)))}"
        for name, text in fields.items()
    )
    return f"mailto:{_written(person)}@{_written(host)}{query and '?' + query}"


def is_address_alone(link: str) -> bool:
    """Whether a mailto: link, as somebody wrote it, is to an address and says no more."""
    return not _MORE_THAN_AN_ADDRESS.search(link)


def _written(text: str) -> str:
    return quote(text, safe="!'()*")  # what browsers leave as it is as well
