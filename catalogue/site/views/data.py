"""The page of what others may take: each format, and what was found when it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.words import counted, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.exports.gate import Format
    from catalogue.exports.read_back import Findings
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class FormatView:
    """One format. `example` is the address that one fetches first, or the shape of those that there
    are; `example_href` is empty where that is no one file. `checked_by` is what its files are
    checked with, and `faults` the first things that are wrong with them.
    """

    name: str
    title: str
    purpose: str
    media_type: str
    example: str
    example_href: str
    licence: str
    checked_by: str
    result: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """The page of all formats. `built` is the day of the build; `more_later` whether there would be
    others if the site had an address.
    """

    path: str
    built: str
    formats: tuple[FormatView, ...]
    more_later: bool


def data_view(site: Site, found: Iterable[tuple[Format, Findings]]) -> DataView:
    """Say of each format what it is for, and what was found in it."""
    all_of_them = list(found)
    here = [one for one in all_of_them if site.urls.origin or not one[0].needs_address]
    return DataView(
        path=site.urls.open_data(),
        built=short_date(site.language, site.today),
        formats=tuple(_format(site, one, findings) for one, findings in here),
        more_later=len(here) < len(all_of_them),
    )


def _format(site: Site, one: Format, findings: Findings) -> FormatView:
    is_there = one.begins_at and findings.files
    shape = next((f"{site.urls.home()}{address}" for address in one.addresses), "")
    begins = f"{site.urls.home()}{one.begins_at}" if is_there else shape
    return FormatView(
        name=one.name,
        title=one.title,
        purpose=one.purpose,
        media_type=one.media_type,
        example=f"{site.urls.origin}{begins}" if begins else "",
        example_href=begins if is_there else "",
        licence=one.licence,
        checked_by=one.checked_by,
        result=_result(site, one, findings),
        faults=tuple(findings.faults),
    )


def _result(site: Site, one: Format, findings: Findings) -> str:
    language, gettext = site.language, site.language.gettext
    if one.on_pages:
        return gettext("It is in the pages themselves.")
    if not one.addresses:
        return gettext("It is made for each provider who asks for it, and not on this site.")
    files = counted(language, "{count} file", "{count} files", findings.files)
    checked = counted(language, "{count} was checked", "{count} were checked", findings.checked)
    if findings.wrong:
        wrong = counted(language, "{count} is wrong", "{count} are wrong", findings.wrong)
        sentence = gettext("{files}; {checked}, and {wrong}:")
        return sentence.format(files=files, checked=checked, wrong=wrong)
    return gettext("{files}; {checked}, and all is well.").format(files=files, checked=checked)
