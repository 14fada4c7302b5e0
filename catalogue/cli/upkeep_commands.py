"""The commands for those who look after the project: what changes, what is made anew of the schema,
how a real directory begins, and what somebody should look over.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue import reports
from catalogue.cli import common
from catalogue.files import ADDRESSES, folder_in
from catalogue.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from catalogue.beginning import Beginning
    from catalogue.catalogue import Catalogue


@click.command()
@click.argument("revision")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How to print it.",
)
@click.option("--preview-url", default="", help="Where pages can be seen, for the links to them.")
@click.option(
    "--preview",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the pages that change to one file, as they are in output/.",
)
@click.option("--guard", is_flag=True, help="Exit 1 if courses and code change together.")
@common.root
@common.today
def changes(
    revision: str,
    format_name: str,
    preview_url: str,
    preview: Path | None,
    guard: bool,
    root: Path,
    today: date,
) -> int:
    """Show what changes for residents since REVISION, such as main.

    Compares the files here with those at which this work began.
    """
    from catalogue.changes.preview import preview as in_one_file
    from catalogue.changes.printers import FORMATS
    from catalogue.changes.revisions import changes_since
    from catalogue.git import NoHistory

    try:
        report = changes_since(root, revision, today)
    except NoHistory as error:
        common.say(str(error), err=True)
        return 2
    if preview is not None:
        preview.write_text(in_one_file(report, root / "output"), encoding="utf-8")
    click.echo(FORMATS[format_name](report, preview_url.rstrip("/")), nl=False)
    return 1 if guard and report.mixed else 0


@click.command()
@common.only_check
@common.root
def docs(only_check: bool, root: Path) -> int:
    """Write docs/fields.md, problems.md and formats.md anew from schema, rules and formats."""
    # Here, because only this and the site need what writes the formats.
    from catalogue.field_docs import docs_files
    from catalogue.reference import load_reference

    schemas = load_reference(root).schemas
    folder_in(root, "docs")
    return _renew({root / name: text for name, text in docs_files(schemas).items()}, only_check)


def _renew(files: Mapping[Path, str], only_check: bool) -> int:
    """Write the files that are not as they should be, or only say which."""
    stale = [
        path
        for path, text in files.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
        common.say(f"{path}: {'out of date' if only_check else 'written'}")
    return 1 if only_check and stale else 0


@click.command()
@click.option("--live", help="Where the site is live, if not in output/: a folder or an address.")
@common.only_check
@common.root
def addresses(live: str | None, only_check: bool, root: Path) -> int:
    """Add the addresses of the site in output/, or of the live one, to content/addresses.csv.

    Each answers for ever from then on, and its short address is never given to another. Once a
    week a workflow proposes it. Lines that are there already stay as they are.
    """
    from catalogue.addresses import addresses_csv, read_addresses, with_published
    from catalogue.site.live import live_at, read_record
    from catalogue.site.processes import BuildFailed

    where = live or str(root / "output")
    try:
        record = read_record(live_at(where), needed=True)
    except BuildFailed as failed:
        common.say(str(failed), err=True)
        return 1
    if record is None:
        common.say(f"There is no site of ours in {where}: run make site first.", err=True)
        return 1
    listed = read_addresses(root)
    now = with_published(listed, record.shorts)
    common.say(f"New addresses: {len(now) - len(listed):,}, of {len(now):,}.")
    return _renew({root / ADDRESSES: addresses_csv(now)}, only_check)


@click.command()
@common.only_check
@common.root
@common.today
def github(only_check: bool, root: Path, today: date) -> int:
    """Write the issue forms, labels and CODEOWNERS in .github anew from schema and providers."""
    from catalogue.github_files import BadOwners, github_files, load_owners

    catalogue = common.catalogue_in(root, today)
    try:
        schemas = catalogue.reference.schemas
        files = github_files(schemas, catalogue, load_owners(root, schemas))
    except BadOwners as error:
        common.say(str(error), err=True)
        return 1
    return _renew({root / name: text for name, text in files.items()}, only_check)


@click.command()
@click.option("--yes", is_flag=True, help="Do it.")
@common.root
@common.today
def begin(yes: bool, root: Path, today: date) -> int:
    """Take all invented courses and places away, so that the real directory can begin.

    Shows what would go, and does it only with --yes. What is real stays.
    """
    from catalogue.beginning import CannotBegin, beginning, carry_out
    from catalogue.git import NoHistory
    from catalogue.loading import load_catalogue
    from catalogue.reference import load_reference

    catalogue, problems = load_catalogue(load_reference(root), root, today)
    if has_errors(problems):
        common.say("First put right what `catalogue check` finds. Nothing was changed.", err=True)
        return 1
    try:
        what = beginning(catalogue, root)
        if not what:
            common.say("Nothing here is invented. There is nothing to take away.")
            return 0
        if yes:
            _see_it_can_be_taken_back(root)
    except (CannotBegin, NoHistory) as error:
        common.say(f"{error} Nothing was changed.", err=True)
        return 2
    _say_what_goes(what, catalogue)
    if not yes:
        common.say("Nothing was changed. `catalogue begin --yes` does it.")
        return 0
    carry_out(what, root)
    return _after_the_beginning(root, today)


def _see_it_can_be_taken_back(root: Path) -> None:
    """Raise NoHistory unless git has all that is here."""
    from catalogue.git import NoHistory, changed_files

    if changed := changed_files(root, "HEAD"):
        named = ", ".join(changed[:3]) + (" …" if len(changed) > 3 else "")
        raise NoHistory(
            f"Not committed yet: {named}. Commit that first (git commit) or put it away "
            "(git stash -u), so that all can be brought back."
        )


def _say_what_goes(what: Beginning, catalogue: Catalogue) -> None:
    common.say("What goes, because it is invented:")
    for folder, number in Counter(file.rpartition("/")[0] for file in what.gone).items():
        common.say(f"  {folder}: {reports.count(number, 'file')}")
    if what.changed:
        common.say(f"What is changed, because it speaks of that: {', '.join(what.changed)}")
    stays = {
        noun: sum(not one.example for one in records.values())
        for noun, records in (
            ("course", catalogue.courses),
            ("venue", catalogue.venues),
            ("provider", catalogue.providers),
        )
    }
    counted = ", ".join(reports.count(number, noun) for noun, number in stays.items())
    common.say(f"What stays, because it is real: {counted}.")


def _after_the_beginning(root: Path, today: date) -> int:
    """Make anew what is made of the providers, and see that all is right."""
    from catalogue.github_files import github_files, load_owners
    from catalogue.loading import load_catalogue
    from catalogue.reference import load_reference

    catalogue, problems = load_catalogue(load_reference(root), root, today)
    if has_errors(problems):
        common.say(reports.as_text(problems), nl=False)
        common.say("All that is invented is gone. This is left for you to put right.", err=True)
        return 1
    schemas = catalogue.reference.schemas
    made = github_files(schemas, catalogue, load_owners(root, schemas))
    _renew({root / name: text for name, text in made.items() if (root / name).exists()}, False)
    common.say(
        "Done, and nothing is committed yet: look with `git status`, then `git commit -a`. "
        "`git restore .` brings all back."
    )
    return 0


_as_json = click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print it.",
)


@click.command()
@_as_json
@common.root
@common.today
def overdue(format_name: str, root: Path, today: date) -> int:
    """List the courses that each provider should look over. Examples are left out."""
    from catalogue.overdue import overdue as overdue_in

    catalogue = common.catalogue_in(root, today)
    rows = [
        {"provider": provider, "course": one.course.id, "title": one.course.title, "why": one.why}
        for provider, found in overdue_in(catalogue).items()
        for one in found
    ]
    words = "{course}: {title}, {why}"
    return _tell(rows, format_name, words)


@click.command()
@_as_json
@common.root
@common.today
def links(format_name: str, root: Path, today: date) -> int:
    """Ask every site that the catalogue links to, and list the links that lead nowhere.

    This takes minutes, and is never part of a build.
    """
    from catalogue.dead_links import FINE, check_links, links_of

    catalogue = common.catalogue_in(root, today)
    say = (lambda url: common.say(url, err=True)) if sys.stderr.isatty() else (lambda url: None)
    rows = [
        {"url": one.url, "state": one.state, "why": one.why, "files": list(one.files)}
        for one in check_links(links_of(catalogue), say=say)
        if one.state != FINE
    ]
    return _tell(rows, format_name, "{state}: {url}: {why} (in {files})")


def _tell(rows: Sequence[Mapping[str, object]], format_name: str, words: str) -> int:
    if format_name == "json":
        click.echo(reports.in_json(rows), nl=False)
    for row in rows if format_name == "text" else ():
        said = {name: ", ".join(v) if isinstance(v, list) else v for name, v in row.items()}
        common.say(reports.one_line(words.format(**said)))
    return 0


COMMANDS = (changes, docs, addresses, github, begin, overdue, links)
