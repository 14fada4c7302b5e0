"""A table of planning: frozen, typed rows, with words for each column and notes on all of it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = TypeVar("Row")


def says(label: str, unit: str = "") -> Any:
    """A column: its heading, and its unit if it is a figure."""
    return field(metadata={"label": label, "unit": unit})


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its lasting name, its heading and its unit."""

    name: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class PlanningTable(Generic[Row]):
    """Rows of one kind of dataclass, whose fields are the columns. A figure that is None is not
    known, which is never 0.
    """

    name: str
    title: str
    kind: type[Row]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """What is in each row."""
        return tuple(
            TableColumn(one.name, one.metadata["label"], one.metadata["unit"])
            for one in fields(self.kind)  # type: ignore[arg-type]
        )

    def cells(self) -> Iterator[tuple[Any, ...]]:
        """Yield the values of each row, in the order of the columns."""
        names = [column.name for column in self.columns]
        for row in self.rows:
            yield tuple(getattr(row, name) for name in names)
