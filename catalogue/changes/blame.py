"""What a change breaks: every problem that was not there before, wherever it is.

A file that is deleted breaks files of others, which are in nobody's change. So each problem is told
with what of the change brought it, and with whom it hits.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from catalogue.changes.partners import partner_of
from catalogue.changes.report import Hit
from catalogue.files import FOLDERS
from catalogue.problems import Severity
from catalogue.quoting import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from catalogue.problems import Problem
    from catalogue.records import Provider


def hits_of(
    before: Iterable[Problem],
    after: Iterable[Problem],
    touched: Mapping[str, bool],
    providers: Mapping[str, Provider],
) -> list[Hit]:
    """Return what a change breaks, errors first. `touched` has its files, and whether each is there
    afterwards.
    """
    old = {(problem.file, problem.code.name, problem.what) for problem in before}
    new = [one for one in after if (one.file, one.code.name, one.what) not in old]
    own = [
        Hit(one.severity.word, _place(one), one.what, one.mend)
        for one in new
        if one.file in touched
    ]
    others: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in new:
        if problem.file not in touched:
            others[problem.code.name, problem.what].append(problem)
    hits = own + [_of_others(found, touched, providers) for found in others.values()]
    return sorted(hits, key=lambda hit: hit.severity != Severity.ERROR.word)


def _of_others(
    found: Sequence[Problem], touched: Mapping[str, bool], providers: Mapping[str, Provider]
) -> Hit:
    """Put the same problem of several files together, and say what brought it."""
    files = list(dict.fromkeys(problem.file for problem in found))
    first = found[0]
    because = next((file for file in touched if _is_named(file, first)), "")
    ids = dict.fromkeys(filter(None, map(partner_of, files)))
    whose = [providers[one].name if one in providers else one for one in ids]
    mend = _instead(because, touched) if because and not touched[because] else first.mend
    return Hit(
        first.severity.word, because or _place(first), first.what, mend, tuple(files), tuple(whose)
    )


def _is_named(file: str, problem: Problem) -> bool:
    """Whether a problem names a file, or what it is about."""
    path = PurePosixPath(file)
    names = [file, f"“{path.stem}”", f"“{path.parent.name}/{path.stem}”"]
    return any(name in problem.what for name in names)


def _instead(gone: str, touched: Mapping[str, bool]) -> str:
    """Say what to do about a file that is deleted while others need it."""
    folder = str(PurePosixPath(gone).parent)
    new = {
        PurePosixPath(file).stem: ()
        for file, is_there in touched.items()
        if is_there and str(PurePosixPath(file).parent) == folder
    }
    if renamed := nearest(PurePosixPath(gone).stem, new):
        return (
            f"If it is called {renamed} now, write that in these files too; or put the file back."
        )
    kind = next((kind for kind, at in FOLDERS.items() if gone.startswith(f"{at}/")), "")
    other = {
        "venue": "give these courses another place first",
        "course": "take it out of them first",
    }
    return f"Put the file back, or {other.get(kind, 'change these files first')}."


def _place(problem: Problem) -> str:
    return f"{problem.file}:{problem.line}"
