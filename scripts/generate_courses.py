"""Make a project of any size to measure with: courses put together from the examples' sentences.

Used by bench.py and by the tests. The same number always gives the same files.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from catalogue.reference import load_reference
from catalogue.yaml_reader import read_file
from catalogue.yaml_writer import to_yaml

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "tests" / "frozen"
"""Courses that stay as they are, so that what is measured can be compared."""
_OURS = ("theme", "catalogue", "pelicanconf.py", "publishconf.py")
_FROZEN = ("providers", "schema", "reference")


def generate(folder: Path, courses: int) -> None:
    """Fill an empty folder with a project of as many courses; all else is the project's own."""
    for root, names in ((ROOT, _OURS), (FROZEN, _FROZEN)):
        for name in names:
            (folder / name).symlink_to(root / name)
    (folder / "content").mkdir()
    for name in ("pages", "venues"):
        shutil.copytree(FROZEN / "content" / name, folder / "content" / name)
    seeds = [_values(path) for path in sorted((FROZEN / "content" / "courses").glob("*/*.yaml"))]
    sentences = sorted({said for seed in seeds for said in _sentences(seed["description"])})
    fields = load_reference(FROZEN).schemas.fields["course"]
    providers = sorted(path.stem for path in (FROZEN / "providers").glob("*.yaml"))
    venues = sorted(path.stem for path in (FROZEN / "content" / "venues").glob("*.yaml"))
    chance = random.Random(courses)
    for number in range(courses):
        values = _course(number, chance, seeds, sentences, venues)
        path = folder / "content" / "courses" / chance.choice(providers) / f"course-{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_yaml(values, fields), encoding="utf-8")


def _values(path: Path) -> dict[str, Any]:
    document, _ = read_file(path, str(path))
    if document is None:
        sys.exit(f"{path} cannot be read; see catalogue check.")
    values: dict[str, Any] = document.value
    return values


def _sentences(text: str) -> list[str]:
    return re.findall(r"[A-Z][^.!?\n]{20,200}[.!?](?=\s|$)", text)


def _course(
    number: int,
    chance: random.Random,
    seeds: list[dict[str, Any]],
    sentences: list[str],
    venues: list[str],
) -> dict[str, Any]:
    seed = chance.choice(seeds)
    paragraphs = [" ".join(chance.sample(sentences, 3)) for _ in range(2)]
    runs = [
        {**run, **({"venue": chance.choice(venues)} if "venue" in run else {})}
        for run in seed["runs"]
    ]
    values = {
        **seed,
        "title": f"{seed['title'][:70]} {number}",
        "summary": chance.choice(sentences)[:140].strip(),
        "description": "\n\n".join(paragraphs) + "\n",
        "runs": runs,
    }
    return {name: value for name, value in values.items() if name not in ("leads_to", "previously")}
