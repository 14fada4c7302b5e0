"""The page where a partner sees what a sheet would bring in, before anything leaves the device.

Filled in the browser (theme/static/js/spreadsheet) by the same Python as `catalogue import`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from catalogue.mail import mailto
from catalogue.site.policy import fetched_from
from catalogue.site.views.form import OptionView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.site.views.site import Site

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class SpreadsheetView:
    """The page. `fetches` is what it fetches before it can read a sheet, as JSON, and nothing where
    that is not built; `folders` are the only ones that it may fetch from, if it is held to some.
    """

    path: str
    folders: tuple[str, ...]
    fetches: str
    megabytes: str
    providers: tuple[OptionView, ...]
    empty_sheet: str
    ask_for_sheet: str
    add: str
    change: str
    repository: str
    email: str
    words: tuple[tuple[str, str], ...]


def spreadsheet_view(site: Site) -> SpreadsheetView:
    """Lay out the page."""
    say, urls = site.language.gettext, site.urls
    megabytes = sum(one.bytes for one in site.fetched) / _MEGABYTE
    providers = sorted(site.catalogue.providers.values(), key=lambda who: who.name)
    return SpreadsheetView(
        path=urls.spreadsheet(),
        folders=fetched_from("spreadsheet", urls),
        fetches=json.dumps([asdict(one) for one in site.fetched]) if site.fetched else "",
        megabytes=f"{megabytes:.0f}",
        providers=tuple(OptionView(who.id, who.name, theirs=True) for who in providers),
        empty_sheet=urls.empty_sheet(),
        ask_for_sheet=mailto(
            site.contact_email,
            subject=say("An empty sheet for our courses"),
            body=say("Please send us an empty sheet to fill in. We will send it back to you."),
        ),
        add=urls.add(),
        change=urls.change(),
        repository=site.repository_url,
        email=site.contact_email,
        words=tuple(_words(site).items()),
    )


def _words(site: Site) -> Mapping[str, str]:
    """Return the sentences that only the script says, by name."""
    say = site.language.gettext
    return {
        "provider": say("Choose your organisation, and your sheet is read."),
        "fetching": say("Fetching the program: {all} MB"),
        "starting": say("Starting the program"),
        "opening": say("Reading the courses that are here already"),
        "looking": say("Reading your sheet"),
        "ready": say("The program is ready. Choose your sheet."),
        "stopped": say("Stopped. Nothing was changed or sent."),
        "too-old": say("This browser cannot read a sheet here: it is too old, or kept from it."),
        "no-room": say("This device has not enough room to read a sheet here."),
        "away": say("The program could not be fetched. Look at your network, and try again."),
        "stuck": say("Reading got no further for a long time, and was stopped."),
        "broken": say("Something went wrong while the sheet was read. That is our fault."),
        "not-a-file": say("That is no file. Choose one sheet from your device."),
        "write": say("Rows that can go in now"),
        "ask": say("Rows that need an answer"),
        "refuse": say("Rows that cannot go in yet"),
        "same": say("Rows that are here already"),
        "no course": say("Rows that are not about a course"),
        "too-many": say("Choose one sheet at a time."),
        "row": say("Row {n}"),
        "row-of": say("Row {n} of “{sheet}”"),
        "about": say("This is about {rows}."),
        "other": say("Something else"),
        "as-offered": say("As offered here"),
        "all-of-these": say("Use all of these"),
        "more": say("Show {count} more"),
        "copied": say("Copied. Paste it where you want it."),
        "not-copied": say("That did not work. Select the text and copy it yourself."),
        "mail-subject": say("Courses for the site from {file}"),
        "mail-attach": say("Please add the files that I attach: {file}"),
    }
