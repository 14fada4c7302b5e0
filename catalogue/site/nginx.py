"""Settings for nginx, made of the `_headers` and `_redirects` of a built site.

Called by `catalogue hosting`. A server includes them in the block that says its name, its
certificate and where the files are (docs/hosting.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SERVER = """\
# Made by `catalogue hosting nginx` from what the site was built with: make it anew with each build.
index index.html;
error_page 404 {home}404.html;
absolute_redirect off;
server_tokens off;
include mime.types;
types {{
    text/calendar ics;
    application/yaml yaml;
    application/manifest+json webmanifest;
    text/javascript mjs;
}}
charset utf-8;
charset_types text/css text/plain text/xml text/calendar text/javascript application/javascript
    application/json application/xml application/yaml image/svg+xml;
gzip on;
gzip_vary on;
gzip_comp_level 6;
gzip_min_length 512;
gzip_types text/css text/plain text/xml text/calendar text/javascript application/javascript
    application/json application/xml application/yaml application/geo+json image/svg+xml;
"""


def nginx_settings(output: Path) -> str:
    """Return the settings for the site in a folder. Raises OSError where it is not built."""
    headers = dict(_read_headers((output / "_headers").read_text(encoding="utf-8")))
    moved = (output / "_redirects").read_text(encoding="utf-8").splitlines()
    everywhere = next(iter(headers))
    common, home = headers.pop(everywhere), everywhere.rstrip("*")
    parts = [_SERVER.format(home=home), _location(f"location {home}", common)]
    parts += [_location(_match(pattern), {**common, **own}) for pattern, own in headers.items()]
    for old, new in dict(line.split()[:2] for line in moved).items():
        parts.append(f"location = {old} {{\n    return 301 {new};\n}}\n")
    return "".join(parts)


def _read_headers(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each pattern with its headers, by their names."""
    for block in re.split(r"\n(?=\S)", text.rstrip("\n")):
        pattern, *lines = block.splitlines()
        yield pattern, dict(line.strip().split(": ", 1) for line in lines)


def _match(pattern: str) -> str:
    if pattern.endswith("*"):
        return f"location {pattern[:-1]}"
    # nginx answers for a folder with its index.html, and looks for a rule for that.
    index = r"(index\.html)?" if pattern.endswith("/") else ""
    return f'location ~ "^{re.escape(pattern)}{index}$"'


def _location(match: str, headers: Mapping[str, str]) -> str:
    # Also with errors: what is not there is a page too.
    lines = (f'    add_header {name} "{value}" always;\n' for name, value in headers.items())
    return f"{match} {{\n{''.join(lines)}}}\n"
