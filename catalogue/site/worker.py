"""The service worker: one file at the top of the site, so that it may answer for all of it.

Called by its maker. docs/decisions/0012-offline.md says what the worker does.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from catalogue.site.urls import Urls


_MARK = '<meta name="page" content="{path}">'
"""What every page of ours says in its head: which address it is of."""


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

    `kept` are the pages that are always kept; they name the scripts and style sheets of this build,
    so the worker is another when one of those is. `bar` marks a page that was kept and has {when}
    where the day goes; `title` goes before its title. A worker that does not work only removes the
    one before it.
    """
    site = {
        "home": urls.home(),
        "offline": urls.offline(),
        "saved": urls.saved(),
        "courses": urls.courses(),
        "assets": f"{urls.home()}assets/",
        "mark": _MARK,
        "language": language,
        "bar": bar,
        "title": title,
        "build": sha256(b"".join(kept)).hexdigest()[:12],
    }
    source = theme / "worker" / ("worker.js" if works else "worker-off.js")
    lines = source.read_text(encoding="utf-8").splitlines()
    # It is fetched by every device: our reasons need not be.
    code = "\n".join(line for line in map(str.strip, lines) if line[:2] not in ("", "//"))
    return f"const SITE = {json.dumps(site)};\n{code}\n"
