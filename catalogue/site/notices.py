"""What others made and the site ships, with their licences: one text file.

Called by its maker. The texts are in theme/licences/, beside the font, and where `make editor` and
`make spreadsheet` put those of what they have built. Whose data pages show is said on the page
about the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.site.spreadsheet import LICENCES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BETWEEN = f"\n\n{'-' * 80}\n\n"
"""What stands between two licences."""
_FIRST = "This site is made with the work of others. These are their licences."
_OF_THE_EDITOR = ("LICENSE*", "*.LEGAL.txt")


def third_party_notices(theme: Path, editor: Path | None, python: Path | None = None) -> str:
    """Return the text; `editor` is the folder of the hosted editor, and `python` that of what reads
    sheets in the browser, where they are part of the site.
    """
    paths = [*_licences(theme, editor), *([python / LICENCES] if python else ())]
    texts = (path.read_text(encoding="utf-8").strip() for path in paths)
    return f"{BETWEEN.join((_FIRST, *texts))}\n"


def _licences(theme: Path, editor: Path | None) -> Iterator[Path]:
    yield from sorted((theme / "licences").glob("*.txt"))
    yield from sorted((theme / "static" / "fonts").glob("*.txt"))
    for names in _OF_THE_EDITOR:
        yield from sorted(editor.glob(names)) if editor else ()
