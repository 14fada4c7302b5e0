"""Break the code in small ways and see whether its tests notice: a mutant that no test kills is a
promise that no test holds.

    make mutants                        a sample of 200
    make mutants MUTANTS=50 SEED=7      another, smaller one
    make mutants MUTANTS=all MODULE=run_ids

cosmic-ray knows the ways. A mutant lives in the memory of a process of its own, which is a fork of
this one and imports the module as broken: no file is changed. Of each operator one or two changes
are made and not all (`<` becomes `<=` and `>=`, `+` becomes `-`), and words are left alone: kept
files hold them. Annotations, decorators, imports for types and the `strict` of zip, a guard against
ourselves, are left out. What survived, was read and can be noticed by nobody is in
tests/equivalent.yaml with its reason, and counts neither as died nor as survived.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.util
import os
import random
import resource
import sys
from collections import Counter
from dataclasses import dataclass
from difflib import ndiff
from importlib.machinery import ModuleSpec, SourceFileLoader
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
READ = ROOT / "tests/equivalent.yaml"
ENOUGH = 0.9
"""The share that must die."""
_OF_RULES = ("tests/rules/test_rules.py", "tests/test_examples.py")
TESTS = {
    **{
        f"catalogue/rules/{path.name}": _OF_RULES
        for path in (ROOT / "catalogue/rules").glob("*.py")
    },
    **{
        f"catalogue/rules/{path.name.removeprefix('test_')}": (
            f"tests/rules/{path.name}",
            *_OF_RULES,
        )
        for path in (ROOT / "tests/rules").glob("test_[!r]*.py")
    },
    "catalogue/rules/markdown.py": ("tests/rules/test_links.py", *_OF_RULES),
    "catalogue/rules/pages.py": ("tests/rules/test_rules.py", "tests/test_broken_files.py"),
    "catalogue/yaml_reader.py": ("tests/test_yaml_reader.py",),
    "catalogue/characters.py": ("tests/test_characters.py",),
    "catalogue/sessions.py": ("tests/test_sessions.py",),
    "catalogue/free_rules.py": ("tests/test_free_rules.py",),
    "catalogue/site/search/fact_columns.py": ("tests/site/search/test_columns.py",),
    "catalogue/sheets/readers/dates.py": ("tests/sheets/readers/test_dates.py",),
    "catalogue/sheets/readers/one_day.py": ("tests/sheets/readers/test_dates.py",),
    "catalogue/sheets/readers/times.py": ("tests/sheets/readers/test_meetings.py",),
    "catalogue/history.py": ("tests/test_history.py",),
    "catalogue/site/losses.py": ("tests/site/test_losses.py",),
    "catalogue/run_ids.py": ("tests/test_run_ids.py",),
}
"""Which modules are broken, and the tests that must notice, the quickest first."""
# These start a process of their own, which has no mutant, or break files at random.
_LEFT_OUT = "not (command_itself or however_a_file or hostile_words)"
_OPERATORS = (
    *("AddNot", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_USub"),
    *("ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop"),
    *("ExceptionReplacer", "NumberReplacer"),
    *(
        f"ReplaceComparisonOperator_{change}"
        for change in (
            *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is", "Lt_LtE", "Lt_GtE"),
            *("LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt"),
        )
    ),
    *(
        f"ReplaceBinaryOperator_{change}"
        for change in (
            *("Add_Sub", "Sub_Add", "Mul_FloorDiv", "Div_Mul", "FloorDiv_Mul", "Mod_FloorDiv"),
            *("BitOr_BitAnd", "BitAnd_BitOr", "BitXor_BitOr", "LShift_RShift", "RShift_LShift"),
        )
    ),
)
# What the tests import of others takes longer than most tests: once is enough.
_ALREADY_THERE = (
    *("babel.dates", "cbor2", "click", "hypothesis.strategies", "icalendar", "jsonschema"),
    *("lxml.html", "markdown_it", "openpyxl", "pelican", "phonenumbers", "playwright.sync_api"),
    *("dateutil.parser", "dateutil.relativedelta", "rich.console", "ruamel.yaml"),
)
_MEMORY = 4 << 30
_SECONDS = 120
"""Of a processor and not of the clock, so that a busy machine kills no mutant."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an operator of cosmic-ray changes something, as the `number`th that it finds there.
    `line` counts from 1.
    """

    file: str
    line: int
    operator: str
    number: int


@dataclass(frozen=True, slots=True)
class Mutant:
    """One module with one thing changed: what its line was and is now, and its whole source."""

    file: str
    line: int
    was: str
    now: str
    source: str


def places_of(file: str, text: str) -> Iterator[Spot]:
    """Yield where a module can be broken, but for what is left out."""
    nodes = list(ast_nodes(get_ast(text)))
    idle = _idle_places(text)
    for name in _OPERATORS:
        found = (at for node in nodes for at in operator_of(name).mutation_positions(node))
        for number, (begin, _) in enumerate(found):
            if not any(first <= begin < last for first, last in idle):
                yield Spot(file, begin[0], name, number)


def operator_of(name: str) -> Any:
    """Return one of cosmic-ray's operators."""
    return get_operator(f"core/{name}")()


