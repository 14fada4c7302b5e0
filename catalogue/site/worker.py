"""The service worker: one file at the top of the site, so that it may answer for all of it.

Called by its maker. docs/decisions/0012-offline.md says what the worker does.
"""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.site.urls import Urls


def worker_js(
    theme: Path,
    kept: Iterable[bytes],
    urls: Urls,
    *,
    language: str,
    bar: str,
    title: str,
    works: bool,
) -> str:
    """Return the worker of a site.

    `kept` are the pages that are always kept beside the theme's files. `bar` marks a page that was
    kept and has {when} where the day goes; `title` goes before its title. A worker that does not
    work only removes the one before it.
    """
    site = {
        "home": urls.home(),
        "offline": urls.offline(),
        "saved": urls.saved(),
        "courses": urls.courses(),
        "assets": f"{urls.assets()}/",
        "language": language,
        "bar": bar,
        "title": title,
        "build": _build(theme, kept),
    }
    source = theme / "worker" / ("worker.js" if works else "worker-off.js")
    lines = source.read_text(encoding="utf-8").splitlines()
    # It is fetched by every device: our reasons need not be.
    code = "\n".join(line for line in map(str.strip, lines) if line[:2] not in ("", "//"))
    return f"const SITE = {json.dumps(site)};\n{code}\n"


def _build(theme: Path, kept: Iterable[bytes]) -> str:
    """Name what the worker always keeps, so that it is kept anew only when it has changed."""
    assets = sorted(path for path in (theme / "static").rglob("*") if path.is_file())
    digest = sha256()
    for body in chain(map(Path.read_bytes, assets), kept):
        digest.update(sha256(body).digest())
    return digest.hexdigest()[:12]
