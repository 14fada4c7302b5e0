"""The sentences of a course's page in one language, for a browser that words a course nobody has
published yet: all those of course_words.py, by the names that js/form/preview.js and runs.js call
them, and how the language writes days and months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.site.language import SOURCE, Counted
from catalogue.site.views import course_words
from catalogue.site.views.words import day_letters, day_names

if TYPE_CHECKING:
    from catalogue.site.language import Language


def words_for_preview(language: Language) -> dict[str, Any]:
    """Return the sentences by name; what counts has one for one and one for many."""
    sentences = {
        name.lower(): _said(language, words)
        for name, words in vars(course_words).items()
        if name.isupper()
    }
    return {
        **sentences,
        "gap": language.gettext("not said yet"),
        "days": day_names(language),
        "letters": day_letters(language),
        "months": [language.locale.months["format"]["wide"][number] for number in range(1, 13)],
        "clock": {"am": "am", "pm": "pm", "noon": "midday"} if language.tag == SOURCE else None,
    }


def _said(language: Language, words: Any) -> Any:
    match words:
        case Counted():
            # Two forms are enough here: in a language with more, a preview may have the wrong one.
            return {"one": language.ngettext(*words, 1), "other": language.ngettext(*words, 2)}
        case str():
            return language.gettext(words)
        case dict():
            return {name: _said(language, one) for name, one in words.items()}
        case _:
            return [_said(language, one) for one in words]
