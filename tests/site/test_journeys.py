"""Whole journeys, each as a person makes it: by what they see or hear, on the screen they have.

Nothing here looks for a class or an id: only for names, roles and words. The people are invented.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

OLD_PHONE = {"width": 320, "height": 640}
PHONE = {"width": 390, "height": 844}
LIBRARY_SCREEN = {"width": 1280, "height": 800}
SHEET_OF_A4 = {"width": 720, "height": 1040}
SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 20_000,
}
"""About 400 kilobits a second, as on the edge of a mobile network."""
WHAT = "What would you like to learn?"
NEAR = "Near (postcode or place)"
ADDRESS = re.compile(r"Liverpool, L\d+ \d[A-Z]{2}")
CALL = re.compile(r"^Call 0\d{3} \d{3} \d{4}$")


def home(page: Page, address: str, screen: dict[str, int]) -> None:
    """Open the site as somebody with this screen."""
    page.set_viewport_size({"width": screen["width"], "height": screen["height"]})
    page.goto(f"{address}/")


def search(page: Page, what: str, near: str = "") -> None:
    """Type into the boxes and press the button that phones have for it."""
    page.get_by_label(WHAT).fill(what)
    if near:
        page.get_by_label(NEAR).fill(near)
    page.keyboard.press("Enter")
    expect(found(page)).to_have_text(re.compile(r"^\d+ courses? found$"), timeout=60_000)
    expect(courses(page).first).to_be_visible(timeout=60_000)


def found(page: Page) -> Locator:
    """What the page says it found."""
    return page.get_by_role("status").first


def courses(page: Page) -> Locator:
    """The links to the courses that are listed, the best first."""
    return page.get_by_role("article").get_by_role("link")


def fact(page: Page, name: str) -> Locator:
    """What stands beside a word such as Where at the top of a course's page."""
    glance = page.get_by_role("region", name="At a glance")
    term = glance.get_by_role("term").filter(has_text=re.compile(f"^{name}$"))
    return term.locator("xpath=..")


def no_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_somebody_who_reads_slowly_is_on_the_phone_to_the_right_person(
    page: Page, address: str
) -> None:
    """On an old phone and a slow line, with the spelling of somebody in a hurry."""
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_LINE)
    home(page, address, OLD_PHONE)
    search(page, "englsh clas near l8 with creche")
    expect(page.get_by_text("Showing results for english.")).to_be_visible()
    expect(found(page)).to_be_in_viewport()
    first = page.get_by_role("article").first
    expect(first).to_be_in_viewport()
    expect(first).to_contain_text(re.compile(r"about 0\.\d miles from L8"))
    courses(page).first.click()
    expect(fact(page, "Where")).to_contain_text("L8")
    expect(page.get_by_role("main")).to_contain_text("Yes: Crèche or childcare on site")
    call = fact(page, "Join").get_by_role("link", name=CALL)
    call.scroll_into_view_if_needed()
    expect(call).to_have_attribute("href", re.compile(r"^tel:\+44\d{10}$"))
    assert no_wider_than_the_screen(page)


def test_mina_finds_an_english_class_with_a_word_of_her_own_language(
    page: Page, address: str
) -> None:
    """Mina reads Arabic and three words of English. A friend told her: library, Toxteth."""
    home(page, address, PHONE)
    search(page, "انجليزي", near="toxteth library")
    expect(page.get_by_role("button", name="Take away: Near toxteth library")).to_be_visible()
    expect(page.get_by_label(WHAT)).to_have_value("انجليزي")
    page.get_by_text("Filters", exact=True).first.click()
    page.get_by_text("Help and getting in", exact=True).first.click()
    page.get_by_role("checkbox", name=re.compile("^Help in your language")).check()
    page.get_by_text("Level", exact=True).first.click()
    page.get_by_role("checkbox", name=re.compile("^Entry 1")).check()
    page.get_by_role("button", name=re.compile(r"^Show \d+ courses?$")).click()
    expect(page.get_by_role("button", name="Take away: Help in your language")).to_be_visible()
    expect(courses(page).first).to_be_visible()
    page.get_by_role("link", name="English for beginners", exact=True).click()
    expect(fact(page, "Where")).to_contain_text("Toxteth Library")
    expect(fact(page, "Cost")).to_contain_text("Free. You pay nothing.")
    expect(page.get_by_text("Yes: Help in your language")).to_be_visible()
    expect(fact(page, "Join").get_by_role("link", name=CALL)).to_be_visible()
    page.go_back()
    expect(page.get_by_label(WHAT)).to_have_value("انجليزي")
    expect(page.get_by_role("button", name="Take away: Entry 1")).to_be_visible()


