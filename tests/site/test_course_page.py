"""The page of a course, and the calendars beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from catalogue.site.urls import Urls
from catalogue.site.views.runs import run_view
from catalogue.site.views.site import Site
from tests.builders import a_course, a_run
from tests.conftest import COURSE, PROJECT, PROVIDER, VENUE, edition_of, load, small_tree
from tests.site.conftest import tiny_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tests.site.conftest import TinySite

POTTERY = "content/courses/the-kiln/pottery.yaml"
PAGE = "courses/the-kiln/pottery/index.html"
CALENDAR = "courses/the-kiln/pottery/q7pt3.ics"
ENDED = COURSE.replace("2027-01-12", "2026-01-13").replace("2027-03-23", "2026-03-24")
LATER = """\
  - venue: the-shed
    starts: 2027-04-16
    ends: 2027-06-25
    sessions:
      - {day: friday, from: 18:00, to: 20:00}
"""


def in_state(state: str) -> str:
    """The pottery course in a state."""
    return COURSE.replace("    sessions:", f"    state: {state}\n    sessions:")


def words(element: HtmlElement) -> str:
    """What a reader reads, on one line."""
    return " ".join(" ".join(element.itertext()).split())


def row(page: HtmlElement, heading: str) -> HtmlElement:
    """The row of facts with a heading."""
    [found] = [row for row in page.find_class("row") if words(row.find("h2")) == heading]
    return found


def unfolded(calendar: str) -> str:
    """A calendar's long lines put together again."""
    return calendar.replace("\n ", "")


SESSIONS = "    sessions:\n      - {day: tuesday, from: 09:30, to: 11:30}\n"
CANNOT_BE_JOINED = {
    "full": in_state("full"),
    "waiting-list": in_state("waiting-list"),
    "cancelled": in_state("cancelled"),
    "postponed": in_state("postponed"),
    "ended": ENDED,
    "started": COURSE.replace("2027-01-12", "2026-11-03"),
}
VERSIONS = {
    "open": COURSE,
    **CANNOT_BE_JOINED,
    "free-if": COURSE.replace("kind: free", "kind: free-if\n  free_if: [benefits]"),
    "ask": COURSE.replace("kind: free", "kind: ask"),
    "limited": f"{COURSE}audiences: [women, carers]\nonly_for_audiences: true\n",
    "next-time": in_state("full").replace("checked:", f"{LATER}checked:"),
    "answered": f"{COURSE}support:\n  creche: yes\n  materials: no\n",
    "mailed": COURSE.replace("phone: 0151 496 0123", "email: us@kiln.example"),
    "nothing-needed": f"{COURSE}entry_needs: None.\nassessment: None.\n",
    "long": COURSE.replace("2027-03-23", "2027-09-28"),
    "undated": COURSE.replace(SESSIONS, ""),
    "moved": f"{ENDED}previously: [the-kiln/clay]\n",
}


@dataclass(frozen=True, slots=True)
class Versions:
    """The site of one course as it might be: a course for each of VERSIONS."""

    site: TinySite

    def __getitem__(self, name: str) -> HtmlElement:
        """The page of a version."""
        return self.site.page(f"courses/the-kiln/{name}/index.html")

    def calendar(self, name: str) -> str:
        """The calendar of a version's run."""
        return unfolded(self.site.text(f"courses/the-kiln/{name}/q7pt3.ics"))


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """All versions, built as one site."""
    site = tiny_site(small_tree(tmp_path_factory.mktemp("versions")))
    for name, text in VERSIONS.items():
        titled = text.replace("Pottery for beginners", f"Pottery {name}")
        site.tree.write(f"content/courses/the-kiln/{name}.yaml", titled)
    site.build()
    return Versions(site)


@pytest.fixture(scope="module")
def site() -> Site:
    """The words of FROZEN, for courses that are in no catalogue."""
    return Site(load()[0], Urls(), "Learning")


# Whether one can join


def test_course_one_can_join_has_no_warning_and_one_main_button(unchanged: TinySite) -> None:
    page = unchanged.page(PAGE)
    assert page.find_class("standing") == []
    assert [words(button) for button in page.xpath("//main//*[@class='button']")] == [
        "Call 0151 496 0123"
    ]


