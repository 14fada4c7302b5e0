"""What one publish does after another: nothing is lost without a word, and open tabs go on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import catalogue.site.build as build_module
from catalogue.site.build import BuildFailed, SuddenLoss, build
from catalogue.site.indexing import make_index
from catalogue.site.output_folder import OutputFolder
from catalogue.site.published import unpack_record
from catalogue.site.urls import RECORD
from tests.conftest import COURSE, TODAY, VENUE, edition_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    from tests.site.conftest import TinySite

POTTERY = "content/courses/the-kiln/pottery.yaml"
SHED = "content/venues/the-shed.yaml"
PAGE = "courses/the-kiln/pottery/index.html"
BROKEN = "title: [\n"


def publish(site: TinySite, *, day: date = TODAY, why: str = "", live: str = "output") -> None:
    """Publish what is there, held against what is live."""
    build(site.root, day, live=str(site.root / live), accept_loss=why)


# ---- what open tabs fetch ----


def test_data_of_the_two_builds_before_stay_and_older_ones_go(tiny: TinySite) -> None:
    output, folders = tiny.root / "output", []
    for title in ("Bowls", "Cups", "Mugs", "Plates"):
        tiny.tree.write(POTTERY, COURSE.replace("Pottery", title))
        tiny.build()
        folders.append(edition_of(output, "search").name)
    there = sorted(path.name for path in (output / "search").iterdir() if path.is_dir())
    assert there == sorted(folders[1:])
    for folder, title in zip(folders[1:], ("Cups", "Mugs", "Plates"), strict=True):
        card = (output / "search" / folder / "cards/crafts-0.json").read_text(encoding="utf-8")
        assert title in card
    assert tiny.leftovers() == []


def test_same_content_has_the_same_addresses(built: TinySite) -> None:
    before = sorted(path for path in (built.root / "output").rglob("*"))
    built.build()
    assert sorted(path for path in (built.root / "output").rglob("*")) == before


def test_changed_word_changes_no_address_of_scripts(built: TinySite) -> None:
    assets, search = (edition_of(built.root / "output", kind) for kind in ("assets", "search"))
    built.tree.write(POTTERY, COURSE.replace("Pottery", "Glazing"))
    built.build()
    assert edition_of(built.root / "output", "assets") == assets
    assert edition_of(built.root / "output", "search") != search


def test_earlier_data_come_from_where_the_site_is_live(
    built: TinySite, serve_folder: Callable[[Path], str]
) -> None:
    old = edition_of(built.root / "output", "search").name
    live = serve_folder(shutil.copytree(built.root / "output", built.root / "live"))
    shutil.rmtree(built.root / "output")
    built.tree.write(POTTERY, COURSE.replace("Pottery", "Glazing"))
    build(built.root, TODAY, live=live)
    card = built.text(f"search/{old}/cards/crafts-0.json")
    assert "Pottery" in card
    assert "search/" + old in unpack_record((built.root / "output" / RECORD).read_bytes()).kept


def test_earlier_data_that_are_not_whole_are_left_out(built: TinySite) -> None:
    old = edition_of(built.root / "output", "search")
    (old / "venues.json").unlink()
    built.tree.write(POTTERY, COURSE.replace("Pottery", "Glazing"))
    built.build()
    assert not old.exists()


def test_live_site_that_does_not_answer_stops_the_publish(tiny: TinySite) -> None:
    with pytest.raises(BuildFailed, match="could not be read") as told:
        build(tiny.root, TODAY, live="http://127.0.0.1:9")
    assert not (tiny.root / "output").exists()
    build(tiny.root, TODAY, live="http://127.0.0.1:9", accept_loss="The old host is gone")
    assert "--accept-loss" in str(told.value)


def test_live_site_with_another_file_in_place_of_the_record_stops_the_publish(
    built: TinySite,
) -> None:
    (built.root / "output" / RECORD).write_text("<h1>Log in</h1>", encoding="utf-8")
    with pytest.raises(BuildFailed, match="is not a whole file of ours"):
        publish(built)
    built.build()  # nobody publishes this one


def test_site_that_has_lost_its_record_stops_the_publish(built: TinySite) -> None:
    (built.root / "output" / RECORD).unlink()
    with pytest.raises(BuildFailed, match="A site is live, and it has no published") as told:
        publish(built)
    assert "--accept-loss" in str(told.value)
    publish(built, why="It was lost when we moved")
    publish(built)


def test_first_publish_says_that_nothing_was_compared(tiny: TinySite) -> None:
    live = str(tiny.root / "nowhere")
    assert (
        f"There is no record of a site at {live}: nothing compared."
        in build(tiny.root, TODAY, live=live).notes
    )
    assert not any("compared" in note for note in tiny.build().notes)


# ---- sudden losses ----


def test_place_that_is_gone_stops_a_publish_until_somebody_says_yes(tiny: TinySite) -> None:
    tiny.tree.write("content/venues/the-barn.yaml", VENUE.replace("Shed", "Barn"))
    barn = COURSE.replace("the-shed", "the-barn").replace("Pottery", "Hay")
    tiny.tree.write("content/courses/the-kiln/hay.yaml", barn)
    publish(tiny)
    (tiny.root / "content/venues/the-barn.yaml").unlink()
    with pytest.raises(SuddenLoss) as told:
        publish(tiny)
    assert "The Barn (content/venues/the-barn.yaml) is gone, and takes 1 course" in str(told.value)
    assert 'the-kiln 1 (hay).\nIf that is right, build again with --accept-loss "why".' in str(
        told.value
    )
    assert "Hay" in tiny.text("courses/the-kiln/hay/index.html")
    assert tiny.leftovers() == []
    publish(tiny, why="The barn burned down")
    assert not (tiny.root / "output/courses/the-kiln/hay").exists()


def test_build_that_nobody_publishes_tells_the_loss_and_goes_on(built: TinySite) -> None:
    built.tree.write("content/venues/the-barn.yaml", VENUE.replace("Shed", "Barn"))
    built.tree.write(POTTERY, COURSE.replace("the-shed", "the-barn"))
    (built.root / SHED).unlink()
    built.tree.write("content/courses/the-kiln/glass.yaml", COURSE.replace("Pottery", "Glass"))
    built.tree.write("content/venues/the-shed.yaml", VENUE)
    built.build()
    (built.root / SHED).unlink()
    notes = built.build().notes
    assert "The Shed (content/venues/the-shed.yaml) is gone" in notes[0]
    assert notes[-1] == "Publishing this would stop."


# ---- files that have just been broken ----


def test_course_whose_file_is_broken_shows_its_last_good_version_and_says_so(
    tiny: TinySite,
) -> None:
    tiny.tree.write("content/courses/the-kiln/glass.yaml", COURSE.replace("Pottery", "Glass"))
    tiny.build()
    tiny.tree.write(POTTERY, BROKEN)
    result = tiny.build()
    assert "pottery.yaml" in result.report
    assert result.courses == 2
    assert any("pottery.yaml has a mistake" in note for note in result.notes)
    assert "We are correcting this page." in tiny.text(PAGE)
    assert "before 24 November 2026" in tiny.text(PAGE)
    assert "correcting" not in tiny.text("courses/the-kiln/glass/index.html")


def test_last_good_version_is_shown_for_two_weeks_and_then_the_course_goes(
    tiny: TinySite,
) -> None:
    tiny.tree.write("content/courses/the-kiln/glass.yaml", COURSE.replace("Pottery", "Glass"))
    publish(tiny)
    tiny.tree.write(POTTERY, BROKEN)
    for days in (1, 15):
        publish(tiny, day=TODAY + timedelta(days=days))
        assert "before 25 November 2026" in tiny.text(PAGE)
    publish(tiny, day=TODAY + timedelta(days=16))
    assert not (tiny.root / "output" / PAGE).exists()


def test_file_that_is_mended_is_shown_and_has_a_new_fortnight(built: TinySite) -> None:
    built.tree.write(POTTERY, BROKEN)
    built.build()
    built.tree.write(POTTERY, COURSE.replace("Pottery", "Glazing"))
    built.build()
    assert "correcting" not in built.text(PAGE)
    assert "Glazing for beginners" in built.text(PAGE)
    assert not unpack_record((built.root / "output" / RECORD).read_bytes()).broken


def test_broken_file_of_a_place_takes_no_course_with_it(built: TinySite) -> None:
    built.tree.write(SHED, BROKEN)
    result = built.build()
    assert result.courses == 1
    assert "We are correcting this page." in built.text("venues/the-shed/index.html")
    assert "The Shed" in built.text(PAGE)


def test_broken_page_of_our_own_words_stays_and_says_so(tiny: TinySite) -> None:
    pages = tiny.root / "content" / "pages"
    words = {path.name: path.read_bytes() for path in pages.iterdir()}
    pages.unlink()
    for name, body in words.items():
        tiny.tree.write(f"content/pages/{name}", body.decode())
    tiny.build()
    assert "correcting" not in tiny.text("help/index.html")
    tiny.tree.write("content/pages/help.md", words["help.md"].decode().replace("order:", "odour:"))
    tiny.build()
    assert "We are correcting this page." in tiny.text("help/index.html")


def test_file_that_has_never_been_right_is_left_out(built: TinySite) -> None:
    built.tree.write("content/courses/the-kiln/glass.yaml", BROKEN)
    assert built.build().courses == 1


# ---- where the site is written ----


def test_link_called_output_stays_and_what_it_leads_to_is_new(tiny: TinySite) -> None:
    served = tiny.root / "served" / "site"
    served.parent.mkdir()
    (tiny.root / "output").symlink_to(served)
    for title in ("Bowls", "Cups"):
        tiny.tree.write(POTTERY, COURSE.replace("Pottery", title))
        tiny.build()
        assert (tiny.root / "output").is_symlink()
        assert title in (served / PAGE).read_text(encoding="utf-8")
    assert [path.name for path in served.parent.iterdir()] == ["site"]
    assert tiny.leftovers() == []


def test_link_that_leads_nowhere_is_told(tiny: TinySite) -> None:
    (tiny.root / "output").symlink_to(tiny.root / "no" / "such" / "place")
    with pytest.raises(BuildFailed, match=r"output is a link to .*/no/such/place"):
        tiny.build()


def test_link_to_a_file_or_to_the_project_is_refused(tiny: TinySite) -> None:
    (tiny.root / "output").symlink_to(tiny.root / "pelicanconf.py")
    with pytest.raises(BuildFailed, match="is a file, and the site is a folder"):
        tiny.build()
    (tiny.root / "output").unlink()
    (tiny.root / "output").symlink_to(tiny.root)
    with pytest.raises(BuildFailed, match="has the project itself in it"):
        tiny.build()
    assert (tiny.root / POTTERY).is_file()


def test_link_that_leads_back_to_itself_is_told(tiny: TinySite) -> None:
    (tiny.root / "output").symlink_to(tiny.root / "output")
    with pytest.raises(BuildFailed, match="leads back to itself"):
        tiny.build()


@pytest.mark.parametrize("folder", ["content", "elsewhere"])
def test_link_to_a_folder_of_somebody_elses_takes_nothing_away(tiny: TinySite, folder: str) -> None:
    tiny.tree.write("elsewhere/deep/diary.txt", "Mine")
    before = sorted(tiny.root.rglob("*"))
    (tiny.root / "output").symlink_to(tiny.root / folder)
    with pytest.raises(BuildFailed, match=f"{folder}, which has files in it and is no site"):
        tiny.build()
    (tiny.root / "output").unlink()
    assert sorted(tiny.root.rglob("*")) == before


def test_link_to_an_empty_folder_is_filled(tiny: TinySite) -> None:
    (tiny.root / "disk" / "lost+found").mkdir(parents=True)
    (tiny.root / "output").symlink_to(tiny.root / "disk")
    tiny.build()
    assert "Pottery" in tiny.text(PAGE)


def test_server_that_works_in_the_folder_goes_on_with_the_new_site(built: TinySite) -> None:
    looks = "import sys; sys.stdin.readline(); print(open(sys.argv[1]).read())"
    server = subprocess.Popen(
        [sys.executable, "-c", looks, PAGE],
        cwd=built.root / "output",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    built.tree.write(POTTERY, COURSE.replace("Pottery", "Glazing"))
    built.build()
    seen, _ = server.communicate("now\n")
    assert "Glazing for beginners" in seen
    assert not list((built.root / "output").glob(".*"))


def test_folder_that_cannot_be_moved_is_filled_anew(
    built: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a disk of its own is: the system says that it is busy."""
    built.tree.write("output/mark.txt", "the one before")
    rename = type(built.root).rename

    def busy(path: Path, target: Path) -> Path:
        if path.name == "output":
            raise OSError(16, os.strerror(16), str(path))
        return rename(path, target)

    monkeypatch.setattr(type(built.root), "rename", busy)
    built.tree.write(POTTERY, COURSE.replace("Pottery", "Glazing"))
    built.build()
    assert "Glazing" in built.text(PAGE)
    assert not (built.root / "output/mark.txt").exists()
    assert not list((built.root / "output").glob(".*"))
    assert built.leftovers() == []


