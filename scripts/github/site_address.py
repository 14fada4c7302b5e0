"""Print where the site will be: as pelicanconf.py says, or else where GitHub Pages puts it."""

from __future__ import annotations

import sys

import pelicanconf
from catalogue.reports import one_line
from scripts.github.api import ApiError, GitHub

_HOW = "Set SITEURL in pelicanconf.py, or switch GitHub Pages on (docs/owner.md)."


def main() -> int:
    """Print the address, without a slash at its end."""
    try:
        address = pelicanconf.SITEURL or GitHub.here().get("/pages")["html_url"]
    except ApiError as error:
        print(
            f"The address of the site is not known. {one_line(str(error))}\n{_HOW}", file=sys.stderr
        )
        return 1
    print(one_line(str(address)).rstrip("/"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
