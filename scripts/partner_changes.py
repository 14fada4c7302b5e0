"""Show that no partner turns a required check red by being right: make right changes at random,
each in a copy of the project, and run what `.github/ruleset.json` makes everybody require.

    make partner-changes                                            twenty changes, one by one
    .venv/bin/python -m scripts.partner_changes --together FOLDER   all at once, into FOLDER

The first runs `catalogue check` and `catalogue check-site` on every copy, and says whether GitHub
would run the tests as well: only where something else than partners' files changed. `--together`
leaves a whole project to run them in, with a word more in the vocabularies and without content/ and
providers/, which no test may need.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from catalogue.beginning import beginning, carry_out
from catalogue.clock import today_in
from catalogue.formatting import rewrite
from catalogue.loading import load_catalogue
from catalogue.reference import load_reference
from catalogue.schemas import Schemas
from catalogue.yaml_reader import read_file
from catalogue.yaml_writer import to_yaml

ROOT = Path(__file__).resolve().parent.parent
_COPIED = (".github", "content", "docs", "providers", "schema")
_LINKED = ("reference", "theme", "pelicanconf.py", "publishconf.py")


@dataclass(frozen=True)
class Partner:
    """Somebody who changes what is below `root` on a day, as chance will have it."""

    root: Path
    today: date
    chance: random.Random

    def courses(self) -> list[Path]:
        """Return the files of all courses."""
        return sorted((self.root / "content/courses").glob("*/*.yaml"))

    def some_course(self) -> Path:
        """Return the file of one course."""
        return self.chance.choice(self.courses())

    def name(self, path: Path) -> str:
        """Return the name of a file, or the id of a course, as others refer to it."""
        return path.relative_to(self.root / "content/courses").with_suffix("").as_posix()

    def change(self, path: Path, **fields: Any) -> None:
        """Write a course anew with some fields changed; one that is None is taken out."""
        raw, schema = path.read_bytes(), self._schemas.course
        text = rewrite(raw, schema, path.name, lambda values: _filled({**values, **fields}))
        path.write_text(text, encoding="utf-8")

    def write(self, path: Path, kind: str, values: dict[str, Any]) -> None:
        """Write a new file."""
        path.parent.mkdir(exist_ok=True)
        path.write_text(to_yaml(values, self._schemas.fields[kind]), encoding="utf-8")

    def forget(self, *gone: Path) -> None:
        """Remove courses, and what others say of them."""
        names = {self.name(path) for path in gone}
        for path in gone:
            path.unlink()
        for path in self.courses():
            leads_to = values_of(path).get("leads_to", ())
            if names & set(leads_to):
                self.change(path, leads_to=[one for one in leads_to if one not in names] or None)

    @property
    def _schemas(self) -> Schemas:
        return load_reference(self.root).schemas


def values_of(path: Path) -> dict[str, Any]:
    """Return what a file says."""
    document, _ = read_file(path, path.name)
    if document is None:
        sys.exit(f"{path} cannot be read; see catalogue check.")
    values: dict[str, Any] = document.value
    return values


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def checked_today(partner: Partner) -> str:
    path = partner.some_course()
    partner.change(path, checked=partner.today.isoformat())
    return f"{partner.name(path)} is still right today"


def new_title(partner: Partner) -> str:
    path = partner.some_course()
    partner.change(path, title=f"{values_of(path)['title'][:60]}, with tea")
    return f"{partner.name(path)} has another title"


def real_course(partner: Partner) -> str:
    folder = partner.chance.choice(sorted((partner.root / "providers").glob("*.yaml"))).stem
    path = partner.root / f"content/courses/{folder}/reading-together-{partner.chance.random()}"
    path = path.with_name(path.name.replace(".", "-") + ".yaml")
    partner.write(path, "course", _a_real_course(partner))
    return f"{partner.name(path)} is a real course"


def _a_real_course(partner: Partner) -> dict[str, Any]:
    first = partner.today + timedelta(days=28)
    venues = sorted((partner.root / "content/venues").glob("*-library.yaml"))
    day = first.strftime("%A").lower()
    return {
        "title": "Reading together",
        "summary": "A short story and a pot of tea, once a week.",
        "description": "Somebody reads aloud. We stop and talk.\n",
        "topics": ["english"],
        "level": "none",
        "who_for": "Adults who like a story.",
        "cost": {"kind": "free"},
        "join": {"phone": "0151 233 3000", "email": "learning@liverpool.gov.uk"},
        "runs": [
            {
                "venue": partner.chance.choice(venues).stem,
                "starts": first.isoformat(),
                "ends": (first + timedelta(weeks=2)).isoformat(),
                "sessions": [{"day": day, "from": "10:00", "to": "12:00"}],
            }
        ],
        "checked": partner.today.isoformat(),
    }


def new_partner(partner: Partner) -> str:
    values = {"name": "Granary Wharf Readers", "summary": "People who read aloud to each other."}
    partner.write(partner.root / "providers/granary-wharf-readers.yaml", "provider", values)
    course = partner.root / "content/courses/granary-wharf-readers/stories-at-noon.yaml"
    values = {**_a_real_course(partner), "title": "Stories at noon"}
    partner.write(course, "course", values)
    return "a new partner comes, with a course"


def untidy_file(partner: Partner) -> str:
    path = partner.some_course()
    lines = path.read_text(encoding="utf-8").replace("level: ", "level:    ").splitlines()
    title = next(line for line in lines if line.startswith("title: "))
    lines.remove(title)
    path.write_text("\n".join([*lines, "", "# the title, at last", title, ""]), encoding="utf-8")
    return f"{partner.name(path)} is untidy"


def renamed(partner: Partner) -> str:
    path = partner.some_course()
    old = partner.name(path)
    new = path.rename(path.with_name(f"{path.stem}-again.yaml"))
    earlier = [*values_of(new).get("previously", ()), old]
    partner.change(new, previously=earlier)
    for other in partner.courses():
        leads_to = values_of(other).get("leads_to", ())
        if old in leads_to:
            names = [partner.name(new) if one == old else one for one in leads_to]
            partner.change(other, leads_to=names)
    return f"{old} has another address"


def removed(partner: Partner) -> str:
    path = partner.some_course()
    name = partner.name(path)
    partner.forget(path)
    return f"{name} is no longer taught"


def fewer_than_150(partner: Partner) -> str:
    courses = partner.courses()
    gone = partner.chance.sample(courses, max(len(courses) - 140, 0))
    partner.forget(*gone)
    return f"{len(gone)} courses are no longer taught"


def no_examples(partner: Partner) -> str:
    catalogue, _ = load_catalogue(load_reference(partner.root), partner.root, partner.today)
    what = beginning(catalogue, partner.root)
    carry_out(what, partner.root)
    return f"all {len(what.gone)} invented files are gone"


def run_is_full(partner: Partner) -> str:
    path = partner.some_course()
    runs = [{**run, "state": "full"} for run in values_of(path)["runs"]]
    partner.change(path, runs=runs)
    return f"{partner.name(path)} is full"


def page_of_words(partner: Partner) -> str:
    path = partner.root / "content/pages/about.md"
    text = path.read_text(encoding="utf-8")
    more = "\n## Who we are\n\nTen of us, and [our courses](/courses/).\n"
    path.write_text(text + more, encoding="utf-8")
    return "the page about the site says more"


def new_word(partner: Partner) -> str:
    path = partner.root / "schema/vocabularies/topics.yaml"
    text = path.read_text(encoding="utf-8").replace("[literacy, ", "[literacy, read aloud, ")
    path.write_text(
        f"{text}  - id: beekeeping\n    label: Beekeeping\n    meaning: Bees and honey.\n"
        '    sector_subject_area: "3.1"\n    synonyms: [hive]\n',
        encoding="utf-8",
    )
    for command in ("docs", "github"):  # as HACKING.md says
        _catalogue(partner.root, command)
    return "there is a topic more, and a word by which another is found"


CHANGES: tuple[Callable[[Partner], str], ...] = (
    *(checked_today, new_title, real_course, new_partner, untidy_file, renamed, removed),
    *(fewer_than_150, run_is_full, page_of_words, new_word, no_examples),
)
"""Each makes one right change and says what it did; the last leaves little for others to change."""


def main() -> int:
    """Make the changes, and return 1 if a check went red."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--together", type=Path, help="make them all at once, in this new folder")
    asked = parser.parse_args()
    today, chance = today_in(load_reference(ROOT).city.zone), random.Random(asked.seed)
    print(f"{asked.changes} changes with --seed {asked.seed}")
    if asked.together:
        _together(Partner(asked.together, today, chance), asked.changes)
        return 0
    red = 0
    for number, change in enumerate(_drawn(asked.changes, chance), 1):
        with tempfile.TemporaryDirectory() as folder:
            partner = Partner(Path(folder), today, chance)
            _copy(partner.root)
            print(f"{number:2} {change(partner)}", flush=True)
            red += not _green(partner.root)
    print(f"{red} of {asked.changes} right changes turned a required check red.")
    return 1 if red else 0