@pytest.mark.parametrize(
    ("version", "heading", "advice"),
    [
        ("full", "Full", "Ask The Kiln when it runs again."),
        ("waiting-list", "Waiting list", "put your name on the waiting list."),
        ("cancelled", "Cancelled", "It will not take place."),
        ("postponed", "Postponed", "The new date is not known yet."),
        ("ended", "Not running now", "This course has ended."),
        ("started", "Already started", "if you can still join."),
    ],
)
def test_course_one_cannot_simply_join_says_so_first_and_leads_on(
    versions: Versions, version: str, heading: str, advice: str
) -> None:
    page = versions[version]
    [standing] = page.find_class("standing")
    assert words(standing.find("h2")) == heading
    assert advice in words(standing)
    [button] = page.xpath("//main//*[@class='button']")
    assert button.get("href") == "#similar"
    assert page.get_element_by_id("similar").tag == "h2"
    similar = page.xpath("//section[@aria-labelledby='similar']//h3")
    assert similar
    for title in similar:
        assert words(title).removeprefix("Pottery ") not in CANNOT_BE_JOINED


def test_where_nothing_is_like_it_the_way_on_is_to_what_starts_soon(tiny: TinySite) -> None:
    tiny.tree.write(POTTERY, in_state("full"))
    tiny.build()
    [button] = tiny.page(PAGE).xpath("//main//*[@class='button']")
    assert button.get("href") == "/starting-soon/"


def test_course_with_another_time_that_has_places_shows_that_first(versions: Versions) -> None:
    page = versions["next-time"]
    assert page.find_class("standing") == []
    assert "Fridays 6pm to 8pm" in words(page.find_class("pass")[0])
    [link] = page.xpath("//a[@href='#other-times']")
    assert words(link) == "1 more date"
    other = words(page.get_element_by_id("time-2"))
    assert "Tuesdays 9:30am to 11:30am" in other
    assert "Full" in other


@pytest.mark.parametrize("version", ["open", "ended", "cancelled"])
def test_same_facts_are_in_the_same_order_whatever_has_happened(
    versions: Versions, version: str
) -> None:
    [glance] = versions[version].find_class("pass__facts")
    assert [words(term) for term in glance.iter("dt")] == [
        *("When", "Where", "Cost", "Level", "Join")
    ]
    text = words(glance)
    facts = ("Tuesdays 9:30am to 11:30am", "The Shed", "Free. You pay nothing.", "Call 0151")
    assert [text.index(fact) for fact in facts] == sorted(text.index(fact) for fact in facts)


@pytest.mark.parametrize(("version", "asks"), [("open", False), ("free-if", True), ("ask", True)])
def test_whether_it_is_free_is_asked_only_where_the_cost_does_not_say_it(
    versions: Versions, version: str, asks: bool
) -> None:
    main = versions[version].get_element_by_id("main")
    assert ("Is it free for me?" in words(main)) == asks


@pytest.mark.parametrize("version", ["ended", "cancelled", "postponed"])
def test_nobody_is_sent_to_a_class_that_will_not_be(versions: Versions, version: str) -> None:
    page = versions[version]
    assert page.find_class("dates") == []
    assert page.xpath("//a[@type='text/calendar']") == []


# Who may join


def test_who_alone_may_join_stands_beside_the_title_and_in_the_calendar(
    versions: Versions,
) -> None:
    said = "Only for women who look after a relative or friend"
    assert words(versions["limited"].find("body//h1").getnext()) == said
    assert f"{said}." in versions.calendar("limited")


# What else it says


