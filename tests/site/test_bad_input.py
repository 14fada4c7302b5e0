"""Bad input and bad luck: addresses that nobody wrote, files that come half or late, storage off.

The page still works, shows text as text, says what it did, and offers browsing. What else of this
is tested stands in test_search_page.py, test_saved.py and test_offline.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.test_accessibility import KINDS
from tests.site.test_in_a_browser import settled
from tests.site.test_saved import NO_STORAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

NOT_OURS = "Failed to load"
"""What Chromium and Pagefind write to the console about a file that did not come."""
CARDS = "**/search/*/cards/*"
FILLED = re.compile(r"^(\d+ courses? found|No courses .+|No course has .+|We do not know .+)$")
NOTHING_KEPT = f"""{NO_STORAGE}
for (const name of ["sessionStorage", "indexedDB", "caches"]) {{
  Object.defineProperty(window, name, {{
    get() {{ throw new DOMException("switched off", "SecurityError"); }},
  }});
}}
delete Navigator.prototype.serviceWorker;
"""
MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest.fixture
def phone(page: Page) -> Iterator[Page]:
    """A small phone; the test fails if anything was written to the console."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if not message.text.startswith(NOT_OURS):
            said.append(message.text)

    page.on("console", hear)
    page.set_viewport_size({"width": 320, "height": 640})
    yield page
    assert said == []


def open_search(page: Page, address: str, asks: str) -> None:
    """Open the search with this after its address, and wait until it has done what it can."""
    page.goto(f"{address}/search/{asks}")
    settled(page)


def assert_it_works(page: Page) -> None:
    """It says something, leads on, and fits on the screen."""
    expect(page.locator("#count, #saved-said").first).to_be_visible()
    assert_it_leads_on(page)
    expect(page.locator("#ways-on .chips a").first).to_be_visible()


def assert_it_leads_on(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main a:visible, .menu a:visible").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert (
        page.locator("img[src=x], script:not([src]):not([type='application/ld+json'])").count() == 0
    )


def titles(page: Page) -> list[str]:
    return page.locator("#results h3").all_inner_texts()


def fails(page: Page, files: str) -> Callable[[], None]:
    """From now on these files do not come; call what it gives to let them come again."""
    page.route(files, abort)
    return lambda: page.unroute(files, abort)


def abort(route: Route) -> None:
    route.abort()


def half(route: Route) -> None:
    """Answer with the first bytes of a file, as a line that breaks off does."""
    route.fulfill(status=200, content_type="text/javascript", body='{"sets": [["')


def hold(page: Page, files: str) -> Callable[[], None]:
    """From now on these files do not answer; call what it gives to let all of them."""
    waiting: list[Route] = []
    held = True

    def wait(route: Route) -> None:
        if held:
            waiting.append(route)
        else:
            route.fallback()

    def let_go() -> None:
        nonlocal held
        held = False
        for route in waiting:
            route.fallback()

    page.route(files, wait)
    return let_go


# ---- files that come half, late or not at all ----


def test_second_page_that_fails_leaves_the_first_and_can_be_tried_again(
    phone: Page, address: str
) -> None:
    open_search(phone, address, "?q=computers")
    first, said = titles(phone), phone.get_by_role("status").inner_text()
    mend = fails(phone, CARDS)
    phone.get_by_role("button", name="Show more courses").click()
    missing = phone.locator("#missing")
    expect(missing).to_contain_text("could not be loaded")
    expect(phone.locator("#results a:focus, #try-again:focus")).to_have_count(1)
    assert titles(phone)[:8] == first
    assert len(titles(phone)) < 16
    assert_it_works(phone)
    mend()
    phone.get_by_role("button", name="Try again").click()
    expect(phone.locator("#results h3")).to_have_count(16)
    expect(phone.locator("#results a:focus")).to_have_count(1)
    expect(missing).to_be_hidden()
    expect(phone.get_by_role("status")).to_have_text(said)


@pytest.mark.parametrize("how", [abort, half], ids=["missing", "half"])
def test_column_that_fails_after_the_first_answer_says_so_and_comes_back(
    phone: Page, address: str, how: Callable[[Route], None]
) -> None:
    open_search(phone, address, "?q=english")
    first = titles(phone)
    phone.route("**/facets/support.json", how)
    phone.locator("#filters > summary").click()
    phone.locator("[data-group=support] > summary").click()
    count = phone.locator("#count")
    need = phone.locator("label:has(input[value=creche])")
    need.click()
    expect(count).to_contain_text("could not be loaded")
    expect(phone.locator("#results")).to_have_attribute("aria-busy", "false")
    assert_it_works(phone)
    need.click()
    expect(phone.locator("#results h3")).to_have_text(first)
    phone.unroute("**/facets/support.json", how)
    need.click()
    expect(count).to_have_text(FILLED)
    expect(phone.locator("#results h3").first).to_be_visible()


