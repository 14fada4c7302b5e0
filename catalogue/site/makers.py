"""Who makes the outputs of the site, in one list: a maker takes the press and yields outputs.

Called by the generator. No maker holds more than one page at a time, writes a file, or reads what
another has written. Only the last is told which addresses there are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from catalogue.exports import FORMATS
from catalogue.exports.read_back import Findings
from catalogue.new_file import new_file
from catalogue.planning.tables import as_csv_file, notes_of, workbook
from catalogue.sheets.export import lists_of
from catalogue.sheets.template import template
from catalogue.site.editor import editor_config, repository_of
from catalogue.site.hosting import header_rules, headers_file, redirects_file
from catalogue.site.link_previews import preview_of
from catalogue.site.manifest import manifest_json
from catalogue.site.notices import third_party_notices
from catalogue.site.outputs import FOR_OTHERS, PAGE, SHARED, Output
from catalogue.site.page_facts import PageData
from catalogue.site.pages import (
    TEMPLATES,
    in_sitemap,
    is_hidden,
    last_changed,
    redirects,
    shorts,
    views_of,
)
from catalogue.site.partner_files import course_files
from catalogue.site.prints.handouts import prints_of_course
from catalogue.site.prints.list_prints import prints_of
from catalogue.site.security_txt import security_txt
from catalogue.site.sitemap import robots_txt, sitemap_xml
from catalogue.site.spreadsheet import ARCHIVE
from catalogue.site.views.data import data_view
from catalogue.site.views.link_targets import targets
from catalogue.site.views.link_to_us import qr_pictures
from catalogue.site.views.plan_frame import WORKBOOK
from catalogue.site.views.saved import offline_view, saved_view
from catalogue.site.worker import worker_js

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from jinja2 import Environment

    from catalogue.site.editions import Editions
    from catalogue.site.pages import View
    from catalogue.site.unchanged import LastSite
    from catalogue.site.views.cards import CardView
    from catalogue.site.views.site import Site


@dataclass(frozen=True)
class Press:
    """What outputs are made with: the site, what its pages say to search engines, what its scripts
    fetch, and the templates. `theme` is its folder, `editor` that of the hosted editor, and
    `offline` whether pages are kept. What is not printed anew comes from the `last` site.
    """

    site: Site
    data: PageData
    editions: Editions
    templates: Environment
    theme: Path
    editor: Path
    offline: bool
    last: LastSite
    hashed: tuple[str, ...] = ()

    def page(self, view: View) -> bytes:
        """Print the page of a view."""
        return self.printed(TEMPLATES[type(view)], **self._words(view))

    def output(self, view: View) -> Output:
        """Return the page of a view, printed if it is not what it was."""
        template, words = TEMPLATES[type(view)], self._words(view)
        print_it = partial(self.printed, template, **words)
        return self.kept(view.path, PAGE, (template, words), print_it)

    def kept(self, href: str, kind: str, made_of: object, make: Callable[[], bytes]) -> Output:
        """Return an output that is only made if it is made of something else than the last time."""
        return Output(href, self.last.body(self.site.urls.file_of(href), made_of, make), kind)

    def _words(self, view: View) -> dict[str, object]:
        return {
            "view": view,
            "hidden": is_hidden(view),
            "data": self.data.of(view),
            "preview": preview_of(view, self.site),
        }

    def printed(self, template: str, **words: object) -> bytes:
        """Print one page. Raises what Jinja raises."""
        page = self.templates.get_template(f"{template}.html")
        return page.render(self._shared, **words).encode()

    @cached_property
    def _shared(self) -> Mapping[str, Any]:
        return {
            **{"frame": self.site.frame, "ticket": _tickets(self.templates)},
            "data_below_home": self.data.below_home,
        }


def _tickets(templates: Environment) -> Callable[[CardView], Markup]:
    # A course is on a dozen lists: each of its tickets is rendered once.
    ticket = templates.get_template("components/ticket.html").module.ticket  # type: ignore[attr-defined]
    rendered: dict[tuple[str, str, str], Markup] = {}

    def show(card: CardView) -> Markup:
        key = (card.id, card.run_key, card.fact)
        if key not in rendered:
            rendered[key] = ticket(card)
        return rendered[key]

    return show


def pages(press: Press) -> Iterator[Output]:
    """Every page but the content pages, and the sitemap, which lists those too."""
    site = press.site
    listed: list[tuple[str, date | None]] = []
    for view in views_of(site):
        yield press.output(view)
        if in_sitemap(view):
            listed.append((view.path, last_changed(site, view)))
    listed += [(link.href, None) for link in site.footer]
    yield Output(site.urls.sitemap(), sitemap_xml(site.urls, listed), "sitemap")


def robots(press: Press) -> Iterator[Output]:
    """What crawlers are told."""
    yield Output(
        f"{press.site.urls.home()}robots.txt", robots_txt(press.site.urls).encode(), "robots"
    )


def legal(press: Press) -> Iterator[Output]:
    """The licences of what others made, and whom to tell of a hole."""
    site = press.site
    python = press.editions.engine.folder if press.editions.engine else None
    text = third_party_notices(press.theme, press.editor if _has_editor(press) else None, python)
    yield Output(site.urls.notices(), text.encode(), "legal")
    if contact := security_txt(site):
        yield Output(site.urls.security(), contact.encode(), "legal")


def search(press: Press) -> Iterator[Output]:
    """What the browser searches with, beside the index."""
    urls = press.site.urls
    for name, text in press.editions.search:
        yield Output(f"{urls.search_data()}{name}", text.encode(), "search")
    yield Output(urls.build(), urls.build_name().encode(), "search")


def partners(press: Press) -> Iterator[Output]:
    """What partners' pages read, and a file of a course to start from."""
    site = press.site
    for name, text in press.editions.partners:
        yield Output(f"{site.urls.partners()}{name}", text.encode(), "partners")
    for href, text in course_files(site):
        yield Output(href, text.encode(), "partners")
    blank = new_file("course", site.reference.schemas.course, site.today)
    yield Output(site.urls.blank_course(), blank.encode(), "partners")


