"""From a folder of files to a Catalogue and the problems found on the way: the only way in.

Called by the command line, the site and the tests alike. The rest of the project never opens a
partner's file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue import wording
from catalogue.catalogue import Catalogue
from catalogue.places import load_places
from catalogue.problems import Code, Problem, Severity, has_errors
from catalogue.records import course_from, provider_from, venue_from
from catalogue.rules import ALL_RULES
from catalogue.rules.findings import Records
from catalogue.schemas import load_schemas
from catalogue.yaml_reader import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from catalogue.records import Record
    from catalogue.schemas import Schemas
    from catalogue.yaml_reader import Document

BAD_FILE_NAME = Code(
    "bad-file-name",
    Severity.ERROR,
    "The file or folder cannot have this name",
    "The name of a file is the course's address on the site for ever: small letters, digits and "
    "single hyphens, and .yaml.",
)
MISPLACED_FILE = Code(
    "misplaced-file",
    Severity.ERROR,
    "The file is in the wrong folder",
    "Courses are in content/courses/<provider>/, venues in content/venues/, providers in "
    "providers/, and nothing deeper.",
)
UNKNOWN_PROVIDER = Code(
    "unknown-provider",
    Severity.ERROR,
    "We do not know the provider",
    "A course's folder is named like its provider's file in providers/.",
)
CODES = (BAD_FILE_NAME, MISPLACED_FILE, UNKNOWN_PROVIDER)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAKERS: Mapping[str, Callable[[Mapping[str, Any], str, str], Record]] = {
    "course": course_from,
    "provider": provider_from,
    "venue": venue_from,
}


class NothingToLoad(Exception):
    """The folder does not hold a catalogue at all."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its kind, the id it gives, where it is, and its name in problems."""

    kind: str
    id: str
    path: Path
    file: str


def load_catalogue(
    root: Path,
    today: date,
    *,
    loose: Sequence[Path] = (),
    watch: Callable[[Sequence[Source]], Iterable[Source]] = iter,
) -> tuple[Catalogue, list[Problem]]:
    """Read everything below `root` and return what may be published, and all problems in the order
    of the files.

    `loose` files, which are in none of the folders yet, are checked as if they were there but not
    published. `watch` is handed the list of files and hands each on, so that a command can show how
    far it is. Raises NothingToLoad where there is no catalogue, SchemaError where schema/ is wrong,
    and OSError where reference/ is missing.
    """
    schemas = load_schemas(_folder(root, "schema"))
    sources, problems = find_files(root)
    sources += [_loose_source(path, root) for path in loose]
    reading = _Reading(schemas)
    for source in watch(sources):
        reading.read(source)
    records = _records(reading, schemas, root, today)
    problems += reading.problems
    problems += _rule_problems(records, reading)
    problems.sort(key=lambda problem: problem.order)
    broken = {problem.file for problem in problems if has_errors([problem])}
    unpublished = broken | {source.file for source in sources if source.path in loose}
    return Catalogue.of(records, unpublished), problems


def find_files(root: Path) -> tuple[list[Source], list[Problem]]:
    """List the files below `root` in the order of their names, and the problems of those that
    cannot be where they are.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    folders = {"course": "content/courses", "venue": "content/venues", "provider": "providers"}
    for kind, folder in folders.items():
        for path in sorted(_folder(root, folder).rglob("*")):
            if path.name.startswith(".") or path.is_dir():
                continue
            file = path.relative_to(root).as_posix()
            source = Source(kind, file.removeprefix(f"{folder}/").removesuffix(".yaml"), path, file)
            problem = _problem_of_name(source, root)
            if problem is None:
                sources.append(source)
            else:
                problems.append(problem)
    return sources, problems


def _folder(root: Path, name: str) -> Path:
    folder = root / name
    if not folder.is_dir():
        raise NothingToLoad(
            f"There is no folder “{name}” in {root}: run this at the top of the project, or use "
            "--root."
        )
    return folder


def _problem_of_name(source: Source, root: Path) -> Problem | None:
    *folders, name = source.id.split("/")
    if len(folders) != (1 if source.kind == "course" else 0):
        mend = (
            "Move it to content/courses/<provider>/."
            if source.kind == "course"
            else "Move it up to the folder above."
        )
        return Problem(
            source.file,
            1,
            1,
            MISPLACED_FILE,
            (),
            "The file is not in the folder where it is looked for.",
            mend,
        )
    if source.path.suffix != ".yaml" or not all(_ID.fullmatch(part) for part in (*folders, name)):
        good = re.sub(r"[^a-z0-9]+", "-", source.path.stem.lower()).strip("-") or "a-name"
        what = (
            "The name of the file or its folder is not small letters, digits and hyphens, or does "
            "not end in .yaml."
        )
        return Problem(source.file, 1, 1, BAD_FILE_NAME, (), what, f"Call the file {good}.yaml.")
    if folders and not (root / "providers" / f"{folders[0]}.yaml").exists():
        known = {path.stem: () for path in (root / "providers").glob("*.yaml")}
        meant = wording.nearest(folders[0], known)
        mend = (
            f"Did you mean {meant}?"
            if meant
            else f"The folders are {wording.listed(sorted(known), 'and')}."
        )
        return Problem(
            source.file,
            1,
            1,
            UNKNOWN_PROVIDER,
            (),
            f"There is no provider called “{folders[0]}”.",
            mend,
        )
    return None


def _loose_source(path: Path, root: Path) -> Source:
    kinds = {"providers": "provider", "venues": "venue"}
    kind = next((kinds[part] for part in reversed(path.parts[:-1]) if part in kinds), "course")
    shown = path.resolve()
    file = (
        shown.relative_to(root.resolve()).as_posix()
        if shown.is_relative_to(root.resolve())
        else path.as_posix()
    )
    return Source(kind, f"/{path.stem}" if kind == "course" else path.stem, path, file)


class _Reading:
    """Reads files one by one and keeps their records, documents and problems."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self.records: dict[str, dict[str, Any]] = {"course": {}, "provider": {}, "venue": {}}
        self.documents: dict[str, Document] = {}
        self.broken: set[tuple[str, str]] = set()
        self.problems: list[Problem] = []

    def read(self, source: Source) -> None:
        document, problems = read_file(source.path, source.file)
        if document is not None:
            problems = list(wording.problems_in(document, source.kind, source.file, self._schemas))
        self.problems += problems
        if document is None or problems:
            self.broken.add((source.kind, source.id))
            return
        self.documents[source.file] = document
        self.records[source.kind][source.id] = _MAKERS[source.kind](
            document.value, source.file, source.id
        )


def _records(reading: _Reading, schemas: Schemas, root: Path, today: date) -> Records:
    reference = _folder(root, "reference")
    return Records(
        courses=reading.records["course"],
        providers=reading.records["provider"],
        venues=reading.records["venue"],
        vocabularies=schemas.vocabularies,
        places=load_places(reference),
        bank_holidays=_bank_holidays(reference / "bank-holidays.json"),
        today=today,
        broken=frozenset(reading.broken),
    )


def _bank_holidays(path: Path) -> dict[date, str]:
    events = json.loads(path.read_text(encoding="utf-8"))["england-and-wales"]["events"]
    return {date.fromisoformat(event["date"]): event["title"] for event in events}


def _rule_problems(records: Records, reading: _Reading) -> Iterator[Problem]:
    for rule in ALL_RULES:
        for found in rule.check(records):
            line, column = reading.documents[found.record.file].place(found.field)
            yield Problem(
                found.record.file, line, column, found.code, found.field, found.what, found.mend
            )
