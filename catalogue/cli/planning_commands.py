"""The commands for those who plan together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue import reports
from catalogue.cli import common
from catalogue.files import BESIDE, FOLDERS
from catalogue.problems import unpublished_files
from catalogue.quoting import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from catalogue.planning.papers.blocks import Paper
    from catalogue.planning.planned import Planned

TABLES = {
    "provision": "What is taught, where, when and for whom.",
    "need": "Who lives where and may need what.",
    "access": "Need beside provision: what there is within reach of each neighbourhood.",
    "ranking": "High need, little provision: all measures together, by their weights.",
    "reach": "Whom no course of a kind is near.",
    "overlaps": "Where two partners do the same.",
    "pathways": "Where courses lead, and where a step is missing.",
    "spending": "What money buys, of a table that partners keep private.",
    "quality": "What listings do not say, and what that costs residents.",
    "change": "This term beside the last two.",
    "priorities": "What partners want to change, and where each target stands.",
    "actions": "Who does what for a priority, by when, and what is late.",
    "bids": "What money partners ask for together.",
}
_OF_DISTANCES = ("access", "ranking", "reach", "overlaps", "pathways")
_OVER_TIME = ("change", "priorities")
"""The tables that look back at earlier terms."""
_WORKBOOK = "planning.xlsx"
_OUTPUT = "output"
_COURSES = FOLDERS["course"]
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

_detour = click.option(
    "--detour",
    type=click.FloatRange(1, 3),
    default=1.0,
    help="How much longer a way on foot is than a straight line, such as 1.3.",
)
_funding = click.option(
    "--funding", type=_FILE, help="A table of grants (CSV) that lies outside the project."
)
_weights = click.option(
    "--weights",
    default="",
    help="How much measures count, such as low-skills=2,disabled=0. Others keep what they have.",
)
_snapshots = click.option(
    "--snapshot",
    "snapshots",
    type=_FILE,
    multiple=True,
    help="What `catalogue plan snapshot` wrote in an earlier term.",
)


def _planned(root: Path, today: date, **asked: Any) -> Planned:
    """Return what tables are made of, as far as it is asked for."""
    # Here, because only planning needs what measures distances.
    from catalogue.planning.change import terms_before
    from catalogue.planning.funding import BadFunding, read_funding
    from catalogue.planning.planned import Planned
    from catalogue.planning.ranking import BadWeights, read_weights
    from catalogue.planning.snapshots import BadSnapshot, from_history, read_snapshot

    catalogue = common.catalogue_in(root, today)
    try:
        funding = asked["funding"]
        grants = read_funding(funding, root, catalogue) if funding else ()
        earlier = [read_snapshot(path) for path in asked["snapshots"]]
        weights = read_weights(asked.get("weights", ""), catalogue)
    except (BadFunding, BadSnapshot, BadWeights) as error:
        raise click.ClickException(str(error)) from None
    if asked["history"]:
        earlier += from_history(root, terms_before(catalogue), catalogue.priorities.values())
    return Planned(catalogue, asked["detour"], grants, tuple(earlier), weights)


@click.group()
def plan() -> None:
    """Plan together: tables of what is taught, who may need what, and how the two meet."""


def _table_command(name: str, says: str) -> click.Command:
    def run(format_name: str, root: Path, today: date, **asked: Any) -> int:
        from catalogue.planning.tables import FORMATS, notes_of

        if name == "spending" and not asked.get("funding"):
            raise click.UsageError("Name the table of grants: --funding FILE.")
        planned = _planned(
            root,
            today,
            detour=asked.get("detour", 1.0),
            funding=asked.get("funding"),
            snapshots=asked.get("snapshots", ()),
            weights=asked.get("weights", ""),
            history=name in _OVER_TIME,
        )
        made = planned.table(name)
        click.echo(FORMATS[format_name](made, notes_of(made, planned.catalogue)), nl=False)
        return 0

    options: list[Callable[[Any], Any]] = [common.today, common.root]
    options += [_detour] if name in _OF_DISTANCES else []
    options += [_weights] if name == "ranking" else []
    options += [_funding] if name == "spending" else []
    options += [_snapshots] if name in _OVER_TIME else []
    command: Any = run
    for option in options:
        command = option(command)
    command = click.option(
        "--format",
        "format_name",
        type=click.Choice(["text", "csv", "json"]),
        default="text",
        help="How to print it.",
    )(command)
    return click.command(name, help=says)(command)


for _name, _says in TABLES.items():
    plan.add_command(_table_command(_name, _says))


@plan.command("all")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_detour
@_funding
@_snapshots
@click.option(
    "--spending-is-public",
    is_flag=True,
    help="Let what money buys be written into the site's own folder.",
)
@common.root
@common.today
def write_all(
    folder: Path, *, spending_is_public: bool, root: Path, today: date, **asked: Any
) -> int:
    """Write every table into FOLDER, as CSV and in one workbook.

    Without --funding there is none of spending.
    """
    from catalogue.planning.tables import as_csv_file, notes_of, workbook

    site = (root / _OUTPUT).resolve()
    if asked["funding"] and folder.resolve().is_relative_to(site) and not spending_is_public:
        raise click.UsageError(
            "What money buys would be published with the site. Name another folder, or say "
            "--spending-is-public."
        )
    planned = _planned(root, today, history=True, **asked)
    tables = list(planned.tables)
    folder.mkdir(parents=True, exist_ok=True)
    for one in tables:
        text = as_csv_file(one, notes_of(one, planned.catalogue))
        (folder / f"{one.name}.csv").write_text(text, encoding="utf-8", newline="\n")
    (folder / _WORKBOOK).write_bytes(workbook(tables, planned.catalogue))
    common.say(f"Wrote {len(tables)} tables and {_WORKBOOK} to {folder}.")
    return 0


@plan.command("review")
@click.argument("first")
@click.argument("second")
@click.option("--because", required=True, help="Why both are wanted.")
@click.option("--who", required=True, help="Who says so: a role or an organisation.")
@_detour
@common.root
@common.today
def review(
    first: str, second: str, *, because: str, who: str, detour: float, root: Path, today: date
) -> int:
    """Note that partners know of an overlap of the courses FIRST and SECOND, so that it is told
    again only when what is alike changes.
    """
    from catalogue.loading import load_catalogue
    from catalogue.planning.overlaps import overlaps, with_reviewed
    from catalogue.reference import load_reference

    reference = load_reference(root)
    catalogue = common.catalogue_in(root, today)
    told = {(row.first, row.second): row for row in overlaps(catalogue, detour).rows}
    row = told.get((min(first, second), max(first, second)))
    if row is None:
        raise click.UsageError(
            f"{first} and {second} are no overlap that is told: see `catalogue plan overlaps`."
        )
    file = BESIDE["reviewed"]
    text = with_reviewed(catalogue, row, because, who)
    _, problems = load_catalogue(reference, root, today, instead={file: text})
    if wrong := [problem for problem in problems if problem.file == file]:
        common.say(reports.as_text(wrong), err=True, nl=False)
        return 1
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8", newline="\n")
    common.say(f"Noted in {file}.")
    return 0


@plan.command("snapshot")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@common.root
@common.today
def snapshot(file: Path, root: Path, today: date) -> int:
    """Put this term's figures aside in FILE, for `catalogue plan change` in the next."""
    from catalogue.planning.snapshots import snapshot_of, written

    taken = snapshot_of(common.catalogue_in(root, today))
    file.write_text(written(taken), encoding="utf-8", newline="\n")
    common.say(f"Put {taken.term.name} aside in {file}.")
    return 0


