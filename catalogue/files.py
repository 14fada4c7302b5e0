"""Which files there are, what kind each is, and which are misnamed or in the wrong place.

Used by the loader and by the commands that are given paths. Lists files and never opens one.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue import quoting
from catalogue.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set


BAD_FILE_NAME = Code(
    "bad-file-name",
    Severity.ERROR,
    "The file or folder cannot have this name",
    "The name of a file is its address on the site for ever: small letters, digits and single "
    "hyphens, then .yaml.",
)
MISPLACED_FILE = Code(
    "misplaced-file",
    Severity.ERROR,
    "The file is in the wrong folder",
    "Courses are in content/courses/<provider>/, venues in content/venues/, providers in "
    "providers/, pages in content/pages/, priorities and bids in content/plan/, and nothing lies "
    "deeper. From elsewhere nothing is read.",
)
UNKNOWN_PROVIDER = Code(
    "unknown-provider",
    Severity.ERROR,
    "We do not know the provider",
    "The folder of a course is named like its provider's file in providers/.",
)
CODES = (BAD_FILE_NAME, MISPLACED_FILE, UNKNOWN_PROVIDER)

FOLDERS = {
    "course": "content/courses",
    "venue": "content/venues",
    "provider": "providers",
    "priority": "content/plan/priorities",
    "bid": "content/plan/bids",
}
"""Where the files of each kind are."""
BESIDE = {
    "page": "content/pages",
    "mapping": "content/sheets",
    "language": "languages",
    "owners": ".github/owners.yaml",
    "reviewed": "content/plan/reviewed-overlaps.yaml",
}
"""Where else people write: pages of our own, what partners call the columns of their sheets, our
words in other languages, who looks after what, and which overlaps are known and wanted.
"""
ADDRESSES = "content/addresses.csv"
"""Every address that was ever published: what a command writes, beside what people do."""
OURS = ("schema", "reference")
"""What nothing can be checked without: a mistake here is no partner's, and stops everything."""
SCHEMA_LINES = {
    kind: f"# yaml-language-server: $schema={'../' * up}schema/{kind}.schema.json\n"
    for kind, up in {"course": 3, "venue": 2, "provider": 1, "priority": 3, "bid": 3}.items()
}
"""The first line of a file of each kind, by which editors of text find the schema."""
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What a file or folder of a partner may be called, without its ending."""


class NothingToLoad(Exception):
    """The folder does not hold a catalogue at all."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file: its kind, the id it gives, where it is, and its name in problems.

    `loose` says that it lies in none of the folders: it can be checked, but is not part of the
    catalogue.
    """

    kind: str
    id: str
    path: Path
    file: str
    loose: bool = False


def folder_in(root: Path, name: str) -> Path:
    """Return a folder that every catalogue has. Raises NothingToLoad."""
    folder = root / name
    if not folder.is_dir():
        raise NothingToLoad(
            f"There is no folder “{name}” in {root.resolve()}: "
            "run this at the top of the project, or use --root."
        )
    return folder


def find_files(root: Path) -> tuple[list[SourceFile], list[Problem]]:
    """List the files below `root` by name, and the problems of those that cannot be where they
    are.
    """
    sources: list[SourceFile] = []
    problems: list[Problem] = []
    folder_in(root, "content")
    providers = _providers(root)
    for kind, folder in FOLDERS.items():
        for path in _below(root / folder):  # may be missing when it is empty: Git keeps none such
            source = _source(kind, path, root)
            if problem := problem_of_name(source, root, providers):
                problems.append(problem)
            else:
                sources.append(source)
    return sources, problems


def find_beside(root: Path) -> tuple[list[SourceFile], list[Problem]]:
    """List the files of each kind of BESIDE by name, and the problems of what cannot be where it
    is: misnamed, or in a part of content/ from where nothing is read.
    """
    found = [
        *(_source("page", path, root) for path in _below(root / BESIDE["page"])),
        *(_source("mapping", path, root) for path in _below(root / BESIDE["mapping"])),
        *(_source("language", path / "messages.po", root) for path in _languages(root)),
    ]
    for kind in ("owners", "reviewed"):
        if (path := root / BESIDE[kind]).is_file():
            found.append(_source(kind, path, root))
    problems = {source.file: problem_beside(source, root) for source in found}
    sources = [source for source in found if problems[source.file] is None]
    return sources, [*filter(None, problems.values()), *_stray(root)]


def _languages(root: Path) -> list[Path]:
    folders = sorted((root / BESIDE["language"]).glob("*/"))
    return [one for one in folders if not one.name.startswith(".") and any(one.iterdir())]


def _stray(root: Path) -> Iterator[Problem]:
    content, plan = root / "content", (root / BESIDE["reviewed"]).parent
    known = {
        whole
        for name in (*FOLDERS.values(), *BESIDE.values(), ADDRESSES)
        for whole in (root / name, (root / name).parent)
    }
    inside = plan.iterdir() if plan.is_dir() else ()
    for path in sorted((*content.iterdir(), *inside)):
        if path not in known and not path.name.startswith("."):
            file = _text_of(path.relative_to(root))
            what = "Nothing is read from here."
            mend = "Move it to content/courses/<provider>/, content/venues/ or content/pages/."
            yield Problem(file, 1, 1, MISPLACED_FILE, (), what, mend)


def problem_beside(source: SourceFile, root: Path) -> Problem | None:
    """Return what is wrong with where a file of BESIDE is or what it is called, if anything."""
    if source.kind in ("page", "mapping"):
        ending = ".md" if source.kind == "page" else ".yaml"
        if "/" in source.id:
            what = "The file is not in the folder where it is looked for."
            mend = f"Move it to {BESIDE[source.kind]}/."
            return Problem(source.file, 1, 1, MISPLACED_FILE, (), what, mend)
        if source.path.suffix != ending:
            what = f"The name of the file does not end in {ending}."
            mend = f"Call the file {file_name(source.path.stem) or 'a-name'}{ending}."
            return Problem(source.file, 1, 1, BAD_FILE_NAME, (), what, mend)
    if source.kind == "mapping" and not (root / FOLDERS["provider"] / source.path.name).exists():
        what = f"There is no provider called “{source.id}”."
        mend = _provider_meant_by(source.id, root)
        return Problem(source.file, 1, 1, UNKNOWN_PROVIDER, (), what, mend)
    return None


def named_files(paths: Iterable[Path], root: Path) -> list[SourceFile]:
    """List the files that are named, or that are below a folder that is named, each once.

    One outside the folders of the catalogue is taken for a course, or for what a folder on the way
    to it or the end of its name says. Around the folders of the catalogue, only they are meant.
    """
    named: dict[str, SourceFile] = {}
    for path in paths:
        for file in _meant_by(path, root) if path.is_dir() else [path]:
            source = _named(file, root)
            named.setdefault(source.file, source)
    return list(named.values())


def _meant_by(folder: Path, root: Path) -> list[Path]:
    ours = [root / name for name in (*FOLDERS.values(), *BESIDE.values())]
    inside = [our for our in ours if our.resolve().is_relative_to(folder.resolve())]
    files = [file for one in inside or [folder] for file in [*_below(one), *_if_file(one)]]
    return [file for file in files if file.suffix in (".yaml", ".yml", ".md", ".po")]


def _if_file(path: Path) -> list[Path]:
    return [path] if path.is_file() else []


def _below(folder: Path) -> list[Path]:
    """List the files below a folder: none that is hidden, no pipes, but links that lead nowhere."""
    return [Path(file) for file in sorted(_files_in(str(folder)), key=lambda file: file.split("/"))]


def _files_in(folder: str) -> Iterator[str]:
    try:
        entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError:  # not there, or nobody may look into it
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(entry.path)
        elif entry.is_file(follow_symlinks=False) or _leads_to_a_file_or_nowhere(entry):
            yield entry.path


def _leads_to_a_file_or_nowhere(entry: os.DirEntry[str]) -> bool:
    there = os.path.exists(entry.path)  # not where links lead round in a circle
    return entry.is_symlink() and (not there or os.path.isfile(entry.path))


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _named(path: Path, root: Path) -> SourceFile:
    whole, top = path.resolve(), root.resolve()
    for kind, name in {**FOLDERS, **BESIDE, **{ours: ours for ours in OURS}}.items():
        folder = (root / name).resolve()
        if whole.is_relative_to(folder) and not _is_hidden(whole, folder):
            return _source(kind, top / whole.relative_to(top), top)
    kinds = {"venues": "venue", "providers": "provider", "sheets": "mapping"}
    kinds |= {"priorities": "priority", "bids": "bid"}
    kind = next((kinds[part] for part in reversed(path.parts[:-1]) if part in kinds), "course")
    kind = {".md": "page", ".po": "language"}.get(path.suffix, kind)
    file = _text_of(path)
    # The slash in front keeps its id apart from those of the catalogue.
    return SourceFile(kind, f"/{file.removesuffix('.yaml')}", path, file, loose=True)


def _text_of(path: Path) -> str:
    """Return a path as text that can be printed, even where its bytes are no text."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _source(kind: str, path: Path, root: Path) -> SourceFile:
    file = _text_of(path.relative_to(root))
    folder = {**FOLDERS, **BESIDE}.get(kind, kind)
    record_id = file.removeprefix(f"{folder}/").removesuffix(".md" if kind == "page" else ".yaml")
    return SourceFile(kind, record_id, path, file)


