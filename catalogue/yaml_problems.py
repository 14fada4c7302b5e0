"""The kinds of problem that the YAML reader can meet, and plain words for what its parser says."""

from __future__ import annotations

from catalogue.problems import Code, Severity


def _code(name: str, title: str, explanation: str) -> Code:
    return Code(name, Severity.ERROR, title, explanation)


UNREADABLE = _code(
    "unreadable-file",
    "The file cannot be opened",
    "The computer could not read the file at all: it may have been moved, or you may not be "
    "allowed to.",
)
TOO_BIG = _code(
    "file-too-big",
    "The file is too big",
    "A file about one course is a few hundred words. We read at most 64 KB, so that a slip cannot "
    "stop the site.",
)
NOT_UTF8 = _code(
    "not-utf-8",
    "The file is not saved as UTF-8",
    "Letters such as é and £ are stored in different ways. Ours must be stored as UTF-8, without "
    "a byte order mark.",
)
STRANGE_CHARACTER = _code(
    "strange-character",
    "There is a character that nobody can see",
    "Tabs, control characters, spaces of no width and marks that turn the direction of writing "
    "hide things from readers, or move them.",
)
MISREAD = _code(
    "misread-letters",
    "Letters have turned into others",
    "Letters such as é and £ are stored in different ways. A program took one way for another, and "
    "“Café” became “CafÃ©”.",
)
NOT_YAML = _code(
    "not-yaml",
    "The file cannot be read",
    "The punctuation or the indenting does not add up. Each field is a name, a colon and a space; "
    "fields that belong together start in the same column.",
)
EMPTY_FILE = _code("empty-file", "The file is empty", "A file needs at least one field.")
TWO_DOCUMENTS = _code(
    "two-documents",
    "There are two records in one file",
    "A line of three hyphens starts a second record. Each course, venue and provider has a file "
    "of its own.",
)
REPEATED_FIELD = _code(
    "repeated-field",
    "A field is there twice",
    "We cannot know which of the two you mean, so we take neither.",
)
YAML_TRICK = _code(
    "yaml-trick",
    "The file uses a part of YAML that we leave out",
    "Anchors (&name), aliases (*name) and tags (!name) save typing, but make a file hard to read "
    "and to change safely.",
)
CUT_OFF = _code(
    "cut-off",
    "The end of a text is left out",
    "A space and a # begin a remark, which nobody sees on the site. In double quotes a # is a sign "
    "like any other; a remark of yours has a space after its #, and a line of its own.",
)
TOO_DEEP = _code(
    "too-deep",
    "Lists in lists in lists",
    "Fields may lie at most 12 deep in each other. No course needs nearly as many.",
)
CODES = (
    UNREADABLE,
    TOO_BIG,
    NOT_UTF8,
    STRANGE_CHARACTER,
    MISREAD,
    NOT_YAML,
    EMPTY_FILE,
    TWO_DOCUMENTS,
    REPEATED_FIELD,
    YAML_TRICK,
    TOO_DEEP,
    CUT_OFF,
)

_IN_QUOTES = "Put the whole text in double quotes"
# The name of a slip → what is wrong, how to put it right; the line as it was meant follows.
_SLIPS: dict[str, tuple[str, str]] = {
    "first-sign": ("A text may not begin with {sign}.", _IN_QUOTES),
    "colon-inside": (
        "There is a second colon on this line, so it cannot be told where the text begins.",
        _IN_QUOTES,
    ),
    "goes-on": ("The text goes on after what seems to be its end.", _IN_QUOTES),
    "quote-inside": (
        "The {sign} here ends the quotation before the text is over.",
        "Put the text in double quotes",
    ),
    "quote-open": (
        "A quotation mark is opened and never closed.",
        "Close it where the text ends, with the same kind of mark",
    ),
    "backslash": (
        "In double quotes a backslash starts a special character, and this one does not exist.",
        "Write two backslashes, or use single quotes",
    ),
    "cut-off": (
        "A space and a # begin a remark, so what follows is left out of the text.",
        "If it is a remark, give it a line of its own. If not, put the whole text in double quotes",
    ),
    "no-space": ("There is no space after the colon.", "Put a space after the colon"),
    "no-space-hyphen": ("There is no space after the hyphen.", "Put a space after the hyphen"),
    "bracket-open": (
        "A bracket is opened and never closed.",
        "Close it where the list ends, with the same kind of bracket",
    ),
    "commas": ("There is nothing between two commas.", "Leave one of them out"),
    "no-comma": ("There is no comma before this.", "Put a comma between the two"),
    "no-colon": (
        "This line has no colon after the name of the field, or it belongs to the line above.",
        "Begin it with two more spaces if it goes on from there; else write a name, a colon, a "
        "space and the value",
    ),
    "other-sign": (
        "After the name of a field stands a colon, and here is “{sign}”.",
        "Write a colon and a space in its place",
    ),
    "decorated": (
        "The name of a field begins its line, and before this one stands “{sign}”.",
        "Leave out what is around the name",
    ),
    "fence": (
        "A line with {sign} is for other programs, and not a part of the file.",
        "Delete this line",
    ),
    "beside": (
        "After {sign} a longer text begins on the line below it.",
        "Move these words to a line of their own, two spaces further right than the name",
    ),
    "indent": (
        "This line begins in another column than the lines it belongs with.",
        "Let it begin in column {sign}",
    ),
    "block-indent": (
        "The lines of a longer text begin two spaces further right than its name.",
        "Move this line to the right, and those of the text that follow",
    ),
}


def say_slip(name: str, sign: str = "", shown: str = "") -> tuple[str, str]:
    """Return what is wrong and how to put it right, with the line as it was meant."""
    what, mend = _SLIPS[name]
    end = f": {shown}" if shown and name not in ("indent", "block-indent", "no-colon") else "."
    return what.format(sign=sign), mend.format(sign=sign) + end


# How libyaml says it → what is wrong, how to put it right. The first that fits counts.
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "There is a second colon on this line, or the line is indented too far.",
        'Put the whole text in double quotes, "like this: see?", or move the line to the left.',
    ),
    (
        "could not find expected ':'",
        "This line has no colon after the name of the field, or the line before it is not "
        "finished.",
        "Write the name, a colon, a space and the value, like title: English for beginners.",
    ),
    (
        "found unexpected end of stream",
        "A quotation mark or bracket is opened and never closed.",
        "Close it where the text ends, with the same kind of mark.",
    ),
    (
        "cannot start any token",
        "A text may not begin with this character.",
        "Put the whole text in double quotes.",
    ),
    (
        "did not find expected ',' or",
        "A list in brackets is not closed, or a comma is missing in it.",
        "Put a comma between the values and a closing bracket at the end.",
    ),
    (
        "unknown escape character",
        "In double quotes a backslash starts a special character, and this one does not exist.",
        "Write two backslashes, or use single quotes.",
    ),
    (
        "did not find expected",
        "This line does not fit the lines above it; often it is indented too much or too little.",
        "Start it in the same column as the lines it belongs with.",
    ),
)
_SYNTAX_DEFAULT = (
    "The file cannot be read from here on.",
    "Compare this line with the same line of another course, above all its spaces, colons and "
    "quotation marks.",
)


def say_syntax(parser_said: str) -> tuple[str, str]:
    """Return what is wrong and how to put it right, for a message of libyaml."""
    return next((words[1:] for words in _SYNTAX if words[0] in parser_said), _SYNTAX_DEFAULT)
