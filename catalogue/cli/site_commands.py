"""The commands that build the site, look it over and tell a host of it.

The site is imported by whoever needs it: only it knows Pelican, and `check` should not wait for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue import reports
from catalogue.cli import common

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from catalogue.site.build import BuildResult


@click.command()
@click.option("--site-url", help="Where the site will be, such as https://example.org/learn.")
@click.option("--public", is_flag=True, help="Build for the public: leave all examples out.")
@click.option("--live", help="Where the site is live, if not in output/: a folder or an address.")
@click.option(
    "--accept-loss", default="", metavar="WHY", help="Publish although much would be gone; say why."
)
@click.option(
    "--print", "prints", is_flag=True, help="Make posters, leaflets and handouts too: see print."
)
@common.root
@common.today
def build(
    site_url: str | None,
    public: bool,
    live: str | None,
    accept_loss: str,
    prints: bool,
    root: Path,
    today: date,
) -> int:
    """Check every file, write the site to output/, index it for search and look it over.

    A file with an error shows what it last said, for 14 days, and is left out after that or where
    it has never been right; all others are published, and the exit code is 0. Nothing is written
    if the site is not whole, or, with --public or --live, if much of what is live would be gone.
    """
    from rich.console import Console

    from catalogue.reference import load_reference
    from catalogue.site.build import BuildFailed
    from catalogue.site.build import build as build_site

    load_reference(root).read_all()
    console = Console(stderr=True)
    try:
        with console.status("") as status:
            result = build_site(
                root,
                today,
                site_url=site_url,
                public=public,
                live=live,
                accept_loss=accept_loss,
                prints=prints,
                say=status.update,
            )
    except BuildFailed as failed:
        common.say(f"Nothing was built, and output/ is as it was. {failed}", err=True)
        return 1
    common.say(result.report, err=True, nl=False)
    for line in describe(result):
        common.say(line)
    return 0


def describe(result: BuildResult) -> Iterator[str]:
    """Say what a build did, a line each."""
    counted = [
        reports.count(getattr(result, f"{noun}s"), noun) for noun in ("course", "venue", "page")
    ]
    steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in result.seconds.items())
    total = sum(result.seconds.values())
    yield f"Built output/: {', '.join(counted)}. {total:.1f} seconds ({steps})."
    found = [reports.count(number, kind) for kind, number in result.problems.items() if number]
    yield f"Problems: {', '.join(found) or 'none'}.{' See catalogue check.' if found else ''}"
    if result.unset:
        yield f"Not set in pelicanconf.py: {', '.join(result.unset)}. What needs them is left out."
    yield from result.notes


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(folder: Path) -> int:
    """Read a built site as a browser would, and say what is missing or does not fit together.

    Every build does so before it is published; this is for a site that has been copied since.
    """
    from catalogue.site.published import BadRecord
    from catalogue.site.whole import faults_of_copy

    try:
        wrong = list(faults_of_copy(folder))
    except BadRecord as error:
        raise click.UsageError(f"{folder} is no site that we built: {error}") from None
    for line in wrong:
        common.say(line)
    common.say("This has to be fixed." if wrong else "Nothing is wrong.", err=True)
    return 1 if wrong else 0


@click.command()
@click.argument("server", type=click.Choice(["nginx"]))
@common.root
def hosting(server: str, root: Path) -> int:
    """Print settings of a web server for the site in output/: headers, moved pages, compression.

    Netlify and Cloudflare Pages need none: they read _headers and _redirects in output/.
    """
    from catalogue.site.nginx import nginx_settings

    try:
        click.echo(nginx_settings(root / "output"), nl=False)
    except FileNotFoundError:
        common.say(f"There is no built site in {root / 'output'}: run make site first.", err=True)
        return 1
    return 0


@click.command("check-site")
@common.root
@common.today
def check_site(root: Path, today: date) -> int:
    """Check every file, build output/ and walk through it.

    Says what must be true whatever partners write: files load, pages are made, links lead somewhere
    and examples say that they are. Without any course there is no site, and that is right.
    """
    from rich.console import Console

    from catalogue.site import check

    with Console(stderr=True).status("Building the site and following its links"):
        wrong, notes = check.check_site(root, today)
    for line in wrong:
        common.say(line)
    for line in notes:
        common.say(line, err=True)
    common.say("This has to be fixed." if wrong else "Nothing is wrong.", err=True)
    return 1 if wrong else 0


COMMANDS = (build, verify, hosting, check_site)