def test_dave_finds_an_evening_that_is_free_for_him_and_puts_it_in_his_calendar(
    page: Page, address: str
) -> None:
    """Dave is 54, works until five, looks after his mother, and never got his maths."""
    home(page, address, PHONE)
    search(page, "maths after work near l4")
    expect(page.get_by_role("button", name="Take away: Evenings")).to_be_visible()
    expect(page.get_by_role("button", name="Take away: Near L4")).to_be_visible()
    expect(page.get_by_role("article").first).to_contain_text(re.compile(r"[5-8](:\d\d)?pm"))
    courses(page).first.click()
    expect(fact(page, "Cost")).to_contain_text("Free for some people.")
    main = page.get_by_role("main")
    main.get_by_text("Is it free for me?").click()
    for question, answer in (
        ("How old are you?", "24 or over"),
        ("Where do you live?", "In Halton, Knowsley, Liverpool"),
        ("Do you have GCSE maths", "No"),
    ):
        main.get_by_role("group", name=question).get_by_role("radio", name=answer).check()
    expect(main.get_by_role("status").filter(has_text="Likely")).to_be_visible()
    expect(main).to_contain_text("This is not a promise. The provider will check.")
    expect(fact(page, "Join").get_by_role("link", name=CALL)).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^\d more dates?$")).click()
    evening = (
        page.get_by_role("listitem")
        .filter(
            has=page.get_by_text("Add these dates to my calendar"),
            has_text=re.compile(r"[5-8](:\d\d)?pm to"),
        )
        .first
    )
    evening.get_by_text(re.compile(r"^(All|The next) \d+ dates$")).click()
    with page.expect_download() as download:
        evening.get_by_role("link", name="Add these dates to my calendar").click()
    assert b"BEGIN:VEVENT" in download.value.path().read_bytes()
    page.get_by_role("button", name=re.compile("^Save")).click()
    page.get_by_role("link", name="Saved (1)").click()
    expect(page.get_by_role("main").get_by_role("link", name=CALL)).to_be_visible()