def put_new(root: Path) -> None:
    """Put a site of one file in the place of the one that is there."""
    place = OutputFolder.of(root)
    with place.building() as building:
        (building / "index.html").write_text("new", encoding="utf-8")
        place.put(building)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A site of two files, without the rest of a project."""
    (tmp_path / "output" / "help").mkdir(parents=True)
    for file in ("index.html", "help/index.html"):
        (tmp_path / "output" / file).write_text("old", encoding="utf-8")
    return tmp_path / "output"


def is_the_same_folder(output: Path) -> bool:
    """Put a new site there, and say whether whoever had the folder open sees it."""
    before = output.stat().st_ino
    put_new(output.parent)
    assert [path.name for path in output.iterdir()] == ["index.html"]
    assert (output / "index.html").read_text(encoding="utf-8") == "new"
    return output.stat().st_ino == before


def test_folder_that_nobody_holds_is_swapped_at_once(output: Path) -> None:
    assert not is_the_same_folder(output)


@pytest.mark.parametrize("held", ["cwd", "root", "fd/7"])
def test_folder_that_a_process_holds_is_filled_anew(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    link = tmp_path / "proc" / "42" / held
    (tmp_path / "proc/42/fd").mkdir(parents=True)
    link.symlink_to(output)
    monkeypatch.setattr("catalogue.site.output_folder._PROCESSES", tmp_path / "proc")
    assert is_the_same_folder(output)


@pytest.mark.parametrize(
    ("mount", "held"),
    [
        ("{here}/a\\040b/output /usr/share/nginx/html rw", True),
        ("{here}/a\\040b /usr/share/nginx/html rw", False),  # sees what is in the folder's place
        ("{here}/other /usr/share/nginx/html rw", False),
    ],
)
def test_folder_that_a_container_sees_is_filled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mount: str, held: bool
) -> None:
    """As `docker run -v ./output:/usr/share/nginx/html` does: the container keeps the folder."""
    output = tmp_path / "a b" / "output"
    output.mkdir(parents=True)
    disk = f"1 0 8:2 / / rw\n3 1 8:3 /disk{tmp_path} {tmp_path} rw\n"
    lines = {"self": disk, "42": f"9 0 8:3 {mount.format(here=f'/disk{tmp_path}')}\n"}
    for process, text in lines.items():
        (tmp_path / "proc" / process).mkdir(parents=True)
        (tmp_path / "proc" / process / "mountinfo").write_text(text, encoding="utf-8")
    monkeypatch.setattr("catalogue.site.output_folder._PROCESSES", tmp_path / "proc")
    assert is_the_same_folder(output) == held


def test_what_cannot_be_moved_and_is_none_of_ours_stays(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the lost+found of a disk, which belongs to the system."""
    rename = type(output).rename

    def not_ours(path: Path, target: Path) -> Path:
        if path.name in ("output", "lost+found"):
            raise PermissionError(13, os.strerror(13), str(path))
        return rename(path, target)

    (output / "lost+found").mkdir()
    monkeypatch.setattr(type(output), "rename", not_ours)
    put_new(output.parent)
    assert sorted(path.name for path in output.iterdir()) == ["index.html", "lost+found"]
    assert (output / "index.html").read_text(encoding="utf-8") == "new"


