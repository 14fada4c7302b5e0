"""What scripts fetch, made before any page, in folders that are named after what is in them.

A page names the folders it was made with, so it never gets a file of another build, whatever is
kept by a browser, a host or an open tab (docs/decisions/0027-one-build-one-truth.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

from catalogue.site.form_file import form_file
from catalogue.site.indexing import SETTINGS
from catalogue.site.partner_files import partner_files
from catalogue.site.search.documents import search_document
from catalogue.site.search.fetched import search_files
from catalogue.site.spreadsheet import archive_of, engine_in
from catalogue.site.views.search import phrases_of, search_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from catalogue.site.search.documents import SearchDocument
    from catalogue.site.spreadsheet import Engine
    from catalogue.site.views.site import Site

Files = tuple[tuple[str, str], ...]
"""The name of each file below its folder, and its text."""

FOLDERS = ("assets", "search", "add", "edit", "python")
"""Where the folders of a build are: style sheets and scripts, what is searched, what partners'
pages read, the hosted editor, and what reads a sheet in the browser.
"""


@dataclass(frozen=True, slots=True)
class Editions:
    """`documents` are what Pagefind indexes; `names` are the folders' names, by where they are.
    Where there is an `engine` for sheets, there is the `archive` that it reads.
    """

    documents: tuple[SearchDocument, ...]
    search: Files
    partners: Files
    engine: Engine | None
    archive: bytes
    names: Mapping[str, str]


def editions_of(site: Site, templates: Environment, assets: str, root: Path) -> Editions:
    """Make what scripts fetch for the project in `root`, with what `make editor` and
    `make spreadsheet` have built there, if they have. `assets` is the name of the theme's folder.
    Raises UnknownToTheForm.
    """
    current = enumerate(site.catalogue.current)
    documents = tuple(search_document(site, number, course) for number, course in current)
    search = tuple(search_files(site, documents, phrases_of(search_view(site))))
    partners = (*partner_files(site, templates), ("form.json", form_file(site.reference)))
    engine = engine_in(root / "spreadsheet" / "built")
    archive = archive_of(root) if engine else b""
    names = {
        "assets": assets,
        "search": _name_of_files(
            search, (version("pagefind-bin"), repr(SETTINGS), *map(repr, documents))
        ),
        "add": _name_of_files(partners, [sha256(archive).hexdigest()]),
        "edit": _name_of_folder(root / "editor" / "built"),
    }
    if engine:
        names["python"] = _name_of(map(engine.read, engine.files))
    return Editions(documents, search, partners, engine, archive, names)


def name_of_theme(theme: Path) -> str:
    """Name the folder of scripts and style sheets, which the packer goes over."""
    return _name_of_folder(theme / "static", version("tdewolff-minify"))


def _name_of_folder(folder: Path, *more: str) -> str:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    named = (
        part
        for path in paths
        for part in (str(path.relative_to(folder)).encode(), path.read_bytes())
    )
    return _name_of((*(text.encode() for text in more), *named))


def _name_of_files(files: Files, more: Sequence[str] = ()) -> str:
    return _name_of(text.encode() for text in (*more, *(part for file in files for part in file)))


def _name_of(parts: Iterable[bytes]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(sha256(part).digest())
    return digest.hexdigest()[:12]
