"""Give the repository the labels of .github/labels.yml. Others stay as they are."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

import yaml

from scripts.github.api import GitHub

_FILE = ".github/labels.yml"


def wanted(root: Path = Path()) -> list[dict[str, str]]:
    """The labels that the repository should have."""
    labels: list[dict[str, str]] = yaml.safe_load((root / _FILE).read_text(encoding="utf-8"))
    return labels


def main() -> int:
    """Make the labels that are missing, and change those that differ."""
    github = GitHub.here()
    known = {label["name"].casefold(): label for label in github.all("/labels")}
    for label in wanted():
        old = known.get(label["name"].casefold())
        if old is None:
            github.post("/labels", label)
        elif any(old.get(name) != value for name, value in label.items()):
            github.patch(f"/labels/{quote(old['name'], safe='')}", label)
    return 0


if __name__ == "__main__":
    sys.exit(main())
