"""The command that prints posters, large print, leaflets and handouts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalogue.cli import common
from catalogue.cli.formats import settings_in, urls_of
from catalogue.reports import count

if TYPE_CHECKING:
    from datetime import date

    from catalogue.site.views.site import Site

_KINDS = ("poster", "large-print", "leaflet", "handout")


@click.command("print")
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("what", nargs=-1, required=True)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--size",
    type=click.Choice(["A4", "A5"], case_sensitive=False),
    default="A4",
    help="Of a poster or a leaflet; a leaflet of A4 is one sheet to fold once.",
)
@click.option("--language", help="The language of our words, if not that of the site.")
@click.option("--site-url", help="Where the site is, if pelicanconf.py does not say.")
@click.option("--public", is_flag=True, help="Leave all examples out.")
@common.root
@common.today
def print_command(
    kind: str,
    what: tuple[str, ...],
    folder: Path,
    size: str,
    language: str | None,
    site_url: str | None,
    public: bool,
    root: Path,
    today: date,
) -> int:
    """Print WHAT into FOLDER, as PDFs for all: a poster, large-print, a leaflet or a handout.

    WHAT is a branch, an area, a topic, a time or a partner, called as in its address on the site:
    toxteth-library, speke, esol, evenings, wea. Or all of a kind: libraries, areas, topics, times,
    providers. A handout is of a course, such as wea/english-for-beginners, or of each course of a
    list; large-print is of a list or of a course.
    """
    from catalogue.press import CannotPrint, ready
    from catalogue.site.prints.asked_for import AskedFor, CannotBePrinted, why_not
    from catalogue.site.views.paper import HANDED_OVER, OF_LISTS

    name = f"{kind}-{size.lower()}"
    if name not in {**OF_LISTS, **HANDED_OVER}:
        raise click.UsageError(f"There is no {kind} of {size}: leave --size out.")
    site = _site(root, today, language, site_url, public=public)
    asked = AskedFor(site, name)
    try:
        ready()
        found = asked.find(what)
    except CannotPrint as error:
        raise click.ClickException(str(error)) from None
    except CannotBePrinted as error:
        raise click.UsageError(str(error)) from None
    written = 0
    for one in found:
        file, made = asked.made(one)
        if made is None:
            common.say(why_not(one), err=True)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(made.pdf())
        written += 1
    common.say(f"Wrote {count(written, 'PDF')} to {folder}." if written else "Nothing was printed.")
    return 0 if written else 1


def _site(root: Path, today: date, tag: str | None, site_url: str | None, *, public: bool) -> Site:
    """Return the site whose lists are printed. Raises click.UsageError."""
    from catalogue.examples import without_examples
    from catalogue.site.language import SOURCE, Language, UnknownLanguage
    from catalogue.site.views.site import Site

    settings, urls = settings_in(root), urls_of(root, site_url)
    if not urls.origin:
        raise click.UsageError(
            "What is printed leads to the site, which has no address yet. Set SITEURL in "
            "pelicanconf.py, or use --site-url, such as --site-url https://example.org/learn."
        )
    try:
        language = Language.of(tag or settings.get("SITE_LANGUAGE", SOURCE), root / "languages")
    except UnknownLanguage as error:
        raise click.UsageError(str(error)) from None
    catalogue = common.catalogue_in(root, today)
    if public:
        catalogue, _ = without_examples(catalogue)
    return Site(catalogue, urls, settings.get("SITENAME", ""), language)


COMMANDS = (print_command,)
