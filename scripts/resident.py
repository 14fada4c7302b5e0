"""Builds for each line of its input, which names in JSON the files that have changed, and answers
with a line when it is done. Run by serve.py, which ends it when our own code changes.

    python -m scripts.resident FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from catalogue.cli.site_commands import describe
from catalogue.problems import SchemaError
from catalogue.site.build import BuildFailed
from catalogue.site.rebuilding import Resident


def main() -> int:
    """Build until there are no more lines."""
    resident = Resident(Path(sys.argv[1]).absolute())
    for line in sys.stdin:
        try:
            result = resident.build(json.loads(line))
            print(result.report, end="", file=sys.stderr)
            print(*describe(result), sep="\n", file=sys.stderr)
        except (BuildFailed, SchemaError) as failed:
            said = f"The build did not finish. All else is from the last that did. {failed}"
            print(said, file=sys.stderr)
        print("done", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
