"""Hostile words in whatever a person may edit are text in the built site, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from itertools import count
from typing import TYPE_CHECKING

from tests.conftest import FROZEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import TinySite

WORDS = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}"
"""What would run, or be filled in, if anything put it into a page as it is."""
HOSTILE_FIELDS = {
    "content/courses/the-kiln/pottery.yaml": ("title", "summary", "who_for", "description"),
    "content/venues/the-shed.yaml": ("name", "town"),
    "providers/the-kiln.yaml": ("name", "summary"),
    "schema/vocabularies/topics.yaml": ("title", "meaning"),
    "schema/vocabularies/support.yaml": ("title", "meaning"),
    "reference/free-rules.yaml": ("text", "hint", "label"),
    "reference/city.yaml": ("shows",),
    "reference/help.yaml": ("title",),
}


def spoil(path: Path, names: tuple[str, ...]) -> None:
    """Put the words into every field of these names."""
    field = re.compile(rf"^( *(?:- )?(?:{'|'.join(names)}): )(?:\|\n +)?(.*)$", re.MULTILINE)
    number = count(1)  # no two are the same, or the check would say so
    text = path.read_text("utf-8")
    new = field.sub(lambda found: found[1] + json.dumps(f"{next(number)}{WORDS}"), text)
    path.write_text(new, encoding="utf-8")


def test_hostile_words_in_every_kind_of_file_stay_words(tiny: TinySite) -> None:
    for folder in ("schema", "reference"):
        (tiny.root / folder).unlink()
        shutil.copytree(FROZEN / folder, tiny.root / folder)
    (tiny.root / "content/pages").unlink()
    head = f"title: {WORDS}\nslug: x\norder: 1\ndescription: {WORDS}\ncontact: yes\n"
    tiny.tree.write("content/pages/x.md", f"{head}\n{WORDS}\n\n## {WORDS}\n\n[{WORDS}](/x/)\n")
    for file, names in HOSTILE_FIELDS.items():
        spoil(tiny.root / file, names)
    assert tiny.build().report == ""
    shown = 0
    for path in sorted((tiny.root / "output").rglob("*.html")):
        page = tiny.page(path.relative_to(tiny.root / "output").as_posix())
        assert page.xpath("//img[@src='x'] | //*[@onerror]") == [], path
        scripts = [one for one in page.iter("script") if not one.get("src")]
        assert [one for one in scripts if "alert" in (one.text or "")] == [], path
        words = str(page.text_content())
        if path.relative_to(tiny.root / "output").parts[0] != "plan":  # there are such figures
            assert "49" not in words.replace("496", ""), path
        shown += "alert(1)" in words
    assert shown > 10