def test_path_leads_from_what_comes_before_to_what_follows_across_providers(
    tiny: TinySite,
) -> None:
    steps = {
        "the-kiln/a-taster": ("Taster", "[the-kiln/pottery]"),
        "the-wheel/glazing": ("Glazing", "[the-wheel/kilns]"),
        "the-wheel/kilns": ("Kilns", "[]"),
    }
    tiny.tree.write("providers/the-wheel.yaml", "name: The Wheel\nsummary: Turns.\nexample: true\n")
    for course_id, (title, leads_to) in steps.items():
        text = COURSE.replace("Pottery for beginners", title)
        leads = "" if leads_to == "[]" else f"leads_to: {leads_to}\n"
        tiny.tree.write(f"content/courses/{course_id}.yaml", f"{text}{leads}")
    tiny.tree.write(POTTERY, f"{COURSE}leads_to: [the-wheel/glazing]\n")
    tiny.build()
    path = row(tiny.page(PAGE), "What next").find_class("path")[0]
    assert [words(step) for step in path.iter("li")] == [
        "Before Taster Anyone can start, The Kiln",
        "You are here Pottery for beginners Anyone can start",
        "Next Glazing Anyone can start, The Wheel",
        "Then Kilns Anyone can start, The Wheel",
    ]
    assert path.xpath(".//a/@href")[1] == "/courses/the-wheel/glazing/"
    assert row(tiny.page("courses/the-wheel/kilns/index.html"), "What comes before") is not None


def test_what_to_ask_stands_in_one_line_that_says_whom_to_ask(versions: Versions) -> None:
    [asked] = versions["answered"].find_class("answers__ask")
    assert words(asked.find("summary")) == "Not listed: call 0151 496 0123 to ask"
    things = words(asked.find("p"))
    assert things.startswith("The Kiln can tell you about: Help with childcare costs, ")
    assert "Hearing loop" in things
    for known in ("Crèche", "Materials", "Step-free"):
        assert known not in things
    [asked] = versions["mailed"].find_class("answers__ask")
    assert words(asked.find("summary")) == "Not listed: e-mail us@kiln.example to ask"


def test_place_that_has_no_number_names_somebody_who_teaches_there(tiny: TinySite) -> None:
    tiny.tree.write("content/venues/the-barn.yaml", VENUE.replace("The Shed", "The Barn"))
    tiny.build()
    [asked] = tiny.page("venues/the-shed/index.html").find_class("answers__ask")
    assert words(asked.find("summary")) == "Not listed: call 0151 496 0123 to ask"
    assert words(asked.find("p")).startswith("The Kiln can tell you about: ")
    [asked] = tiny.page("venues/the-barn/index.html").find_class("answers__ask")
    assert words(asked.find("summary")) == "Not listed: ask before you travel"


@pytest.mark.parametrize(
    ("off", "said"),
    [
        ("2027-02-16", "16 February 2027"),
        ("2027-01-26, 2027-02-02", "26 January to 2 February 2027"),
        ("2027-02-09, 2027-02-16", "9 to 16 February 2027"),
        ("2027-01-19, 2027-02-02", "19 January 2027 and 2 February 2027"),
    ],
)
def test_days_without_a_class_that_follow_each_other_are_one_break(
    site: Site, off: str, said: str
) -> None:
    days = frozenset(date.fromisoformat(day) for day in off.split(", "))
    course = a_course(runs=(a_run(no_class_on=days, venue=None, delivery="online"),))
    assert run_view(site, course, course.runs[0]).no_class == f"No class on {said}."


def test_nothing_that_is_needed_is_said_in_our_words(versions: Versions) -> None:
    text = words(versions["nothing-needed"].get_element_by_id("main"))
    assert "Before you start Nothing. Just come." in text
    assert "Tests and exams No test." in text


COSTS = "Calls to this number cost extra."


def test_a_number_that_costs_extra_says_so_wherever_it_stands(tiny: TinySite) -> None:
    second = COURSE.split("runs:\n")[1].split("checked:")[0].replace("2027-01", "2027-02")
    second = re.sub(r" +id: .*\n", "", second)
    course = COURSE.replace("0151 496", "0844 496").replace("checked:", f"{second}checked:")
    tiny.tree.write(POTTERY, course.replace("example: true\n", ""))
    for file, text, phone, names in (
        ("content/venues/the-shed.yaml", VENUE, "0871 496 0123", "name, kind, address, access"),
        ("providers/the-kiln.yaml", PROVIDER, "0909 879 0123", "name, summary"),
    ):
        source = f"{{for: [{names}, phone], from: Their sign, dated: 2026-11, confidence: sure}}"
        real = text.replace("example: true\n", f"phone: {phone}\nsources: [{source}]\n")
        tiny.tree.write(file, real)
    tiny.build()
    page = tiny.page(PAGE)
    buttons = page.xpath("//a[starts-with(normalize-space(), 'Call ')]")
    assert buttons
    for button in buttons:
        assert words(button.getparent().getnext()) == COSTS
    for asked in page.find_class("answers__ask"):
        assert COSTS in words(asked)
    for other in ("venues/the-shed/index.html", "providers/the-kiln/index.html"):
        assert COSTS in tiny.text(other)
    assert COSTS in words(tiny.page("search/index.html").find_class("advisers")[0])
    cards = "".join(
        path.read_text("utf-8")
        for path in edition_of(tiny.root / "output", "search").rglob("*.json")
    )
    assert f"0844 496 0123. {COSTS}" in cards
    for calendar in tiny.root.glob("output/courses/*/*/*.ics"):
        assert f"Call: 0844 496 0123. {COSTS}" in unfolded(calendar.read_text("utf-8"))


