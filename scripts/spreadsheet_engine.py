"""Builds Python for the page /add/spreadsheet/ into spreadsheet/built/: `make spreadsheet`.

The packages are those that are installed here, which requirements/site.txt pins: none is fetched a
second time. Only what an import loads is kept. The same packages make the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from argparse import ArgumentParser
from datetime import date
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.loading import load_catalogue
from catalogue.reference import load_reference
from catalogue.sheets.cells import as_csv
from catalogue.sheets.columns import FILE
from catalogue.sheets.export import provider_sheet
from catalogue.site.notices import BETWEEN
from catalogue.site.spreadsheet import (
    LICENCES,
    LIST,
    archive_of,
    engine_in,
    made_of,
    packages,
    packed,
    zip_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution

PROJECT = Path(__file__).resolve().parent.parent
LOOKED_AT = PROJECT / "tests" / "frozen"  # whatever partners write, the same is built
HERE = PROJECT / "spreadsheet"
BUILT = HERE / "built"
_DAY = date(2026, 12, 1)
_COMPILED = "rpds-py"  # spreadsheet/rpds.py stands in for it
_QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
_AS_THEY_ARE = ("pyodide.mjs", "pyodide.asm.mjs", "lock.json")  # what every host packs
_PACKED = {"pyodide.asm.wasm": "python.bin", "library": "library.bin", "packages": "packages.bin"}


def main() -> int:
    """Build it, unless what is there was built of the same."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--if-possible", action="store_true", help="Without Node, do nothing.")
    can_wait = parser.parse_args().if_possible
    if engine_in(BUILT):
        if not can_wait:
            print("spreadsheet/built/ is as it should be.")
        return 0
    if not shutil.which("npm"):
        print("Reading sheets in the browser needs Node 20 or newer to be built.", file=sys.stderr)
        return 0 if can_wait else 1
    subprocess.run(["npm", "ci", *_QUIETLY], cwd=HERE, check=True)
    _build()
    return 0


def _build() -> None:
    with tempfile.TemporaryDirectory() as name:
        job = Path(name)
        _prepare(job)
        subprocess.run(["node", "build.mjs", name], cwd=HERE, check=True)
        files = {name: (job / name).read_bytes() for name in _AS_THEY_ARE}
        files |= {ours: packed((job / theirs).read_bytes()) for theirs, ours in _PACKED.items()}
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir()
    for file, body in files.items():
        (BUILT / file).write_bytes(body)
    listed = {
        file: {"bytes": len(body), "sha256": sha256(body).hexdigest()}
        for file, body in files.items()
    }
    (BUILT / LICENCES).write_text(_licences(), encoding="utf-8")
    told = {"made_of": made_of(HERE), "files": listed}
    (BUILT / LIST).write_text(f"{json.dumps(told, indent=1)}\n", encoding="utf-8")
    print(f"Built spreadsheet/built/: {sum(map(len, files.values())):,} bytes.")


def _prepare(job: Path) -> None:
    """Lay out what Python for the browser looks at: the packages, the project, and sheets."""
    (job / "packages.zip").write_bytes(zip_of(_sources()))
    provider, sheets = _sheets()
    (job / "project.zip").write_bytes(_project(provider))
    for name, raw in sheets.items():
        (job / name).write_bytes(raw)
    told = {"today": str(_DAY), "provider": provider, "sheets": list(sheets)}
    (job / "job.json").write_text(json.dumps(told), encoding="utf-8")


def _distributions() -> Iterator[Distribution]:
    """Yield the packages that our code asks for, and those that they need."""
    waiting = [pin.partition("==")[0] for pin in packages()]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen and name != _COMPILED:
            seen.add(name)
            found = distribution(name)
            always = (one for one in found.requires or () if ";" not in one)
            waiting += [re.split(r"[^\w.-]", one)[0] for one in always]
            yield found


def _licences() -> str:
    """Return the licences of all that is shipped, with whose each is."""
    texts = [path.read_text("utf-8").strip() for path in sorted((HERE / "licences").glob("*.txt"))]
    for package in sorted(_distributions(), key=lambda one: one.name.casefold()):
        theirs = [
            Path(str(package.locate_file(file))).read_text("utf-8").strip()
            for file in package.files or ()
            if re.match("licen[cs]e|copying|notice", file.name, re.IGNORECASE)
        ]
        texts.append("\n\n".join((f"{package.name} {package.version}", *theirs)))
    return BETWEEN.join(texts)


def _project(provider: str) -> bytes:
    """Return our code and the project's files, with the courses of one provider: they are like all
    others, and soon read.
    """
    courses = "content/courses/"
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(archive_of(LOOKED_AT)))) as whole:
        return zip_of(
            (name, whole.read(name))
            for name in whole.namelist()
            if not name.startswith(courses) or name.startswith(f"{courses}{provider}/")
        )


def _sources() -> Iterator[tuple[str, bytes]]:
    """Yield the files of these packages."""
    for package in _distributions():
        for file in sorted(package.files or (), key=str):
            path = Path(str(package.locate_file(file)))
            if ".." not in file.parts and path.suffix not in (".pyc", ".so") and path.is_file():
                yield file.as_posix(), path.read_bytes()


def _sheets() -> tuple[str, dict[str, bytes]]:
    """Return sheets that have it all: courses as they are, a change, a new one, rows to mend."""
    catalogue, _ = load_catalogue(load_reference(LOOKED_AT), LOOKED_AT, _DAY)
    provider = min(catalogue.courses).partition("/")[0]
    book, _ = provider_sheet(catalogue, LOOKED_AT, provider, ".xlsx")
    raw, _ = provider_sheet(catalogue, LOOKED_AT, provider, ".csv")
    head, *rows = csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True))
    course = dict(zip(head, rows[0], strict=True))
    more = [
        course | {"Summary": "Words that it did not have before."},
        course | {FILE.heading: "", "Title": "A course that nobody has"},
        course | {FILE.heading: "", "Title": "Another one", "Venue": "A place that nobody knows"},
    ]
    table = as_csv([head, *([row[name] for name in head] for row in more)])
    return provider, {"as-it-is.xlsx": book, "more.csv": table}


if __name__ == "__main__":
    sys.exit(main())