@plan.command("funding-template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--example", is_flag=True, help="With invented figures, to show how it is written.")
def funding_template(file: Path, *, example: bool) -> int:
    """Write an empty table of grants to FILE, for --funding. Keep it outside the project."""
    from catalogue.planning.funding import COLUMNS, EXAMPLE

    if file.exists():
        raise click.UsageError(f"{file} is there already.")
    text = EXAMPLE if example else f"{','.join(COLUMNS)}\n"
    file.write_text(text, encoding="utf-8-sig", newline="\n")
    common.say(f"Wrote {file}.")
    return 0


@plan.command("try")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--provider",
    callback=common.known_provider,
    help="Whose courses they are, for files that lie elsewhere.",
)
@_detour
@common.root
@common.today
def try_courses(
    files: Sequence[Path], *, provider: str | None, detour: float, root: Path, today: date
) -> int:
    """Say what the courses in FILES would do, or do already: who lives near, for whom each is the
    first of its kind, and what it overlaps with.
    """
    from catalogue.loading import load_catalogue
    from catalogue.planning.effects import effects_of
    from catalogue.planning.overlaps import overlaps_of
    from catalogue.reference import load_reference

    texts = {}
    for path in files:
        whole, top = path.resolve(), (root / _COURSES).resolve()
        if whole.is_relative_to(top):
            name = whole.relative_to(top).as_posix()
        elif provider:
            name = f"{provider}/{path.name}"
        else:
            raise click.UsageError(f"Say whose course {path} is: --provider NAME.")
        texts[f"{_COURSES}/{name}"] = path.read_text(encoding="utf-8", errors="replace")
    reference = load_reference(root)
    catalogue, problems = load_catalogue(reference, root, today, instead=texts)
    wrong = [one for one in problems if one.file in texts]
    if unpublished_files(wrong):
        common.say(reports.as_text(wrong), err=True, nl=False)
        return 1
    courses = [catalogue.courses[file[len(_COURSES) + 1 : -len(".yaml")]] for file in texts]
    alike = list(overlaps_of(courses, catalogue, detour))
    for course, sentences in effects_of(courses, catalogue, detour):
        common.say(f"{course.title}:")
        for sentence in sentences:
            common.say(f"  {sentence}")
        for other, why in ((other, why) for one, other, why in alike if one is course):
            common.say(f"  Much the same is “{other.title}” ({other.id}): {why}")
    return 0


