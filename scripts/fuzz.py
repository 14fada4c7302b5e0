"""Send thousands of made-up and broken files to everything that reads, with a seed that is new each
time and can be given again.

    make fuzz                 once
    make fuzz SEED=7          again what a run with this seed tried
    make fuzz MINUTES=60      again and again with new seeds, until an hour is over

What fails is written into tests/corpus by the tests that break bytes; those of hypothesis print how
to try it again. Stops at the first round that fails.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import time

TESTS = (
    *("tests/form", "tests/sheets", "tests/test_broken_files.py", "tests/test_fuzz.py"),
    *("tests/test_yaml_reader.py", "tests/test_formatting.py", "tests/test_reports.py"),
)
HOW_MANY = {
    "FORM_EXAMPLES": "1500",
    "FORM_LONGEST": "3",
    "SHEET_EXAMPLES": "500",
    "BROKEN_EXAMPLES": "200",
}
SHEETS = "200"
"""How many made-up sheets are counted: written right, asked, refused, wrong or lost."""


def main() -> int:
    """Run rounds until the time is over, and return 1 if one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--seed", default="", help="a number; without it each round has a new one")
    parser.add_argument("for_pytest", nargs="*")
    asked = parser.parse_args()
    end = time.monotonic() + 60 * asked.minutes
    while True:
        seed = asked.seed or str(secrets.randbelow(10**6))
        print(f"make fuzz SEED={seed}", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", "-n", "logical"]
        command += [f"--hypothesis-seed={seed}", *TESTS, *asked.for_pytest]
        sheets = [sys.executable, "-m", "tests.sheets.messy_sheets", "--seed", seed]
        environment = {**os.environ, **HOW_MANY, "FUZZ_SEED": seed}
        runs = [
            subprocess.run(one, env=environment, check=False)
            for one in (command, [*sheets, "--sheets", SHEETS])
        ]
        if any(run.returncode for run in runs):
            print(f"What failed can be tried again: make fuzz SEED={seed}", file=sys.stderr)
            return 1
        if time.monotonic() >= end:
            return 0


if __name__ == "__main__":
    sys.exit(main())
