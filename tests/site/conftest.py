"""Sites to look at: a tiny one that a test can break, and the whole one of FROZEN, built once."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from lxml import html

from catalogue.site.build import BuildResult, build
from tests.conftest import FROZEN, PROJECT, TODAY, Tree, link, made_once, small_tree
from tests.quick_builds import quick_builds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SUB_PATH_URL = "https://example.org/learn"


@dataclass(frozen=True, slots=True)
class TinySite:
    """A tree with one course that can be changed, built and looked at."""

    tree: Tree
    root: Path

    def build(self, site_url: str | None = None, *, public: bool = False) -> BuildResult:
        """Build it as on the day of the tests."""
        with quick_builds():
            return build(self.root, TODAY, site_url=site_url, public=public)

    def text(self, file: str) -> str:
        """Read a built file."""
        return (self.root / "output" / file).read_text(encoding="utf-8")

    def page(self, file: str) -> html.HtmlElement:
        """Read a built page as a browser would."""
        return html.fromstring(self.text(file))

    def leftovers(self) -> list[str]:
        """What builds left beside output."""
        return [path.name for path in self.root.glob(".output*")]


@pytest.fixture
def tiny(tree: Tree) -> Iterator[TinySite]:
    """The smallest whole site: one course, one provider, one venue, our real theme and pages."""
    with quick_builds():
        yield tiny_site(tree)


@pytest.fixture
def built(unchanged: TinySite, tiny: TinySite) -> TinySite:
    """The tiny site, to be changed, with what was built of it as it is: a copy, sooner made."""
    shutil.copytree(unchanged.root / "output", tiny.root / "output")
    return tiny


def tiny_site(tree: Tree) -> TinySite:
    """Put round a small catalogue what a site needs."""
    link(tree.root, "theme", "pelicanconf.py", "publishconf.py")
    (tree.root / "content" / "pages").symlink_to(FROZEN / "content" / "pages")
    return TinySite(tree, tree.root)


@pytest.fixture(scope="session")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """The tiny site, built once for all who only look at it."""
    return _tiny_site_once(tmp_path_factory, "unchanged", None)


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """The same, built for SUB_PATH_URL."""
    return _tiny_site_once(tmp_path_factory, "addressed", SUB_PATH_URL)


def _tiny_site_once(factory: pytest.TempPathFactory, name: str, site_url: str | None) -> TinySite:
    root = made_once(factory, name, lambda folder: tiny_site(small_tree(folder)).build(site_url))
    return TinySite(Tree(root), root)


def _real_site(folder: Path, site_url: str | None) -> None:
    link(folder, "content", "providers", "schema", "reference", "theme")
    link(folder, "pelicanconf.py", "publishconf.py")
    build(folder, TODAY, site_url=site_url)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of FROZEN, without an address."""
    return made_once(tmp_path_factory, "real", lambda folder: _real_site(folder, None)) / "output"


@pytest.fixture(scope="session")
def sub_path_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built for SUB_PATH_URL."""
    made = made_once(tmp_path_factory, "sub-path", lambda folder: _real_site(folder, SUB_PATH_URL))
    return made / "output"


@pytest.fixture(scope="session")
def address(
    sub_path_site: Path,
    serve_folder: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """Where the whole site answers, in a folder called learn of a host on this machine; beside it
    our scripts as we write them.
    """
    host = tmp_path_factory.mktemp("host")
    (host / "ours").symlink_to(PROJECT / "theme/static/js")
    (host / "learn").symlink_to(sub_path_site)
    return f"{serve_folder(host)}/learn"
