"""What the catalogue is checked and shown with, and no partner wrote: schema/ and reference/.

Read once, by whoever begins, and handed on. A part that nobody asks for is not read.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.city import load_city
from catalogue.files import folder_in
from catalogue.free_rules import load_free_rules
from catalogue.helplines import load_helplines
from catalogue.libraries import load_libraries
from catalogue.need import load_needs
from catalogue.peoples_words import load_peoples_words
from catalogue.places import load_outlines, load_places
from catalogue.reference_files import built_right, read_rows
from catalogue.schemas import load_schemas, read_json
from catalogue.sectors import load_sectors
from catalogue.subject_words import load_subject_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalogue.city import City
    from catalogue.free_rules import FreeRules
    from catalogue.helplines import Helplines
    from catalogue.libraries import Library
    from catalogue.need import Needs
    from catalogue.peoples_words import PeoplesWord
    from catalogue.places import Places, Rings
    from catalogue.schemas import Schemas, Vocabulary
    from catalogue.sectors import Sectors
    from catalogue.subject_words import SubjectWords

_LOOKED_UP = {"ssa.csv": ("tier1_code", "tier1_name", "tier2_code", "tier2_name")}
"""Tables that no page is made of, and columns that each has."""
_KEPT = 8
"""How many folders are kept: a command reads one or two, and a run of the tests a few at a time."""


@dataclass(frozen=True, slots=True)
class DirectoryColumn:
    """One column of the Course Directory's files: when a row needs it (“yes”, “no”, or “if COST is
    blank”), and its most characters.
    """

    name: str
    needed: str
    longest: int | None

    def is_needed(self, row: Mapping[str, str]) -> bool:
        """Whether a row needs it, as far as its other cells tell."""
        condition = re.fullmatch(r"if (\w+) is (.+)", self.needed)
        if condition is None:
            return self.needed == "yes"
        words = condition[2].replace("blank", "").split(" or ")
        return row.get(condition[1], "") in words


@dataclass(frozen=True)
class Reference:
    """The schemas, the vocabularies and the facts in two folders. A part raises SchemaError when
    it is first asked for, if its file is not right.
    """

    schema: Path
    reference: Path

    @cached_property
    def schemas(self) -> Schemas:
        """The schema of each kind of file."""
        return load_schemas(self.schema)

    @property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """The words that files may use, by the name of their list."""
        return self.schemas.vocabularies

    @cached_property
    def peoples_words(self) -> Sequence[PeoplesWord]:
        """What people type that is none of our words, and what it means."""
        return load_peoples_words(self.schema, self.vocabularies["topics"].terms)

    @cached_property
    def subject_words(self) -> SubjectWords:
        """What courses are about within each topic, by the words that tell."""
        return load_subject_words(self.schema, self.vocabularies["topics"].terms)

    @cached_property
    def english_words(self) -> Sequence[str]:
        """Real English words, the commonest first; none where nobody says which there are."""
        path = self.reference / "english-words.csv"
        rows = read_rows(path, ("word", "zipf")) if path.exists() else ()
        return tuple(row["word"] for _, row in rows)

    @cached_property
    def city(self) -> City:
        """What is true of this city alone."""
        return load_city(self.reference, self.schema, self.vocabularies["areas"].terms)

    @cached_property
    def places(self) -> Places:
        """Where postcodes, wards and water are, for distances and maps."""
        return load_places(self.reference)

    @cached_property
    def bank_holidays(self) -> Mapping[date, str]:
        """The bank holidays of England and Wales, their names by day."""
        path = self.reference / "bank-holidays.json"
        read = read_json(path)
        with built_right(path):
            events = read["england-and-wales"]["events"]
            days = {date.fromisoformat(event["date"]): str(event["title"]) for event in events}
            if not days:
                raise ValueError("there is no day")
        return days

    @cached_property
    def directory_columns(self) -> Mapping[str, Sequence[DirectoryColumn]]:
        """The columns of the Course Directory's files, of a course and of a venue."""
        found: dict[str, list[DirectoryColumn]] = {"course": [], "venue": []}
        path = self.reference / "course-directory-fields.csv"
        for line, row in read_rows(path, ("upload", "column", "mandatory", "max_chars")):
            with built_right(path, line):
                longest = int(row["max_chars"]) if row["max_chars"] else None
                column = DirectoryColumn(row["column"], row["mandatory"], longest)
                found[row["upload"]].append(column)
        return found

    @cached_property
    def free_rules(self) -> FreeRules:
        """Who is likely to pay nothing."""
        return load_free_rules(self.reference, self.schema, self.vocabularies)

    @cached_property
    def helplines(self) -> Helplines | None:
        """Whom to ring when somebody needs help now, if that is known for this city."""
        return load_helplines(self.reference, self.schema)

    @cached_property
    def libraries(self) -> Sequence[Library]:
        """The public libraries that are open; none where nobody says which there are."""
        return load_libraries(self.reference)

    @cached_property
    def needs(self) -> Needs | None:
        """Who lives where and what they may need, if that is known for this city."""
        return load_needs(self.reference, self.schema, self.vocabularies)

    @cached_property
    def neighbourhood_outlines(self) -> Mapping[str, Rings]:
        """The bounds of the neighbourhoods (LSOA), by code, if they are known for this city."""
        return load_outlines(self.reference / "lsoa.geojson")

    @cached_property
    def sectors(self) -> Sectors | None:
        """The sectors that the region wants to grow, if that is known for this city."""
        return load_sectors(self.reference, self.schema)

    def read_all(self) -> None:
        """Read every part, and the tables that only people look things up in. Raises SchemaError
        for the first that is not right. What another city does without may be missing.
        """
        words = ("schemas", "peoples_words", "subject_words", "english_words")
        known = ("helplines", "libraries", "needs", "neighbourhood_outlines", "sectors")
        for part in (*words, "city", "places", "bank_holidays", "free_rules", *known):
            getattr(self, part)
        if (self.reference / "course-directory-fields.csv").exists():
            _ = self.directory_columns
        for name, columns in _LOOKED_UP.items():
            if (path := self.reference / name).exists():
                deque(read_rows(path, columns), maxlen=0)


def load_reference(root: Path) -> Reference:
    """Return what is below `root`, kept for as long as no file of it changes. Raises
    NothingToLoad where there is no schema/ or reference/.
    """
    folders = [folder_in(root, name).resolve() for name in ("schema", "reference")]
    return _kept(*folders, tuple(_versions(folders)))


@lru_cache(maxsize=_KEPT)
def _kept(schema: Path, reference: Path, _versions: tuple[object, ...]) -> Reference:
    return Reference(schema, reference)


def _versions(folders: list[Path]) -> list[tuple[str, int, int]]:
    files = (file for folder in folders for file in sorted(folder.rglob("*")))
    return [(str(file), (known := file.stat()).st_mtime_ns, known.st_size) for file in files]
