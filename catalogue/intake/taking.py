"""What comes of what people send in: the files that it makes or changes, checked as `catalogue
check` does, and what to tell its sender. Nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from catalogue.changes.partners import partner_of
from catalogue.characters import with_plain_blanks
from catalogue.files import FOLDERS, file_name
from catalogue.fixing import fixed
from catalogue.formatting import format_text
from catalogue.intake.sent_texts import PATH, files_in, own_words
from catalogue.intake.short_messages import NotDone, after, messages_in
from catalogue.loading import load_catalogue, load_readers
from catalogue.problems import Severity, WouldChange
from catalogue.quoting import nearest, quoted
from catalogue.sheets.cells import Unreadable
from catalogue.sheets.importing.mending import why
from catalogue.sheets.importing.plan import plan_import
from catalogue.sheets.opening.reading import sheets_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from catalogue.intake.envelopes import Part, Sent
    from catalogue.intake.short_messages import ShortMessage
    from catalogue.problems import Problem
    from catalogue.reference import Reference
    from catalogue.wording import Meant

_NOTHING = (
    "There is no course, no place and no short message in it that can be read. A short message is "
    "a line like “stec/computers-for-beginners: still right”."
)

_WHOSE = "Say which organisation it is of."


@dataclass(slots=True)
class Taken:
    """What was understood: the texts of files by name, how it was read, and what could not go in.
    `copies` are sheets with the rows that are left; `talk` is what was written besides; `about` is
    the provider that it is about where no file says so.
    """

    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    copies: dict[str, bytes] = field(default_factory=dict)
    talk: str = ""
    about: str = ""

    @property
    def providers(self) -> list[str]:
        """Whose courses and facts these are."""
        return sorted({self.about, *map(partner_of, self.texts)} - {""})


def take(sent: Sent, reference: Reference, root: Path, today: date, provider: str = "") -> Taken:
    """Return what comes of what was sent, by somebody of a provider where that is known. Files and
    messages go in together or not at all; of a sheet go in the rows that can. Raises OSError,
    NothingToLoad and SchemaError.
    """
    return _Taking(sent, reference, root, today, provider).taken()


class _Taking:
    def __init__(
        self, sent: Sent, reference: Reference, root: Path, today: date, provider: str
    ) -> None:
        self._sent = sent
        self._reference = reference
        self._root = root
        self._today = today
        self._provider = provider
        self._catalogue, self._before = load_catalogue(reference, root, today)
        self._made = Taken(notes=list(sent.not_read), about=provider)
        self._files: dict[str, str] = {}
        self._messages: list[ShortMessage] = []

    def taken(self) -> Taken:
        texts = [part for part in self._sent.parts if not part.is_sheet]
        sheets = [part for part in self._sent.parts if part.is_sheet]
        self._made.talk = "\n\n".join(filter(None, map(self._of_text, texts)))
        whole = self._whole_files()
        for message in self._messages:
            self._do(message, whole)
        whole = {} if self._made.faults else self._checked(whole)
        for sheet in sheets:
            self._of_sheet(sheet, whole)
        self._made.texts = whole | self._made.texts
        if not self._made.texts and not self._made.faults:
            self._made.faults.append(_NOTHING)
        return self._made

    def _of_text(self, part: Part) -> str:
        """Take the files and messages out of a text, and return what else it says."""
        found = files_in(part.text)
        if not found.files and part.ending in (".yaml", ".yml"):
            self._named(part)
            return ""
        for name, text in found.files.items():
            if self._files.get(name, text) != text or name in found.twice:
                self._made.faults.append(f"{name} is there twice, and says two things. Send one.")
            self._files[name] = text
        messages, talk = messages_in(found.lines, self._catalogue.providers)
        if len(messages) > 0 and (own := own_words(part.text)) != part.text:
            # What somebody is asked for comes back below the answer, and is none.
            said, _ = messages_in(files_in(own).lines, self._catalogue.providers)
            talk = "\n".join((talk, *(one.text for one in messages if one not in said)))
            messages = said
        self._messages += [one for one in messages if one not in self._messages]
        return talk

    def _named(self, part: Part) -> None:
        """Take a file that was sent as one, under the name that it has here or is to have."""
        path = PATH.search(part.name)
        name = PurePosixPath(part.name.removesuffix(".txt")).name
        kind = "venue" if "\naddress:" in f"\n{part.text}" else "course"
        if path:
            file = path[0]
        elif kind == "course" and not self._provider:
            self._made.faults.append(f"{name} does not say whose course it is. {_WHOSE}")
            return
        else:
            folder = f"{self._provider}/" if kind == "course" else ""
            file = f"{FOLDERS[kind]}/{folder}{file_name(PurePosixPath(name).stem)}.yaml"
        self._files[file] = part.text

    def _whole_files(self) -> dict[str, str]:
        """Return the texts of the files as we write them."""
        whole = {}
        for file, text in self._files.items():
            kind = next(kind for kind, folder in FOLDERS.items() if file.startswith(f"{folder}/"))
            schema = self._reference.schemas.of(kind)
            raw = fixed(text.encode(), kind, self._reference.schemas, self._meant)
            self._made.notes += _read_as(text, raw.decode(), file)
            try:
                written, problems = format_text(raw, schema, file)
            except WouldChange as error:
                written, problems = None, []
                self._made.faults.append(str(error))
            self._made.faults += map(in_a_line, problems)
            if written is not None:
                whole[file] = written
        return whole

    @cached_property
    def _meant(self) -> Meant:
        return load_readers(self._reference, self._root, self._today)

    def _do(self, message: ShortMessage, whole: dict[str, str]) -> None:
        try:
            raw = whole[message.file].encode() if message.file in whole else self._raw(message)
            whole[message.file], told = after(raw, message, self._reference.schemas, self._today)
        except NotDone as error:
            self._made.faults.append(f"{quoted(message.text)}: {error}")
        else:
            self._made.notes.append(told)

    def _raw(self, message: ShortMessage) -> bytes:
        course = self._catalogue.courses.get(message.course)
        if course is None:
            titles = {one.id: (one.title,) for one in self._catalogue.courses.values()}
            meant = nearest(message.course, titles)
            raise NotDone(
                f"There is no course {quoted(message.course)}. "
                + (f"Did you mean {meant}?" if meant else "Copy the address of its page.")
            )
        return (self._root / course.file).read_bytes()

    def _checked(self, whole: dict[str, str]) -> dict[str, str]:
        """Hold the files against all there is, and return them if nothing is wrong."""
        if not whole:
            return whole
        already = {(problem.file, problem.what) for problem in self._before}
        _, problems = load_catalogue(self._reference, self._root, self._today, instead=whole)
        new = [one for one in problems if one.file in whole or (one.file, one.what) not in already]
        wrong = [one for one in new if one.severity is Severity.ERROR]
        self._made.faults += map(in_a_line, wrong)
        self._made.warnings += [in_a_line(one) for one in new if one not in wrong]
        return {} if wrong else whole

    def _of_sheet(self, part: Part, whole: dict[str, str]) -> None:
        name = PurePosixPath(part.name).name
        others = {partner_of(file) for file in whole} - {""}
        provider = self._provider or (others.pop() if len(others) == 1 else "")
        if not provider:
            self._made.faults.append(f"{name} does not say whose courses these are. {_WHOSE}")
            return
        try:
            plan = plan_import(
                sheets_in(part.raw, name), self._reference, self._root, provider, self._today
            )
        except Unreadable as error:
            self._made.faults.append(f"{name}: {error}")
            return
        self._made.texts |= plan.files
        self._made.notes += [*plan.told, *(note for row in plan.rows for note in row.notes)]
        self._made.warnings += map(in_a_line, plan.warnings)
        for row in plan.left:
            lines = why(row, plan.left).split("\n")
            self._made.faults += [f"{name}, {row.in_words}: {line}" for line in lines]
        if copy := plan.copy(name):
            self._made.copies[copy[0]] = copy[1]


def _read_as(sent: str, text: str, file: str) -> Iterator[str]:
    """Yield each line of a file that was put right, as it was sent and as it is now."""
    lines, new = sent.splitlines(), text.splitlines()
    if len(lines) != len(new):
        yield f"{file}: its lines were put in order."
        return
    for number, (line, other) in enumerate(zip(lines, new, strict=True), 1):
        if with_plain_blanks(line).split() != other.split():
            yield f"{file}:{number}: {quoted(line)} is read as {quoted(other)}."


def in_a_line(problem: Problem) -> str:
    """Say a problem of a file in one line."""
    return f"{problem.file}:{problem.line}: {problem.what} {problem.mend}"
