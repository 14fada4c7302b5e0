"""What it would cost to ship one MiniSearch index of all courses instead of our search.

Called by bench_browser.py. Needs Node and npm: the library is fetched into a folder that is thrown
away, and without it the tables have no such column.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from catalogue.site.published import edition_of

_LIBRARY = ("minisearch@7.2.0", "terser@5.51.4")
_SCRIPT = Path(__file__).with_name("whole_index.mjs")
_FACETS = ("topic", "level", "audience", "provider")
_FIRST_LETTER = 48


class NoNode(Exception):
    """Why the index could not be made, in a sentence."""


def whole_index_size(output: Path, compressed: Callable[[bytes], bytes]) -> float:
    """KB of the index of a built site (titles, facets and summaries, with the cards) and of its
    library, both compressed. Raises NoNode.
    """
    if not shutil.which("node") or not shutil.which("npm"):
        raise NoNode("MiniSearch was not weighed: there is no Node here.")
    with tempfile.TemporaryDirectory(prefix="minisearch-") as name:
        folder = Path(name)
        # In a folder of its own, npm would look for a project further up.
        (folder / "package.json").write_text("{}")
        install = ("npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts")
        _run((*install, *_LIBRARY), folder)
        shutil.copy(_SCRIPT, folder)
        index = _run(("node", _SCRIPT.name), folder, json.dumps(list(_courses(output))))
        terser = ("node", "node_modules/terser/bin/terser", "-c", "-m", "--module")
        library = _run((*terser, "node_modules/minisearch/dist/es/index.js"), folder)
    return sum(len(compressed(text.encode())) for text in (index, library)) / 1_000


def _courses(output: Path) -> Iterator[dict[str, Any]]:
    data = edition_of(output, "search")
    columns = [json.loads((data / "facets" / f"{name}.json").read_bytes()) for name in _FACETS]
    files = [json.loads(path.read_bytes()) for path in (data / "cards").glob("*.json")]
    cards = {int(number): card for file in files for number, card in file.items()}
    for number, card in sorted(cards.items()):
        facets = [column["sets"][ord(column["rows"][number]) - _FIRST_LETTER] for column in columns]
        yield {
            "id": number,
            "title": card["title"],
            "summary": _summary(output / card["href"].strip("/") / "index.html"),
            "facets": [value for values in facets for value in values],
            "card": card,
        }


def _summary(page: Path) -> str:
    found = re.search(
        r'<meta name="description" content="([^"]*)"', page.read_text(encoding="utf-8")
    )
    return unescape(found[1]).removeprefix("Example. ") if found else ""


def _run(command: tuple[str, ...], folder: Path, given: str = "") -> str:
    finished = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, text=True, check=False
    )
    if finished.returncode:
        raise NoNode(f"MiniSearch was not weighed: {command[0]} failed.")
    return finished.stdout
