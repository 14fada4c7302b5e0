"""The language of the site's own words: one catalogue of messages a language, and how it writes
dates, numbers and direction.

Made once by the generator, reached by every view as `site.language` and by templates through
Jinja's `{% trans %}`. What partners wrote is never translated: it stays in English and is marked
so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from gettext import NullTranslations
from io import BytesIO
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "en-GB"
"""The language that messages are written in, and that partners write in."""


class UnknownLanguage(ValueError):
    """There are no messages for a language."""


@dataclass(frozen=True)
class Language:
    """A language people can read the site in. `tag` is BCP 47, as in `<html lang>`."""

    tag: str = SOURCE
    translations: NullTranslations = field(default_factory=NullTranslations)

    @classmethod
    def of(cls, tag: str, folder: Path) -> Language:
        """Read `folder`/<tag>/messages.po. Raises UnknownLanguage where there is none."""
        if tag == SOURCE:
            return cls()
        file = folder / tag / "messages.po"
        if not file.is_file():
            raise UnknownLanguage(f"There are no messages in “{tag}”: {file} is missing.")
        compiled = BytesIO()
        with file.open("rb") as source:
            write_mo(compiled, read_po(source))
        compiled.seek(0)
        return cls(tag, Translations(compiled))

    @property
    def locale(self) -> Locale:
        """How the language writes dates and numbers, as Babel knows it."""
        return Locale.parse(self.tag, sep="-")

    @property
    def direction(self) -> str:
        """Which way it is read: ltr or rtl, as in `<html dir>`."""
        return self.locale.text_direction

    def gettext(self, message: str) -> str:
        """Return a message in this language; itself where it has not been translated."""
        return self.translations.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the message that fits a number."""
        return self.translations.ngettext(one, many, number)


ENGLISH = Language()
"""The language of the messages themselves."""
