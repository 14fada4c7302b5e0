"""Makes our scripts and style sheets small in the built site: comments and long names stay here.

Called by the build. The plain `pelican` command leaves them as they are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import minify

from catalogue.site.processes import BuildFailed

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = {".js": "application/javascript", ".css": "text/css"}


def pack(output: Path) -> None:
    """Pack every script and style sheet of ours below `output`, and the script of the search index.
    Raises BuildFailed where one is not written as its language wants it.
    """
    ours = (*sorted((output / "assets").rglob("*.*")), *output.glob("*.js"))
    for path in (*ours, *output.glob("search/*/pagefind/pagefind.js")):
        if path.suffix in _KINDS:
            try:
                packed = minify.string(_KINDS[path.suffix], path.read_text(encoding="utf-8"))
            except minify.MinifyError as error:
                raise BuildFailed(f"{path.relative_to(output)} has a mistake: {error}") from error
            path.write_text(packed, encoding="utf-8")
