"""The search page as people use it: more results, odd words, keys only, and an index that fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from catalogue.site.language import Language
from catalogue.site.views.search import plurals_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_more_results_come_eight_at_a_time_and_the_next_one_has_the_focus(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?q=english")
    links = page.locator("#results a")
    expect(links).to_have_count(8)
    page.get_by_role("button", name="Show more courses").click()
    expect(links).to_have_count(16)
    expect(links.nth(8)).to_be_focused()


def test_result_shows_the_same_facts_as_the_ticket_in_a_list(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?topic=sign-language")
    first = page.locator("#results .ticket").first
    expect(first).to_be_visible()
    facts = first.locator(".ticket__facts p:visible").all_inner_texts()
    title = first.locator("a").inner_text()
    page.goto(f"{address}/courses/")
    while not page.get_by_role("link", name=title, exact=True).count():
        page.get_by_role("link", name="Next page").click()
    same = page.locator(".ticket", has=page.get_by_role("link", name=title, exact=True)).first
    assert same.locator(".ticket__facts p:visible").all_inner_texts() == facts


def test_words_that_all_courses_have_leave_none_out(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=classes")
    found = page.get_by_role("status")
    expect(found).to_have_text(re.compile(r"^1\d\d courses found$"))


def test_count_is_said_politely(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english")
    said = page.get_by_role("status")
    expect(said).to_have_text(re.compile(r"^\d+ courses found$"))


def test_what_a_later_answer_needs_comes_while_it_is_typed(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=pottery")
    expect(page.locator("#results .ticket").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#q").clear()
    with page.expect_request("**/*.pf_index"):
        page.locator("#q").press_sequentially("sewing")
    for name in ("/words/s.txt", "/search/build.txt"):
        assert [url for url in asked if url.endswith(name)], name
    asked.clear()
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile(r"q=sewing$"))
    expect(page.get_by_role("link", name=re.compile("sew", re.IGNORECASE)).first).to_be_visible()
    assert not [url for url in asked if "/cards/" not in url]


def test_the_card_of_the_course_that_fits_a_word_best_comes_while_it_is_typed(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?q=pottery")
    expect(page.locator("#results .ticket").first).to_be_visible()
    page.locator("#q").clear()
    with page.expect_request("**/cards/cooking-*.json"):
        page.locator("#q").press_sequentially("cooking")


def test_where_venues_are_comes_while_a_place_is_typed_and_a_district_is_fetched_once(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?q=pottery")
    expect(page.locator("#results .ticket").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_request("**/venues.json"):
        page.locator("#near").press_sequentially("L8")
    page.locator("#near").press("Enter")
    expect(page).to_have_url(re.compile("near=L8"))
    expect(page.locator(".far").first).not_to_be_empty()
    page.locator("#sort").select_option("nearest")
    expect(page).to_have_url(re.compile("sort=nearest"))
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
    assert len([url for url in asked if url.endswith("/near/L8.json")]) == 1


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("en-GB", {"one": 1, "other": 0}),
        ("pl", {"one": 1, "few": 2, "many": 0}),
        ("ar", {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}),
        ("cy", {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 6, "other": 4}),
        ("zh", {"other": 0}),
    ],
)
def test_counts_have_words_for_every_plural_form_a_browser_asks_for(
    page: Page, tag: str, forms: dict[str, int]
) -> None:
    views = plurals_of(Language(tag))
    assert {view.category: view.number for view in views} == forms
    asked = page.evaluate(
        """tag => {
          const rules = new Intl.PluralRules(tag);
          return [...new Set(Array.from({length: 2000}, (_, number) => rules.select(number)))];
        }""",
        tag,
    )
    assert set(asked) == set(forms)


def test_the_same_words_mean_the_same_whatever_was_asked_before(page: Page, address: str) -> None:
    """“Work” fetches phrases that “finish work” alone would not."""
    results, wanted = page.locator("#results"), "I finish work at 5 and want to get my maths GCSE"
    page.goto(f"{address}/search/?{urlencode({'q': wanted})}")
    expect(results.locator("a").first).to_be_visible()
    first = results.inner_text()
    for asked in ("work", "finish work", wanted):
        page.locator("#q").fill(asked)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(re.escape(urlencode({"q": asked})) + "$"))
        expect(results).to_have_attribute("aria-busy", "false")
    assert results.inner_text() == first


def test_letters_alone_find_the_courses_whose_titles_they_begin(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=co")
    first = page.locator("#results .ticket a").first
    expect(first).to_have_text(re.compile("^Co"))


def test_one_course_is_counted_as_one(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    page.evaluate("document.querySelector('[data-group=provider]').open = true")
    one = page.locator("[data-group] label", has=page.locator(".choice__count:text-is('1')")).first
    chosen = one.locator("input")
    page.goto(f"{address}/search/?{chosen.get_attribute('name')}={chosen.get_attribute('value')}")
    expect(page.get_by_role("status")).to_have_text("1 course found")


def test_filters_work_with_keys_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english")
    expect(page.locator("#results a").first).to_be_visible()
    day = page.locator("[data-group=day] summary")
    day.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"when=monday"))
    expect(day.locator(".filter__chosen")).to_have_text("1")
    expect(day.locator(".hidden-words")).to_have_text("1 chosen")
    expect(page.locator("#chosen")).to_contain_text("Monday")
    page.get_by_role("button", name="Take away: Monday").press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=english$"))
    expect(page.locator("#q")).to_be_focused()


def test_what_is_meant_by_plain_typing_becomes_a_place_and_filters_that_can_be_taken_away(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?q=englsh+clas+near+l8+with+creche")
    expect(page.locator("#results a").first).to_be_visible()
    expect(page.locator("#chosen li")).to_have_text(
        [re.compile("Near L8$"), re.compile("Crèche or childcare on site$")]
    )
    expect(page.locator("#near")).to_have_value("L8")
    expect(page.locator("#mended")).to_contain_text("Showing results for english")
    expect(page.locator("#results .far").first).to_contain_text("miles from L8")
    expect(page).to_have_url(re.compile(r"q=englsh\+clas&near=L8&support=creche"))
    page.get_by_role("link", name="Search instead for englsh clas").click()
    expect(page).to_have_url(re.compile("as=typed"))
    expect(page.locator("#mended")).to_be_hidden()


def test_filters_that_leave_nothing_are_given_up_and_it_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=maths&when=sunday")
    expect(page.get_by_role("status")).to_have_text("No course has all of that")
    expect(page.locator("#results")).to_contain_text("These have all but: Sunday")
    expect(page.locator("#results a").first).to_be_visible()


def test_only_what_has_all_that_was_asked_is_counted_and_the_rest_has_its_own_heading(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?q=cooking&when=tuesday&near=L8")
    said = page.get_by_role("status")
    expect(said).to_have_text(re.compile(r"^\d+ courses? found$"))
    counted = int(said.inner_text().split()[0])
    nearly = page.get_by_role("heading", name="Nearly", level=2)
    expect(nearly).to_be_visible()
    above = page.evaluate(
        """() => [...document.querySelector("#results").children]
          .findIndex((one) => one.matches(".nearly"))"""
    )
    assert above == counted
    expect(page).to_have_title(re.compile(r"^cooking near L8, Tuesday – Search – "))


def test_word_that_no_course_has_is_said_in_the_heading_and_nobody_counts_the_rest(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?q=qwertyuiop+maths")
    expect(page.get_by_role("status")).to_have_text("No courses with “qwertyuiop”")
    expect(page.get_by_role("heading", name="Nearly", level=2)).to_be_visible()
    expect(page.locator("#results a").first).to_be_visible()
    expect(page.locator("#nothing")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I want pilates", "No pilates just now"),
        ("Pilates?", "No Pilates just now"),
        ("pilatees", "No pilates just now"),
        ("learn C# near L8", "No C# just now"),
        ("off drugs", "No courses with “off drugs”"),  # no name of anything
    ],
)
def test_what_no_course_has_is_said_in_the_words_of_who_asks(
    page: Page, address: str, typed: str, said: str
) -> None:
    page.goto(f"{address}/search/?{urlencode({'q': typed})}")
    expect(page.locator("#count")).to_have_text(said)


def test_place_that_nobody_knows_is_said_in_place_of_a_number_and_others_are_offered(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search/?topic=esol&near=bolton")
    expect(page.get_by_role("status")).to_have_text(
        "We do not know “bolton”. Showing all of Liverpool."
    )
    offered = page.locator("#did-you-mean a").first
    name = offered.inner_text()
    offered.click()
    expect(page.locator("#near")).to_have_value(name)
    expect(page.get_by_role("status")).to_have_text(re.compile("found$"))


def test_people_to_ring_are_offered_the_nearest_first(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=qwertyuiop&near=L24")
    expect(page.locator("#advisers li:visible").first).to_be_visible()
    shown = page.locator("#advisers li:visible")
    assert 0 < shown.count() <= 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("l87pe", "L8 7PE"),
        ("  L8 ", "L8"),
        ("toxteth", "Toxteth"),
        ("\uff2c\uff18 7\uff50\uff45", "L8 7PE"),
        ("l8 7p3", "Try a postcode"),
        ("M1 1AE", "We can work out distances only for Liverpool"),
        ("CH41 5EH", "We can work out distances only for Liverpool"),
        ("L8 9ZZ", "from the middle of L8"),
        ("L69 3BX", "is the postcode of a large organisation"),
        ("toxteff", "Showing courses near Toxteth"),
        ("the moon", "Try a postcode"),
    ],
)
def test_every_place_gets_an_answer_that_helps(
    page: Page, address: str, typed: str, said: str
) -> None:
    page.goto(f"{address}/search/?topic=esol")
    page.locator("#near").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#results a").first).to_be_visible()
    expect(page.locator("#results .far, #near-note").filter(has_text=said).first).to_be_visible()


def test_where_i_am_is_asked_only_when_pressed_and_is_not_put_in_the_address(
    page: Page, address: str
) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 53.3894, "longitude": -2.9633})
    page.goto(f"{address}/search/?topic=esol")
    page.get_by_role("button", name="Use where I am now").click()
    expect(page.locator("#results .far").first).to_contain_text("miles from you")
    expect(page).to_have_url(re.compile(r"near=here$|near=here&"))


def test_soonest_and_nearest_come_first_when_asked_for(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english&near=L24&sort=nearest")
    expect(page.locator("#results .far").first).to_be_visible()
    miles = [
        float(found[0])
        for text in page.locator("#results .far").all_inner_texts()
        if (found := re.findall(r"[\d.]+", text))
    ]
    assert miles == sorted(miles)
    page.locator("#sort").select_option("soonest")
    expect(page).to_have_url(re.compile("sort=soonest"))


@pytest.mark.parametrize(
    "asked",
    ["<img src=x onerror=alert(1)>", "%00", "'\"&", "🎨", "العربية", "a" * 10_000],
    ids=["markup", "nul", "quotes", "emoji", "right to left", "very long"],
)
def test_whatever_is_asked_stays_text_and_the_page_works(
    page: Page, address: str, asked: str
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/search/")
    page.evaluate("asked => location.search = new URLSearchParams({q: asked})", asked)
    expect(page.get_by_role("status")).to_have_text(re.compile("^No courses |found$"))
    expect(page.locator("#ways-on .chips a").first).to_be_visible()
    assert page.locator("#q").input_value() == asked[:200]
    assert page.locator("main img").count() == 0
    assert said == []


def test_address_that_nobody_wrote_is_passed_over(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english&topic=no-such-topic&nonsense=1")
    expect(page.locator("#results a").first).to_be_visible()
    expect(page.locator("input[name=topic]:checked")).to_have_count(0)


def test_index_that_fails_to_load_leads_to_the_lists(page: Page, address: str) -> None:
    page.route("**/*.pf_meta", lambda route: route.abort())
    page.goto(f"{address}/search/?q=neighbours")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
    expect(page.locator("main a[href$='/topics/']")).to_be_visible()


@pytest.mark.parametrize("broken", ["facets/joining.json", "words/*.txt", "cards/*"])
def test_file_that_fails_to_load_says_so_and_leads_to_the_lists(
    page: Page, address: str, broken: str
) -> None:
    page.route(f"**/search/*/{broken}", lambda route: route.abort())
    page.goto(f"{address}/search/?q=neighbours")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "false")
    expect(page.locator("main a[href$='/topics/']")).to_be_visible()


def test_on_a_phone_search_puts_the_keys_away_and_shows_what_was_found(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 568},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    phone = context.new_page()
    phone.goto(f"{address}/search/")
    expect(phone.locator("#here")).to_be_visible()
    box = phone.locator("#q")
    box.tap()
    box.fill("english")
    phone.keyboard.press("Enter")
    expect(phone.locator("#results a").first).to_be_in_viewport()
    expect(phone.get_by_role("status")).to_be_in_viewport()
    expect(phone.locator("#results")).to_have_attribute("aria-busy", "false")
    assert phone.evaluate("document.activeElement === document.body")
    phone.locator("#sort").select_option("soonest")
    top = phone.evaluate("scrollY")
    expect(phone).to_have_url(re.compile("sort=soonest"))
    expect(phone.locator("#results")).to_have_attribute("aria-busy", "false")
    assert phone.evaluate("scrollY") == top
    context.close()


def test_on_paper_each_course_says_whom_to_ring(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=english")
    asks = page.locator("#results .ticket__ask")
    expect(asks).to_have_count(8)
    expect(asks.first).to_be_hidden()
    page.emulate_media(media="print")
    for ask in asks.all():
        expect(ask).to_have_text(re.compile(r"^To ask or to join: (0[\d ]{9,}|\S+@\S+)$"))
        expect(ask).to_be_visible()


CHIPS = (
    """() => [...document.querySelectorAll("#chosen [data-gap]")].map((chip) => chip.textContent)"""
)


@pytest.mark.parametrize(
    ("typed", "chips"),
    [
        ("daytime maths", {"Mornings", "Afternoons"}),
        ("one day food hygiene", {"One day"}),
        ("starting this week", {"Join any week", "In the next seven days"}),
        ("english with a toddler", {"Crèche or childcare on site"}),
        ("maths within school hours", {"Fits school hours"}),
        ("sewing in south liverpool", {"Near South Liverpool"}),
        ("english L4", {"Near L4"}),
        ("maths level L2", {"Level 2"}),
    ],
)
def test_what_the_data_can_answer_is_understood(
    page: Page, address: str, typed: str, chips: set[str]
) -> None:
    page.goto(f"{address}/search/?{urlencode({'q': typed})}")
    expect(page.locator("#results a").first).to_be_visible()
    assert set(page.evaluate(CHIPS)) == chips


def test_district_that_is_a_level_too_is_asked_about(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=maths+L2")
    page.locator("#did-you-mean a", has_text="maths level 2").click()
    expect(page.locator("#chosen")).to_contain_text("Level 2")


@pytest.mark.parametrize("typed", ["GMA-EVE-26", "gma-eve-26", "reference GMA-EVE-26"])
def test_course_is_found_by_its_reference(page: Page, address: str, typed: str) -> None:
    page.goto(f"{address}/search/?{urlencode({'q': typed})}")
    expect(page.get_by_role("status")).to_have_text("1 course found")
    expect(page.locator("#results a")).to_have_attribute("href", re.compile("gcse-maths"))
