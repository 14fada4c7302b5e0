"""What the page /add/spreadsheet/ fetches once somebody gives it a sheet: Python itself, which
`make spreadsheet` has built, and our own code with the project's files, packed anew by each build.

Called by the editions and their maker. Both are packed here and unpacked by the page, because many
hosts send such files as they are.
"""

from __future__ import annotations

import ast
import io
import json
import zipfile
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import deflate

import catalogue as package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.site.editions import Editions
    from catalogue.site.urls import Urls

STARTS = "catalogue.sheets.in_browser"
"""The module that the page asks."""
LIST = "engine.json"
"""What `make spreadsheet` has built: of each file its length and hash, and what all is made of."""
LICENCES = "LICENCES.txt"
"""Beside it, those of all that was built."""
ARCHIVE = "catalogue.bin"
"""Our code and the project's files."""
_FOLDERS = ("content/courses", "content/venues", "content/sheets", "providers")
_OF_OURS = ("schema", "reference")
_NOT_ASKED_FOR = ("english-words.csv",)
"""Words of the search that no sheet is held against, and they are many."""
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # so that the same files are the same bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that the page fetches: its name, address and length, and the hash of what it has."""

    name: str
    href: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Engine:
    """Python for the page, as it was built: its files by name, and the list of them."""

    folder: Path
    files: Mapping[str, Mapping[str, Any]]

    def read(self, name: str) -> bytes:
        """Return one file of it. Raises OSError."""
        return (self.folder / name).read_bytes()


def engine_in(folder: Path) -> Engine | None:
    """Return what `make spreadsheet` has built, unless it was built for other packages or for
    another code than is here now.
    """
    if not (folder / LIST).is_file():
        return None
    built = json.loads((folder / LIST).read_text(encoding="utf-8"))
    return Engine(folder, built["files"]) if built["made_of"] == made_of(folder.parent) else None


def fetched_for_sheets(editions: Editions, urls: Urls) -> tuple[Fetched, ...]:
    """List what the page fetches before it can read a sheet."""
    if editions.engine is None:
        return ()
    archive = Fetched(
        ARCHIVE,
        f"{urls.partners()}{ARCHIVE}",
        len(editions.archive),
        sha256(editions.archive).hexdigest(),
    )
    files = editions.engine.files.items()
    return (*(Fetched(name, f"{urls.python()}{name}", **said) for name, said in files), archive)


def made_of(source: Path) -> str:
    """Name what Python for the page is built of: the packages that our code asks for, by their
    versions, and the files of `source` that build it.
    """
    digest = sha256("\n".join((*sorted(packages()), *sorted(asked_for()))).encode())
    files = (*source.iterdir(), *(source / "licences").iterdir())
    for path in sorted(path for path in files if path.is_file()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def packages() -> Iterator[str]:
    """Yield the packages that our code asks for, with their versions."""
    known = packages_distributions()
    for name in {name.partition(".")[0] for name in asked_for()} & known.keys():
        yield f"{known[name][0]}=={version(known[name][0])}"


def asked_for() -> set[str]:
    """Return the modules that are not ours and that our code imports for the page."""
    return {
        name
        for text in modules().values()
        for name in _imports(text)
        if name.partition(".")[0] != package.__name__
    }


@cache
def modules() -> Mapping[str, str]:
    """Return the text of each module of ours that the page needs, by its file: the one that it asks
    and all that this imports, once it begins or later.
    """
    top = Path(package.__path__[0]).parent
    found: dict[str, str] = {}
    waiting = [STARTS]
    while waiting:
        steps = waiting.pop().split(".")
        for end in range(1, len(steps) + 1):
            path = Path(*steps[:end])
            files = (path.with_suffix(".py"), path / "__init__.py")
            file = next((file for file in files if (top / file).is_file()), None)
            if file and file.as_posix() not in found:
                found[file.as_posix()] = text = (top / file).read_text(encoding="utf-8")
                waiting += [name for name in _imports(text) if name.startswith(package.__name__)]
    return dict(sorted(found.items()))


def _imports(text: str) -> Iterator[str]:
    """Yield what a module imports when it runs: `catalogue.yaml_reader.read_file`."""
    waiting: list[ast.AST] = [ast.parse(text)]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
            case ast.If(test=ast.Compare(left=ast.Attribute(attr="platform"))):
                continue  # what is not there in a browser
            case ast.Import(names=names):
                yield from (one.name for one in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (module, *(f"{module}.{one.name}" for one in names))
        waiting += ast.iter_child_nodes(node)


def archive_of(root: Path) -> bytes:
    """Pack our code and the files of the project below `root`, so that the page reads what the
    command would. Raises OSError.
    """
    parts = {file: text.encode() for file, text in modules().items()}
    for folder in (*_FOLDERS, *_OF_OURS):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.name not in _NOT_ASKED_FOR and path.suffix != ".md":
                parts[f"{folder}/{path.relative_to(root / folder).as_posix()}"] = path.read_bytes()
    return packed(zip_of(parts.items()))


def zip_of(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Put files into an archive as they are, which packs better as a whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts:
            archive.writestr(zipfile.ZipInfo(name, _NO_DATE), body)
    return out.getvalue()


def packed(body: bytes) -> bytes:
    """Pack a file as a browser unpacks it."""
    return bytes(deflate.gzip_compress(body, 12))
