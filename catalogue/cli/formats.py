"""Writes one of the formats that leave the house into a folder, as `catalogue export` is asked."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

import click

from catalogue.cli import common

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.exports.gate import Export, File
    from catalogue.site.urls import Urls


def format_called(name: str) -> Export:
    """Return the format of a name. Raises click.UsageError where there is none."""
    from catalogue.exports import FORMATS

    known = {export.FORMAT.name: export for export in FORMATS}
    if name not in known:
        words = ", ".join(sorted(known))
        raise click.UsageError(f"There is no format “{name}”. Choose one of: {words}.")
    return known[name]


def files_in(export: Export, catalogue: Catalogue, urls: Urls, root: Path) -> Iterator[File]:
    """Yield the files of a format for a site at these addresses, with the days that git knows."""
    from catalogue.exports.gate import Gate
    from catalogue.git import days_in_git
    from catalogue.history import carry_on
    from catalogue.site.for_exports import house_of
    from catalogue.site.views.site import Site

    history = carry_on(catalogue, None, catalogue.today, seeds=days_in_git(root))
    name = settings_in(root).get("SITENAME", "")
    yield from Gate(catalogue, house_of(Site(catalogue, urls, name, history=history))).files(export)


def write_format(name: str, folder: Path, catalogue: Catalogue, urls: Urls, root: Path) -> int:
    """Write the files of a format into a folder that is new or empty, as they lie on the site."""
    export = format_called(name)
    if export.FORMAT.needs_address and not urls.origin:
        raise click.UsageError(
            f"“{name}” needs whole addresses, and the site has none yet. Set SITEURL in "
            "pelicanconf.py, or use --site-url, such as --site-url https://example.org/learn."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is there already, and not empty; choose another folder.")
    written = 0
    for file in files_in(export, catalogue, urls, root):
        path = folder / (urls.file_of(file.address) if "/" in file.address else file.address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.body)
        written += 1
        for line in file.told:
            common.say(f"{path.name}: {line}", err=True)
    if not written:
        common.say(f"Nothing to write: there is nothing that may be in “{name}”.", err=True)
        return 1
    common.say(f"Wrote {written} file{'s' if written > 1 else ''} in {folder}.")
    return 0


def urls_of(root: Path, site_url: str | None) -> Urls:
    """Return the addresses of the site: where one says that it is, or else its settings."""
    from catalogue.site.urls import BadSiteUrl, Urls

    try:
        return Urls.of(settings_in(root).get("SITEURL", "") if site_url is None else site_url)
    except BadSiteUrl as error:
        raise click.UsageError(str(error)) from error


def settings_in(root: Path) -> Mapping[str, str]:
    """Return the settings of the site, none where there is no file of them."""
    file = root / "pelicanconf.py"
    return runpy.run_path(str(file)) if file.is_file() else {}
