"""Read a page as a screen reader does: from the browser's accessibility tree, in reading order.

One line for each thing that is met with the down arrow: what it is, its name, its state. What is in
a landmark or a list stands further in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

Node = dict[str, Any]

_LANDMARKS = {
    **{"banner": "banner", "navigation": "navigation", "search": "search", "main": "main"},
    **{"contentinfo": "content info", "complementary": "complementary", "region": "region"},
    **{"form": "form", "article": "article", "group": "group", "table": "table"},
}
_CONTROLS = {
    **{"button": "button", "checkbox": "tick box", "radio": "radio button"},
    **{"searchbox": "search box", "textbox": "text box", "combobox": "choice"},
    "DisclosureTriangle": "summary",
}
_BLOCKS = {"paragraph", "listitem", "term", "definition", "row", "status", "legend", "caption"}
_SILENT = {"ListMarker", "InlineTextBox", "LineBreak", "MenuListPopup", "option", "SvgRoot"}


def transcript(page: Page) -> str:
    """The whole page as lines of text."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    reader = _Reader({node["nodeId"]: node for node in nodes})
    lines = [f"page: {_name(nodes[0])}", *reader.lines(nodes[0])]
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Reader:
    """Walks the tree, and gathers what stands in one line."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self._nodes = nodes
        self._said: list[str] = []

    def lines(self, root: Node) -> Iterator[str]:
        yield from self._read(root, 0)
        yield from self._flush(0)

    def _children(self, node: Node) -> Iterator[Node]:
        for name in node.get("childIds", ()):
            if name in self._nodes:
                yield self._nodes[name]

    def _flush(self, depth: int, before: str = "") -> Iterator[str]:
        words = re.sub(r" ([.,;:)])", r"\1", " ".join(" ".join(self._said).split()))
        self._said = []
        if words:
            yield f"{'  ' * depth}{before}{words}"

    def _inside(self, node: Node, depth: int) -> Iterator[str]:
        for child in self._children(node):
            yield from self._read(child, depth)

    def _read(self, node: Node, depth: int) -> Iterator[str]:
        role = node["role"]["value"]
        if role in _SILENT:
            return
        if node["ignored"]:
            yield from self._inside(node, depth)
        elif role == "StaticText":
            self._said.append(_name(node))
        elif role in ("link", "image", "img"):
            self._said.append(f" [{_told('picture' if role != 'link' else role, node)}] ")
        elif role in _CONTROLS:
            yield from self._flush(depth)
            yield f"{'  ' * depth}{_told(_CONTROLS[role], node)}"
        elif role == "heading":
            yield from self._flush(depth)
            leads = any(child["role"]["value"] == "link" for child in self._children(node))
            level = _properties(node)["level"]
            yield f"{'  ' * depth}heading {level}{', link' if leads else ''}: {_name(node)}"
        elif role in _LANDMARKS or role == "list":
            yield from self._group(node, role, depth)
        elif role in _BLOCKS:
            yield from self._block(node, role, depth)
        elif role in ("cell", "columnheader", "rowheader"):
            self._said.append(f"| {_name(node)} ")
        else:
            yield from self._inside(node, depth)

    def _group(self, node: Node, role: str, depth: int) -> Iterator[str]:
        if role == "group" and not _name(node):
            yield from self._inside(node, depth)
            return
        yield from self._flush(depth)
        name = f": {_name(node)}" if _name(node) else ""
        items = sum(child["role"]["value"] == "listitem" for child in self._below(node))
        kind = f"list of {items}" if role == "list" else _LANDMARKS[role]
        yield f"{'  ' * depth}{kind}{name}"
        yield from self._inside(node, depth + 1)
        yield from self._flush(depth + 1)

    def _below(self, node: Node) -> Iterator[Node]:
        for child in self._children(node):
            if child["ignored"]:
                yield from self._below(child)
            else:
                yield child

    def _block(self, node: Node, role: str, depth: int) -> Iterator[str]:
        before = {"listitem": "- ", "term": "term: ", "status": "status: "}.get(role, "")
        yield from self._flush(depth)
        lines = [*self._inside(node, depth), *self._flush(depth)]
        for number, line in enumerate(lines):
            yield line if number or not before else f"{'  ' * depth}{before}{line.lstrip()}"


def _name(node: Node) -> str:
    return str(node.get("name", {}).get("value", ""))


def _properties(node: Node) -> dict[str, Any]:
    return {one["name"]: one["value"].get("value") for one in node.get("properties", ())}


def _told(kind: str, node: Node) -> str:
    """A link or control in words: kind, name, what is in it, state."""
    known, value = _properties(node), node.get("value", {}).get("value", "")
    states: dict[str, dict[Any, str]] = {
        "checked": {"true": "ticked", "false": "not ticked"},
        "pressed": {"true": "pressed", "false": "not pressed"},
        "expanded": {True: "open", False: "closed"},
        "disabled": {True: "cannot be used"},
    }
    said = [words[known[name]] for name, words in states.items() if known.get(name) in words]
    described = node.get("description", {}).get("value", "")
    parts = (f"{kind}: {_name(node)}", value and f"“{value}”", *said, described)
    return ", ".join(part for part in parts if part)
