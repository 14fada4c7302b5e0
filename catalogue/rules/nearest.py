"""What somebody most likely meant, where a search looks at every name there is.

Used by the rules that follow links between files.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from catalogue import quoting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_MOST = 50


class Nearest:
    """Finds the nearest of some names, for the first fifty different words it is asked about.

    Without that limit, a renamed folder that thousands of courses point to would make a check take
    hours: as many searches as there are courses, through as many names.
    """

    def __init__(self, names: Callable[[], Mapping[str, Iterable[str]]]) -> None:
        self._make_names = names
        self._found: dict[str, str | None] = {}

    @cached_property
    def _names(self) -> Mapping[str, Iterable[str]]:
        return self._make_names()

    def to(self, word: str) -> str | None:
        """Return the name most like a word, or None if none is or too many were asked for."""
        if word not in self._found:
            if len(self._found) == _MOST:
                return None
            self._found[word] = quoting.nearest(word, self._names)
        return self._found[word]