def test_file_of_ours_that_cannot_be_moved_leaves_the_old_site(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = type(output).rename

    def refused(path: Path, target: Path) -> Path:
        if path.name == "output" or path == output / "index.html":
            raise PermissionError(13, os.strerror(13), str(path))
        return rename(path, target)

    monkeypatch.setattr(type(output), "rename", refused)
    with pytest.raises(PermissionError):
        put_new(output.parent)
    assert sorted(path.name for path in output.iterdir()) == ["help", "index.html"]
    assert (output / "index.html").read_text(encoding="utf-8") == "old"


def test_exchange_that_was_cut_short_is_put_back(built: TinySite) -> None:
    output = built.root / "output"
    aside = output / ".output-old-999999999"
    aside.mkdir()
    (output / "help").rename(aside / "help")
    (output / "index.html").rename(aside / "index.html")
    (output / "index.html").write_text("half of a new site", encoding="utf-8")
    (output / ".output-building-999999999").mkdir()
    with OutputFolder.of(built.root).building():
        pass
    assert (output / "help/index.html").is_file()
    assert "half of" not in built.text("index.html")
    assert not list(output.glob(".*"))


def test_site_that_is_not_whole_is_never_put_in_the_place_of_the_old(
    built: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.tree.write("output/mark.txt", "the one before")

    def lose_a_piece(documents: Path, bundle: Path) -> None:
        make_index(documents, bundle)
        next(bundle.glob("index/*.pf_index")).unlink()

    monkeypatch.setattr("catalogue.site.build.make_index", lose_a_piece)
    with pytest.raises(BuildFailed, match=r"The site is not whole\. .*pf_index is not there"):
        built.build()
    assert built.text("mark.txt") == "the one before"
    assert built.leftovers() == []


def test_page_that_did_not_reach_the_disk_whole_stops_the_build(
    tiny: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary_of = build_module._summary_of

    def cut_short(finished: CompletedProcess[str], building: Path) -> dict[str, Any]:
        summary = summary_of(finished, building)
        with (building / PAGE).open("r+b") as page:
            page.truncate(900)
        (building / "robots.txt").unlink()
        return summary

    monkeypatch.setattr(build_module, "_summary_of", cut_short)
    with pytest.raises(BuildFailed, match="not whole") as told:
        tiny.build()
    for file in (PAGE, "robots.txt"):
        assert f"{file} is not there as it was built." in str(told.value)
    assert tiny.leftovers() == []