def for_other_sites(press: Press) -> Iterator[Output]:
    """The script that puts a list into a page of somebody else's, and the codes for paper."""
    site = press.site
    for href, leads_to, draw in qr_pictures(site):
        yield press.kept(href, FOR_OTHERS, leads_to, draw)
    if site.urls.origin:
        script = (press.theme / "embed" / "embed.js").read_bytes()
        yield Output(site.urls.embed_script(), script, FOR_OTHERS)


def pictures(press: Press) -> Iterator[Output]:
    """Icons for a phone, what it is told with them, and pictures for links in messages."""
    urls = press.site.urls
    for name in sorted(press.site.pictures):
        picture = (press.theme / "pictures" / f"{name}.png").read_bytes()
        yield Output(urls.picture(name), picture, FOR_OTHERS)
    yield Output(urls.manifest(), manifest_json(press.site).encode(), "manifest")


def prints(press: Press) -> Iterator[Output]:
    """Posters, leaflets and handouts, where they are asked for."""
    site, urls = press.site, press.site.urls
    if not site.prints:
        return
    for target in (target for _, _, those in targets(site) for target in those):
        for made in prints_of(site, target):
            href = urls.printed(urls.link_to(target.href), made.name)
            yield Output(href, made.pdf(), "print")
    for course in site.catalogue.courses.values():
        for made in prints_of_course(site, course):
            yield Output(urls.printed(urls.course(course.id), made.name), made.pdf(), "print")


def planning(press: Press) -> Iterator[Output]:
    """The tables of planning, to download."""
    site, tables = press.site, list(press.site.planned.tables)
    for table in tables:
        text = as_csv_file(table, notes_of(table, site.catalogue))
        yield Output(site.urls.plan_file(f"{table.name}.csv"), text.encode(), "planning")
    yield press.kept(
        site.urls.plan_file(WORKBOOK),
        "planning",
        [(table.name, table.rows, notes_of(table, site.catalogue)) for table in tables],
        partial(workbook, tables, site.catalogue),
    )