def problem_of_place(source: SourceFile, root: Path) -> Problem | None:
    """Return what is wrong with where a file of any kind is or what it is called, if anything."""
    return (problem_beside if source.kind in BESIDE else problem_of_name)(source, root)


def problem_of_name(
    source: SourceFile, root: Path, providers: Set[str] | None = None
) -> Problem | None:
    """Return what is wrong with where a file is or what it is called, if anything. `providers` are
    the names of their files, if somebody has looked already.
    """
    *folders, name = source.id.split("/")
    if len(folders) != (1 if source.kind == "course" else 0):
        right = FOLDERS[source.kind] + ("/<provider>" if source.kind == "course" else "")
        what = "The file is not in the folder where it is looked for."
        return Problem(source.file, 1, 1, MISPLACED_FILE, (), what, f"Move it to {right}/.")
    if not all(map(ID.fullmatch, folders)):
        what = "The name of the folder is not small letters, digits and hyphens."
        mend = f"Call the folder {file_name(folders[0]) or 'a-name'}."
        return Problem(source.file, 1, 1, BAD_FILE_NAME, (), what, mend)
    if source.path.suffix != ".yaml" or not ID.fullmatch(name):
        what = (
            "The name of the file is not small letters, digits and hyphens, "
            "or does not end in .yaml."
        )
        mend = f"Call the file {file_name(source.path.stem) or 'a-name'}.yaml."
        return Problem(source.file, 1, 1, BAD_FILE_NAME, (), what, mend)
    if folders and folders[0] not in (_providers(root) if providers is None else providers):
        what = f"There is no provider called “{folders[0]}”."
        mend = _provider_meant_by(folders[0], root)
        return Problem(source.file, 1, 1, UNKNOWN_PROVIDER, (), what, mend)
    return None


def _providers(root: Path) -> set[str]:
    files = (root / FOLDERS["provider"]).glob("*.yaml")
    return {path.stem for path in files if path.exists()}


def file_name(title: str) -> str:
    """Return what a file of a title can be called: in small letters and hyphens; empty where the
    title has neither letters nor digits.
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", title.lower()))
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9]+", "-", plain)[:80].strip("-")


def _provider_meant_by(folder: str, root: Path) -> str:
    known = sorted(path.stem for path in (root / FOLDERS["provider"]).glob("*.yaml"))
    if meant := quoting.nearest(folder, dict.fromkeys(known, ())):
        return f"Did you mean {meant}?"
    if known:
        return f"Choose {quoting.listed(known)}."
    return f"`catalogue new provider {folder}` writes a file to start from."
