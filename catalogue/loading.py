"""From a folder of files to a Catalogue and the problems found on the way: the only way in.

Called by the command line, the site and the tests alike. Nothing else makes a Catalogue. Who else
reads a partner's file, to rewrite or to compare it, is in tests/test_arrows.py, with the reason.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from catalogue import wording
from catalogue.addresses import read_addresses
from catalogue.catalogue import Catalogue
from catalogue.files import UNKNOWN_PROVIDER, find_beside, find_files, named_files, problem_of_place
from catalogue.languages import read_messages
from catalogue.meant import Readers
from catalogue.page_files import PageText, page_from, page_in
from catalogue.problems import Problem, Severity, unpublished_files
from catalogue.quoting import quoted
from catalogue.records import (
    ContentPage,
    Course,
    ReviewedOverlap,
    Written,
    bid_from,
    course_from,
    priority_from,
    provider_from,
    reviewed_from,
    venue_from,
)
from catalogue.rules import ALL_RULES
from catalogue.rules.findings import Records
from catalogue.rules.pathways import UNKNOWN_COURSE
from catalogue.sheets.opening.memory import problems_in_mapping
from catalogue.sheets.readers.terms import Lists
from catalogue.yaml_reader import Document, open_file, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from catalogue.addresses import Listed
    from catalogue.checked import CheckedDocuments
    from catalogue.files import SourceFile
    from catalogue.records import Bid, Priority, Record
    from catalogue.reference import Reference

Kept = dict[str, tuple[Document | PageText | None, list[Problem]]]
"""What was read of each file, by its name: the document, or why there is none, and what its schema
says of it."""

_MAKERS: Mapping[str, Callable[[Mapping[str, Any], str, str], Record | Priority | Bid]] = {
    "course": course_from,
    "provider": provider_from,
    "venue": venue_from,
    "priority": priority_from,
    "bid": bid_from,
}


def load_catalogue(
    reference: Reference,
    root: Path,
    today: date,
    *,
    loose: Sequence[SourceFile] = (),
    watch: Callable[[Sequence[SourceFile]], Iterable[SourceFile]] = iter,
    instead: Mapping[str, str] = {},
    kept: Kept | None = None,
    checked: CheckedDocuments | None = None,
    newcomers: Iterable[str] = (),
) -> tuple[Catalogue, list[Problem]]:
    """Read everything below `root` and return what may be published, and all problems by file.

    `loose` files are checked as if they were there, and not published. `watch` is handed the list
    of files and hands each on, so that a command can show how far it is. The texts of `instead`, by
    file, are read in place of the files or beside them: what would be if they were written. What is
    `kept` of files that do not change meanwhile is not read again; a file that says what one of the
    `checked` documents says is read, and not taken apart. Where two say the same, the one of the
    `newcomers` is to blame, as far as somebody knows which files came last. Raises NothingToLoad
    where there is no catalogue, and SchemaError or OSError where a part of the reference cannot be
    read.
    """
    sources, problems = find_files(root)
    beside, stray = find_beside(root)
    there = {source.file for source in (*sources, *beside)}
    new = named_files([root / file for file in instead if file not in there], root)
    problems += filter(None, (problem_of_place(source, root) for source in new))
    problems += stray
    sources += [*new, *loose, *beside]
    reading = _FileReading(reference, instead, {} if kept is None else kept, today, checked)
    # Places first: what is wrong elsewhere may name one. What names courses comes last.
    order = {"venue": 0, "reviewed": 2}
    for source in watch(sorted(sources, key=lambda source: order.get(source.kind, 1))):
        reading.read(source)
    if checked:
        checked.keep(root)
    newest = {source.file for source in new}
    listed = read_addresses(root)
    records = _records(reading, reference, today, newest.union(newcomers), listed)
    problems += reading.problems
    problems += _rule_problems(records, reading)
    problems.sort(key=lambda problem: problem.order)
    unpublished = unpublished_files(problems) | {source.file for source in loose}
    return Catalogue.of(records, unpublished), problems


def load_course(catalogue: Catalogue, root: Path, file: str) -> Course | None:
    """Return the course of one file as it is now, or None where there is none, or something is
    wrong with it. All else is as the catalogue knows it, so what a course does to others is not
    seen.
    """
    [source] = named_files([root / file], root)
    if source.kind != "course" or problem_of_place(source, root):
        return None
    reading = _FileReading(catalogue.reference, {}, {}, catalogue.today)
    reading.records["venue"] |= catalogue.venues
    reading.records["provider"] |= catalogue.providers
    reading.read(source)
    course: Course | None = reading.records["course"].get(source.id)
    if course is None:
        return None
    named = {one: catalogue.courses[one] for one in course.leads_to if one in catalogue.courses}
    reading.records["course"] |= {**named, course.id: course}
    records = _records(reading, catalogue.reference, catalogue.today, set(), catalogue.addresses)
    found = (found for rule in ALL_RULES for found in rule.check(records))
    wrong = (one.code.severity is Severity.ERROR for one in found if one.record is course)
    return None if any(wrong) else course


def load_readers(reference: Reference, root: Path, today: date) -> Readers:
    """Return what tells what is meant by values that cannot stand in a file. It knows the places
    below `root`.
    """
    reading = _FileReading(reference, {}, {}, today)
    for source in find_files(root)[0]:
        if source.kind == "venue":
            reading.read(source)
    return reading.meant


class _FileReading:
    """Reads files one by one and keeps their records, documents and problems."""

    def __init__(
        self,
        reference: Reference,
        instead: Mapping[str, str],
        kept: Kept,
        today: date,
        checked: CheckedDocuments | None = None,
    ) -> None:
        self._schemas = reference.schemas
        self._instead = instead
        self._kept = kept
        self._documents = checked
        self.records: dict[str, dict[str, Any]] = {kind: {} for kind in _MAKERS}
        self.pages: dict[str, ContentPage] = {}
        self.reviewed: tuple[ReviewedOverlap, ...] = ()
        self.documents: dict[str, Document | PageText] = {}
        self.broken: set[tuple[str, str]] = set()
        self.problems: list[Problem] = []
        lists = Lists(reference, self.records["venue"], today=today)
        self.meant = Readers(reference.schemas, lists)

    def read(self, source: SourceFile) -> None:
        if source.kind == "language":
            self.problems += read_messages(source.path, source.file)[1]
            return
        document, problems = self._checked(source)
        if document is not None and not problems and source.kind == "owners":
            problems = list(self._nobodys_owners(document, source.file))
        if document is not None and not problems and source.kind == "reviewed":
            problems = list(self._nobodys_pairs(document, source.file))
        self.problems += problems
        if document is None or problems:
            self.broken.add((source.kind, source.id))
            return
        self.documents[source.file] = document
        self._keep(document, source)

    def _checked(self, source: SourceFile) -> tuple[Document | PageText | None, list[Problem]]:
        """Read one file, and hold it against its schema, unless that is done already."""
        known = self._kept.get(source.file) if source.file not in self._instead else None
        if known is not None:
            return known
        document, problems = self._read_and_checked(source)
        if source.file not in self._instead:
            self._kept[source.file] = document, problems
        return document, problems

    def _read_and_checked(
        self, source: SourceFile
    ) -> tuple[Document | PageText | None, list[Problem]]:
        text = self._instead.get(source.file)
        raw, problems = open_file(source.path, source.file) if text is None else (text.encode(), [])
        if raw is None:
            return None, problems
        document = self._documents.get(source.kind, raw) if self._documents else None
        if document is not None:
            return document, []
        document, problems = (page_in if source.kind == "page" else read_bytes)(raw, source.file)
        if document is not None:
            problems = self._problems_in(document, source)
            if self._documents and not problems:
                self._documents.add(source.kind, raw, document)
        return document, problems

    def _problems_in(self, document: Document | PageText, source: SourceFile) -> list[Problem]:
        if source.kind == "mapping" and isinstance(document, Document):
            return list(problems_in_mapping(document, source.file, self._schemas.course))
        return wording.problems_in(document, source.kind, source.file, self._schemas, self.meant)

    def _nobodys_owners(self, document: Document | PageText, file: str) -> Iterator[Problem]:
        for name in document.value.get("providers", {}):
            if name not in self.records["provider"] and ("provider", name) not in self.broken:
                line, column = document.place_of_name(way := ("providers", name))
                what = f"There is no provider called {quoted(name)}."
                mend = "Name it as its file in providers/ is called."
                yield Problem(file, line, column, UNKNOWN_PROVIDER, way, what, mend)

    def _nobodys_pairs(self, document: Document | PageText, file: str) -> Iterator[Problem]:
        """Yield what is wrong with pairs of courses. They are read last."""
        for number, pair in enumerate(document.value["pairs"]):
            for name in ("first", "second"):
                course = pair[name]
                if course not in self.records["course"] and ("course", course) not in self.broken:
                    line, column = document.place(way := ("pairs", number, name))
                    what = f"There is no course called {quoted(course)}."
                    mend = "If it is gone or has another name, take the pair out: it is told anew."
                    yield Problem(file, line, column, UNKNOWN_COURSE, way, what, mend)

    def _keep(self, document: Document | PageText, source: SourceFile) -> None:
        if isinstance(document, PageText):
            self.pages[source.file] = page_from(document, source.file)
        elif source.kind == "reviewed":
            self.reviewed = reviewed_from(document.value)
        elif source.kind in _MAKERS:
            record = _MAKERS[source.kind](document.value, source.file, source.id)
            if isinstance(record, Course):
                written = Written(document.value, document.schema_line, document.may_have_comments)
                record = dataclasses.replace(record, written=written)
            self.records[source.kind][source.id] = record


def _records(
    reading: _FileReading,
    reference: Reference,
    today: date,
    newcomers: frozenset[str] | set[str],
    addresses: Sequence[Listed],
) -> Records:
    return Records(
        courses=reading.records["course"],
        providers=reading.records["provider"],
        venues=reading.records["venue"],
        reference=reference,
        today=today,
        broken=frozenset(reading.broken),
        pages=reading.pages,
        reviewed=reading.reviewed,
        priorities=reading.records["priority"],
        bids=reading.records["bid"],
        newcomers=frozenset(newcomers),
        addresses=tuple(addresses),
    )


def _rule_problems(records: Records, reading: _FileReading) -> Iterator[Problem]:
    for rule in ALL_RULES:
        for found in rule.check(records):
            line, column = reading.documents[found.record.file].place(found.field)
            # Which line of a page's text it is, its place says.
            field = found.field[:1] if isinstance(found.record, ContentPage) else found.field
            yield Problem(
                found.record.file, line, column, found.code, field, found.what, found.mend
            )