def formats(press: Press) -> Iterator[Output]:
    """Every format that has an address on the site, and the page that says what was found when each
    was checked.
    """
    found = []
    for export in FORMATS:
        findings = Findings(export.FORMAT.name)
        found.append((export.FORMAT, findings))
        for file in press.data.gate.files(export) if export.FORMAT.addresses else ():
            body = file.body
            findings.add(file, body)
            yield Output(file.address, body, export.FORMAT.name)
    view = data_view(press.site, found)
    yield Output(view.path, press.page(view), PAGE)


def worker(press: Press) -> Iterator[Output]:
    """The service worker, named after the pages that it always keeps."""
    site = press.site
    words = press.templates.get_template("components/offline.html").module
    text = worker_js(
        press.theme,
        [press.page(view) for view in (offline_view(site), saved_view(site))],
        site.urls,
        language=site.language.tag,
        bar=words.bar(site.urls.assets()).strip(),  # type: ignore[attr-defined]
        title=words.title(),  # type: ignore[attr-defined]
        works=press.offline,
    )
    yield Output(site.urls.worker(), text.encode(), "worker")


def editor(press: Press) -> Iterator[Output]:
    """The hosted editor, where the settings name a repository and `make editor` has built it."""
    if not _has_editor(press):
        return
    site = press.site
    folder = site.urls.editor_files()
    for path in sorted(path for path in press.editor.rglob("*") if path.is_file()):
        name = path.relative_to(press.editor).as_posix()
        yield Output(f"{folder}{name}", path.read_bytes(), "editor")
    config = json.dumps(editor_config(site), ensure_ascii=False, default=float)
    yield Output(f"{site.urls.editor()}config.json", config.encode(), "editor")
    page = press.printed("editor", files=folder, form=site.urls.form_file())
    yield Output(site.urls.editor(), page, "editor")


def python(press: Press) -> Iterator[Output]:
    """An empty sheet, and what reads one in the browser, where `make spreadsheet` has built it."""
    site, editions = press.site, press.editions
    lists = lists_of(site.catalogue)
    sheet = template(site.reference.schemas.course, lists)
    yield Output(site.urls.empty_sheet(), sheet, "partners")
    if editions.engine:
        for name in editions.engine.files:
            yield Output(f"{site.urls.python()}{name}", editions.engine.read(name), "python")
        yield Output(f"{site.urls.partners()}{ARCHIVE}", editions.archive, "partners")


def _has_editor(press: Press) -> bool:
    return bool(repository_of(press.site.repository_url)) and press.editor.is_dir()


MAKERS: tuple[Callable[[Press], Iterable[Output]], ...] = (
    pages,
    robots,
    legal,
    search,
    partners,
    planning,
    prints,
    formats,
    for_other_sites,
    pictures,
    worker,
    editor,
    python,
)


def outputs_of(press: Press) -> Iterator[Output]:
    """Yield every output of a site."""
    kinds: dict[str, str] = {}
    for maker in MAKERS:
        for output in maker(press):
            kinds[output.href] = output.kind
            yield output
    yield from hosting(press, kinds)


def hosting(press: Press, kinds: Mapping[str, str]) -> Iterator[Output]:
    """What hosts are told; `kinds` are those of all other outputs, by their addresses."""
    site, urls = press.site, press.site.urls
    theme = press.theme / "static"
    files = (path for path in theme.rglob("*") if path.is_file())
    copied = (f"{urls.assets()}/{path.relative_to(theme).as_posix()}" for path in files)
    pages = (link.href for link in site.footer)
    shared = {href for href, kind in kinds.items() if kind in SHARED}
    others = (*copied, *pages, urls.search_index(), urls.record(), *press.hashed)
    rules = header_rules(urls, (*kinds, *others), shared, press.hashed)
    moved = {view.path: view.target for view in redirects(site)}
    moved |= {view.path: view.target for view in shorts(site)}
    yield Output(urls.headers(), headers_file(rules).encode(), "hosting")
    yield Output(urls.redirects(), redirects_file(moved).encode(), "hosting")
