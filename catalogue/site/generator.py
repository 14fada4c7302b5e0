"""The Pelican generator: loads the catalogue and hands all that is made of it to the one writer.

Run by Pelican through the plugin. It holds no words and no rules of its own.
"""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

from catalogue import examples, reports
from catalogue.checked import CheckedDocuments
from catalogue.clock import today_in
from catalogue.exports.gate import Gate
from catalogue.files import NothingToLoad
from catalogue.git import days_in_git
from catalogue.history import carry_on
from catalogue.loading import load_catalogue
from catalogue.mail import BadContact, contact_of
from catalogue.planning.change import terms_before
from catalogue.planning.funding import BadFunding, read_funding
from catalogue.planning.snapshots import from_history
from catalogue.press import CannotPrint, ready
from catalogue.problems import SchemaError, Severity, has_errors, unpublished_files
from catalogue.reference import load_reference
from catalogue.site.editions import editions_of
from catalogue.site.for_exports import house_of
from catalogue.site.form_file import UnknownToTheForm
from catalogue.site.language import Language, UnknownLanguage
from catalogue.site.link_previews import preview_of
from catalogue.site.live import folders_to_keep
from catalogue.site.makers import Press, outputs_of
from catalogue.site.outputs import PAGE, BadOutput, write_file, write_outputs
from catalogue.site.page_facts import PageData
from catalogue.site.page_reader import PAGES
from catalogue.site.published import Published, record_of, to_values, unpack_record
from catalogue.site.spreadsheet import fetched_for_sheets
from catalogue.site.unchanged import LastSite
from catalogue.site.urls import BadSiteUrl, Urls
from catalogue.site.views.links import LinkView
from catalogue.site.views.site import Site
from catalogue.site.views.words import correction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pelican.writers import Writer

    from catalogue.catalogue import Catalogue
    from catalogue.planning.funding import Grant
    from catalogue.problems import Problem
    from catalogue.records import ContentPage, Record
    from catalogue.site.editions import Editions
    from catalogue.site.styles import Sheets

OWNER_SETTINGS = ("SITEURL", "REPOSITORY_URL", "CONTACT_EMAIL")
"""What only the owner can know. May be left empty."""


class NothingToPublish(Exception):
    """There are courses, and none that may be shown."""