def mutant_at(place: Spot) -> Mutant | None:
    """Make the mutant of a place, or None where cosmic-ray cannot: in `except module.Error`."""
    text = (ROOT / place.file).read_text(encoding="utf-8")
    try:
        source = mutate_code(text, operator_of(place.operator), place.number)
    except AttributeError:
        return None
    changed = list(ndiff(text.splitlines(), source.splitlines()))
    was, now = (
        next((line[2:].strip() for line in changed if line.startswith(sign)), "") for sign in "-+"
    )
    return Mutant(place.file, place.line, was, now, source)


def _idle_places(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where what is left out of a module begins and ends."""
    idle: list[ast.expr | ast.stmt | None] = []
    for node in ast.walk(ast.parse(text)):
        idle += getattr(node, "decorator_list", [])
        idle += [getattr(node, name, None) for name in ("annotation", "returns")]
        idle += [key.value for key in getattr(node, "keywords", []) if key.arg == "strict"]
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            idle.append(node)
    return [
        ((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0))
        for node in idle
        if node is not None
    ]


class _MutantLoader(SourceFileLoader):
    """Finds one module, and loads what it was given in place of what is in its file."""

    def __init__(self, mutant: Mutant) -> None:
        name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        super().__init__(name, str(ROOT / mutant.file))
        self._source = mutant.source

    def find_spec(self, fullname: str, *_: Any) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_code(self, fullname: str) -> Any:
        return compile(self._source, self.path, "exec")


def _start(tests: Iterable[str], mutant: Mutant | None) -> int:
    """Run tests in a process of its own, with a mutant or without, and return its number. It exits
    with 0 if they pass; one that takes too long or too much is stopped.
    """
    sys.stdout.flush()
    if process := os.fork():
        return process
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    sys.dont_write_bytecode = True
    if mutant:
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        sys.meta_path.insert(0, _MutantLoader(mutant))
    how = ["-qx", "-pno:cacheprovider", "-pno:xdist", "-mnot browser", "-k", _LEFT_OUT]
    how.append("-Wignore::pytest.PytestAssertRewriteWarning")
    try:
        os._exit(int(pytest.main([*how, *tests])))
    except BaseException:
        os._exit(1)


def tries(mutants: Iterable[Mutant], workers: int) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant as its tests end, and whether it survived them."""
    waiting, running = iter(mutants), dict[int, Mutant]()
    while True:
        for mutant in islice(waiting, workers - len(running)):
            running[_start(TESTS[mutant.file], mutant)] = mutant
        if not running:
            return
        process, status = os.wait()
        yield running.pop(process), status == 0


def main() -> int:
    """Try a sample, and return 1 if fewer died than must."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutants", default="200", help="how many, or “all”")
    parser.add_argument("--seed", default="1", help="which sample: any text")
    parser.add_argument("--module", default="", help="only files with this in their name")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    os.chdir(ROOT)
    for name in _ALREADY_THERE:
        importlib.import_module(name)

    texts = {name: (ROOT / name).read_text("utf-8") for name in TESTS if asked.module in name}
    places = [place for file, text in texts.items() for place in places_of(file, text)]
    if asked.mutants != "all":
        number = min(int(asked.mutants), len(places))
        places = sorted(random.Random(asked.seed).sample(places, number), key=places.index)
    made = [mutant for mutant in map(mutant_at, places) if mutant]
    rows = yaml.safe_load(READ.read_text(encoding="utf-8"))
    alike = {(row["file"], row["was"], row["now"]) for row in rows}
    tried = [mutant for mutant in made if (mutant.file, mutant.was, mutant.now) not in alike]
    told = f"{len(made) - len(tried)} left out that nobody can notice"
    print(f"{len(tried)} mutants, seed {asked.seed}; {told}.", flush=True)
    lived: list[Mutant] = []
    _start(dict.fromkeys(chain(*(TESTS[mutant.file] for mutant in tried))), None)
    if os.wait()[1] != 0:
        sys.exit("Nothing was tried: these tests fail before anything is broken.")
    for mutant, survived in tries(tried, asked.workers):
        if survived:
            lived.append(mutant)
            where = f"{mutant.file}:{mutant.line}"
            print(f"{where}\n  - {mutant.was}\n  + {mutant.now}", flush=True)
    return _tell(tried, lived)


def _tell(tried: Sequence[Mutant], lived: Sequence[Mutant]) -> int:
    all_of, lived_of = (Counter(mutant.file for mutant in those) for those in (tried, lived))
    for file, number in sorted(all_of.items()):
        print(f"{number - lived_of[file]:5} of {number:4} died  {file}")
    share = 1 - len(lived) / len(tried) if tried else 1
    print(
        f"{len(tried)} mutants, {len(tried) - len(lived)} died, {len(lived)} survived: {share:.1%}."
    )
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
