"""The `catalogue` command: parses what was asked, calls who knows, returns an exit code, and
decides nothing.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import click

from catalogue.cli import (
    common,
    file_commands,
    intake_commands,
    planning_commands,
    print_commands,
    sheet_commands,
    site_commands,
    upkeep_commands,
)
from catalogue.collecting import collect_seldom
from catalogue.files import NothingToLoad
from catalogue.problems import SchemaError, WouldChange

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code, whatever happens."""
    collect_seldom()
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
        common.say(said.getvalue(), err=True, nl=False)
        return 2
    except click.Abort:
        common.say("Stopped.", err=True)
        return 130
    except (NothingToLoad, WouldChange) as error:
        common.say(str(error), err=True)
        return 2
    except SchemaError as error:
        common.say(
            f"Nothing could be checked, because our own lists and rules have a mistake. {error}",
            err=True,
        )
        return 2
    except OSError as error:
        common.say(f"{error.filename or 'A file'}: {error.strerror or error}.", err=True)
        return 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Check, make and tidy the files of the course catalogue."""


for _room in (
    file_commands,
    site_commands,
    sheet_commands,
    intake_commands,
    planning_commands,
    print_commands,
    upkeep_commands,
):
    for _command in _room.COMMANDS:
        commands.add_command(_command)
