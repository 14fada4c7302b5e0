"""Makes our scripts and style sheets small in the built site: comments and long names stay here,
and the modules of the search become one file, which is fetched at once and packs better; so do
those of the page for staff, which needs some of the same.

Called by the build. The plain `pelican` command leaves them as they are written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import minify

from catalogue.site.processes import BuildFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KINDS = {".js": "application/javascript", ".css": "text/css"}
_JOINED = ("assets/*/js/search/page.js", "assets/*/js/someone/page.js")
_IMPORT = re.compile(
    r'^import\s+(?:\{[^}]*\}\s+from\s+)?"(\.\.?/(?:\w+/)?\w+\.js)";\n', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=async |function |const |let |class )", re.MULTILINE)


def pack(output: Path) -> None:
    """Pack every script and style sheet of ours below `output`, and the script of the search index.
    Raises BuildFailed where one is not written as its language wants it.
    """
    pages = [path for pattern in _JOINED for path in output.glob(pattern)]
    texts = {path: "".join(_joined(path, set())) for path in pages}
    for module in {one for path in pages for one in path.parent.glob("*.js")}:
        module.unlink()
    for path, text in texts.items():
        # Names that nothing outside can see may become as short as they like.
        path.write_text(f"(() => {{\n{text}}})();\n", encoding="utf-8")
    ours = (*sorted((output / "assets").rglob("*.*")), *output.glob("*.js"))
    for path in (*ours, *output.glob("search/*/pagefind/pagefind.js")):
        if path.suffix in _KINDS:
            try:
                packed = minify.string(_KINDS[path.suffix], path.read_text(encoding="utf-8"))
            except minify.MinifyError as error:
                raise BuildFailed(f"{path.relative_to(output)} has a mistake: {error}") from error
            path.write_text(packed, encoding="utf-8")


def _joined(module: Path, told: set[Path]) -> Iterator[str]:
    """Yield the text of a module after the texts of those that it imports, each once. All share one
    scope: a name that two of them have is a mistake, which packing tells.
    """
    text = module.read_text(encoding="utf-8")
    for name in _IMPORT.findall(text):
        other = (module.parent / name).resolve()
        if other not in told:
            told.add(other)
            yield from _joined(other, told)
    yield _EXPORT.sub("", _IMPORT.sub("", text))
