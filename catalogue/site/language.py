"""The language of the site's own words: one catalogue of messages a language, and how it writes
dates, numbers and direction.

Reached by every view as `site.language` and by templates through Jinja's `{% trans %}`. What
partners wrote is never translated: it stays in English, and `theirs` marks it so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale
from babel.core import get_global
from babel.messages.mofile import write_mo
from babel.support import Translations
from markupsafe import Markup, escape

from catalogue.languages import read_messages
from catalogue.site import template_words

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

SOURCE = "en-GB"
"""The language that messages are written in, and that partners write in."""
_TOGETHER = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


class UnknownLanguage(ValueError):
    """There are no messages for a language, or they would break a page."""


@dataclass(frozen=True)
class Language:
    """A language people can read the site in. `tag` is BCP 47, as in `<html lang>`, and `edition`
    stands for all its messages.
    """

    tag: str = SOURCE
    translations: NullTranslations = field(default_factory=NullTranslations)
    edition: str = ""

    @classmethod
    def of(cls, tag: str, folder: Path) -> Language:
        """Read `folder`/<tag>/messages.po. Raises UnknownLanguage where there is none, or where it
        cannot be read or would break a page."""
        if tag == SOURCE:
            return ENGLISH
        file = folder / tag / "messages.po"
        if not file.is_file():
            raise UnknownLanguage(f"There are no messages in “{tag}”: {file} is missing.")
        catalog, problems = read_messages(file, f"{folder.name}/{tag}/{file.name}")
        if catalog is None:
            first = problems[0]
            raise UnknownLanguage(f"{first.file}:{first.line}: {first.what} {first.mend}")
        compiled = BytesIO()
        write_mo(compiled, catalog)
        edition = sha256(compiled.getvalue()).hexdigest()
        compiled.seek(0)
        return cls(tag, Translations(compiled), edition)

    def install(self, env: Environment) -> None:
        """Let templates speak it. `{{ name | theirs }}` and `<div{{ theirs }}>` hold partners'
        words. Where no markup can be, `{{ name | together }}` is a part of a sentence, and
        `{{ heading | plain }}` is the whole.
        """
        template_words.install(env, self.translations)
        env.filters |= {"theirs": self.theirs, "together": self.together, "plain": plain}
        env.globals["theirs"] = self.theirs_mark

    @cached_property
    def locale(self) -> Locale:
        """How the language writes dates and numbers, as Babel knows it."""
        return Locale.parse(self.tag, sep="-")

    @property
    def territory_tag(self) -> str:
        """The language with a territory, as Open Graph writes it (en_GB): where the tag has none,
        the one where most people speak it (Unicode CLDR)."""
        likely = get_global("likely_subtags").get(self.locale.language, "")
        return f"{self.locale.language}_{self.locale.territory or likely.rpartition('_')[2]}"

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

    @cached_property
    def theirs_mark(self) -> Markup:
        """The attributes of an element that holds a partner's words: none on an English page."""
        return Markup("" if self.tag == SOURCE else ' lang="en" dir="ltr"')

    def theirs(self, words: str) -> str:
        """Mark a partner's words as English, where they stand among words that are not."""
        if not self.theirs_mark or not words:
            return words
        return Markup("<bdi{}>{}</bdi>").format(self.theirs_mark, words)

    def together(self, words: str) -> str:
        """Keep words in their own order in a sentence without markup, as in an attribute."""
        return _TOGETHER.format(words) if self.theirs_mark and words else words


def fill(sentence: str, **words: object) -> str:
    """Put words into the places of a sentence; marked ones stay marked."""
    if any(hasattr(word, "__html__") for word in words.values()):
        return Markup(escape(sentence)).format(**words)
    return sentence.format(**words)


def plain(words: str) -> str:
    """Take the marks out of words, for a title, an attribute or another file."""
    return words.striptags() if isinstance(words, Markup) else words


def mark(message: str) -> str:
    """Mark a message of a table for translators; whoever says it asks a language for it."""
    return message


class Counted(NamedTuple):
    """A marked message that says a number of things: for one, and for many."""

    one: str
    many: str


ENGLISH = Language()
"""The language of the messages themselves."""
