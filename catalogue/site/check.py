"""What must be true of the site whatever partners write: every file loads, pages are made, links
lead somewhere, examples say that they are.

Called by `catalogue check-site`. What only whoever looks after the code can do is noted, and keeps
nobody from publishing a course.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.field_docs import docs_files
from catalogue.github_files import BadOwners, github_files, load_owners
from catalogue.loading import load_catalogue
from catalogue.reference import load_reference
from catalogue.site.build import BuildFailed, build
from catalogue.site.urls import Urls
from catalogue.site.walk import Fault, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from catalogue.catalogue import Catalogue


def check_site(root: Path, today: date) -> tuple[list[str], list[str]]:
    """Build root/output as for the top of a host, and return what is wrong and what is worth
    knowing, in sentences. Raises NothingToLoad, SchemaError and OSError.
    """
    catalogue, _ = load_catalogue(load_reference(root), root, today)
    notes = list(_out_of_date(root, catalogue))
    try:
        built = build(root, today, site_url="")
    except BuildFailed as failed:
        *more, last = str(failed).splitlines()
        hint = " `make site` shows all that was said." if more else ""
        return [f"The site could not be built: {last}{hint}"], notes
    examples = {course.id for course in catalogue.courses.values() if course.example}
    wrong = [_sentence(found, root) for found in walk(root / "output", Urls(), examples)]
    return [*filter(None, [built.report.rstrip("\n")]), *wrong], [*built.notes, *notes]


def _sentence(found: Fault, root: Path) -> str:
    """Say what is wrong with a page, where it was written and who can mend it."""
    place = found.page.removesuffix("/index.html")
    files = (f"content/{place}.yaml", f"{place}.yaml", f"content/pages/{place}.md")
    written = next((file for file in files if (root / file).is_file()), None)
    mend = (
        f"Look at {written} first; if it is right, tell whoever looks after the code."
        if written
        else "No partner wrote this page: tell whoever looks after the code."
    )
    return f"output/{found.page}: {found.what}. {mend}"


def _out_of_date(root: Path, catalogue: Catalogue) -> Iterator[str]:
    schemas = catalogue.reference.schemas
    try:
        made = {
            **docs_files(schemas),
            **github_files(schemas, catalogue, load_owners(root, schemas)),
        }
    except BadOwners as error:
        yield str(error)
        return
    kept = {name: root / name for name in made if (root / name).is_file()}
    old = [name for name, path in kept.items() if path.read_text(encoding="utf-8") != made[name]]
    if old:
        yield (
            f"Out of date: {', '.join(old)}. That is not wrong: whoever looks after the code runs "
            "`catalogue docs` and `catalogue github`."
        )