def test_a_number_that_costs_no_more_says_nothing_of_cost(unchanged: TinySite) -> None:
    assert COSTS not in unchanged.text(PAGE)


def test_long_list_of_dates_is_cut_and_the_calendar_has_them_all(versions: Versions) -> None:
    [dates] = versions["long"].find_class("sessions")
    assert words(dates.find("summary")) == "The next 16 dates"
    assert len(dates.findall(".//li")) == 16
    assert "UNTIL=20270928T083000Z" in versions.calendar("long")


# Reporting a mistake


def test_report_is_a_letter_that_only_needs_ticks(tiny: TinySite) -> None:
    settings = (PROJECT / "pelicanconf.py").read_text(encoding="utf-8")
    (tiny.root / "pelicanconf.py").unlink()
    tiny.tree.write("pelicanconf.py", f"{settings}\nCONTACT_EMAIL = 'a@it.example'\n")
    tiny.build("https://example.org/learn")
    [href] = tiny.page(PAGE).xpath("//a[text()='Report a mistake']/@href")
    assert urlsplit(href).path == "a@it.example"
    [body] = parse_qs(urlsplit(href).query)["body"]
    lines = body.split("\r\n")
    assert lines[0] == "The page: https://example.org/learn/courses/the-kiln/pottery/"
    assert "[ ] the day or the time" in lines
    assert lines[-1].startswith("What happens next: ")


@pytest.mark.parametrize(
    ("version", "href"),
    [("mailed", "mailto:us@kiln.example?subject="), ("open", "tel:+441514960123")],
)
def test_without_an_owner_to_tell_mistakes_go_to_the_provider(
    versions: Versions, version: str, href: str
) -> None:
    [found] = versions[version].xpath("//a[text()='Tell the provider about a mistake']/@href")
    assert found.startswith(href)


# Calendars


def test_run_has_a_calendar_that_leads_back_to_the_page(addressed: TinySite) -> None:
    calendar = unfolded(addressed.text(CALENDAR))
    assert "LOCATION:The Shed\\, Liverpool\\, L8 1XF" in calendar
    assert "URL:https://example.org/learn/courses/the-kiln/pottery/" in calendar
    assert "GEO:53." in calendar
    page = addressed.page(PAGE)
    assert page.xpath("//*[@id='actions']//a[@type='text/calendar']/@href") == [
        f"/learn/{CALENDAR}"
    ]
    assert page.xpath("//*[@class='follow']/a/@href") == [f"webcal://example.org/learn/{CALENDAR}"]


def test_nobody_can_follow_a_calendar_of_a_site_without_an_address(unchanged: TinySite) -> None:
    assert "webcal" not in unchanged.text(PAGE)
    assert "URL:" not in unchanged.text(CALENDAR)


def test_run_without_dates_has_no_calendar(versions: Versions) -> None:
    assert list((versions.site.root / "output/courses/the-kiln/undated").glob("*.ics")) == []
    assert versions["undated"].xpath("//a[@type='text/calendar']") == []


def test_calendar_answers_after_the_run_is_over_and_where_the_course_was_before(
    versions: Versions,
) -> None:
    assert "DTSTART;TZID=Europe/London:20260113T093000" in versions.calendar("moved")
    assert versions.calendar("clay") == versions.calendar("moved")
