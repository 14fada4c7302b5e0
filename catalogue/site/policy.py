"""What each kind of page may load, run and be framed by: its content policy, spelled here and
nowhere else.

Used by the templates, which put it into every page, and by hosting.py, which puts it into headers.
docs/decisions/0025-content-policy-and-hosts.md says why each kind needs what it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalogue.site.urls import Urls

_OURS = "'self'"
_NONE = "'none'"
_GITHUB = "https://api.github.com"

_PAGE: Mapping[str, str] = {
    "default-src": _NONE,
    "script-src": _OURS,
    "style-src": _OURS,
    "img-src": _OURS,
    "font-src": _OURS,
    "connect-src": _OURS,
    "worker-src": _OURS,
    "manifest-src": _OURS,
    "form-action": _OURS,
    "base-uri": _NONE,
    "require-trusted-types-for": "'script'",
    "trusted-types": "worker",  # of js/everywhere.js, for one address
}
_DIFFERENT: Mapping[str, Mapping[str, str]] = {
    "page": {},
    "search": {"script-src": f"{_OURS} 'wasm-unsafe-eval'"},  # Pagefind is WebAssembly
    "form": {
        "frame-src": _OURS,  # the preview
        "trusted-types": "worker template",  # and of js/form/template.js, for our own template
    },
    "preview": {
        "script-src": _NONE,
        "connect-src": _NONE,
        "worker-src": _NONE,
        "form-action": _NONE,
        "trusted-types": _NONE,
    },
    "linking": {"frame-src": _OURS},  # a list as a frame of another site shows it
    # In a frame of a site that we do not know: it says how high it is, and does nothing else.
    "embed": {
        "connect-src": _NONE,
        "worker-src": _NONE,
        "form-action": _NONE,
        "trusted-types": _NONE,
    },
    # Python is WebAssembly, in a worker made of a blob: of those alone a page's own policy holds.
    "spreadsheet": {
        "script-src": f"{_OURS} 'wasm-unsafe-eval' blob:",
        "worker-src": f"{_OURS} blob:",
        "trusted-types": "worker spreadsheet",  # and of js/spreadsheet/reader.js, for that blob
    },
    # Sveltia CMS writes styles into its page, shows files as blob:, and speaks with GitHub.
    "editor": {
        "style-src": f"{_OURS} 'unsafe-inline'",
        "img-src": f"{_OURS} data: blob: https://avatars.githubusercontent.com",
        "connect-src": f"{_OURS} data: blob: {_GITHUB}",
        "worker-src": f"{_OURS} blob:",
        "frame-src": f"{_OURS} blob:",
        "form-action": _NONE,
        "require-trusted-types-for": "",
        "trusted-types": "",
    },
}
"""How each kind of page differs from a plain one. What is empty is left out."""
KINDS = tuple(_DIFFERENT)
_FRAMED_BY: Mapping[str, str] = {"preview": _OURS, "embed": "*"}


def content_policy(kind: str = "page", folders: Sequence[str] = ()) -> Markup:
    """Return the policy that stands in a page itself. One that names `folders`, by their whole
    addresses, may fetch from nowhere else. Raises KeyError for an unknown kind.
    """
    directives = {**_PAGE, **_DIFFERENT[kind]}
    if folders:
        directives["connect-src"] = " ".join(folders)
    return Markup("; ".join(f"{name} {value}" for name, value in directives.items() if value))


def header_policy(kind: str = "page", folders: Sequence[str] = ()) -> str:
    """Return the same for a header, where a policy can also say who may frame the page."""
    return f"{content_policy(kind, folders)}; frame-ancestors {_FRAMED_BY.get(kind, _NONE)}"


def framed_by_all(kind: str) -> bool:
    """Whether every site may frame pages of a kind."""
    return _FRAMED_BY.get(kind) == "*"


def fetched_from(kind: str, urls: Urls) -> tuple[str, ...]:
    """Return the only folders that a page of a kind may fetch from, if it is held to some. A folder
    can be named only by its whole address: a site that has none yet holds its pages to itself.
    """
    if kind != "spreadsheet" or not urls.origin or "python" not in urls.editions:
        return ()
    return tuple(map(urls.absolute, (urls.python(), urls.partners())))


def special_pages(urls: Urls) -> Mapping[str, str]:
    """Return the kinds of the pages that are not plain ones, by their addresses."""
    return {
        urls.search(): "search",
        urls.add(): "form",
        urls.change(): "form",
        urls.spreadsheet(): "spreadsheet",
        urls.preview(): "preview",
        urls.editor(): "editor",
        urls.link_to_us(): "linking",
        urls.embeds(): "embed",
    }
