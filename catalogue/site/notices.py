"""What others made and the site ships, with their licences: one text file.

Called by its maker. The texts are in theme/licences/, beside the font, and where `make editor` puts
those of the hosted editor. Whose data pages show is said on the page about the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BETWEEN = f"\n\n{'-' * 80}\n\n"
_FIRST = "This site is made with the work of others. These are their licences."
_OF_THE_EDITOR = ("LICENSE*", "*.LEGAL.txt")


def third_party_notices(theme: Path, editor: Path | None) -> str:
    """Return the text; `editor` is the folder of the hosted editor where it is part of the site."""
    texts = (path.read_text(encoding="utf-8").strip() for path in _licences(theme, editor))
    return f"{_BETWEEN.join((_FIRST, *texts))}\n"


def _licences(theme: Path, editor: Path | None) -> Iterator[Path]:
    yield from sorted((theme / "licences").glob("*.txt"))
    yield from sorted((theme / "static" / "fonts").glob("*.txt"))
    for names in _OF_THE_EDITOR:
        yield from sorted(editor.glob(names)) if editor else ()
