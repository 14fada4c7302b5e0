"""The `catalogue` command: parses what was asked, calls who knows, returns an exit code, and
decides nothing.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import track

from catalogue import codes, reports
from catalogue.loading import NothingToLoad, find_files, load_catalogue
from catalogue.problems import has_errors
from catalogue.schemas import SchemaError
from catalogue.sessions import LONDON

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from catalogue.loading import Source
    from catalogue.problems import Problem


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code, whatever happens."""
    try:
        # click returns the exit code here because it is told not to leave by itself.
        return commands.main(arguments, prog_name="catalogue", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except NothingToLoad as error:
        click.echo(str(error), err=True)
        return 2
    except SchemaError as error:
        click.echo(
            f"Nothing could be checked, because our own lists and rules have a mistake. {error}",
            err=True,
        )
        return 2
    except OSError as error:
        click.echo(f"{error.filename or 'A file'}: {error.strerror or error}.", err=True)
        return 2


def _day(_context: click.Context, _option: click.Parameter, value: datetime | None) -> date:
    return value.date() if value else datetime.now(LONDON).date()


_root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The top folder of the project; the current folder if left out.",
)
_today = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="Check as if it were this day, like 2027-01-31.",
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
    """Check all files, or only the ones named.

    A file that is in none of the folders yet is checked as a course (or, in a folder called venues
    or providers, as one of those).
    """
    sources, _ = find_files(root)
    known = {source.path.resolve() for source in sources}
    named = [
        file
        for path in paths
        for file in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])
    ]
    inside = [(root / folder).resolve() for folder in ("content", "providers")]
    loose = [
        path
        for path in named
        if path.resolve() not in known
        and not any(path.resolve().is_relative_to(folder) for folder in inside)
    ]
    _, problems = load_catalogue(root, today, loose=loose, watch=_progress)
    if paths:
        problems = _problems_below(paths, problems, root)
    click.echo(reports.FORMATS[format_name](problems), nl=False)
    click.echo(reports.summary(problems, len(named) if paths else len(sources)), err=True)
    return 1 if has_errors(problems) else 0


def _problems_below(
    paths: Iterable[Path], problems: Iterable[Problem], root: Path
) -> list[Problem]:
    wanted = [path.resolve() for path in paths]
    return [
        problem
        for problem in problems
        if any((root / problem.file).resolve().is_relative_to(path) for path in wanted)
    ]


def _progress(sources: Sequence[Source]) -> Iterable[Source]:
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
            click.echo(f"{known.name:22}{known.severity.word:9}{known.title}")
        return 0
    if code not in codes.ALL_CODES:
        meant = codes.nearest_code(code)
        hint = f" Did you mean {meant}?" if meant else " `catalogue explain` lists them all."
        raise click.UsageError(f"There is no kind of problem called “{code}”.{hint}")
    known = codes.ALL_CODES[code]
    click.echo(f"{known.title} ({known.severity.word}, {known.name})\n\n{known.explanation}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
