"""How templates speak the site's language: a build has one, so a message is put into a template as
it is compiled, and is not looked up on every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from gettext import NullTranslations

    from jinja2 import Environment
    from jinja2.compiler import Frame

_SAYS = ("gettext", "_")
"""What `{% trans %}` and `_("…")` call. What counts something is asked for on each page."""


def install(env: Environment, translations: NullTranslations) -> None:
    """Let the templates of `env` say `{% trans %}` and `_("…")` in the language of these."""
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    env.extend(translated=translations.gettext)
    env.code_generator_class = _Speaking


class _Speaking(CodeGenerator):
    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        # What is said without a word of the page's own is part of the text around it.
        node.nodes = [self._text(one) for one in node.nodes]
        super().visit_Output(node, frame)

    def _text(self, node: nodes.Expr) -> nodes.Expr:
        message = _said(node)
        if message is None or node.kwargs:  # type: ignore[attr-defined] # a call
            return node
        return nodes.TemplateData(self._translated(message) % {})  # `%%` is a % in all messages

    def visit_Call(self, node: nodes.Call, *rest: Any, **named: Any) -> None:
        message = _said(node)
        if message is None:
            super().visit_Call(node, *rest, **named)
        else:
            said = nodes.MarkSafe(nodes.Const(self._translated(message)))
            words = [nodes.Pair(nodes.Const(one.key), one.value) for one in node.kwargs]
            self.visit(nodes.Mod(said, nodes.Dict(words)), *rest, **named)

    def _translated(self, message: str) -> str:
        translated: str = self.environment.translated(message)  # type: ignore[attr-defined]
        return translated


def _said(node: nodes.Node) -> str | None:
    match node:
        case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str(message))]) if (
            name in _SAYS
        ):
            return message
    return None
