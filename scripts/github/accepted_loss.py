"""Print why a sudden loss may be published: as somebody typed it who started the workflow, or the
pull request of this commit, if a maintainer has put the label on it. Prints nothing otherwise.
"""

from __future__ import annotations

import os
import sys

from catalogue.github_files import LOSS
from scripts.github.api import ApiError, GitHub


def main() -> int:
    """Print the reason in one line."""
    why = " ".join(os.environ.get("TYPED", "").split())
    if not why:
        try:
            pulls = GitHub.here().get(f"/commits/{os.environ['GITHUB_SHA']}/pulls")
        except ApiError as error:
            print(f"Whether a loss was accepted is not known. {error}", file=sys.stderr)
            return 1
        labelled = [pull["number"] for pull in pulls if LOSS in _labels(pull)]
        why = f"pull request {labelled[0]} has the label “{LOSS}”" if labelled else ""
    print(why)
    return 0


def _labels(pull: dict[str, list[dict[str, str]]]) -> list[str]:
    return [label["name"] for label in pull["labels"]]


if __name__ == "__main__":
    sys.exit(main())
