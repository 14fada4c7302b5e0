"""A catalogue with one course that is real and one that is invented, to see what leaves of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import COURSE, PROVIDER, VENUE
from tests.site.conftest import tiny

if TYPE_CHECKING:
    from tests.conftest import Tree
    from tests.site.conftest import TinySite

__all__ = ["tiny"]

INVENTED = "Pottery for beginners"
REAL = "Glazing for beginners"
ADDRESS = "https://example.org/learn"
SOURCES = "sources:\n  - {for: [name, kind, address, access], from: Their sign, confidence: sure}\n"
REAL_COURSE = (
    COURSE.replace("example: true\n", "")
    .replace(INVENTED, REAL)
    .replace("phone: 0151 496 0123", "email: learn@kiln.org.uk")
    .replace("venue: the-shed", "venue: the-kiln")
)


@pytest.fixture
def mixed(tree: Tree) -> Tree:
    """The invented course of `tree` and a real one, whose provider and venue are real."""
    said = SOURCES.replace("name, kind, address, access", "name, summary")
    tree.write("providers/the-kiln.yaml", PROVIDER.replace("example: true\n", said))
    tree.write("content/venues/the-kiln.yaml", VENUE.replace("example: true\n", SOURCES))
    tree.write("content/courses/the-kiln/glazing.yaml", REAL_COURSE)
    return tree


@pytest.fixture
def mixed_site(mixed: Tree, tiny: TinySite) -> TinySite:
    """The same, to be built: `tiny` is the site of the same folder."""
    assert tiny.tree is mixed
    return tiny
