"""The commands that read and write spreadsheets, which are imported once one is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli import common
from catalogue.cli.formats import format_called, urls_of, write_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from catalogue.catalogue import Catalogue
    from catalogue.problems import Problem
    from catalogue.site.urls import Urls


_whose = click.option(
    "--provider",
    required=True,
    callback=common.known_provider,
    help="Whose courses: the name of their folder.",
)
_new_file = click.argument("file", required=False, type=click.Path(path_type=Path))


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common.root
@_whose
@click.option("--yes", is_flag=True, help="Write it. Without this, it is only shown.")
@click.option(
    "--answers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file of answers. If it is not there, it is written with the questions.",
)
@common.today
def import_sheet(
    file: Path, root: Path, provider: str, yes: bool, answers: Path | None, today: date
) -> int:
    """Read courses from a spreadsheet (CSV, XLSX or ODS) or a feed, and show what that adds and
    changes.

    A feed is a calendar (iCalendar), XCRI-CAP 1.2, Open Referral UK 3.0 or JSON-LD of schema.org,
    also in a web page: download it first. Nothing is deleted, and what is not in the file stays as
    it is. What only you can know is
    asked: here, where somebody can answer; in the file of answers; or in a copy of the sheet that
    has the rows to answer and to fix.
    """
    from catalogue.cli.asking import Interview, file_of_answers
    from catalogue.reference import load_reference
    from catalogue.sheets.cells import Unreadable
    from catalogue.sheets.feeds.opened import open_courses
    from catalogue.sheets.importing.plan import plan_import
    from catalogue.sheets.importing.telling import report, summary
    from catalogue.sheets.opening.memory import Memory, memory_in

    try:
        there = answers is not None and answers.exists()
        known = memory_in(answers, str(answers)) if answers and there else Memory()
        reference = load_reference(root)
        sheets = open_courses(file, reference.city.zone)
        interview = Interview(
            lambda said: plan_import(sheets, reference, root, provider, today, said), known
        )
        plan = interview.held() if common.is_answered() else interview.plan
    except Unreadable as error:
        common.say(f"{file}: {error}", err=True)
        return 1
    common.say(report(plan), nl=False)
    for name in filter(plan.answers.unused.__contains__, known.answers):
        common.say(f"The answer to “{name}” is not needed: nothing in the sheet asks it.", err=True)
    if answers and not there and plan.questions:
        answers.write_text(file_of_answers(plan), encoding="utf-8")
        common.say(f"The questions are in {answers}: answer them there and import again.", err=True)
    if yes:
        plan.write()
    if yes and (copy := plan.write_copy(file)):
        common.say(f"The rows to answer and to fix are in {copy}.", err=True)
    done = "Written" if yes else "Nothing is written yet; --yes writes it"
    common.say(f"{summary(plan)} {done}.", err=True)
    return 1 if plan.left else 0


@click.command()
@_new_file
@common.root
@common.today
def template(file: Path | None, root: Path, today: date) -> int:
    """Write an empty spreadsheet to fill in, courses.xlsx if no FILE is named."""
    from catalogue.sheets.export import lists_of
    from catalogue.sheets.template import template as empty_sheet

    catalogue = common.catalogue_in(root, today)
    sheet = empty_sheet(catalogue.reference.schemas.course, lists_of(catalogue))
    return _write_new({file or Path("courses.xlsx"): sheet})


@click.command()
@click.argument("what", metavar="[FORMAT|FILE]", required=False)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@common.root
@click.option(
    "--provider",
    callback=common.known_provider,
    help="Whose courses: the name of their folder. A sheet is of one; a format of all without it.",
)
@click.option("--course-directory", is_flag=True, help="As the national Course Directory's CSV.")
@click.option("--site-url", help="Where the site is, if pelicanconf.py does not say.")
@common.today
def export(
    what: str | None,
    folder: Path | None,
    root: Path,
    provider: str | None,
    course_directory: bool,
    site_url: str | None,
    today: date,
) -> int:
    """Write courses as open data, or a provider's as a spreadsheet.

    With a FORMAT and a FOLDER: atom, course-directory, csv, dcat, ical, json, json-ld, oruk or
    xcri (docs/formats.md), in a folder that is new or empty.

    With --provider and perhaps a FILE that ends in .xlsx or .csv: a spreadsheet that `catalogue
    import` reads. For the Course Directory there are two, with courses and with venues.
    """
    from catalogue.loading import load_catalogue
    from catalogue.reference import load_reference
    from catalogue.sheets.export import provider_sheet

    if folder is not None:
        return _as_format(what or "", folder, root, provider, site_url, today)
    if provider is None:
        raise click.UsageError(
            "Say what to write: a format and a folder, like “catalogue export json open-data”, or "
            "whose courses as a sheet, like “catalogue export --provider wea”."
        )
    catalogue, problems = load_catalogue(load_reference(root), root, today)
    file = Path(what or f"{provider}.{'csv' if course_directory else 'xlsx'}")
    if course_directory:
        urls = urls_of(root, site_url)
        raws, told = _for_course_directory(file, catalogue, problems, provider, urls)
    else:
        raw, told = provider_sheet(catalogue, root, provider, file.suffix)
        raws = {file: raw}
    for line in told:
        common.say(line, err=True)
    return _write_new(raws)


def _as_format(
    name: str, folder: Path, root: Path, provider: str | None, site_url: str | None, today: date
) -> int:
    from catalogue.exports.provider import part_of

    format_called(name)
    catalogue = common.catalogue_in(root, today)
    part = part_of(catalogue, provider) if provider else catalogue
    return write_format(name, folder, part, urls_of(root, site_url), root)


def _for_course_directory(
    file: Path, catalogue: Catalogue, problems: Iterable[Problem], provider: str, urls: Urls
) -> tuple[dict[Path, bytes], list[str]]:
    from catalogue.exports import course_directory
    from catalogue.exports.gate import Gate
    from catalogue.exports.provider import left_out, part_of
    from catalogue.site.for_exports import house_of
    from catalogue.site.views.site import Site

    part = part_of(catalogue, provider)
    files = list(Gate(part, house_of(Site(catalogue, urls, ""))).files(course_directory))
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
        common.say(f"Wrote {path}.")
    return 0


COMMANDS = (import_sheet, template, export)
