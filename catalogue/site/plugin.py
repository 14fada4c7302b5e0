"""The Pelican plugin: says which generator, reader and templates to use, and does nothing else.

Named in pelicanconf.py as "catalogue.site.plugin".
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemBytecodeCache, FileSystemLoader
from pelican import signals
from pelican.generators import ArticlesGenerator, PagesGenerator

from catalogue.collecting import collect_seldom
from catalogue.site import template_words
from catalogue.site.editions import name_of_theme
from catalogue.site.generator import CatalogueGenerator, language_of
from catalogue.site.language import UnknownLanguage
from catalogue.site.page_reader import PAGES, PageReader, files_of
from catalogue.site.policy import content_policy
from catalogue.site.styles import Sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pelican import Pelican
    from pelican.generators import Generator
    from pelican.readers import Readers

    from catalogue.site.language import Language


def register() -> None:
    """Connect to Pelican."""
    collect_seldom()
    signals.initialized.connect(_name_assets)
    signals.get_generators.connect(_generator)
    signals.readers_init.connect(_read_pages)
    signals.generator_init.connect(_only_our_parts)


def _name_assets(pelican: Pelican) -> None:
    settings = pelican.settings
    settings["THEME_STATIC_DIR"] = f"assets/{name_of_theme(Path(settings['THEME']))}"


def _generator(_pelican: Pelican) -> type[CatalogueGenerator]:
    return CatalogueGenerator


def _read_pages(readers: Readers) -> None:
    readers.reader_classes["md"] = PageReader


def _only_our_parts(generator: Generator) -> None:
    # Pelican would otherwise take a template that is missing here from a theme of its own.
    generator.env.loader = FileSystemLoader(Path(generator.theme).resolve() / "templates")
    # Each generator has templates of its own: they all speak the site's language.
    with suppress(UnknownLanguage, OSError):  # the generator of the catalogue says so
        language = language_of(generator)
        language.install(generator.env)
        generator.env.bytecode_cache = _template_cache(generator.settings, language)
    css = Path(generator.output_path, generator.settings["THEME_STATIC_DIR"], "css")
    generator.sheets = Sheets(Path(generator.theme, "static", "css"), css)
    generator.env.globals["sheet"] = generator.sheets.join
    generator.env.globals["content_policy"] = content_policy
    # Its own reader of Markdown lacks a library here, and it would warn of that for every page.
    generator.readers.disabled_readers.pop("md", None)
    if isinstance(generator, PagesGenerator):
        # Asked for once all generators are made, so the catalogue is there.
        generator.get_files = lambda *_given, **_named: files_of(generator.settings[PAGES])
    if isinstance(generator, ArticlesGenerator):
        # It asks for the templates of a blog even where there are no articles.
        generator.generate_pages = lambda _writer: None


def _template_cache(
    settings: Mapping[str, Any], language: Language
) -> FileSystemBytecodeCache | None:
    """Keep templates as Python runs them, from build to build: compiling them is a third of a small
    one. Jinja looks at each source; how it was told to compile is in the name of the folder, and so
    are the messages, which are put into what it compiles.
    """
    told = (version("jinja2"), settings["JINJA_ENVIRONMENT"], language.tag, language.edition)
    how = repr((*told, sha256(Path(template_words.__file__).read_bytes()).hexdigest())).encode()
    folder = Path(settings["TEMPLATE_CACHE"], sha256(how).hexdigest()[:12])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None  # such as a project that may not be written to
    return FileSystemBytecodeCache(str(folder))
