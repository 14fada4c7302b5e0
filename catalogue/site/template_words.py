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

_SAYS = ("gettext", "_")
"""What `{% trans %}` and `_("…")` call. What counts something is asked for on each page."""


def install(env: Environment, translations: NullTranslations) -> None:
    """Let the templates of `env` say `{% trans %}` and `_("…")` in the language of these."""
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    env.extend(translated=translations.gettext)
    env.code_generator_class = _Speaking


class _Speaking(CodeGenerator):
    def visit_Call(self, node: nodes.Call, *rest: Any, **named: Any) -> None:
        match node:
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=message)]) if (
                name in _SAYS
            ):
                said = nodes.MarkSafe(nodes.Const(self.environment.translated(message)))  # type: ignore[attr-defined]
                words = [nodes.Pair(nodes.Const(one.key), one.value) for one in node.kwargs]
                # Also without words: `%%` is a % in all messages.
                self.visit(nodes.Mod(said, nodes.Dict(words)), *rest, **named)
            case _:
                super().visit_Call(node, *rest, **named)
