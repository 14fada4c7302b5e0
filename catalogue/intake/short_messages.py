"""Reads the short messages with which people say what has changed, and makes the change:

    wea/spanish-for-beginners: still right
    wea/spanish-for-beginners, run fkh2v: full
    wea/spanish-for-beginners, run 13 April 2027: again from 14 September 2027 to 7 December 2027

The form on the site writes them, and people can. The address of a page stands for the
name of its course.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from catalogue.files import FOLDERS, ID
from catalogue.formatting import rewrite
from catalogue.problems import WouldChange
from catalogue.quoting import listed, quoted
from catalogue.run_ids import run_keys, with_ids
from catalogue.sheets.cells import NotUnderstood
from catalogue.sheets.readers.dates import read_day, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from catalogue.schemas import Schemas

_COURSE = rf"(?P<provider>{ID.pattern})/(?P<course>{ID.pattern})"
_MESSAGE = re.compile(
    rf"(?:(?:re|fwd?|aw)\s*:\s*)*(?:\S*courses/)?{_COURSE}(?:/|\.yaml)?"
    r"(?:\s*,?\s*run\s+(?P<run>[^:]+?)\s*(?::|\s[-–—]\s)|\s*(?::|\s[-–—]\s|\s))"
    r"\s*(?P<says>[^\s:/].{0,100})",
    re.IGNORECASE,
)
_STILL_RIGHT = ("still right", "is still right", "all is still right", "all right", "still correct")
_AGAIN = re.compile(
    r"again\s+from\s+(?P<first>.+?)(?:\s+(?:to|until)\s+(?P<last>.+))?", re.IGNORECASE
)
_OF_ITS_OWN = ("id", "state", "no_class_on")
"""What a run says only of itself, and the next one begins without, as in js/form/terms.js."""


class NotDone(Exception):
    """A message asks for something that cannot be; says why and what to write."""


@dataclass(frozen=True, slots=True)
class ShortMessage:
    """One message: which course, which run, if it says so, and what is said of it."""

    course: str
    run: str
    says: str

    @property
    def text(self) -> str:
        """The message as one writes it."""
        return f"{self.course}{f', run {self.run}' if self.run else ''}: {self.says}"

    @property
    def file(self) -> str:
        """The file that it is about."""
        return f"{FOLDERS['course']}/{self.course}.yaml"


def messages_in(lines: Iterable[str], providers: Iterable[str]) -> tuple[list[ShortMessage], str]:
    """Part the messages in lines, each once, from what else they say. A line is one if it begins
    with a course of somebody we know.
    """
    known = frozenset(providers)
    found: dict[str, ShortMessage] = {}
    rest = []
    for line in lines:
        read = _MESSAGE.fullmatch(line.strip().strip("*`_ "))
        if read is None or read["provider"].lower() not in known:
            rest.append(line)
            continue
        course = f"{read['provider']}/{read['course']}".lower()
        says = " ".join(read["says"].split()).strip(" .!*_`")
        message = ShortMessage(course, (read["run"] or "").strip(), says)
        found.setdefault(message.text.casefold(), message)
    return list(found.values()), "\n".join(rest).strip()


def after(raw: bytes, message: ShortMessage, schemas: Schemas, today: date) -> tuple[str, str]:
    """Return the text of a course's file after a message, and what was done, in words. Raises
    NotDone.
    """
    told = ""

    def change(values: dict[str, Any]) -> dict[str, Any]:
        nonlocal told
        new, told = _changed(with_ids(values), message, schemas, today)
        return new

    try:
        text = rewrite(raw, schemas.course, message.file, change)
    except WouldChange as error:
        raise NotDone(f"{error}. Change the file itself.") from None
    return text, told


def _changed(
    values: dict[str, Any], message: ShortMessage, schemas: Schemas, today: date
) -> tuple[dict[str, Any], str]:
    title = quoted(values.get("title", message.course))
    if message.says.casefold() in _STILL_RIGHT:
        return {**values, "checked": str(today)}, f"{title}: still right, as of {said(today)}."
    runs = values["runs"]
    index = _run_meant(runs, message, today)
    name = f"{title}, the run from {said(date.fromisoformat(runs[index]['starts']))}"
    if again := _AGAIN.fullmatch(message.says):
        new = _next_run(runs[index], again, today)
        days = " to ".join(
            said(date.fromisoformat(new[day])) for day in ("starts", "ends") if day in new
        )
        return {
            **values,
            "runs": [*runs, new],
            "checked": str(today),
        }, f"{name}: again, {' to '.join(days)}."
    state = _state_meant(message.says, schemas)
    changed = {key: value for key, value in runs[index].items() if key != "state"}
    if state != _open(schemas):
        changed["state"] = state
    label = schemas.vocabularies["states"].terms[state].label
    return {**values, "runs": [*runs[:index], changed, *runs[index + 1 :]]}, f"{name}: {label}."


def _run_meant(runs: list[Mapping[str, Any]], message: ShortMessage, today: date) -> int:
    """Return the position of the run that a message names, or of the only one that is not over."""
    keys = run_keys(runs)
    if message.run.lower() in keys:
        return keys.index(message.run.lower())
    found = [index for index, run in enumerate(runs) if _last_day(run) >= str(today)]
    if message.run:
        day = _day(message.run, today)
        found = [index for index, run in enumerate(runs) if run["starts"] == str(day)]
    elif not found and _AGAIN.fullmatch(message.says):
        found = [max(range(len(runs)), key=lambda index: str(runs[index]["starts"]))]
    if len(found) != 1:
        several = "more than one run" if found else "no run"
        which = listed(
            f"“{message.course}, run {key}: {message.says}” (from {said(_first_day(run))})"
            for key, run in zip(keys, runs, strict=True)
        )
        raise NotDone(f"There is {several} that this can mean. Write {which}.")
    return found[0]


def _first_day(run: Mapping[str, Any]) -> date:
    return date.fromisoformat(run["starts"])


def _last_day(run: Mapping[str, Any]) -> str:
    open_end = "9999-12-31" if run.get("rolling") else run["starts"]
    return str(run.get("ends", open_end))


def _next_run(run: Mapping[str, Any], again: re.Match[str], today: date) -> dict[str, Any]:
    """Return the same run from another day on: what it says of days moves with it."""
    first = _day(again["first"], today)
    moved = first - _first_day(run)
    if moved <= timedelta():
        raise NotDone(f"The new first day, {said(first)}, is not after that of the run before.")
    new = {name: value for name, value in run.items() if name not in _OF_ITS_OWN}
    for name in ("starts", "ends", "apply_by"):
        if name in new:
            new[name] = str(date.fromisoformat(new[name]) + moved)
    if again["last"] is not None:
        new["ends"] = str(_day(again["last"], today))
    return new


def _day(text: str, today: date) -> date:
    try:
        return read_day(text, today)
    except NotUnderstood as error:
        raise NotDone(str(error)) from None


def _state_meant(says: str, schemas: Schemas) -> str:
    states = schemas.vocabularies["states"].terms
    words = {word.casefold(): id for id, term in states.items() for word in _words_for(id, term)}
    word = re.sub(r"^(?:is |are |it is |now |the run is )+", "", says.casefold())
    if word not in words:
        known = ("still right", *(term.label.lower() for term in states.values()))
        raise NotDone(f"{quoted(says)} is none of our words. Write {listed(known)}.")
    return words[word]


def _words_for(state: str, term: Any) -> Iterator[str]:
    yield from (state, state.replace("-", " "), term.label, *term.synonyms)


def _open(schemas: Schemas) -> str:
    """The state of a run that says none: the first of the list."""
    return next(iter(schemas.vocabularies["states"].terms))
