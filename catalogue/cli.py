"""The `catalogue` command: parses what was asked, calls who knows, returns an exit code, and
decides nothing.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly.
"""

from __future__ import annotations

import io
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import track

from catalogue import codes, reports
from catalogue.clock import today_in
from catalogue.files import (
    FOLDERS,
    NothingToLoad,
    SourceFile,
    find_beside,
    find_files,
    folder_in,
    named_files,
    problem_of_name,
)
from catalogue.formatting import WouldChange, format_text, replace_file
from catalogue.loading import load_catalogue
from catalogue.new_file import new_file
from catalogue.problems import has_errors
from catalogue.reference import load_reference
from catalogue.schemas import KINDS, SchemaError
from catalogue.suggestions import as_json as suggestions_as_json
from catalogue.suggestions import suggestions
from catalogue.yaml_reader import open_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.problems import Problem
    from catalogue.site.build import BuildResult
    from catalogue.suggestions import Suggestion


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code, whatever happens."""
    for stream in (sys.stdout, sys.stderr):
        # An old terminal without our quotation marks shows a question mark instead of failing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        # click returns the exit code here because it is told not to leave by itself.
        return commands.main(arguments, prog_name="catalogue", standalone_mode=False) or 0
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        _say(said.getvalue(), err=True, nl=False)
        return 2
    except click.Abort:
        _say("Stopped.", err=True)
        return 130
    except (NothingToLoad, WouldChange) as error:
        _say(str(error), err=True)
        return 2
    except SchemaError as error:
        _say(
            f"Nothing could be checked, because our own lists and rules have a mistake. {error}",
            err=True,
        )
        return 2
    except OSError as error:
        _say(f"{error.filename or 'A file'}: {error.strerror or error}.", err=True)
        return 2


def _say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print what people read. Much of it was typed by somebody, and logs of CI are obeyed."""
    click.echo(reports.for_a_log(text), err=err, nl=nl)


def _day(context: click.Context, _option: click.Parameter, value: datetime | None) -> date:
    return value.date() if value else today_in(load_reference(context.params["root"]).city.zone)


_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    is_eager=True,  # other options are checked against it
    help="The top folder of the project; the current folder if left out.",
)
_today = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="Check as if it were this day, like 2027-01-31.",
)
_only_check = click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit 1 if a file would change."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Check, make and tidy the files of the course catalogue."""


@commands.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(reports.FORMATS)),
    default="text",
    help="How to print problems.",
)
@_root
@_today
def check(paths: tuple[Path, ...], format_name: str, root: Path, today: date) -> int:
    """Check all files that people write, or only the ones named.

    A file that is in none of the folders yet is checked as a course (or, in a folder called venues
    or providers, as one of those; as a page if its name ends in .md).
    """
    named = named_files(paths, root)
    loose = [source for source in named if source.loose]
    reference = load_reference(root)
    reference.read_all()
    _, problems = load_catalogue(reference, root, today, loose=loose, watch=_progress)
    if paths:
        files = {source.file for source in named}
        problems = [problem for problem in problems if problem.file in files]
    else:
        files = {source.file for found in (find_files, find_beside) for source in found(root)[0]}
    # The commands of the format for GitHub are meant for its runner.
    click.echo(reports.FORMATS[format_name](problems), nl=False)
    _say(reports.summary(problems, len(files)), err=True)
    return 1 if has_errors(problems) else 0


def _catalogue(root: Path, today: date) -> Catalogue:
    catalogue, _ = load_catalogue(load_reference(root), root, today)
    return catalogue


def _progress(sources: Sequence[SourceFile]) -> Iterable[SourceFile]:
    console = Console(stderr=True)
    return track(
        sources, "Reading", console=console, transient=True, disable=not console.is_terminal
    )


