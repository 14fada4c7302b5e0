"""Whose file it is. Needs nothing that has to be installed: a workflow that may write uses it."""

from __future__ import annotations

_OF_ONE = (("content/courses/", "/"), ("content/sheets/", ".yaml"), ("providers/", ".yaml"))


def partner_of(file: str) -> str:
    """Return the id of the provider whose file it is, or nothing where it is everyone's."""
    for folder, end in _OF_ONE:
        if file.startswith(folder):
            name, ends, _ = file.removeprefix(folder).partition(end)
            return name if ends else ""
    return ""
