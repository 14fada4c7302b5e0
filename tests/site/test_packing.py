"""Scripts and style sheets are small in the built site, and one with a mistake stops the build."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from catalogue.site.packing import pack
from catalogue.site.processes import BuildFailed
from scripts.budgets import (
    CHANGE_SCRIPTS,
    FORM_SCRIPTS,
    LAST_STEP_SCRIPTS,
    PLAN_SCRIPTS,
    SCRIPTS_FOR_RESIDENTS,
    SHEET_SCRIPTS,
    STAFF_SCRIPTS,
)

if TYPE_CHECKING:
    from pathlib import Path

FOR_PARTNERS = "assets/*/js/form/*.js"
FOR_SHEETS = "assets/*/js/spreadsheet/*.js"
FOR_OTHER_SITES = "assets/*/js/link/*.js"
FOR_PLANNERS = "assets/*/js/plan/*.js"
SHARED_BY_PARTNERS = "assets/*/js/letters.js"  # the search has it in its one file
FOR_STAFF = "assets/*/js/someone/*.js"
ONLY_FOR_A_CHANGE = ("change.js", "terms.js")
ONLY_FOR_THE_LAST_STEP = ("overlaps.js", "alike.js", "letters.js")


def test_all_scripts_for_residents_together_are_small(real_site: Path) -> None:
    scripts = {*(real_site / "assets").rglob("*.js"), *real_site.glob("*.js")}
    apart = (FOR_PARTNERS, FOR_SHEETS, FOR_PLANNERS, FOR_STAFF, FOR_OTHER_SITES, SHARED_BY_PARTNERS)
    others = {script for folder in apart for script in real_site.glob(folder)}
    packed = sizes(scripts - others)
    assert sum(packed.values()) <= SCRIPTS_FOR_RESIDENTS, packed


def test_the_form_for_partners_has_at_most_36_kilobytes_before_its_last_step(
    real_site: Path,
) -> None:
    packed = sizes({*real_site.glob(FOR_PARTNERS), *real_site.glob(SHARED_BY_PARTNERS)})
    last = sum(packed.pop(name) for name in ONLY_FOR_THE_LAST_STEP)
    changing = sum(packed.pop(name) for name in ONLY_FOR_A_CHANGE)
    assert sum(packed.values()) <= FORM_SCRIPTS, packed
    assert changing <= CHANGE_SCRIPTS
    assert last <= LAST_STEP_SCRIPTS


def test_the_page_for_sheets_adds_little_to_what_it_shares_with_the_form(real_site: Path) -> None:
    packed = sizes(set(real_site.glob(FOR_SHEETS)))
    assert 0 < sum(packed.values()) <= SHEET_SCRIPTS, packed


def test_pages_for_planning_have_little_scripts(real_site: Path) -> None:
    packed = sizes(set(real_site.glob(FOR_PLANNERS)))
    assert 0 < sum(packed.values()) <= PLAN_SCRIPTS, packed


def test_the_page_for_staff_is_one_script_and_small(real_site: Path) -> None:
    [(_, size)] = sizes(set(real_site.glob(FOR_STAFF))).items()
    assert size <= STAFF_SCRIPTS


def sizes(scripts: set[Path]) -> dict[str, int]:
    """How many bytes each script takes to fetch."""
    return {path.name: len(gzip.compress(path.read_bytes())) for path in scripts}


def test_script_with_a_mistake_stops_the_build_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "broken.js").write_text("const = 1;\n", encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"assets/broken\.js has a mistake"):
        pack(tmp_path)


def test_the_search_is_one_file_and_two_of_its_modules_never_share_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "assets/1/js/search"
    folder.mkdir(parents=True)
    (folder / "page.js").write_text('import { far } from "./far.js";\nalert(far(1));\n')
    (folder / "far.js").write_text(
        'import { two } from "../two.js";\n\nexport const far = (n) => n * two;\n'
    )
    (folder.parent / "two.js").write_text("export const two = 2;\n")
    staff = folder.parent / "someone"
    staff.mkdir()
    (staff / "page.js").write_text('import { far } from "../search/far.js";\nalert(far(3));\n')
    pack(tmp_path)
    assert [path.name for path in folder.iterdir()] == ["page.js"]
    assert (staff / "page.js").read_text() == "(()=>{const e=2,t=t=>t*e;alert(t(3))})()"
    assert (folder / "page.js").read_text() == "(()=>{const e=2,t=t=>t*e;alert(t(1))})()"
    (folder / "far.js").write_text("export const far = 1;\n")
    (folder / "page.js").write_text('import "./far.js";\nconst far = 2;\n')
    with pytest.raises(BuildFailed, match=r"search/page\.js has a mistake: .*far"):
        pack(tmp_path)


def test_what_is_no_script_of_ours_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "pagefind").mkdir()
    theirs = tmp_path / "pagefind" / "wasm.js"
    theirs.write_text("// theirs\nconst   one = 1;\n", encoding="utf-8")
    pack(tmp_path)
    assert theirs.read_text(encoding="utf-8").startswith("// theirs")
