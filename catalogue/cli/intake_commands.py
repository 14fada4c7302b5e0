"""The command for whoever opens the mailbox: what comes of what people send."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli import common
from catalogue.files import file_name
from catalogue.reports import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from catalogue.intake.envelopes import Sent
    from catalogue.intake.taking import Taken


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@common.root
@click.option(
    "--provider",
    callback=common.known_provider,
    help="Whose they are, where what was sent does not say it.",
)
@click.option("--branch", is_flag=True, help="Make a branch with the files, for a pull request.")
@click.option(
    "--reply",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the draft of an answer to this file.",
)
@common.today
def take(
    files: tuple[Path, ...],
    root: Path,
    provider: str | None,
    branch: bool,
    reply: Path | None,
    today: date,
) -> int:
    """Show what comes of what people sent: mails (.eml), texts, YAML files, spreadsheets, zips.

    A FILE of - is text that is pasted; Ctrl-D ends it. What the form sends is read, and short
    messages such as “stec/computers-for-beginners: still right”. Nothing here is changed.
    """
    from catalogue.changes.printers import as_text
    from catalogue.changes.revisions import changes_with
    from catalogue.git import NoHistory
    from catalogue.intake.answers_to import answer
    from catalogue.intake.envelopes import Part, opened
    from catalogue.intake.taking import take as taken_of
    from catalogue.reference import load_reference

    raws = (
        Part("pasted.txt", sys.stdin.buffer.read())
        if str(path) == "-"
        else Part(path.name, path.read_bytes())
        for path in files
    )
    sent, reference = opened(*raws), load_reference(root)
    taken = taken_of(sent, reference, root, today, provider or "")
    changed = as_text(changes_with(reference, root, today, taken.texts)) if taken.texts else ""
    for line in _lines(taken, changed, root):
        common.say(line)
    if reply is not None:
        reply.write_text(answer(taken, changed), encoding="utf-8")
        common.say(f"The draft of an answer{_to(sent)} is in {reply}.", err=True)
    for name, raw in taken.copies.items():
        if reply is not None:
            reply.with_name(name).write_bytes(raw)
            common.say(f"The rows that cannot go in are in {reply.with_name(name)}.", err=True)
    if branch and taken.texts:
        try:
            common.say(_branched(taken, root, today), err=True)
        except NoHistory as error:
            common.say(str(error), err=True)
            return 2
    return 1 if taken.faults else 0


def _to(sent: Sent) -> str:
    return f" to {sent.sender}" if sent.sender else ""


def _lines(taken: Taken, changed: str, root: Path) -> Iterator[str]:
    """Say it all: first how much can go in."""
    verdict = f"{count(len(taken.texts), 'file')} can go in"
    yield (
        f"{verdict}, {count(len(taken.faults), 'thing')} cannot.\n"
        if taken.faults
        else f"{verdict}.\n"
    )
    files = [f"{file} ({'changes' if (root / file).exists() else 'new'})" for file in taken.texts]
    sections = {
        "Cannot go in": taken.faults,
        "Files": files,
        "What changes for residents": changed.splitlines(),
        "How it was read": taken.notes,
        "Worth a look": taken.warnings,
        "They also wrote": taken.talk.splitlines(),
    }
    for title, lines in sections.items():
        if lines:
            yield title
            yield from (f"  {line}" for line in lines)
            yield ""


def _branched(taken: Taken, root: Path, today: date) -> str:
    from catalogue.git import branch_with

    names = [Path(file).stem for file in taken.texts]
    whose = " and ".join(taken.providers) or "places"
    branch = f"sent-{today}-{file_name(f'{whose} {names[-1]}')}"
    branch_with(root, branch, taken.texts, f"course: {whose}, {_some(names)}, as sent in")
    return f"They are on the branch {branch}. Send it on with: git push origin {branch}"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 3 else f"{', '.join(names[:3])} and more"


COMMANDS = (take,)