def _drawn(number: int, chance: random.Random) -> list[Callable[[Partner], str]]:
    """Draw so many changes, every kind at least once if there are enough of them."""
    drawn = [*CHANGES, *chance.choices(CHANGES, k=max(number - len(CHANGES), 0))][:number]
    return sorted(drawn, key=CHANGES.index)


def _copy(root: Path) -> None:
    for name in _COPIED:
        shutil.copytree(ROOT / name, root / name)
    for name in _LINKED:
        (root / name).symlink_to(ROOT / name)


def _green(root: Path) -> bool:
    passed = True
    for command in ("check", "check-site"):
        done = _catalogue(root, command)
        if done.returncode:
            passed = False
            print(f"   {command} is red:\n{done.stdout}{done.stderr}")
    others = sorted(_others(root))
    tests = f"run, for {', '.join(others)}" if others else "skipped"
    print(f"   {'green' if passed else 'RED'}; the tests are {tests}", flush=True)
    return passed


def _catalogue(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, "-m", "catalogue", *command, "--root", str(root)]
    return subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=False)


def _others(root: Path) -> Iterator[str]:
    """Yield the changed files that are not partners', for which GitHub runs the tests."""
    for folder in _COPIED:
        if folder not in ("content", "providers"):
            for path in (root / folder).rglob("*"):
                name = path.relative_to(root)
                if path.is_file() and path.read_bytes() != (ROOT / name).read_bytes():
                    yield name.as_posix()


def _together(partner: Partner, number: int) -> None:
    left = shutil.ignore_patterns(".venv", "output", "node_modules", ".git", "*cache*", ".output*")
    shutil.copytree(ROOT, partner.root, symlinks=True, ignore=left)
    for change in dict.fromkeys(_drawn(number, partner.chance)):
        print(f"   {change(partner)}")
    for folder in ("content", "providers"):
        shutil.rmtree(partner.root / folder)


if __name__ == "__main__":
    sys.exit(main())
