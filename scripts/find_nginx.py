"""Find an nginx to try our settings with, or install one.

Called by `make browser` and the tests of hosting. It starts none that serves anything.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NOT_FOUND = """\
The tests of hosting need nginx, and none could be found or installed.
On Debian or Ubuntu: apt-get install nginx-light; on a Mac: brew install nginx"""
# Debian keeps it where only root looks.
_WHERE = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))


def find_nginx() -> Path | None:
    """Return the nginx that is here, or None."""
    found = shutil.which("nginx", path=_WHERE)
    return Path(found) if found else None


def install_nginx() -> Path | None:
    """Install one where that needs no question, and return it."""
    if os.geteuid() or not shutil.which("apt-get"):
        return None
    # Debian would start it as a server of the whole machine.
    environment = {**os.environ, "RUNLEVEL": "1", "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["-y", "--no-install-recommends", "install", "nginx-light"]):
        command = ["apt-get", "-q", *arguments]
        print(f"No nginx yet. Trying: {' '.join(command)}", file=sys.stderr)
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    return find_nginx()


def main() -> int:
    """Print where it is, or say what to do."""
    parser = argparse.ArgumentParser(description="Find an nginx for the tests.")
    parser.add_argument("--install", action="store_true", help="install one where there is none")
    arguments = parser.parse_args()
    path = find_nginx() or (install_nginx() if arguments.install else None)
    print(f"nginx for the tests: {path}" if path else NOT_FOUND, file=sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
