"""What a feed tells of its courses by their pages here, and whose they are.

Our own exports lead each course back to its page: that names its file for certain, and its words
that an export put together of several fields are not read back. A feed of more organisations than
one has courses that are not for whoever imports it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from catalogue.quoting import listed
from catalogue.run_ids import run_keys
from catalogue.sheets.cells import Cell, Sheet, text_of
from catalogue.sheets.columns import FILE, RUN
from catalogue.sheets.feeds import feed_columns as column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.records import Provider

_PAGE = re.compile(r"https?://\S+/courses/(?P<provider>[a-z0-9-]+)/(?P<course>[a-z0-9-]+)/?")
_MARK = "Example: "
_OURS = (FILE.heading, RUN.heading, "Example")
_PAGES = (column.PAGE, column.BOOKING)


@dataclass(frozen=True, slots=True)
class OwnPages:
    """Looks at the feeds of one provider. `before` has the values of its courses by their files."""

    provider: str
    providers: Mapping[str, Provider]
    before: Mapping[str, Mapping[str, Any]]

    def seen(self, sheet: Sheet) -> Sheet:
        """Return the sheet of a feed with what is known of its courses."""
        headings = [text_of(cell) for cell in sheet.rows[0]]
        aside, told = dict(sheet.aside), list(sheet.told)
        found = _dicts(headings, sheet)
        named = {row[column.ORGANISATION] for row in found if column.ORGANISATION in row}
        left_out: set[str] = set()
        for number, row in enumerate(found, 2):
            page = next(filter(None, (_PAGE.fullmatch(row.get(name, "")) for name in _PAGES)), None)
            if page and page["provider"] in self.providers and page["provider"] != self.provider:
                who = self.providers[page["provider"]].name
                aside.setdefault(number, f"it is a course of {who}, by its page here")
            elif len(named) > 1 and not self._is_us(row.get(column.ORGANISATION, "")):
                who = row.get(column.ORGANISATION, "nobody that it names")
                aside.setdefault(number, f"it is of another organisation, {who}")
            elif page and page["provider"] == self.provider:
                left_out |= self._come_back(row, page["course"], sheet.put_together)
            if self._is_us(row.get(column.ORGANISATION, "")):
                row.pop(column.ORGANISATION, None)
            if row.get(_PAGES[0]) == row.get(_PAGES[1]):
                row.pop(_PAGES[0], None)
        if left_out:
            told.append(
                f"{listed(sorted(left_out), 'and')} of courses that are here already: our own "
                "exports put them together, or leave some of it out, so they are not read back."
            )
        said = {heading for row in found for heading in row}
        whole = [one for one in (*_OURS, *headings) if one in said]
        rows: list[list[Cell]] = [[*whole]]
        rows += [[*map(row.get, whole)] for row in found]
        doubts = {
            (row, whole.index(headings[index])): doubt
            for (row, index), doubt in sheet.doubts.items()
            if headings[index] in said
        }
        return replace(sheet, rows=rows, aside=aside, told=tuple(told), doubts=doubts)

    def _is_us(self, name: str) -> bool:
        us = self.providers.get(self.provider)
        plain = name.removeprefix(_MARK).casefold()
        return us is not None and plain in (us.name.casefold(), (us.short_name or "").casefold())

    def _come_back(
        self, row: dict[str, str], course: str, put_together: tuple[str, ...]
    ) -> set[str]:
        """Name the file and the run of a row, and return the headings that it is not to say."""
        row[FILE.heading] = course
        row.pop(_PAGES[0], None)
        if row.get(column.TITLE, "").startswith(_MARK):
            row["Example"] = "yes"
        for heading in (column.TITLE, column.VENUE):
            if heading in row:
                row[heading] = row[heading].removeprefix(_MARK)
        if (before := self.before.get(course)) is None:
            return set()
        row.pop("Example", None)
        key = row.pop(column.GROUP, "").removeprefix(f"{self.provider}/{course}/")
        if key in (keys := run_keys(before["runs"])):
            row[RUN.heading] = key
            if before["runs"][keys.index(key)].get("rolling"):
                for heading in (column.ENDS, column.OFF):  # where a calendar breaks off
                    row.pop(heading, None)
        return {heading for heading in put_together if row.pop(heading, "")}


def _dicts(headings: list[str], sheet: Sheet) -> list[dict[str, str]]:
    """Return what each row says, by heading."""
    texts = ([text_of(cell) for cell in cells] for cells in sheet.rows[1:])
    return [{name: text for name, text in zip(headings, row, strict=True) if text} for row in texts]