def test_kelly_compares_two_places_that_take_a_pushchair(page: Page, address: str) -> None:
    """Kelly has a pushchair, two children and one hand free. She knows Norris Green."""
    home(page, address, OLD_PHONE)
    page.get_by_role("main").get_by_role("link", name="All parts of the city").click()
    page.get_by_role("main").get_by_role("link", name="Map of places to learn").click()
    spots = page.get_by_role("group", name=re.compile("^Map of Liverpool"))
    spots.get_by_role("link", name=re.compile("^Meadow Lane School")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Yes: Step-free way in")
    page.go_back()
    spots.get_by_role("link", name=re.compile("^Norris Green Library")).press("Enter")
    expect(page.get_by_role("link", name=re.compile("^Plan your journey"))).to_be_visible()
    page.get_by_role("link", name="Liverpool Community Learning").click()
    search(page, "pushchair creche norris green")
    for chip in ("Near Norris Green", "Step-free way in", "Crèche or childcare on site"):
        expect(page.get_by_role("button", name=f"Take away: {chip}")).to_be_visible()
    titles = courses(page).all_inner_texts()[:2]
    for title in titles:
        page.get_by_role("link", name=title, exact=True).first.click()
        expect(page.get_by_role("main")).to_contain_text("Yes: Step-free way in")
        page.get_by_role("button", name=f"Save {title}").click()
        page.go_back()
        expect(found(page)).to_contain_text("found")
    page.get_by_role("link", name="Saved").click()
    expect(page.get_by_role("main").get_by_role("heading", level=2).first).to_have_text(titles[0])
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Compare").click()
    table = page.get_by_role("region", name="Side by side")
    for title in titles:
        expect(table.get_by_role("columnheader", name=title)).to_be_visible()
    assert no_wider_than_the_screen(page)
    mail = str(page.get_by_role("link", name="E-mail").get_attribute("href"))
    assert all(title in parse_qs(urlsplit(mail).query)["body"][0] for title in titles)


def tab_to(page: Page, goal: Locator, most: int = 60) -> list[str]:
    """Press Tab until it has the focus; gives the name of everything passed, as it is read out."""
    names: list[str] = []
    session = page.context.new_cdp_session(page)
    for _ in range(most):
        page.keyboard.press("Tab")
        here = session.send("Runtime.evaluate", {"expression": "document.activeElement"})
        node = {"objectId": here["result"]["objectId"], "fetchRelatives": False}
        [read] = session.send("Accessibility.getPartialAXTree", node)["nodes"]
        if read["ignored"]:
            continue  # past the end of the page, at its beginning again
        names.append(f"{read['role']['value']}: {read['name']['value']}")
        if goal.evaluate("goal => goal === document.activeElement"):
            return names
    raise AssertionError(f"not reached by Tab; passed {names}")


def test_joan_hears_her_way_to_a_phone_number_with_keys_alone(page: Page, address: str) -> None:
    """Joan is 61 and blind. She listens, and uses Tab, Enter and her screen reader's own keys."""
    home(page, address, LIBRARY_SCREEN)
    heard = tab_to(page, page.get_by_role("link", name="Skip to main content"))
    assert heard == ["link: Skip to main content"]
    page.keyboard.press("Enter")
    heard = tab_to(page, page.get_by_label(WHAT))
    assert heard == [f"searchbox: {WHAT}"]
    page.keyboard.type("compooters")
    assert tab_to(page, page.get_by_label(NEAR)) == [f"searchbox: {NEAR}"]
    page.keyboard.type("walton")
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ courses found$"))
    expect(page).to_have_title(re.compile("Search"))
    expect(page.get_by_text("Showing results for")).to_be_visible()
    first = courses(page).first
    title = first.inner_text()
    heard = tab_to(page, first)
    assert heard[-1] == f"link: {title}"
    assert "button: Take away: Near walton" in heard
    assert all(name.split(": ", 1)[1] for name in heard), "everything passed says what it is"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    tab_to(page, page.get_by_role("link", name="Skip to main content"))
    page.keyboard.press("Enter")
    call = fact(page, "Join").get_by_role("link", name=CALL)
    heard = tab_to(page, call, most=15)
    assert CALL.match(heard[-1].removeprefix("link: "))
    for term, said in (("When", "day"), ("Where", ", "), ("Cost", "ree")):
        expect(fact(page, term)).to_contain_text(said)
    expect(page.get_by_role("main")).to_contain_text(ADDRESS)
    save = page.get_by_role("button", name=f"Save {title}")
    tab_to(page, save)
    page.keyboard.press("Space")
    expect(status.filter(has_text="Saved on this device.")).to_be_visible()
    expect(save).to_have_attribute("aria-pressed", "true")
    expect(save).to_be_focused()


def test_tony_reaches_a_course_in_four_steps_where_scripts_are_blocked(
    browser: Browser, address: str
) -> None:
    """Tony uses an old computer in a library, and its browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    home(page, address, LIBRARY_SCREEN)
    page.get_by_label(WHAT).fill("welding")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    assert "This search needs JavaScript" in page.evaluate("document.body.innerText")
    expect(page.get_by_label("Show first")).to_be_hidden()
    main = page.get_by_role("main")
    main.get_by_role("link", name="Topics", exact=True).click()
    main.get_by_role("link", name="Construction and trades").click()
    courses(page).first.click()
    expect(fact(page, "When")).to_contain_text("day")
    expect(main).to_contain_text(ADDRESS)
    expect(fact(page, "Join").get_by_role("link", name=CALL)).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    page.get_by_role("link", name="Map", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Toxteth Library").first.click()
    expect(courses(page).first).to_be_visible()
    context.close()


def test_tony_is_shown_the_lists_too_where_only_the_files_of_scripts_are_blocked(
    page: Page, address: str
) -> None:
    """Then the browser does not know that scripts are off, and the search never answers."""
    page.route("**/*.js", lambda route: route.abort())
    home(page, address, LIBRARY_SCREEN)
    page.get_by_label(WHAT).fill("welding")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The search has not started")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Topics", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")


def test_pat_prints_what_a_visitor_needs_and_nothing_else(page: Page, address: str) -> None:
    """Pat, a librarian, finds a course for a visitor and puts it on paper."""
    page.add_init_script("window.print = () => { document.documentElement.lang = 'printed'; };")
    home(page, address, LIBRARY_SCREEN)
    search(page, "sewing", near="L8")
    page.emulate_media(media="print")
    expect(page.get_by_label(WHAT)).to_have_value("sewing")
    expect(page.get_by_label(WHAT)).to_be_visible()
    expect(page.get_by_text("Near L8", exact=True)).to_be_visible()
    for name in ("Search", "Use where I am now", "Show more courses"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
    page.emulate_media(media="screen")
    courses(page).first.click()
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("document.documentElement.lang") == "printed"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET_OF_A4["width"], "height": SHEET_OF_A4["height"]})
    expect(fact(page, "When")).to_contain_text(re.compile(r"days? .*\d(am|pm|midday)", re.S))
    expect(fact(page, "When")).to_contain_text("Starts")
    expect(page.get_by_text(ADDRESS).first).to_be_visible()
    call = fact(page, "Join").get_by_role("link", name=CALL)
    expect(call).to_be_visible()
    end_of_call = call.bounding_box()
    assert end_of_call
    assert end_of_call["y"] < SHEET_OF_A4["height"], "the number is on the first sheet"
    expect(page.get_by_role("article")).to_have_count(0)
    for useless in (page.get_by_role("navigation"), page.get_by_role("search")):
        expect(useless).to_have_count(0)
    for button in page.get_by_role("button").all():
        expect(button).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")
