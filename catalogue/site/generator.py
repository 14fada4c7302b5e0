"""The Pelican generator: loads the catalogue and writes a page for each view.

Run by Pelican through the plugin. It holds no words and no rules of its own.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

from catalogue import examples, reports
from catalogue.clock import today_in
from catalogue.files import NothingToLoad
from catalogue.loading import load_catalogue
from catalogue.new_file import new_file
from catalogue.problems import Severity
from catalogue.reference import load_reference
from catalogue.schemas import SchemaError
from catalogue.site.calendars import write_calendars
from catalogue.site.editor import editor_config, repository_of
from catalogue.site.feeds import write_feeds
from catalogue.site.form_file import UnknownToTheForm, form_file
from catalogue.site.language import Language, UnknownLanguage
from catalogue.site.pages import TEMPLATES, in_sitemap, last_changed, views_of
from catalogue.site.partner_files import partner_files
from catalogue.site.search.documents import search_document
from catalogue.site.search.files import search_files
from catalogue.site.sitemap import robots_txt, sitemap_xml
from catalogue.site.urls import BadSiteUrl, Urls
from catalogue.site.views.links import LinkView
from catalogue.site.views.search import phrases_of, search_view
from catalogue.site.views.site import Site
from catalogue.site.worker import worker_js

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup
    from pelican.writers import Writer

    from catalogue.catalogue import Catalogue
    from catalogue.problems import Problem
    from catalogue.site.views.cards import CardView

OWNER_SETTINGS = ("SITEURL", "REPOSITORY_URL", "CONTACT_EMAIL")
"""What only the owner can know. May be left empty."""


class NothingToPublish(Exception):
    """There is no course that may be shown."""


class CatalogueGenerator(Generator):  # type: ignore[misc] # Pelican publishes no types
    """Writes every page that comes from the catalogue, feeds, sitemap.xml and robots.txt.

    What it did is left as JSON in the file that the setting BUILD_SUMMARY names, if any, and what
    Pagefind is to read goes to the folder SEARCH_DOCUMENTS, if there is one.
    """

    def generate_context(self) -> None:
        """Load the catalogue and give templates what all pages share."""
        began = monotonic()
        self.summary: dict[str, Any] = {
            "unset": [name for name in OWNER_SETTINGS if not self.settings[name]]
        }
        try:
            catalogue = self._load()
            urls = Urls.of(self.settings["SITEURL"])
            language = language_of(self)
            self._form_file = form_file(catalogue.reference)
            # Asked for now, so that a mistake in them is said before a page is written.
            _ = catalogue.reference.free_rules
        except (
            *(BadSiteUrl, NothingToLoad, NothingToPublish, SchemaError),
            *(UnknownLanguage, UnknownToTheForm, OSError),
        ) as error:
            self.summary["failed"] = str(error)
            self._leave_summary()
            raise
        footer = sorted(self.context["pages"], key=lambda page: (int(page.order), page.title))
        self.site = Site(
            catalogue=catalogue,
            urls=urls,
            language=language,
            name=self.settings["SITENAME"],
            repository_url=self.settings["REPOSITORY_URL"].rstrip("/"),
            contact_email=self.settings["CONTACT_EMAIL"],
            footer=tuple(
                LinkView(language.theirs(page.title), urls.page(page.slug)) for page in footer
            ),
        )
        self.context["frame"] = self.site.frame
        self.summary["seconds"] = {"load": monotonic() - began}

    def _load(self) -> Catalogue:
        root, told = Path(self.path).parent, self.settings.get("CATALOGUE_TODAY")
        reference = load_reference(root)
        today = date.fromisoformat(told) if told else today_in(reference.city.zone)
        catalogue, problems = load_catalogue(reference, root, today)
        self._report(problems)
        notes = []
        if not self.settings["PUBLISH_EXAMPLES"]:
            catalogue, left_out = without_examples(catalogue)
            if left_out:
                notes.append(
                    f"{reports.count(left_out, 'example course')} left out: this is for the public."
                )
        elif examples.are_stale(catalogue):
            notes.append("Example dates are going stale: run scripts/refresh_examples.py")
        self.summary["notes"] = notes
        if not catalogue.courses:
            why = (
                " ".join(notes)
                or "Every course file has a mistake in it, or there is none: run catalogue check."
            )
            raise NothingToPublish(f"There is no course that can be published. {why}")
        return catalogue

    def _report(self, problems: list[Problem]) -> None:
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        self.summary["problems"] = {
            severity.word: sum(problem.severity is severity for problem in problems)
            for severity in Severity
        }
        self.summary["report"] = reports.as_text(errors)
        if errors and not self.settings.get("BUILD_SUMMARY"):
            print(self.summary["report"], file=sys.stderr)

    def generate_output(self, writer: Writer) -> None:
        """Write all pages."""
        began = monotonic()
        self.context["ticket"] = self._tickets()
        templates = {kind: self.get_template(name) for kind, name in TEMPLATES.items()}
        listed: list[tuple[str, date | None]] = []
        written = 0
        for view in views_of(self.site):
            save_as = self.site.urls.file_of(view.path)
            writer.write_file(
                save_as, templates[type(view)], self.context, url=view.path, view=view
            )
            written += 1
            if in_sitemap(view):
                listed.append((view.path, last_changed(self.site, view)))
        listed += [(link.href, None) for link in self.site.footer]
        self._write_search()
        self._write_for_partners()
        folder = Path(self.output_path)
        write_calendars(self.site, folder)
        write_feeds(self.site, folder)
        (folder / "sitemap.xml").write_bytes(sitemap_xml(self.site.urls, listed))
        (folder / "robots.txt").write_text(robots_txt(self.site.urls), encoding="utf-8")
        self._write_worker(folder)
        self._write_editor(folder)
        catalogue = self.site.catalogue
        self.summary |= {
            "courses": len(catalogue.courses),
            "indexed": len(catalogue.current),
            "venues": len(catalogue.venues),
            "pages": written + len(self.site.footer),
        }
        self.summary["seconds"]["pages"] = monotonic() - began
        self._leave_summary()

    def _write_search(self) -> None:
        documents = [
            search_document(self.site, number, course)
            for number, course in enumerate(self.site.catalogue.current)
        ]
        folder = Path(self.output_path, self.site.urls.file_of(self.site.urls.search_data())).parent
        for name, text in search_files(self.site, documents, phrases_of(search_view(self.site))):
            _write(folder / name, text)
        if pagefind := self.settings.get("SEARCH_DOCUMENTS"):
            template = self.get_template("search_document")
            for document in documents:
                _write(Path(pagefind, f"{document.number}.html"), template.render(view=document))

    def _write_for_partners(self) -> None:
        for address, text in partner_files(self.site, self.env):
            _write(Path(self.output_path, self.site.urls.file_of(address)), text)
        urls = self.site.urls
        _write(Path(self.output_path, urls.file_of(urls.form_file())), self._form_file)
        blank = Path(self.output_path, urls.file_of(urls.blank_course()))
        schema, today = self.site.reference.schemas.course, self.site.today
        _write(blank, new_file("course", schema, today))

    def _write_worker(self, folder: Path) -> None:
        words = self.env.get_template("components/offline.html").module
        urls = self.site.urls
        text = worker_js(
            Path(self.theme),
            folder,
            urls,
            language=self.site.language.tag,
            bar=words.bar(urls.assets()).strip(),
            title=words.title(),
            works=self.settings["OFFLINE"],
        )
        (folder / urls.file_of(urls.worker())).write_text(text, encoding="utf-8")

    def _write_editor(self, folder: Path) -> None:
        built = Path(self.path).parent / "editor" / "built"
        if not repository_of(self.settings["REPOSITORY_URL"]):
            return
        if not built.is_dir():
            self.summary["notes"].append(
                "There is no hosted editor at edit/: make editor builds it, and needs Node."
            )
            return
        page = folder / self.site.urls.file_of(self.site.urls.editor())
        shutil.copytree(built, page.parent)
        config = editor_config(self.site)
        _write(page.with_name("config.json"), json.dumps(config, ensure_ascii=False, default=float))
        _write(page, self.get_template("editor").render(self.context))

    def _tickets(self) -> Callable[[CardView], Markup]:
        # A course is on a dozen lists: each of its tickets is rendered once.
        ticket = self.env.get_template("components/ticket.html").module.ticket
        rendered: dict[tuple[str, str], Markup] = {}

        def show(card: CardView) -> Markup:
            key = (card.id, card.run_key)
            if key not in rendered:
                rendered[key] = ticket(card)
            return rendered[key]

        return show

    def _leave_summary(self) -> None:
        if file := self.settings.get("BUILD_SUMMARY"):
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(json.dumps(self.summary), encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def language_of(generator: Generator) -> Language:
    """Return the language the settings name. Raises UnknownLanguage or OSError."""
    return Language.of(
        generator.settings["SITE_LANGUAGE"], Path(generator.path).parent / "languages"
    )


def without_examples(catalogue: Catalogue) -> tuple[Catalogue, int]:
    """Return the catalogue with nothing invented in it, and how many courses that left out."""
    kept = {course.id: course for course in catalogue.courses.values() if not course.example}
    real = dataclasses.replace(
        catalogue,
        courses=kept,
        providers={who.id: who for who in catalogue.providers.values() if not who.example},
        venues={venue.id: venue for venue in catalogue.venues.values() if not venue.example},
    )
    return real, len(catalogue.courses) - len(kept)
