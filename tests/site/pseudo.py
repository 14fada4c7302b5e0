"""A language nobody speaks, to see what is not marked for translation and what breaks: every letter
of a message has an accent, the words are longer by half, and it is read from the right.

Its tag is that of Arabic, so that dates, lists and six plural forms come from there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.messages.pofile import write_po

from scripts.messages import collected
from tests.conftest import FROZEN, PROJECT

if TYPE_CHECKING:
    from pathlib import Path

TAG = "ar"
BEGIN, END = "⟦", "⟧"
_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÀƁÇĐÈƑĜĤÌĴĶĹṀŃÒƤǬŔŚŢÙṼŴẊŶŹàƀçđèƒĝĥìĵķĺṁńòƥǭŕśţùṽŵẋŷź",
)
_PLACE = re.compile(r"(\{\w+\}|%\(\w+\)s)")


def pseudo(message: str) -> str:
    """Put a message into the language."""
    parts = _PLACE.split(message)
    said = "".join(
        part if place % 2 else part.translate(_ACCENTED) for place, part in enumerate(parts)
    )
    return f"{BEGIN}{said}{' ĺòńĝèŕ' * -(-len(message) * 4 // 70)}{END}"


def write_language(folder: Path) -> None:
    """Write all our messages in it to `folder`/<TAG>/messages.po."""
    catalog = collected(TAG, FROZEN)
    for message in catalog:
        if isinstance(message.id, str):
            message.string = pseudo(message.id) if message.id else message.string
        else:
            message.string = (pseudo(message.id[1]),) * catalog.num_plurals
    path = folder / TAG / "messages.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)


def settings() -> str:
    """Our pelicanconf.py, with the site in this language."""
    ours = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
    owned = 'CONTACT_EMAIL = "us@example.org"\nREPOSITORY_URL = "https://example.org/repository"\n'
    return f'{ours}\nSITE_LANGUAGE = "{TAG}"\n{owned}'