@pytest.mark.parametrize("how", [abort, half], ids=["missing", "half"])
def test_file_of_cards_that_fails_takes_none_of_another_with_it_and_can_be_tried_again(
    phone: Page, address: str, how: Callable[[Route], None]
) -> None:
    broken: list[str] = []

    def once(route: Route) -> None:
        if not broken:
            broken.append(route.request.url)
        if route.request.url in broken:
            how(route)
        else:
            route.fallback()

    phone.route(CARDS, once)
    open_search(phone, address, "?q=english")
    expect(phone.locator("#missing")).to_contain_text("could not be loaded")
    came = titles(phone)
    assert 0 < len(came) < 8
    assert_it_works(phone)
    again = phone.get_by_role("button", name="Try again")
    with phone.expect_request(broken[0]):  # the button is away from before it to after it
        again.click()
    expect(again).to_be_focused()
    assert titles(phone) == came
    phone.unroute(CARDS, once)
    again.click()
    expect(phone.locator("#results h3")).to_have_count(8)
    expect(phone.locator("#results a:focus")).to_have_count(1)
    expect(again).to_be_hidden()


def test_one_card_that_cannot_be_shown_takes_no_other_of_its_file_with_it(
    phone: Page, address: str
) -> None:
    def spoil(route: Route) -> None:
        answer = route.fetch()
        cards = answer.json()
        cards[next(iter(cards))]["runs"] = []
        route.fulfill(response=answer, json=cards)

    phone.route("**/cards/maths-0.json", spoil)
    open_search(phone, address, "?topic=maths")
    expect(phone.locator("#missing")).to_contain_text("could not be loaded")
    expect(phone.locator("#results h3")).to_have_count(7)
    assert_it_works(phone)


@pytest.mark.parametrize(
    "files",
    ["**/*.pf_index", "**/search/*/near/*", "**/search/*/venues.json", "**/pagefind.js"],
)
@pytest.mark.parametrize("how", [abort, half], ids=["missing", "half"])
def test_search_file_that_fails_never_leaves_an_empty_page(
    phone: Page, address: str, files: str, how: Callable[[Route], None]
) -> None:
    phone.route(files, how)
    open_search(phone, address, "?q=sewing+welding&near=L8")
    said = phone.get_by_role("status").inner_text()
    assert titles(phone) or "could not be loaded" in said
    assert_it_works(phone)


def test_slow_line_says_that_it_is_looking_and_offers_browsing_meanwhile(
    phone: Page, address: str
) -> None:
    let_go = hold(phone, "**/search/*/facets/*")
    phone.goto(f"{address}/search/?q=english")
    expect(phone.get_by_role("status")).to_have_text("Looking …")
    expect(phone.locator("#results")).to_have_attribute("aria-busy", "true")
    assert_it_works(phone)
    let_go()
    expect(phone.get_by_role("status")).to_have_text(FILLED)
    expect(phone.locator("#results h3").first).to_be_visible()


def test_late_answer_to_an_old_question_is_dropped(phone: Page, address: str) -> None:
    open_search(phone, address, "?q=sewing")
    sewing = titles(phone)
    let_go = hold(phone, CARDS)
    phone.locator("#q").fill("welding")
    with phone.expect_request(CARDS):
        phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile("q=welding"))
    expect(phone.get_by_role("status")).to_have_text("Looking …")
    phone.locator("#q").fill("sewing")
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile("q=sewing"))
    let_go()
    settled(phone)
    phone.wait_for_load_state("networkidle")
    assert titles(phone) == sewing
    expect(phone.get_by_role("status")).to_have_text(FILLED)


# ---- addresses that nobody wrote ----


