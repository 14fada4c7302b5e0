"""The only place where an address of the site is spelled.

Used by the views, the makers and the formats. Addresses once published answer for ever: add,
never change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


RECORD = "published.json.gz"
"""The file in which a build leaves its record (published.py)."""


_COURSE_FILES = 509
"""Into how many files the courses go that partners may change. A file each would be a sixth of all
files of a large site. A prime number spreads them evenly: of 10,000 no file has more than 35."""
# Of folders, what stands for itself wherever addresses are written: in links, in settings of hosts
# (where * and : stand for others, and blanks end a word) and on disks.
_SITE = re.compile(
    r"(?P<origin>https?://(?:[a-z0-9][a-z0-9.-]*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?)"
    r"(?P<base>(?:/(?!\.+(?:/|$))[a-z0-9._~-]+)*)/*",
    re.IGNORECASE,
)


class BadSiteUrl(ValueError):
    """The site's address is not one that a site can have."""


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses as they stand in links: from the root of the host, with the folder the site is in.

    `origin` is the host (https://example.org), and empty where the site's address is not known yet.
    `editions` names what must fit together: the folder of this build in each folder of such files
    (editions.py).
    """

    origin: str = ""
    base: str = ""
    editions: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, site_url: str) -> Urls:
        """Take the site's address apart. Raises BadSiteUrl."""
        if not site_url:
            return cls()
        parts = _SITE.fullmatch(site_url)
        if parts is None:
            raise BadSiteUrl(
                f"“{site_url}” is not the address of a site, like https://example.org/learn. Its "
                "folders are plain letters, digits, hyphens and dots."
            )
        return cls(parts["origin"], parts["base"])

    def absolute(self, href: str) -> str:
        """The whole address of a link, for what leaves the site."""
        return f"{self.origin}{href}"

    def file_of(self, href: str) -> str:
        """The file below output/ that answers at an address."""
        path = href.removeprefix(self.base).lstrip("/")
        return f"{path}index.html" if path == "" or path.endswith("/") else path

    def numbered(self, href: str, number: int) -> str:
        """A page of a long list; the first has the list's own address."""
        return href if number == 1 else f"{href}page/{number}/"

    def narrowed(self, href: str, value: str) -> str:
        """The list of those courses of another list of which one more thing is true: Saturdays in
        Speke."""
        return f"{href}{value}/"

    def feed(self, href: str) -> str:
        """The feed of a list, or of all courses for the home page; empty while the site has no
        address.
        """
        return f"{href}feed.xml" if self.origin else ""

    def _edition(self, folder: str) -> str:
        return "/".join(filter(None, (f"{self.base}/{folder}", self.editions.get(folder))))

    def home(self) -> str:
        return f"{self.base}/"

    def search(self) -> str:
        return f"{self.base}/search/"

    def asked(self, *asks: str) -> str:
        """The search, asked for something: topic=maths."""
        return f"{self.search()}?{'&'.join(asks)}"

    def courses(self) -> str:
        return f"{self.base}/courses/"

    def course(self, course_id: str) -> str:
        return f"{self.base}/courses/{course_id}/"

    def calendar(self, course_id: str, run_key: str) -> str:
        """The calendar of one run, which people may be subscribed to."""
        return f"{self.course(course_id)}{run_key}.ics"

    def list_calendar(self, href: str) -> str:
        """The calendar of all that a page lists: of a provider, a place, a topic or an area."""
        return f"{href}calendar.ics"

    def subscription(self, calendar: str) -> str:
        """What a calendar program follows; empty while the site has no address."""
        return f"webcal://{self.origin.partition('://')[2]}{calendar}" if self.origin else ""

    def short(self, name: str) -> str:
        """The address of a page that one can say on the telephone."""
        return f"{self.base}/c/{name}/"

    def for_someone(self) -> str:
        """Where staff choose courses for somebody beside them."""
        return f"{self.base}/for-someone/"

    def link_to_us(self) -> str:
        """Where other sites choose what to link to."""
        return f"{self.base}/link-to-us/"

    def link_to(self, href: str) -> str:
        """What others can take of a list."""
        return f"{self.link_to_us()}{href.removeprefix(self.home())}"

    def qr(self, href: str, kind: str) -> str:
        """The picture of a list's code: svg or png."""
        return f"{self.link_to(href)}qr.{kind}"

    def printed(self, folder: str, name: str) -> str:
        """What was printed of a page, in the folder of a page: poster-a4."""
        return f"{folder}{name}.pdf"

    def embeds(self) -> str:
        """The folder of the pages that stand in frames of other sites."""
        return f"{self.base}/embed/"

    def embedded(self, href: str) -> str:
        """A list as a frame on another site shows it."""
        return f"{self.embeds()}{href.removeprefix(self.home())}"

    def embed_script(self) -> str:
        """The script that puts such a frame into another site's page."""
        return f"{self.base}/embed.js"

    def not_running(self) -> str:
        return f"{self.base}/not-running-now/"

    def topics(self) -> str:
        return f"{self.base}/topics/"

    def topic(self, topic_id: str) -> str:
        return f"{self.base}/topics/{topic_id}/"

    def areas(self) -> str:
        return f"{self.base}/areas/"

    def area(self, area_id: str) -> str:
        return f"{self.base}/areas/{area_id}/"

    def providers(self) -> str:
        return f"{self.base}/providers/"

    def provider(self, provider_id: str) -> str:
        return f"{self.base}/providers/{provider_id}/"

    def venues(self) -> str:
        return f"{self.base}/venues/"

    def venue(self, venue_id: str) -> str:
        return f"{self.base}/venues/{venue_id}/"

    def libraries(self) -> str:
        return f"{self.base}/libraries/"

    def library(self, library_id: str) -> str:
        return f"{self.base}/libraries/{library_id}/"

    def map(self) -> str:
        return f"{self.base}/map/"

    def levels(self) -> str:
        return f"{self.base}/levels/"

    def level(self, level_id: str) -> str:
        return f"{self.base}/levels/{level_id}/"

    def whens(self) -> str:
        return f"{self.base}/when/"

    def when(self, when_id: str) -> str:
        return f"{self.base}/when/{when_id}/"

    def free(self) -> str:
        return f"{self.base}/free/"

    def free_for_some(self) -> str:
        return f"{self.base}/free/for-some/"

    def free_for_me(self) -> str:
        return f"{self.base}/is-it-free/"

    def help_now(self) -> str:
        """Whom to ring when somebody needs help now."""
        return f"{self.base}/help-now/"

    def online(self) -> str:
        return f"{self.base}/online/"

    def starting_soon(self) -> str:
        return f"{self.base}/starting-soon/"

    def with_childcare(self) -> str:
        return f"{self.base}/with-childcare/"

    def with_qualification(self) -> str:
        return f"{self.base}/with-a-qualification/"

    def page(self, slug: str) -> str:
        return f"{self.base}/{slug}/"

    def not_found(self) -> str:
        return f"{self.base}/404.html"

    def assets(self) -> str:
        """The folder of style sheets, scripts and fonts of this build, without a final slash."""
        return self._edition("assets")

    def search_data(self) -> str:
        """The folder of what this build's search page reads, with a final slash."""
        return f"{self._edition('search')}/"

    def search_index(self) -> str:
        """The folder of the search index, with a final slash."""
        return f"{self.search_data()}pagefind/"

    def build_name(self) -> str:
        """Return what names the scripts and the data of this build's search page."""
        return f"{self.assets()}{self.search_data()}"

    def build(self) -> str:
        """Which build is here now, for pages that have been open for a while."""
        return f"{self.search()}build.txt"

    def saved(self) -> str:
        """The page of the courses a person has saved on their device."""
        return f"{self.base}/saved/"

    def offline(self) -> str:
        """The page shown where there is no network."""
        return f"{self.base}/offline/"

    def worker(self) -> str:
        """The service worker. It answers for everything below the folder it is in."""
        return f"{self.base}/worker.js"

    def editor(self) -> str:
        """The hosted editor, where there is one."""
        return f"{self.base}/edit/"

    def editor_files(self) -> str:
        """The folder of what the hosted editor is made of, with a final slash."""
        return f"{self._edition('edit')}/"

    def add(self) -> str:
        """The page where partners add a course."""
        return f"{self.base}/add/"

    def spreadsheet(self) -> str:
        """The page where partners see what their own sheet would bring in."""
        return f"{self.add()}spreadsheet/"

    def empty_sheet(self) -> str:
        """A sheet to fill in."""
        return f"{self.add()}courses.xlsx"

    def python(self) -> str:
        """The folder of what reads a sheet in the browser, with a final slash."""
        return f"{self._edition('python')}/"

    def blank_course(self) -> str:
        """A file of a course to start from, for those who cannot use the form."""
        return f"{self.add()}course.yaml"

    def form_file(self) -> str:
        """What the form has to know to check and write a course."""
        return f"{self.partners()}form.json"

    def change(self) -> str:
        """The page where partners change a course."""
        return f"{self.base}/change/"

    def change_files(self) -> str:
        """The folder of what the files of courses say, for that page."""
        return f"{self.change()}courses/"

    def course_file(self, course_id: str) -> str:
        """What the files of this course and of a few others say. js/form/form.js finds it by the
        id alone, so a page of before the last publish does too.
        """
        number = 0
        for letter in course_id:
            number = (number * 31 + ord(letter)) % _COURSE_FILES
        return f"{self.change_files()}{number}.json"

    def change_course(self, course_id: str) -> str:
        return f"{self.change()}?course={course_id}"

    def preview(self) -> str:
        """The page that shows a course as it would look, in a frame of the partners' form."""
        return f"{self.base}/add/preview/"

    def partners(self) -> str:
        """The folder of what this build's pages for partners read, with a final slash."""
        return f"{self._edition('add')}/"

    def plan(self) -> str:
        """The page where the partnership begins to plan."""
        return f"{self.base}/plan/"

    def plan_page(self, *parts: str) -> str:
        """A table of planning, or a part of one: what one partner teaches."""
        return f"{self.plan()}{'/'.join(parts)}/"

    def plan_file(self, name: str) -> str:
        """A table of planning to download, or all in one workbook."""
        return f"{self.plan()}{name}"

    def place_finder(self) -> str:
        """The page that finds places for a new course."""
        return f"{self.base}/plan/place/"

    def places_data(self) -> str:
        """What that page finds them in."""
        return f"{self.partners()}places.json"

    def record(self) -> str:
        """What each build leaves for the next."""
        return f"{self.base}/{RECORD}"

    def open_data(self) -> str:
        """The page that says which data there are, above all of their files."""
        return f"{self.base}/data/"

    def data(self, name: str) -> str:
        """A file of data, such as v1/courses.json."""
        return f"{self.open_data()}{name}"

    def picture(self, name: str) -> str:
        """A picture for links in messages, or an icon, which keeps its address."""
        return f"{self.base}/pictures/{name}.png"

    def manifest(self) -> str:
        """What a phone is told that puts the site on its first screen."""
        return f"{self.base}/manifest.webmanifest"

    def sitemap(self) -> str:
        return f"{self.base}/sitemap.xml"

    def notices(self) -> str:
        """The licences of what others made."""
        return f"{self.base}/third-party-notices.txt"

    def security(self) -> str:
        """Whom to tell of a hole in the site."""
        return f"{self.base}/.well-known/security.txt"

    def headers(self) -> str:
        """What Netlify and Cloudflare Pages are told of headers."""
        return f"{self.base}/_headers"

    def redirects(self) -> str:
        """What they are told of moved pages."""
        return f"{self.base}/_redirects"

    def robots(self) -> str:
        """What crawlers are told."""
        return f"{self.base}/robots.txt"
