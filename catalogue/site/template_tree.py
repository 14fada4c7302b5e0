"""Turns a template into plain lists that a browser can render: one template, two places that show
it.

Used for the preview of a course (partner_files.py). theme/static/js/form/template.js renders what
is made here. A template that uses more of Jinja than is understood stops the build.

A body is a list: a text is markup; the rest are lists that begin with a sign.

    ["=", what]                 a value, as text or as markup made by the template itself
    ["?", whether, body, body]  if and else
    ["*", name, all, body]      for, with loop.index and loop.first
    [":", name, what, body]     with
    ["<", name, body]           set, to what a body renders

What gives a value: a text with dots is the way to it; ["'", constant]; ["!", x], ["&", x, y],
["|", x, y], ["+", x, y] as in Jinja; ["[:", x, number], a slice from the start;
["(", macro, [x, …]]; and ["%", sentence, {name: x}], words of ours, translated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment

    from catalogue.site.language import Language

Tree = list[Any]
_SIGNS: dict[type[nodes.Node], str] = {nodes.And: "&", nodes.Or: "|", nodes.Add: "+"}
_SENTENCES = ("gettext", "_")


class TemplateNotUnderstood(Exception):
    """A template uses something that the browser could not render."""


@dataclass(frozen=True, slots=True)
class TemplateTree:
    """A body, and the macros it calls by file and name, each as [names of arguments, body]."""

    body: Tree
    macros: Mapping[str, Tree]


def tree_of(
    env: Environment, template: str, block: str, language: Language, *, examples: bool = True
) -> TemplateTree:
    """Read one block of a template, without what is only for examples if there are none. Raises
    TemplateNotUnderstood.
    """
    reading = _TemplateReading(env, language, examples)
    file = reading.file(template)
    [found] = [one for one in file.parsed.find_all(nodes.Block) if one.name == block]
    return TemplateTree(file.body(found.body), reading.macros)


class _TemplateReading:
    """Reads each file once, and a macro when it is first called."""

    def __init__(self, env: Environment, language: Language, examples: bool) -> None:
        self.examples = examples
        self.env = env
        self.language = language
        self.macros: dict[str, Tree] = {}
        self._files: dict[str, _File] = {}

    def file(self, name: str) -> _File:
        if name not in self._files:
            assert self.env.loader is not None
            source = self.env.loader.get_source(self.env, name)[0]
            self._files[name] = _File(self, name, self.env.parse(source, name))
        return self._files[name]


@dataclass(slots=True)
class _File:
    reading: _TemplateReading
    name: str
    parsed: nodes.Template
    imports: dict[str, str] = field(default_factory=dict)
    """Files by the names they have here."""
    borrowed: dict[str, str] = field(default_factory=dict)
    """Files by the names of single macros that come from them."""
    macros: dict[str, nodes.Macro] = field(default_factory=dict)
    """Those that are written here."""

    def __post_init__(self) -> None:
        for one in self.parsed.find_all((nodes.Import, nodes.FromImport, nodes.Macro)):
            match one:
                case nodes.Import():
                    self.imports[one.target] = _constant(one.template)
                case nodes.FromImport():
                    self.borrowed |= {str(name): _constant(one.template) for name in one.names}
                case nodes.Macro():
                    self.macros.setdefault(one.name, one)

    def body(self, parts: Iterable[nodes.Node]) -> Tree:
        made: Tree = []
        for part in parts:
            for one in self._statement(part):
                if isinstance(one, str) and made and isinstance(made[-1], str):
                    made[-1] += one
                elif one != "":
                    made.append(one)
        return made

    def _statement(self, part: nodes.Node) -> Tree:
        match part:
            case nodes.Output():
                return [self._shown(one) for one in part.nodes]
            case nodes.If():
                otherwise = self.body(part.elif_ or part.else_)
                if part.elif_ and part.else_:
                    raise TemplateNotUnderstood(f"{self.name}:{part.lineno}: elif with else")
                test = self._value(part.test)
                if (
                    isinstance(test, str)
                    and test.endswith(".example")
                    and not self.reading.examples
                ):
                    return otherwise
                return [["?", test, self.body(part.body), otherwise]]
            case nodes.For(target=nodes.Name(), else_=[], test=None):
                name = part.target.name  # type: ignore[attr-defined] # matched above
                return [["*", name, self._value(part.iter), self.body(part.body)]]
            case nodes.With(targets=[nodes.Name() as name], values=[what]):
                return [[":", name.name, self._value(what), self.body(part.body)]]
            case nodes.AssignBlock(target=nodes.Name() as name, filter=None):
                return [["<", name.name, self.body(part.body)]]
        raise TemplateNotUnderstood(f"{self.name}:{part.lineno}: {type(part).__name__}")

    def _shown(self, what: nodes.Expr) -> str | Tree:
        if isinstance(what, nodes.TemplateData):
            return what.data
        if isinstance(what, nodes.Name) and what.name == "theirs":
            return str(self.reading.language.theirs_mark)
        return ["=", self._value(what)]

    def _value(self, what: nodes.Node) -> str | Tree:
        match what:
            case nodes.Name():
                return what.name
            case nodes.Getattr():
                return f"{self._value(what.node)}.{what.attr}"
            case nodes.Const():
                return ["'", what.value]
            case nodes.Not():
                return ["!", self._value(what.node)]
            case nodes.And() | nodes.Or() | nodes.Add():
                return [_SIGNS[type(what)], self._value(what.left), self._value(what.right)]
            case nodes.Getitem(arg=nodes.Slice(start=None, step=None, stop=nodes.Const() as stop)):
                return ["[:", self._value(what.node), stop.value]
            case nodes.Filter(name="theirs", node=nodes.Expr() as inner):
                return self._theirs(inner)
            case nodes.MarkSafeIfAutoescape():
                return self._value(what.expr)
            case nodes.Call():
                return self._call(what)
        raise TemplateNotUnderstood(f"{self.name}:{what.lineno}: {type(what).__name__}")

    def _theirs(self, inner: nodes.Expr) -> str | Tree:
        if not self.reading.language.theirs_mark:
            return self._value(inner)
        before = f"<bdi{self.reading.language.theirs_mark}>"
        self.reading.macros["theirs"] = [["words"], [before, ["=", "words"], "</bdi>"]]
        return ["(", "theirs", [self._value(inner)]]

    def _call(self, call: nodes.Call) -> Tree:
        if isinstance(call.node, nodes.Name) and call.node.name in _SENTENCES:
            sentence = self.reading.language.gettext(_constant(call.args[0]))
            return ["%", sentence, {one.key: self._value(one.value) for one in call.kwargs}]
        if call.kwargs:
            raise TemplateNotUnderstood(f"{self.name}:{call.lineno}: an argument by name")
        return ["(", self._macro(call.node), [self._value(one) for one in call.args]]

    def _macro(self, called: nodes.Expr) -> str:
        match called:
            case nodes.Getattr(node=nodes.Name() as file) if file.name in self.imports:
                return self.reading.file(self.imports[file.name]).macro(called.attr)
            case nodes.Name() if called.name in self.borrowed:
                return self.reading.file(self.borrowed[called.name]).macro(called.name)
            case nodes.Name():
                return self.macro(called.name)
        raise TemplateNotUnderstood(f"{self.name}:{called.lineno}: a call of {called}")

    def macro(self, name: str) -> str:
        """Return what a macro of this file is called in the tree; of one that the generator puts
        into the context, such as `ticket`, its name.
        """
        if name not in self.macros:
            return name
        key = f"{self.name.removeprefix('components/').removesuffix('.html')}.{name}"
        if key not in self.reading.macros:
            self.reading.macros[key] = []  # one that calls itself is not read for ever
            written = self.macros[name]
            names = [one.name for one in written.args]
            self.reading.macros[key] = [names, self.body(written.body)]
        return key


def _constant(what: nodes.Expr) -> str:
    if not isinstance(what, nodes.Const):
        raise TemplateNotUnderstood(f"line {what.lineno}: a name that is worked out")
    return str(what.value)