@plan.command("document")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_snapshots
@common.root
@common.today
def document(folder: Path, root: Path, today: date, **asked: Any) -> int:
    """Make the Community Learning Plan in FOLDER: as a page of HTML and as a PDF for all."""
    from catalogue.planning.papers.paper_writer import as_html
    from catalogue.planning.papers.plan_paper import plan_paper

    planned = _planned(root, today, detour=1.0, funding=None, history=True, **asked)
    paper = plan_paper(planned)
    files = {".html": as_html(paper).encode(), ".pdf": _as_pdf(paper)}
    _write_all(folder, {f"{paper.file}{ending}": raw for ending, raw in files.items()})
    return 0


@plan.command("pack")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--area", "areas", multiple=True, help="A part of the city, such as speke.")
@click.option("--topic", "topics", multiple=True, help="A topic, such as esol.")
@click.option(
    "--bid", help="The bid it is for, whose areas and topics are meant where none is named."
)
@_snapshots
@common.root
@common.today
def pack(
    folder: Path,
    *,
    areas: tuple[str, ...],
    topics: tuple[str, ...],
    bid: str | None,
    root: Path,
    today: date,
    **asked: Any,
) -> int:
    """Make the evidence for a bid in FOLDER: a PDF to attach, and a workbook with its tables."""
    from catalogue.planning.papers.pack_paper import EvidenceFor, Pack
    from catalogue.planning.tables import workbook

    planned = _planned(root, today, detour=1.0, funding=None, history=True, **asked)
    catalogue = planned.catalogue
    words = catalogue.vocabularies
    _known("bid", [bid] if bid else [], {one.id: (one.title,) for one in catalogue.bids.values()})
    for what, named in (("area", areas), ("topic", topics)):
        terms = words[f"{what}s"].terms.values()
        _known(what, named, {term.id: (term.label, *term.other_words) for term in terms})
    of = catalogue.bids[bid] if bid else None
    about = EvidenceFor(areas or (of.areas if of else ()), topics or (of.topics if of else ()), of)
    made = Pack(planned, about)
    paper = made.paper()
    files = {".pdf": _as_pdf(paper), ".xlsx": workbook(made.tables, catalogue)}
    _write_all(folder, {f"{paper.file}{ending}": raw for ending, raw in files.items()})
    return 0


def _known(what: str, named: Sequence[str], names: Mapping[str, Sequence[str]]) -> None:
    for name in named:
        if name not in names:
            meant = nearest(name, names)
            hint = (
                f"Did you mean {meant}?"
                if meant
                else f"Choose {listed(sorted(names)) if names else 'none'}."
            )
            raise click.UsageError(f"There is no {what} called “{name}”. {hint}")


def _as_pdf(paper: Paper) -> bytes:
    from catalogue.planning.papers.paper_writer import as_pdf
    from catalogue.press import CannotPrint

    try:
        return as_pdf(paper)
    except CannotPrint as error:
        raise click.ClickException(str(error)) from None


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    common.say(f"Wrote {listed(files, 'and')} to {folder}.")


COMMANDS = (plan,)