@pytest.mark.parametrize(
    "asks",
    [
        "?q=english&sort=cheapest&as=loud",
        "?q=english&level=entry-9&when=never&cost=-1&starts=9999-99-99&delivery=teleport",
        "?q=english&area=%00&support=&audience=%3Cb%3E&provider=../../etc/passwd",
        "?q=english&topic=__proto__&topic=constructor&level=toString",
        "?q=english&q=maths&near=L8&near=L4&sort=soonest&sort=nearest",
        f"?q=english{'&topic=esol' * 500}",
        f"?q=english&{'&'.join(f'x{n}={n}' for n in range(500))}",
        "?q=english&&&=&%E0%A4%A&?q=maths",
        "?q=english&near=here%00",
    ],
    ids=[
        *("sort", "filters", "odd filters", "names of objects", "twice", "many times"),
        *("many strangers", "broken", "nul"),
    ],
)
def test_address_out_of_range_still_finds_courses(phone: Page, address: str, asks: str) -> None:
    open_search(phone, address, asks)
    expect(phone.locator("#results h3").first).to_be_visible()
    expect(phone.get_by_role("status")).to_have_text(FILLED)
    assert_it_works(phone)
    for stranger in ("cheapest", "loud", "entry-9", "never", "passwd", "__proto__", "x499"):
        assert stranger not in phone.url


@pytest.mark.parametrize(
    "near",
    [
        MARKUP,
        "%00",
        "🏠🏠🏠",
        "ليفربول",
        "a" * 10_000,
        "L" + "8" * 500,
        "'\"&<>",
        "\\u0000",
        "constructor",
    ],
    ids=[
        *("markup", "nul", "emoji", "right to left", "very long", "long postcode", "quotes"),
        *("escape", "name of an object"),
    ],
)
def test_place_that_makes_no_sense_is_shown_as_text_and_courses_still_come(
    phone: Page, address: str, near: str
) -> None:
    open_search(phone, address, "")
    phone.evaluate("near => location.search = new URLSearchParams({topic: 'esol', near})", near)
    expect(phone.locator("#results h3").first).to_be_visible()
    settled(phone)
    assert phone.locator("#near").input_value() == near[:200]
    expect(phone.locator("#near-note")).to_be_visible()
    expect(phone.locator("#chosen")).to_contain_text(near[:40])
    assert_it_works(phone)


@pytest.mark.parametrize(
    "nonsense",
    [
        "#",
        "#=",
        "#%00",
        "#%E0%A4%A",
        f"#{MARKUP}",
        "#age=999&home=moon",
        "#__proto__=x&constructor=1",
        "#" + "a=b&" * 2_500,
    ],
    ids=["empty", "equals", "nul", "broken", "markup", "out of range", "objects", "very long"],
)
def test_nonsense_after_the_hash_is_passed_over(phone: Page, address: str, nonsense: str) -> None:
    for path in (
        "/search/?q=english",
        "/is-it-free/",
        "/saved/",
        "/courses/wea/helping-in-schools/",
    ):
        phone.goto(f"{address}{path}{nonsense}")
        assert_it_leads_on(phone)
        if "search" in path:
            settled(phone)
            expect(phone.locator("#results h3").first).to_be_visible()
            expect(phone.locator("#chosen")).not_to_contain_text("free")
        expect(phone.locator("#free :checked")).to_have_count(0)


def test_full_address_means_the_same_after_back_forward_reload_and_to_a_friend(
    phone: Page, browser: Browser, address: str
) -> None:
    open_search(phone, address, "?q=computers&near=L8")
    before = titles(phone)
    phone.locator("#filters > summary").click()
    phone.locator("[data-group=cost] > summary").click()
    phone.locator("label:has(input[name=cost][value=free])").click()
    expect(phone).to_have_url(re.compile("cost=free"))
    phone.locator("#sheet-show").click()
    phone.locator("#sort").select_option("soonest")
    expect(phone).to_have_url(re.compile("sort=soonest"))
    settled(phone)
    full, after = phone.url, titles(phone)
    assert before != after
    phone.go_back()
    phone.go_back()
    expect(phone.locator("#results h3")).to_have_text(before)
    phone.go_forward()
    phone.go_forward()
    expect(phone.locator("#results h3")).to_have_text(after)
    assert phone.url == full
    phone.reload()
    expect(phone.locator("#results h3")).to_have_text(after)
    expect(phone.locator("#sort")).to_have_value("soonest")
    context = browser.new_context()
    friend = context.new_page()
    friend.goto(full)
    expect(friend.locator("#results h3")).to_have_text(after)
    context.close()


# ---- every kind of page ----


@pytest.mark.parametrize("kind", KINDS)
def test_page_works_with_every_storage_off_and_an_address_nobody_wrote(
    phone: Page, address: str, kind: str
) -> None:
    phone.add_init_script(NOTHING_KEPT)
    joined = "&" if "?" in kind else "?"
    phone.goto(f"{address}{kind}{joined}x=%3Cimg+src%3Dx%3E&y=%00&z={'z' * 2_000}#%3Cb%3E")
    if "search" in kind:
        settled(phone)
        expect(phone.locator("#count")).to_have_text(FILLED)
    assert_it_leads_on(phone)
