"""What one provider exports: its part of the catalogue, and what is not in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalogue.files import FOLDERS
from catalogue.problems import unpublished_files
from catalogue.reports import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalogue.catalogue import Catalogue
    from catalogue.problems import Problem


def part_of(catalogue: Catalogue, provider: str) -> Catalogue:
    """Return the catalogue with one provider and its courses. All venues stay."""
    return replace(
        catalogue,
        courses={
            course.id: course
            for course in catalogue.courses.values()
            if course.provider == provider
        },
        providers={who.id: who for who in catalogue.providers.values() if who.id == provider},
    )


def left_out(part: Catalogue, provider: str, problems: Iterable[Problem]) -> Iterator[str]:
    """Say what a format that takes no examples leaves out of a provider's part."""
    whose = f"{FOLDERS['course']}/{provider}/"
    for file in sorted(unpublished_files(problems)):
        if file.startswith(whose):
            yield f"Left out, as `catalogue check` finds errors: {file}."
    if examples := sum(course.example for course in part.courses.values()):
        yield f"Left out, as invented examples: {count(examples, 'course')}."
    if any(who.example for who in part.providers.values()):
        yield f"Left out, as an invented example: {provider}."
