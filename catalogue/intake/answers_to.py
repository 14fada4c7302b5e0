"""Drafts the answer to somebody who sent something, for a person to look over and send."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.intake.taking import Taken

_FIXING = "Please fix that and send it again; the rest stays as it is on the site until then."


def answer(taken: Taken, changed: str) -> str:
    """Return the text of an answer: what goes in, what does not, and what happens next."""
    parts = ["Thank you for what you sent."]
    if taken.texts:
        parts.append(
            f"This is what we read, and what it changes:\n\n{_indented(changed.splitlines())}"
        )
    if taken.notes:
        parts.append(f"How it was read:\n\n{_indented(taken.notes)}")
    if taken.faults:
        parts.append(f"This could not go in:\n\n{_indented(taken.faults)}\n\n{_FIXING}")
    if taken.copies:
        parts.append(
            "The rows that could not go in are in the sheet that is attached, with what to fix "
            "beside each."
        )
    if taken.texts:
        parts.append(
            "Somebody of the partnership looks at it now. When they have accepted it, it is on the "
            "site within the hour. Nothing is public before."
        )
    return "\n\n".join(parts) + "\n"


def _indented(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line.strip()}" for line in lines)