@commands.command()
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Explain a kind of problem, or list them all."""
    if code is None:
        for known in codes.ALL_CODES.values():
            _say(f"{known.name:22}{known.severity.word:9}{known.title}")
        return 0
    if code not in codes.ALL_CODES:
        meant = codes.nearest_code(code)
        hint = f" Did you mean {meant}?" if meant else " `catalogue explain` lists them all."
        raise click.UsageError(f"There is no kind of problem called “{code}”.{hint}")
    known = codes.ALL_CODES[code]
    _say(f"{known.title} ({known.severity.word}, {known.name})\n\n{known.explanation}")
    return 0


@commands.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", required=False)
@_root
@_today
def new(kind: str, name: str | None, root: Path, today: date) -> int:
    """Write a file to start from, with every field explained.

    NAME is provider/course for a course, such as stec/computers-for-beginners, and one word for a
    venue or provider. Without it the file is only shown.
    """
    schema = load_reference(root).schemas.of(kind)
    text = new_file(kind, schema, today)
    if name is None:
        _say(text, nl=False)
        return 0
    path = root / FOLDERS[kind] / f"{name}.yaml"
    wrong = problem_of_name(SourceFile(kind, name, path, path.as_posix()), root)
    if wrong:
        raise click.UsageError(f"{wrong.what} {wrong.mend}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise click.UsageError(f"{path} is there already; choose another name.") from None
    _say(f"Wrote {path}. Write your own words over the examples, then check it:")
    _say(f"catalogue check {path}")
    return 0


@commands.command("format")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit 1 if one would change."
)
@click.option("--suggest", is_flag=True, help="Change nothing; print what would change, as JSON.")
@_root
def format_files(paths: tuple[Path, ...], only_check: bool, suggest: bool, root: Path) -> int:
    """Rewrite all files, or only the ones named, in the usual order and quoting. Comments stay."""
    schemas = load_reference(root).schemas
    named = named_files(paths, root) if paths else find_files(root)[0]
    sources = [source for source in named if source.kind in FOLDERS]
    changed: list[str] = []
    suggested: list[Suggestion] = []
    problems: list[Problem] = []
    for source in _progress(sources):
        raw, unreadable = open_file(source.path, source.file)
        text = None
        if raw is not None:
            text, unreadable = format_text(raw, schemas.of(source.kind), source.file)
        problems += unreadable
        if raw is not None and text is not None and text.encode() != raw:
            changed.append(source.file)
            suggested += suggestions(source.file, raw.decode(), text)
            if not only_check and not suggest:
                replace_file(source.path, text)
    if suggest:
        click.echo(suggestions_as_json(suggested), nl=False)
        return 0
    _say(reports.as_text(problems), nl=False)
    for file in changed:
        _say(f"{file}: {'would change' if only_check else 'tidied'}")
    return 1 if problems or (only_check and changed) else 0


@commands.command()
@click.option("--site-url", help="Where the site will be, such as https://example.org/learn.")
@click.option("--public", is_flag=True, help="Build for the public: leave all examples out.")
@click.option("--live", help="Where the site is live, if not in output/: a folder or an address.")
@click.option(
    "--accept-loss", default="", metavar="WHY", help="Publish although much would be gone; say why."
)
@_root
@_today
def build(
    site_url: str | None, public: bool, live: str | None, accept_loss: str, root: Path, today: date
) -> int:
    """Check every file, write the site to output/, index it for search and look it over.

    A file with an error shows what it last said, for 14 days, and is left out after that or where
    it has never been right; all others are published, and the exit code is 0. Nothing is written
    if the site is not whole, or, with --public or --live, if much of what is live would be gone.
    """
    # Here, because only the site knows Pelican, and `check` should not wait for it.
    from catalogue.site.build import BuildFailed
    from catalogue.site.build import build as build_site

    load_reference(root).read_all()
    console = Console(stderr=True)
    try:
        with console.status("") as status:
            result = build_site(
                root,
                today,
                site_url=site_url,
                public=public,
                live=live,
                accept_loss=accept_loss,
                say=status.update,
            )
    except BuildFailed as failed:
        _say(f"Nothing was built, and output/ is as it was. {failed}", err=True)
        return 1
    _say(result.report, err=True, nl=False)
    for line in _describe(result):
        _say(line)
    return 0


@commands.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(folder: Path) -> int:
    """Read a built site as a browser would, and say what is missing or does not fit together.

    Every build does so before it is published; this is for a site that has been copied since.
    """
    from catalogue.site.published import BadRecord
    from catalogue.site.whole import faults_of_copy

    try:
        wrong = list(faults_of_copy(folder))
    except BadRecord as error:
        raise click.UsageError(f"{folder} is no site that we built: {error}") from None
    for line in wrong:
        click.echo(line)
    click.echo("This has to be mended." if wrong else "Nothing is wrong.", err=True)
    return 1 if wrong else 0


@commands.command()
@click.argument("server", type=click.Choice(["nginx"]))
@_root
def hosting(server: str, root: Path) -> int:
    """Print settings of a web server for the site in output/: headers, moved pages, compression.

    Netlify and Cloudflare Pages need none: they read _headers and _redirects in output/.
    """
    # Here, because `check` should not wait for the site.
    from catalogue.site.nginx import nginx_settings

    try:
        click.echo(nginx_settings(root / "output"), nl=False)
    except FileNotFoundError:
        click.echo(f"There is no built site in {root / 'output'}: run make site first.", err=True)
        return 1
    return 0


@commands.command("check-site")
@_root
@_today
def check_site(root: Path, today: date) -> int:
    """Check every file, build output/ and walk through it.

    Says what must be true whatever partners write: files load, pages are made, links lead somewhere
    and examples say that they are. Without any course there is no site, and that is right.
    """
    from catalogue.site import check

    with Console(stderr=True).status("Building the site and following its links"):
        wrong, notes = check.check_site(root, today)
    for line in wrong:
        _say(line)
    for line in notes:
        _say(line, err=True)
    _say("This has to be mended." if wrong else "Nothing is wrong.", err=True)
    return 1 if wrong else 0


def _describe(result: BuildResult) -> Iterator[str]:
    counted = [
        reports.count(getattr(result, f"{noun}s"), noun) for noun in ("course", "venue", "page")
    ]
    steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in result.seconds.items())
    total = sum(result.seconds.values())
    yield f"Built output/: {', '.join(counted)}. {total:.1f} seconds ({steps})."
    found = [reports.count(number, kind) for kind, number in result.problems.items() if number]
    yield f"Problems: {', '.join(found) or 'none'}.{' See catalogue check.' if found else ''}"
    if result.unset:
        yield f"Not set in pelicanconf.py: {', '.join(result.unset)}. What needs them is left out."
    yield from result.notes


@commands.command()
@click.argument("revision")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How to print it.",
)
@click.option("--preview-url", default="", help="Where pages can be seen, for the links to them.")
@click.option("--guard", is_flag=True, help="Exit 1 if courses and code change together.")
@_root
@_today
def changes(
    revision: str, format_name: str, preview_url: str, guard: bool, root: Path, today: date
) -> int:
    """Show what changes for residents since REVISION, such as main.

    Compares the files here with those at which this work began.
    """
    from catalogue.changes.printers import FORMATS
    from catalogue.changes.revisions import changes_since
    from catalogue.git import NoHistory

    try:
        report = changes_since(root, revision, today)
    except NoHistory as error:
        _say(str(error), err=True)
        return 2
    click.echo(FORMATS[format_name](report, preview_url.rstrip("/")), nl=False)
    return 1 if guard and report.mixed else 0


@commands.command()
@_only_check
@_root
def docs(only_check: bool, root: Path) -> int:
    """Write docs/fields.md, problems.md and formats.md anew from schema, rules and formats."""
    # Here, because only this and the site need what writes the formats.
    from catalogue.field_docs import docs_files

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
        _say(f"{path}: {'out of date' if only_check else 'written'}")
    return 1 if only_check and stale else 0


@commands.command()
@_only_check
@_root
@_today
def github(only_check: bool, root: Path, today: date) -> int:
    """Write the issue forms, labels and CODEOWNERS in .github anew from schema and providers."""
    from catalogue.github_files import BadOwners, github_files, load_owners

    catalogue = _catalogue(root, today)
    try:
        schemas = catalogue.reference.schemas
        files = github_files(schemas, catalogue, load_owners(root, schemas))
    except BadOwners as error:
        _say(str(error), err=True)
        return 1
    return _renew({root / name: text for name, text in files.items()}, only_check)


_as_json = click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print it.",
)


@commands.command()
@_as_json
@_root
@_today
def overdue(format_name: str, root: Path, today: date) -> int:
    """List the courses that each provider should look over. Examples are left out."""
    from catalogue.overdue import overdue as overdue_in

    catalogue = _catalogue(root, today)
    rows = [
        {"provider": provider, "course": one.course.id, "title": one.course.title, "why": one.why}
        for provider, found in overdue_in(catalogue).items()
        for one in found
    ]
    words = "{course}: {title}, {why}"
    return _tell(rows, format_name, words)


@commands.command()
@_as_json
@_root
@_today
def links(format_name: str, root: Path, today: date) -> int:
    """Ask every site that the catalogue links to, and list the links that lead nowhere.

    This takes minutes, and is never part of a build.
    """
    from catalogue.dead_links import FINE, check_links, links_of

    catalogue = _catalogue(root, today)
    say = (lambda url: _say(url, err=True)) if sys.stderr.isatty() else (lambda url: None)
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
        _say(reports.one_line(words.format(**said)))
    return 0


def _provider(context: click.Context, _option: click.Parameter, value: str) -> str:
    folder = folder_in(context.params["root"], FOLDERS["provider"])
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    if value not in known:
        words = ", ".join(known)
        raise click.BadParameter(f"There is no provider called “{value}”. Choose from: {words}.")
    return value


_whose = click.option(
    "--provider", required=True, callback=_provider, help="Whose courses: the name of their folder."
)
_new_file = click.argument("file", required=False, type=click.Path(path_type=Path))


@commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_root
@_whose
@click.option("--yes", is_flag=True, help="Write it. Without this, it is only shown.")
@_today
def import_sheet(file: Path, root: Path, provider: str, yes: bool, today: date) -> int:
    """Read courses from a spreadsheet (CSV, XLSX or ODS) and show what that adds and changes.

    Nothing is deleted, and what is not in the sheet stays as it is. Rows that cannot be read go to
    a copy of the sheet that says what to mend.
    """
    # Here, because only these commands need to read spreadsheets.
    from catalogue.sheets.cells import Unreadable
    from catalogue.sheets.plan import plan_import
    from catalogue.sheets.reading import read_sheets
    from catalogue.sheets.telling import report, summary

    try:
        plan = plan_import(read_sheets(file), load_reference(root), root, provider, today)
    except Unreadable as error:
        _say(f"{file}: {error}", err=True)
        return 1
    _say(report(plan), nl=False)
    if yes:
        plan.write()
    if yes and (copy := plan.write_copy(file)):
        _say(f"The rows to mend are in {copy}.", err=True)
    done = "Written" if yes else "Nothing is written yet; --yes writes it"
    _say(f"{summary(plan)} {done}.", err=True)
    return 1 if plan.faulty else 0


@commands.command()
@_new_file
@_root
@_today
def template(file: Path | None, root: Path, today: date) -> int:
    """Write an empty spreadsheet to fill in, courses.xlsx if no FILE is named."""
    from catalogue.sheets.export import lists_of
    from catalogue.sheets.template import template as empty_sheet

    catalogue = _catalogue(root, today)
    sheet = empty_sheet(catalogue.reference.schemas.course, lists_of(catalogue))
    return _write_new({file or Path("courses.xlsx"): sheet})


@commands.command()
@_new_file
@_root
@_whose
@click.option("--course-directory", is_flag=True, help="As the national Course Directory's CSV.")
@_today
def export(
    file: Path | None, root: Path, provider: str, course_directory: bool, today: date
) -> int:
    """Write a provider's courses as a spreadsheet that `catalogue import` reads.

    FILE ends in .xlsx or .csv. For the Course Directory there are two, with courses and with
    venues.
    """
    from catalogue.sheets.export import provider_sheet

    catalogue, problems = load_catalogue(load_reference(root), root, today)
    if course_directory:
        file = file or Path(f"{provider}.csv")
        raws, told = _for_course_directory(file, catalogue, problems, provider)
    else:
        file = file or Path(f"{provider}.xlsx")
        raw, told = provider_sheet(catalogue, root, provider, file.suffix)
        raws = {file: raw}
    for line in told:
        _say(line, err=True)
    return _write_new(raws)


def _for_course_directory(
    file: Path, catalogue: Catalogue, problems: Iterable[Problem], provider: str
) -> tuple[dict[Path, bytes], list[str]]:
    from catalogue.exports import course_directory
    from catalogue.exports.gate import Gate
    from catalogue.exports.provider import left_out, part_of
    from catalogue.site.for_exports import house_of
    from catalogue.site.urls import Urls
    from catalogue.site.views.site import Site

    part = part_of(catalogue, provider)
    files = list(Gate(part, house_of(Site(catalogue, Urls(), ""))).files(course_directory))
    told = [*left_out(part, provider, problems), *(line for one in files for line in one.told)]
    raws = {file.with_name(one.address.replace(provider, file.stem, 1)): one.body for one in files}
    return raws, told


def _write_new(files: Mapping[Path, bytes]) -> int:
    """Write files that are not there yet."""
    for path in files:
        if path.suffix not in (".xlsx", ".csv"):
            raise click.UsageError(f"{path}: choose a name that ends in .xlsx or .csv.")
        if path.exists():
            raise click.UsageError(f"{path} is there already; choose another name.")
    for path, raw in files.items():
        path.write_bytes(raw)
        _say(f"Wrote {path}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