class CatalogueGenerator(Generator):  # type: ignore[misc] # Pelican publishes no types
    """Writes all that comes from the catalogue: pages, files beside them, and formats.

    What it did is left as JSON in the file that the setting BUILD_SUMMARY names, if any, and what
    Pagefind is to read goes to the folder SEARCH_DOCUMENTS, if there is one.
    """

    sheets: Sheets
    """Joins what the templates ask for; the plugin says how."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Load the catalogue and give templates what all pages share. It is done before any other
        generator begins, so that Pelican knows which content pages may be published.
        """
        super().__init__(*given, **named)
        began = monotonic()
        self.summary: dict[str, Any] = {
            "unset": [name for name in OWNER_SETTINGS if not self.settings[name]]
        }
        try:
            self.before = self._published_before()
            catalogue = self._load(self.before)
            urls = Urls.of(self.settings["SITEURL"])
            language = language_of(self)
            contact = contact_of(self.settings["CONTACT_EMAIL"])
            # Asked for now, so that a mistake in them is said before a page is written.
            _ = catalogue.reference.free_rules, catalogue.reference.helplines
            prints = self._prints(urls)
            grants = self._grants(catalogue)
        except (
            *(BadContact, BadFunding, BadSiteUrl, CannotPrint, NothingToLoad, NothingToPublish),
            *(SchemaError, UnknownLanguage, OSError),
        ) as error:
            self.summary["failed"] = str(error)
            self._leave_summary()
            raise
        site = replace(self._site(catalogue, urls, language, contact), grants=grants, prints=prints)
        self.editions = self._made_first(site)
        urls = replace(urls, editions=self.editions.names)
        self.site = replace(site, urls=urls, fetched=fetched_for_sheets(self.editions, urls))
        gc.freeze()  # it stays: not to be looked through for what can go
        self.context["frame"] = self.site.frame
        self.context["preview"] = preview_of(None, self.site)
        self.page_data = PageData(self.site, Gate(catalogue, house_of(self.site)))
        self.context["data_below_home"] = self.page_data.below_home
        self.settings[PAGES] = {
            Path(page.file).name: (page, correction(self.site, page.file))
            for page in catalogue.pages
        }
        self.summary["seconds"] = {"load": monotonic() - began}

    def _site(self, catalogue: Catalogue, urls: Urls, language: Language, contact: str) -> Site:
        before = dict(self.before.history) if self.before else None
        seeds = {} if self.before else days_in_git(Path(self.path).parent)
        return Site(
            catalogue=catalogue,
            urls=urls,
            language=language,
            name=self.settings["SITENAME"],
            repository_url=self.settings["REPOSITORY_URL"].rstrip("/"),
            contact_email=contact,
            footer=tuple(
                LinkView(language.theirs(page.title), urls.page(page.slug))
                for page in catalogue.pages
            ),
            pictures=frozenset(path.stem for path in Path(self.theme, "pictures").glob("*.png")),
            history=carry_on(catalogue, before, catalogue.today, seeds=seeds),
            broken=self.broken,
            earlier=tuple(
                from_history(
                    Path(self.path).parent, terms_before(catalogue), catalogue.priorities.values()
                )
            ),
        )

    def _prints(self, urls: Urls) -> bool:
        """Say whether posters and the like are made, which lead to the site's address. Raises
        CannotPrint.
        """
        if not self.settings.get("PRINT"):
            return False
        ready()
        if not urls.origin:
            self.summary["notes"].append("Nothing was printed, as SITEURL is not set.")
        return bool(urls.origin)

    def _grants(self, catalogue: Catalogue) -> tuple[Grant, ...]:
        """Read what the owner lets all see of partners' money, if anything."""
        file, root = self.settings.get("PUBLIC_GRANTS"), Path(self.path).parent
        return read_funding(Path(file), root, catalogue) if file else ()

    def _published_before(self) -> Published | None:
        file = self.settings.get("PUBLISHED_BEFORE")
        return unpack_record(Path(file).read_bytes()) if file else None

    def _load(self, before: Published | None) -> Catalogue:
        root, told = Path(self.path).parent, self.settings.get("CATALOGUE_TODAY")
        reference = load_reference(root)
        today = date.fromisoformat(told) if told else today_in(reference.city.zone)
        catalogue, problems = load_catalogue(reference, root, today, checked=CheckedDocuments(root))
        self._report(problems)
        notes: list[str] = []
        self.broken: dict[str, date] = {}
        self.instead = before.last_good(problems, today) if before else {}
        if before and self.instead:
            catalogue, left = load_catalogue(reference, root, today, instead=self.instead)
            shown = self.instead.keys() - unpublished_files(left)
            self.broken = {file: before.broken.get(file, today) for file in sorted(shown)}
            notes += [
                f"{file} has a mistake. What it said before {day} is shown for now."
                for file, day in self.broken.items()
            ]
        if not self.settings["PUBLISH_EXAMPLES"]:
            catalogue, left_out = examples.without_examples(catalogue)
            if left_out:
                notes.append(
                    f"{reports.count(left_out, 'example course')} left out: this is for the public."
                )
        elif examples.are_stale(catalogue):
            notes.append("Example dates are going stale: run scripts/refresh_examples.py")
        self.summary["notes"] = notes
        # A directory that begins has no course, and says so. What was there and may not be shown
        # leaves no empty site behind.
        if not catalogue.courses and (notes or has_errors(problems)):
            why = " ".join(notes) or "Every course file has a mistake in it: run catalogue check."
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

    def generate_output(self, _writer: Writer) -> None:
        """Write all outputs."""
        began = monotonic()
        press = self.press
        try:
            written = write_outputs(
                outputs_of(press),
                Path(self.output_path),
                self.site.urls,
                taken=[page.href for page in self.site.footer],
            )
        except BadOutput as error:
            self.summary["failed"] = str(error)
            self._leave_summary()
            raise
        press.last.keep(Path(self.output_path))
        self._leave_documents(press)
        has_ways = (
            self.site.repository_url or self.site.contact_email
        )  # to hand a sheet's courses over
        if has_ways and press.editions.engine is None:
            self.summary["notes"].append(
                "The page add/spreadsheet/ reads no sheets yet: make spreadsheet, which needs Node."
            )
        catalogue = self.site.catalogue
        self.summary |= {
            "index": self.site.urls.file_of(self.site.urls.search_index()).removesuffix(
                "index.html"
            ),
            "record": to_values(self._record()),
            "courses": len(catalogue.courses),
            "indexed": len(catalogue.current),
            "venues": len(catalogue.venues),
            "files": {**self._copied(), **{file: size for file, (_, size) in written.items()}},
            "pages": sum(kind == PAGE for kind, _ in written.values()) + len(self.site.footer),
        }
        self.summary["seconds"]["pages"] = monotonic() - began
        self._leave_summary()

    def _copied(self) -> dict[str, int | None]:
        """Return what Pelican writes: our own pages, of any size, and the files of the theme."""
        pages = {self.site.urls.file_of(page.href): None for page in self.site.footer}
        static, folder = Path(self.theme, "static"), self.settings["THEME_STATIC_DIR"]
        return pages | {
            f"{folder}/{path.relative_to(static).as_posix()}": path.stat().st_size
            for path in static.rglob("*")
            if path.is_file()
        }

    @cached_property
    def press(self) -> Press:
        """What all outputs are made with."""
        return Press(
            site=self.site,
            data=self.page_data,
            editions=self.editions,
            templates=self.env,
            theme=Path(self.theme),
            editor=self._editor,
            offline=self.settings["OFFLINE"],
            last=self._last_site(),
            hashed=tuple(f"{self.site.urls.home()}{folder}/" for folder in self._folders()),
        )

    def _last_site(self) -> LastSite:
        """What need not be printed again; only a build as a whole says where the last one is."""
        root, folder = Path(self.path).parent, self.settings.get("LAST_SITE")
        shared = (self.site.frame, repr(self.settings["JINJA_ENVIRONMENT"]))
        beside = (Path(self.theme, "templates"), root / "languages")
        return LastSite(root, Path(folder) if folder else None, self.sheets, shared, beside)

    @property
    def _editor(self) -> Path:
        return Path(self.path).parent / "editor" / "built"

    def _made_first(self, site: Site) -> Editions:
        assets = PurePosixPath(self.settings["THEME_STATIC_DIR"]).name
        try:
            return editions_of(site, self.env, assets, Path(self.path).parent)
        except UnknownToTheForm as error:
            self.summary["failed"] = str(error)
            self._leave_summary()
            raise

    def _record(self) -> Published:
        catalogue, root = self.site.catalogue, Path(self.path).parent
        records: tuple[Record | ContentPage, ...] = (
            *catalogue.courses.values(),
            *catalogue.providers.values(),
            *catalogue.venues.values(),
            *catalogue.pages,
        )
        texts = {
            one.file: self.instead.get(one.file) or (root / one.file).read_text(encoding="utf-8")
            for one in records
            if one.file  # none stands behind what takes the place of a file with an error
        }
        return record_of(self.site, texts)

    def _folders(self) -> Iterable[str]:
        """Return the folders that are named after what is in them: of this build, and of those
        before that stay for open tabs.
        """
        editions = tuple(f"{kind}/{name}" for kind, name in self.site.urls.editions.items())
        courses = self.site.catalogue.courses.values()
        invented = frozenset(course.id for course in courses if course.example)
        now = Published(day=self.site.today, editions=editions, invented=invented)
        return (*editions, *(folders_to_keep(self.before, now) if self.before else ()))

    def _leave_documents(self, press: Press) -> None:
        if folder := self.settings.get("SEARCH_DOCUMENTS"):
            for document in self.editions.documents:
                page = press.printed("search_document", view=document)
                write_file(Path(folder, f"{document.number}.html"), page)

    def _leave_summary(self) -> None:
        if file := self.settings.get("BUILD_SUMMARY"):
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(json.dumps(self.summary), encoding="utf-8")


def language_of(generator: Generator) -> Language:
    """Return the language the settings name. Raises UnknownLanguage or OSError."""
    return Language.of(
        generator.settings["SITE_LANGUAGE"], Path(generator.path).parent / "languages"
    )
