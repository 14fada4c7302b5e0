"""Opens the tables of reference/, and says where a file of ours is not as it should be: nothing can
be checked without them, so one sentence says which it is.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING

from catalogue.problems import SchemaError
from catalogue.schemas import name_of_ours, text_of_ours

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path


def read_rows(path: Path, columns: Collection[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows of a CSV file that has these columns, each with the number of its line. Raises
    SchemaError, also where the file is empty or ends in the middle of a row.
    """
    name, text = name_of_ours(path), text_of_ours(path)
    rows = csv.DictReader(StringIO(text), strict=True)
    number = 1  # the line of the headings
    try:
        missing = [column for column in columns if column not in (rows.fieldnames or ())]
        if missing:
            raise SchemaError(f"{name}:1: The column {missing[0]} is missing.")
        for row in rows:
            number = rows.line_num
            if None in row or None in row.values():
                raise SchemaError(f"{name}:{number}: The row has too many or too few cells.")
            yield number, row
    except csv.Error as error:
        raise SchemaError(f"{name}:{rows.line_num}: The row cannot be read ({error}).") from error
    if number == 1 or not text.endswith("\n"):
        raise SchemaError(f"{name}:{number}: The file is cut off here, or has no rows.")


@contextmanager
def built_right(path: Path, line: int | None = None) -> Iterator[None]:
    """Turn what goes wrong when values of a file are taken apart into a SchemaError."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        what = "A value is not of the kind that it should be"
        if isinstance(error, KeyError):
            what = f"“{error.args[0]}” is missing"
        elif isinstance(error, ValueError):
            what = f"A value is not right: {error}"
        place = f"{name_of_ours(path)}{f':{line}' if line else ''}"
        raise SchemaError(f"{place}: {what}.") from error
