"""What commands share: options, and how they print."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from catalogue import reports
from catalogue.clock import today_in
from catalogue.files import FOLDERS, folder_in
from catalogue.keeping import basis_of, cache_in, put, taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from catalogue.catalogue import Catalogue
    from catalogue.files import SourceFile


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print what people read. Much of it was typed by somebody, and logs of CI are obeyed."""
    click.echo(reports.for_a_log(text), err=err, nl=nl)


def is_answered() -> bool:
    """Whether somebody sits before a terminal and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _day(context: click.Context, _option: click.Parameter, value: datetime | None) -> date:
    return value.date() if value else today_in(_zone_of(context.params["root"]))


def _zone_of(root: Path) -> ZoneInfo:
    """Return the city's time zone. It is kept, as finding it means to read all our schemas."""
    cache = cache_in(root)
    file, basis = cache and cache / "zone", basis_of(root) if cache else b""
    name = taken(file, basis) if file else None
    if name is None:
        from catalogue.reference import load_reference

        name = load_reference(root).city.zone.key
        if file:
            put(file, basis, name)
    return ZoneInfo(name)


def known_provider(
    context: click.Context, _option: click.Parameter, value: str | None
) -> str | None:
    """Return the id of a provider that there is, if one was named."""
    folder = folder_in(context.params["root"], FOLDERS["provider"])
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    if value is not None and value not in known:
        words = ", ".join(known)
        raise click.BadParameter(f"There is no provider called “{value}”. Choose from: {words}.")
    return value


root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    is_eager=True,  # other options are checked against it
    help="The top folder of the project; the current folder if left out.",
)
today = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="Check as if it were this day, like 2027-01-31.",
)
only_check = click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit 1 if a file would change."
)


def catalogue_in(root: Path, today: date) -> Catalogue:
    """Return what may be published of what is below `root`."""
    from catalogue.checked import CheckedDocuments
    from catalogue.loading import load_catalogue
    from catalogue.reference import load_reference

    reference = load_reference(root)
    catalogue, _ = load_catalogue(reference, root, today, checked=CheckedDocuments(root))
    gc.freeze()  # it stays: not to be looked through for what can go
    return catalogue


def progress(sources: Sequence[SourceFile]) -> Iterable[SourceFile]:
    """Hand each file on, and show people who wait how far it is."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(
        sources, "Reading", console=console, transient=True, disable=not console.is_terminal
    )
