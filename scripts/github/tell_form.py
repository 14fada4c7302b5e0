"""Tell the pull request of a form how its checks went: statuses, and the comment of “Report”.

    python -m scripts.github.tell_form COMMIT PULL FOLDER

Run by the workflow “Forms” after the checks, in a checkout of main. FOLDER has what they left.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from scripts.github.api import GitHub
from scripts.github.report_on_pull_request import tell
from scripts.github.statuses import ended, run_address


def main() -> int:
    """Say it, unless the pull request has moved on since."""
    commit, number, folder = sys.argv[1:4]
    github = GitHub.here()
    jobs = github.get(f"/actions/runs/{os.environ['GITHUB_RUN_ID']}/jobs", per_page=100)["jobs"]
    ended(github, commit, jobs)
    pull = github.get(f"/pulls/{number}") if number else None
    if pull and pull["state"] == "open" and pull["head"]["sha"] == commit:
        tell(github, pull, Path(folder), run_address())
    return 0


if __name__ == "__main__":
    sys.exit(main())
