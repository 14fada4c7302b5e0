"""Whatever goes wrong while building, the site that was there before is still whole."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalogue.site.build import BuildFailed
from catalogue.site.output_folder import OutputFolder
from catalogue.site.processes import run
from tests.conftest import COURSE, PROJECT, edition_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.site.conftest import TinySite

SCRIPT = """
import signal, sys
from datetime import date
from pathlib import Path
from catalogue.site.build import BuildFailed, build
# Tests may run in the background of a shell, where Ctrl-C is ignored, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    build(Path(sys.argv[1]), date(2026, 11, 24), say=lambda words: print(words, flush=True))
except BuildFailed as error:
    sys.exit(f"BuildFailed: {error}")
except KeyboardInterrupt:
    sys.exit("stopped")
"""


@pytest.fixture
def built(built: TinySite) -> TinySite:
    """A site that is there already, marked so that one can tell it from a new one."""
    built.tree.write("output/mark.txt", "the one before")
    return built


def assert_untouched(site: TinySite) -> None:
    assert site.text("mark.txt") == "the one before"
    assert "Pottery" in site.text("index.html") or "Pottery" in site.text("courses/index.html")
    assert site.leftovers() == []


def start(root: Path, limit: int | None = None) -> subprocess.Popen[str]:
    """Build in a process of its own, which may write no file longer than `limit` bytes."""
    script = SCRIPT
    if limit is not None:
        script = (
            f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit},) * 2)\n" + script
        )
    return subprocess.Popen(
        [sys.executable, "-c", script, str(root)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def own_theme(site: TinySite) -> Path:
    """Give the site a theme of its own, to break."""
    (site.root / "theme").unlink()
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    return site.root / "theme" / "templates"


def test_new_site_takes_the_place_of_the_old_one(built: TinySite) -> None:
    built.tree.write("content/courses/the-kiln/glazing.yaml", COURSE.replace("Pottery", "Glazing"))
    result = built.build()
    assert (result.courses, result.venues) == (2, 1)
    assert result.pages == len(list((built.root / "output").rglob("*.html")))
    assert not (built.root / "output/mark.txt").exists()
    assert (built.root / "output/courses/the-kiln/glazing/index.html").is_file()
    assert (edition_of(built.root / "output", "search") / "pagefind/pagefind.js").is_file()
    assert built.leftovers() == []


def test_what_the_search_page_fetches_is_in_the_output(built: TinySite) -> None:
    built.tree.write("content/courses/the-kiln/glazing.yaml", COURSE.replace("Pottery", "Glazing"))
    built.build()
    data = edition_of(built.root / "output", "search")
    assert {path.name for path in data.iterdir()} == {
        *("cards", "facets", "near", "pagefind", "titles.json", "venues.json", "words")
    }
    cards = json.loads((data / "cards/crafts-0.json").read_bytes())
    assert [card["title"] for card in cards.values()] == [
        "Glazing for beginners",
        "Pottery for beginners",
    ]
    assert "glazing" in (data / "words/j.txt").read_text(encoding="utf-8").split("\n")
    assert not list((built.root / "output").glob(".*"))


def test_index_that_misses_a_course_stops_the_build_with_a_sentence(
    built: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.tree.write("content/courses/the-kiln/glazing.yaml", COURSE.replace("Pottery", "Glazing"))

    def run_and_lose_one(
        command: list[str], folder: Path, settings: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        finished = run(command, folder, settings)
        bundle = Path(command[command.index("--output-path") + 1])
        next((bundle / "fragment").iterdir()).unlink()
        return finished

    monkeypatch.setattr("catalogue.site.indexing.run", run_and_lose_one)
    with pytest.raises(BuildFailed, match="does not have every course"):
        built.build()
    assert_untouched(built)


def test_page_of_a_course_that_is_gone_goes(built: TinySite) -> None:
    built.tree.write("content/courses/the-kiln/glazing.yaml", COURSE.replace("Pottery", "Glazing"))
    built.build()
    (built.root / "content/courses/the-kiln/glazing.yaml").unlink()
    built.build()
    assert not (built.root / "output/courses/the-kiln/glazing").exists()


def test_misspelt_name_in_a_template_stops_the_build(built: TinySite) -> None:
    page = own_theme(built) / "course.html"
    page.write_text(page.read_text("utf-8").replace("view.summary", "view.sumary"), "utf-8")
    with pytest.raises(BuildFailed, match="sumary"):
        built.build()
    assert_untouched(built)


@pytest.mark.parametrize("template", ["page.html", "course.html", "base.html"])
def test_missing_template_stops_the_build_and_pelicans_own_is_not_used(
    built: TinySite, template: str
) -> None:
    (own_theme(built) / template).unlink()
    with pytest.raises(BuildFailed, match=template.removesuffix(".html")):
        built.build()
    assert_untouched(built)


def test_broken_settings_stop_the_build(built: TinySite) -> None:
    (built.root / "pelicanconf.py").unlink()
    built.tree.write("pelicanconf.py", "1 / 0\n")
    with pytest.raises(BuildFailed, match="division by zero"):
        built.build()
    assert_untouched(built)


def test_catalogue_in_which_every_course_is_broken_stops_the_build_with_a_sentence(
    built: TinySite,
) -> None:
    pottery = built.root / "content/courses/the-kiln/pottery.yaml"
    pottery.rename(pottery.with_name("glass.yaml")).write_text("title: [\n", encoding="utf-8")
    with pytest.raises(BuildFailed, match="There is no course that can be published"):
        built.build()
    assert_untouched(built)


def test_missing_folder_is_named(built: TinySite) -> None:
    shutil.rmtree(built.root / "content/venues")
    with pytest.raises(BuildFailed, match="content/venues"):
        built.build()
    assert_untouched(built)


def test_address_that_cannot_be_is_refused(built: TinySite) -> None:
    with pytest.raises(BuildFailed, match="not the address of a site"):
        built.build("example.org")
    assert_untouched(built)


def test_folder_that_is_no_project_is_refused(tmp_path: Path) -> None:
    process = start(tmp_path)
    _, said = process.communicate()
    assert process.returncode == 1
    assert "There is no pelicanconf.py in" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("limit", [4_000, 15_000, 60_000])
def test_disk_that_takes_no_more_leaves_the_old_site(built: TinySite, limit: int) -> None:
    """By turns a page, a style sheet and the search index are too much."""
    process = start(built.root, limit)
    _, said = process.communicate()
    assert process.returncode == 1
    assert said.startswith("BuildFailed: ")
    assert "Traceback" not in said
    assert_untouched(built)


def test_ctrl_c_leaves_the_old_site(built: TinySite) -> None:
    settings = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
    (built.root / "pelicanconf.py").unlink()
    built.tree.write("pelicanconf.py", f"{settings}\nimport time\ntime.sleep(600)\n")
    process = start(built.root)
    assert process.stdout
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert said.strip() == "stopped"
    assert_untouched(built)


def test_two_builds_at_once_leave_one_whole_site(built: TinySite) -> None:
    processes = [start(built.root) for _ in range(2)]
    for process in processes:
        _, said = process.communicate()
        assert process.returncode == 0, said
    assert (edition_of(built.root / "output", "search") / "pagefind/pagefind.js").is_file()
    assert "Pottery" in built.text("courses/index.html")
    assert built.leftovers() == []


def test_what_a_killed_build_left_is_tidied_up(built: TinySite) -> None:
    """Whatever number its process had: in a container, every build may have the same."""
    half = f".output-building-{os.getpid()}"
    built.tree.write(f"{half}/index.html", "half")
    built.build()
    assert built.leftovers() == []


def test_build_that_is_killed_leaves_nothing_for_long(built: TinySite) -> None:
    process = start(built.root)
    assert process.stdout
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert len(built.leftovers()) == 1
    with OutputFolder.of(built.root).building():
        assert len(built.leftovers()) == 1
    assert_untouched(built)


def test_what_a_running_build_makes_is_left_alone(built: TinySite) -> None:
    place = OutputFolder.of(built.root)
    with place.building() as running:
        (running / "index.html").write_text("half", encoding="utf-8")
        with place.building():
            assert (running / "index.html").is_file()
    assert_untouched(built)


def test_site_that_a_killed_build_had_moved_aside_comes_back(built: TinySite) -> None:
    (built.root / "output").rename(built.root / ".output-old-0a1b2c3d")
    (built.root / "pelicanconf.py").unlink()
    with pytest.raises(BuildFailed):
        built.build()
    assert_untouched(built)


def test_nothing_is_written_but_output(tiny: TinySite) -> None:
    def files() -> set[Path]:
        return {path for path in tiny.root.rglob("*") if tiny.root / "output" not in path.parents}

    before = files()
    tiny.build()
    new = {path for path in files() - before if "__pycache__" not in path.parts}
    assert new == {tiny.root / "output"}
