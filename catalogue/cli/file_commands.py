"""The commands that check, explain, begin and tidy the files that people write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue import reports
from catalogue.cli import common
from catalogue.files import (
    FOLDERS,
    SourceFile,
    find_beside,
    find_files,
    named_files,
    problem_of_name,
)
from catalogue.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from catalogue.problems import Problem
    from catalogue.suggestions import Suggestion


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(reports.FORMATS)),
    default="text",
    help="How to print problems.",
)
@common.root
@common.today
def check(paths: tuple[Path, ...], format_name: str, root: Path, today: date) -> int:
    """Check all files that people write, or only the ones named.

    A file that is in none of the folders yet is checked as a course (or, in a folder called venues
    or providers, as one of those; as a page if its name ends in .md).
    """
    named = named_files(paths, root)
    problems = _problems_below(root, today, [source for source in named if source.loose])
    if paths:
        files = {source.file for source in named}
        problems = [problem for problem in problems if problem.file in files]
    else:
        files = {source.file for found in (find_files, find_beside) for source in found(root)[0]}
    # The commands of the format for GitHub are meant for its runner.
    click.echo(reports.FORMATS[format_name](problems), nl=False)
    common.say(reports.summary(problems, len(files)), err=True)
    return 1 if has_errors(problems) else 0


def _problems_below(root: Path, today: date, loose: Sequence[SourceFile]) -> list[Problem]:
    """Return all problems, in their order: those that were told before, if all is as it was."""
    from catalogue import git
    from catalogue.checked import CheckedCatalogue, CheckedDocuments

    newcomers = git.newcomers(root)
    before = None if loose else CheckedCatalogue(root, today, newcomers)
    if before and (told := before.problems) is not None:
        return told
    # Only now, as reading all of this takes longer than to see that nothing has changed.
    from catalogue.loading import load_catalogue
    from catalogue.reference import load_reference

    reference, documents = load_reference(root), CheckedDocuments(root)
    reference.read_all()
    _, problems = load_catalogue(
        reference,
        root,
        today,
        loose=loose,
        watch=common.progress,
        checked=documents,
        newcomers=newcomers,
    )
    if before:
        before.keep(problems)
    return problems


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Explain a kind of problem, or list them all."""
    from catalogue import codes

    if code is None:
        for known in codes.ALL_CODES.values():
            common.say(f"{known.name:22}{known.severity.word:9}{known.title}")
        return 0
    if code not in codes.ALL_CODES:
        meant = codes.nearest_code(code)
        hint = f" Did you mean {meant}?" if meant else " `catalogue explain` lists them all."
        raise click.UsageError(f"There is no kind of problem called “{code}”.{hint}")
    known = codes.ALL_CODES[code]
    common.say(f"{known.title} ({known.severity.word}, {known.name})\n\n{known.explanation}")
    return 0


@click.command()
@click.argument("kind", type=click.Choice(list(FOLDERS)))
@click.argument("name", required=False)
@common.root
@common.today
def new(kind: str, name: str | None, root: Path, today: date) -> int:
    """Write a file to start from, with every field explained.

    NAME is provider/course for a course, such as stec/computers-for-beginners, and one word for a
    venue or provider. Without it the file is only shown.
    """
    from catalogue.new_file import new_file
    from catalogue.reference import load_reference

    schema = load_reference(root).schemas.of(kind)
    text = new_file(kind, schema, today)
    if name is None:
        common.say(text, nl=False)
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
    common.say(f"Wrote {path}. Write your own words over the examples, then check it:")
    common.say(f"catalogue check {path}")
    return 0


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit 1 if one would change."
)
@click.option("--fix", is_flag=True, help="Put right as well what is certain to be a slip.")
@click.option(
    "--suggest", is_flag=True, help="Change nothing; print what --fix would change, as JSON."
)
@common.root
@common.today
def format_files(
    paths: tuple[Path, ...], only_check: bool, fix: bool, suggest: bool, root: Path, today: date
) -> int:
    """Rewrite all files, or only the ones named, in the usual order and quoting. Comments stay."""
    from catalogue.fixing import fixed
    from catalogue.formatting import format_text, replace_file
    from catalogue.loading import load_readers
    from catalogue.reference import load_reference
    from catalogue.suggestions import as_json as suggestions_as_json
    from catalogue.suggestions import suggestions
    from catalogue.yaml_reader import open_file

    reference = load_reference(root)
    schemas = reference.schemas
    readers = load_readers(reference, root, today) if fix or suggest else None
    named = named_files(paths, root) if paths else find_files(root)[0]
    sources = [source for source in named if source.kind in FOLDERS]
    changed: list[str] = []
    suggested: list[Suggestion] = []
    problems: list[Problem] = []
    for source in common.progress(sources):
        raw, unreadable = open_file(source.path, source.file)
        text = None
        if raw is not None:
            new = fixed(raw, source.kind, schemas, readers) if readers else raw
            text, unreadable = format_text(new, schemas.of(source.kind), source.file)
        problems += unreadable
        if raw is not None and text is not None and text.encode() != raw:
            changed.append(source.file)
            suggested += suggestions(source.file, raw.decode(), text)
            if not only_check and not suggest:
                replace_file(source.path, text)
    if suggest:
        click.echo(suggestions_as_json(suggested), nl=False)
        return 0
    common.say(reports.as_text(problems), nl=False)
    for file in changed:
        common.say(f"{file}: {'would change' if only_check else 'tidied'}")
    return 1 if problems or (only_check and changed) else 0


COMMANDS = (check, explain, new, format_files)
