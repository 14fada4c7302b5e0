"""The command for those who plan together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli import common

if TYPE_CHECKING:
    from datetime import date

NAMES = ("provision", "need", "access", "reach")
_WORKBOOK = "planning.xlsx"


@click.command()
@click.argument("table", type=click.Choice([*NAMES, "all"]))
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    help="How to print it.",
)
@click.option(
    "--detour",
    type=click.FloatRange(1, 3),
    default=1.0,
    help="How much longer a way on foot is than a straight line, such as 1.3.",
)
@common.root
@common.today
def plan(
    table: str, folder: Path | None, format_name: str, detour: float, root: Path, today: date
) -> int:
    """Print a TABLE of what is taught, who may need what, and how the two meet.

    `all` writes every table into FOLDER, as CSV and in one workbook.
    """
    # Here, because only planning needs what measures distances.
    from catalogue.planning.tables import FORMATS, TABLES, notes_of, workbook

    if (table == "all") != (folder is not None):
        raise click.UsageError("Name a folder for all tables: catalogue plan all FOLDER.")
    catalogue = common.catalogue_in(root, today)
    if folder is None:
        made = TABLES[table](catalogue, detour)
        click.echo(FORMATS[format_name](made, notes_of(made, catalogue)), nl=False)
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    tables = [make(catalogue, detour) for make in TABLES.values()]
    for one in tables:
        text = FORMATS["csv"](one, ())
        (folder / f"{one.name}.csv").write_text(text, encoding="utf-8", newline="\n")
    (folder / _WORKBOOK).write_bytes(workbook(tables, catalogue))
    common.say(f"Wrote {len(tables)} tables and {_WORKBOOK} to {folder}.")
    return 0


COMMANDS = (plan,)
