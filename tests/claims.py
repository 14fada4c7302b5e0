"""Finds what our texts say is there (paths, commands, targets, names, links) and is not.

Used by tests/test_docs.py. A text is a page in Markdown, a comment or a docstring.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from importlib.util import find_spec
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING

import click

from catalogue.cli import commands
from catalogue.exports import FORMATS
from tests.conftest import PROJECT
from tests.test_arrows import READS_YAML

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MADE = (
    *(
        ".venv",
        "output",
        "editor/built",
        "spreadsheet/built",
        "languages/messages.pot",
        "languages/*/messages.po",
    ),
    *("tests/audit/node_modules", "content/sheets"),
)
"""What is not kept in git, or not yet: a command makes it."""

EXAMPLES = {
    "/areas/speke/saturday/": "the list of two things together",
    "E014": "what a code here is not like",
    "content/courses/stec/computers-for-beginners.yaml": "a file to be started",
    "answers.yaml": "a file of answers that an import may write",
    "courses-to-fix.xlsx": "a copy that an import may leave",
    "english-for-beginners.yaml": "a good name for a file",
    "zh-Hans": "a language, as the web names it",
    "zh_Hans": "a language, as gettext names it",
}
"""What a text says for instance."""

ELSEWHERE = {
    "/add/spreadsheet/": "a page that was decided against",
    "CsvCourseRow.cs": "the Course Directory's",
    "CsvVenueRow.cs": "the Course Directory's",
    "GIT_DEPTH": "GitLab's",
    "RuleBuilderExtensions.cs": "the Course Directory's",
    "UK-GeoJSON": "where the wards come from",
    "dfc-coursedirectory": "the Course Directory's",
    "eval": "what the hosted editor does without",
    "fuzzy": "gettext's",
    "govuk-bank-holidays": "where the bank holidays come from",
    "librarydata-db": "where the libraries come from",
    "unsafe-eval": "what the hosted editor does without",
    "wordfreq": "where the English words come from",
    "wasm-unsafe-eval": "what Python in a browser would need",
}
"""What is somebody else's, or nobody's, and whose."""

_NOT_OURS = ("content/", "providers/", "tests/examples/", "tests/frozen/")
_COMMENTS = {
    **dict.fromkeys((".js", ".mjs", ".css"), r"/\*.*?\*/|(?<![:\\'\"`])//[^\n]*"),
    ".html": r"\{#.*?#\}|<!--.*?-->",
    **dict.fromkeys((".yml", ".yaml", ".toml"), r"(?<!\S)#[^\n]*"),
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
_NAMED_FILE = r"py|js|mjs|css|html|md|yml|yaml|toml|json|geojson|csv|po|pot"
_PATH = re.compile(
    rf"""(?<![\w/.@$~{{\\-])
    (?:[\w.*<>…-]+/)+(?:[\w.*<>…-]*\w)?     # with a folder
    | (?<![\w/.@$~{{\\*-])[\w-][\w.-]*\.(?:{_NAMED_FILE})\b""",
    re.VERBOSE,
)
_NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_]\w*)*(?=\(.*\)$|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text. `code` is what it has in backticks, or all of it in a block of code."""

    file: str
    number: int
    words: str
    code: tuple[str, ...]


def lines_of(file: str, source: str) -> Iterator[Line]:
    """Yield the lines in which a file speaks to people."""
    if file == "Makefile" or file.startswith(".github/workflows/"):
        code = r"python -m \S+" if file == "Makefile" else r"^[^#]+"
        for number, words in enumerate(source.split("\n"), 1):
            yield Line(file, number, words, tuple(re.findall(code, words)))
        return
    blocks = {".md": _markdown, ".py": _python}.get(PurePosixPath(file).suffix, _comments)
    for number, text in blocks(file, source):
        yield from _block(file, number, text)


def _block(file: str, number: int, text: str) -> Iterator[Line]:
    """Yield the lines of a text. What is in backticks may reach over their ends."""
    code = defaultdict(list)
    for found in re.finditer(r"`([^`]+)`", text):
        code[text.count("\n", 0, found.start())].append(" ".join(found[1].split()))
    for after, words in enumerate(text.split("\n")):
        yield Line(file, number + after, words, tuple(code[after]))


def _markdown(_file: str, source: str) -> Iterator[tuple[int, str]]:
    """All but blocks of commands; and of those each command, as if it stood in backticks."""
    blocks = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
    for block in blocks.finditer(source):
        first = source.count("\n", 0, block.start(1)) + 1
        for number, words in enumerate(block[1].split("\n"), first):
            if command := re.sub(r" *# .*", "", words):
                yield number, f"`{command}`"
    rest = blocks.sub(lambda block: "\n" * block[0].count("\n"), source)
    yield 1, re.sub(r"^```.*", "", rest, flags=re.MULTILINE)


def _python(file: str, source: str) -> Iterator[tuple[int, str]]:
    """Comments and docstrings; outside tests also the sentences that a program says."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    in_tests = file.startswith("tests/")
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))) if in_tests:
                yield node.lineno, text
            case ast.Constant(value=str(text)) if " " in text and not in_tests:
                yield node.lineno, text


def _comments(file: str, source: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(_COMMENTS[PurePosixPath(file).suffix], source, re.DOTALL):
        yield source.count("\n", 0, found.start()) + 1, found[0]


def files_that_speak() -> list[str]:
    """Our own texts and programs: not what partners write, nor files that are wrong on purpose."""
    kinds = (".md", ".py", *_COMMENTS)
    return [
        file
        for file in _known()
        if (PROJECT / file).is_file()
        and not file.startswith((*_NOT_OURS, "tests/test_docs.py"))
        and (file == "Makefile" or file.endswith(kinds))
    ]


def lies_in(file: str, source: str) -> Iterator[str]:
    """Yield what a file says is there and is not: “HACKING.md:12: what is said; what there is”."""
    for line in lines_of(file, source):
        for lie in _lies(line):
            yield f"{file}:{line.number}: {lie}"
    for at, lie in _lies_of_sentences(file, source):
        yield f"{file}:{source.count(chr(10), 0, at) + 1}: {lie}"


def _lies_of_sentences(file: str, source: str) -> Iterator[tuple[int, str]]:
    """Yield what may reach over the end of a line, with where it begins."""
    for found in re.finditer(r"(?:`(\w+)`|\b([A-Z_]{4,}))\s+(?:of|in)\s+`([\w/.-]+\w)`", source):
        name, where = found[1] or found[2], PROJECT / _find(file, found[3])
        if where.is_file() and not re.search(rf"\b{name}\b", where.read_text("utf-8")):
            yield found.start(), f"{name} in {found[3]}; it has no such name"
    for found in re.finditer(r"\b(\w+)\s+lines?\s+in\s+`site/pages.py`", source):
        if found[1] != (true := _NUMBERS[len(_lines_of_a_page())]):
            yield found.start(), f"{found[1]} lines in pages.py; a page takes {true}"
    for found in re.finditer(r"(?:ever|othing[^.]*)\s+opens\s+a\s+partner's\s+file", source):
        yield found.start(), f"nobody reads a partner's file; these may: {', '.join(READS_YAML)}"


def _lies(line: Line) -> Iterator[str]:
    words = re.sub(r"<[^<>]*>", "*", re.sub(r"\w+://[^\s)>\"]+", "", line.words))
    for path in dict.fromkeys((*_bare_paths(words), *_quoted_paths(line.code))):
        if path not in EXAMPLES.keys() | ELSEWHERE and not _find(line.file, path):
            yield f"the path {path}; there is {_nearest(path)}"
    for number in re.findall(r"(?:(?<=[(/])|(?<=\d{4}, ))00\d\d(?=[,.)\s]|$)", words):
        if not list((PROJECT / "docs/decisions").glob(f"{number}-*")):
            yield f"decision {number}; there is none"
    for name in re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", words):
        if name not in _words_of_code() | ELSEWHERE.keys():
            yield f"the name {name}; no code has it"
    for link in re.findall(r"\]\(([^)\s]+)\)", words if line.file.endswith(".md") else ""):
        yield from _lies_of_link(line.file, link)
    for code in (code for code in line.code if code not in EXAMPLES.keys() | ELSEWHERE):
        yield from _lies_of_commands(code)
        yield from _lies_of_names(code)


def _bare_paths(words: str) -> Iterator[str]:
    for found in _PATH.finditer(words):
        first, slash, _ = found[0].partition("/")
        if not slash or first in _top() or re.search(rf"\.({_NAMED_FILE})$", found[0]):
            yield found[0].rstrip(".")


def _quoted_paths(spans: Sequence[str]) -> Iterator[str]:
    for span in spans:
        if re.fullmatch(r"\.?[A-Za-z*<][\w.*<>…-]*/[\w./*<>…-]*", span):
            yield span


def _find(file: str, path: str) -> str:
    """What a path means, or nothing: from the top, from the file's folder, or the end of a path
    that is there. What has no folder may be what some code makes, if that spells its name."""
    wanted = re.sub(r"<[^>]*>|…", "*", path.rstrip("/"))
    if any(fnmatchcase(wanted, made) or wanted.startswith(f"{made}/") for made in MADE):
        return wanted
    beside = normpath(PurePosixPath(file).parent / wanted)
    for end in (beside, wanted, f"{wanted}.py", f"{wanted}-*.md"):
        if end in _ends():
            return _ends()[end]
        if "*" in end and (alike := [one for one in _ends() if fnmatchcase(one, end)]):
            return _ends()[alike[0]]
    first, _, _ = wanted.partition("/")
    return wanted if first not in _top() and PurePosixPath(wanted).name in _code() else ""


def _nearest(path: str) -> str:
    name = PurePosixPath(path).name
    close = get_close_matches(path, _known(), 1, 0.7) or get_close_matches(
        name, [PurePosixPath(one).name for one in _known()], 1, 0.7
    )
    return close[0] if close else "nothing like it"


def _lies_of_link(file: str, link: str) -> Iterator[str]:
    path, _, anchor = link.partition("#")
    target = (PROJECT / file).parent / path if path else PROJECT / file
    if not target.exists():
        yield f"a link to {link}; there is {_nearest(path)}"
    elif anchor and anchor not in (anchors := _anchors(target.read_text("utf-8"))):
        yield f"a link to {link}; there are {', '.join(anchors)}"


def _anchors(text: str) -> list[str]:
    """The anchors GitHub gives to headings."""
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads]


def _lies_of_commands(code: str) -> Iterator[str]:
    for words in re.findall(r"(?<![\w/.-])make((?: +[\w=.:/$\"{}'<>-]+)+)", code):
        for word in words.split():
            name, is_variable, _ = word.partition("=")
            if name not in (_variables() if is_variable else _targets()):
                yield f"make {word}; there are {', '.join(_targets())}"
    for words in re.findall(r"(?<![\w/.-])(?:\.venv/bin/)?catalogue((?: +[^\s|;&>)`]+)+)", code):
        yield from _lies_of_our_command(words.split())
    if code.split(" ")[0] in commands.commands and " -" in code:
        yield from _lies_of_our_command(code.split())
    for module in re.findall(r"\bpython3? -m ([\w.]+)", code):
        if not find_spec(module):
            yield f"the module {module}; there is none"
    for variable in re.findall(r"(?<![\w-])([A-Z][A-Z_]+)=", code):
        if variable not in _words_of_code() | _variables():
            yield f"{variable}=; nothing reads it"


def _lies_of_names(code: str) -> Iterator[str]:
    if code.startswith("/") and not code.startswith("//"):
        if re.split(r"[?#…<]", code)[0] not in _addresses():
            yield f"the address {code}; there are {', '.join(sorted(_addresses()))}"
    elif option := re.match(r"--[a-z-]+", code):
        if option[0] not in _words_of_code():
            yield f"{option[0]}; no command and no style has it"
    elif name := _NAME.match(code):
        for part in name[0].split("."):
            if part not in _words_of_code():
                yield f"the name {part}; no code has it"


def _lies_of_our_command(words: Sequence[str]) -> Iterator[str]:
    command: click.Command = commands
    left, named = list(words), ["catalogue"]
    while isinstance(command, click.Group) and left and left[0][:1] != "-":
        named.append(left.pop(0))
        if named[-1] not in command.commands:
            yield f"{' '.join(named)}; there are {', '.join(sorted(command.commands))}"
            return
        command = command.commands[named[-1]]
    options = {name for option in command.params for name in option.opts if name[:2] == "--"}
    for word in left:
        if word.startswith("--") and word.partition("=")[0] not in {*options, "--help"}:
            yield f"{' '.join([*named, word])}; there are {', '.join(sorted(options))}"


def _lines_of_a_page() -> list[str]:
    """The lines of site/pages.py that a kind of page takes: those of the map."""
    pages = (PROJECT / "catalogue/site/pages.py").read_text("utf-8")
    return re.findall(r"^.*\b(?:MapView|map_view)\b.*$", pages, re.MULTILINE)


@cache
def _known() -> tuple[str, ...]:
    """Every file that git has or would take, and every folder of one."""
    asked = ("git", "-C", str(PROJECT), "ls-files", "-z", "-co", "--exclude-standard")
    listed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    files = [file for file in listed.split("\0") if file and (PROJECT / file).exists()]
    folders = {str(folder) for file in files for folder in PurePosixPath(file).parents}
    return (*files, *sorted(folders - {"."}))


@cache
def _ends() -> dict[str, str]:
    """What every path that is there may be called: all of it, or its end."""
    return {
        "/".join(parts[start:]): known
        for known in reversed(_known())
        for parts in [known.split("/")]
        for start in range(len(parts))
    }


@cache
def _top() -> frozenset[str]:
    return frozenset(path.partition("/")[0] for path in (*_known(), *MADE))


@cache
def _makefile() -> str:
    return (PROJECT / "Makefile").read_text("utf-8")


@cache
def _targets() -> tuple[str, ...]:
    return tuple(re.findall(r"^([a-z-]+):.*## ", _makefile(), re.MULTILINE))


@cache
def _variables() -> frozenset[str]:
    return frozenset(re.findall(r"\$[($](?:if \$\()?([A-Z]+)", _makefile()))


@cache
def _addresses() -> frozenset[str]:
    urls = (PROJECT / "catalogue/site/urls.py").read_text("utf-8")
    spelled = re.findall(r"\.base\}(/[^\"{]*)\"", urls)
    pages = re.findall(r"^content/pages(/.*)\.md$", "\n".join(_known()), re.MULTILINE)
    formats = (f"/{one}" for export in FORMATS for one in export.FORMAT.addresses)
    return frozenset((*spelled, *(f"{page}/" for page in pages), *formats))


@cache
def _code() -> str:
    """All that is run, and what that reads. Comments and docstrings do not count."""
    return "\n".join(
        _without_comments(file, path.read_text("utf-8"))
        for file in _known()
        if _is_code(file) and (path := PROJECT / file).is_file()
    )


@cache
def _words_of_code() -> frozenset[str]:
    words = re.findall(r"[\w-]+", _code())
    return frozenset((*words, *(part for word in words for part in word.split("-"))))


def _is_code(file: str) -> bool:
    suffix = PurePosixPath(file).suffix
    kinds = (".py", ".json", ".in", *_COMMENTS)
    return not file.startswith((*_NOT_OURS, "tests/claims.py", "tests/test_docs.py")) and (
        suffix in kinds or file == "Makefile"
    )


def _without_comments(file: str, source: str) -> str:
    if file.endswith(".py"):
        tree = ast.parse(source)
        for node in ast.walk(tree):
            match node:
                case ast.Expr(value=ast.Constant(value=str())):
                    node.value = ast.Constant(0)
        return ast.unparse(tree)
    return re.sub(_COMMENTS.get(PurePosixPath(file).suffix, r"(?!)"), "", source, flags=re.DOTALL)
