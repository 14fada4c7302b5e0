"""“Is it free for me?” in a real Chromium: what answers lead to, and that they go nowhere else."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from playwright.sync_api import Page, Route, expect

from catalogue.site.build import build
from tests.site.looking import found_in_light_and_dark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.site.conftest import TinySite

PATH = "/is-it-free/"
HERE = {"age": "24-plus", "home": "here"}
BENEFITS, ENGLISH, LOW_PAY = ["benefits"], ["english-entitlement"], ["low-income"]


class Case(NamedTuple):
    """Somebody, the reasons a course may be free for, and what they are told."""

    who: str
    answers: dict[str, str]
    reasons: list[str]
    verdict: str
    why: str


CASES = (
    Case("says nothing", {}, BENEFITS, "ask", "Ask which ones count"),
    Case("on benefits here", {**HERE, "benefits": "yes"}, BENEFITS, "likely", "provider will"),
    Case("on benefits, no address", {"benefits": "yes"}, BENEFITS, "ask", "Ask which ones count"),
    Case("without benefits", {**HERE, "benefits": "no"}, BENEFITS, "unlikely", "who get certain"),
    Case("without benefits, else silent", {"benefits": "no"}, BENEFITS, "unlikely", "certain"),
    Case(
        "on benefits elsewhere",
        {**HERE, "home": "elsewhere", "benefits": "yes"},
        BENEFITS,
        "ask",
        "Other rules may help you",
    ),
    Case(
        "17, on benefits",
        {"age": "under-19", "home": "here", "benefits": "yes"},
        BENEFITS,
        "unlikely",
        "Other rules hold for you: ask",
    ),
    Case("on low pay", {**HERE, "work": "some"}, LOW_PAY, "ask", "higher than you think"),
    Case("without work", {**HERE, "work": "none"}, LOW_PAY, "ask", "set each year"),
    Case("on high pay", {**HERE, "work": "high"}, LOW_PAY, "unlikely", "on low pay"),
    Case("no GCSE English", {**HERE, "english": "no"}, ENGLISH, "likely", "free for most adults"),
    Case("learning English", {**HERE, "english": "learning"}, ENGLISH, "ask", "(ESOL)"),
    Case("with GCSE English", {**HERE, "english": "yes"}, ENGLISH, "unlikely", "forgotten a lot"),
    Case("no maths", {**HERE, "maths": "no"}, ["maths-entitlement"], "likely", "Maths up to"),
    Case("new to it", {**HERE, "computers": "yes"}, ["digital-entitlement"], "likely", "computer"),
    Case("21", {**HERE, "age": "19-23"}, ["first-level-2"], "ask", "what you have counts"),
    Case("30", HERE, ["first-level-3"], "unlikely", "aged 19 to 23"),
    Case("a refugee, 17", {"age": "under-19"}, ["asylum-or-refugee"], "ask", "You are welcome"),
    Case("a carer", HERE, ["registered-carer"], "ask", "register as a carer"),
    Case("a parent elsewhere", {"home": "elsewhere"}, ["parent-of-pupil"], "ask", "ask there"),
    Case(
        "in two minds: the best reason decides",
        {**HERE, "benefits": "no", "english": "no"},
        ["benefits", "english-entitlement"],
        "likely",
        "English up to Level 2",
    ),
    Case("sent answers nobody wrote", {"age": "900"}, ["registered-carer"], "ask", "carer"),
    Case("reads a reason we do not know", HERE, ["__proto__"], "ask", "free for some people"),
)


def weigh(page: Page, answers: dict[str, str], course: dict[str, Any]) -> dict[str, Any]:
    """Ask the module itself, with the rules of the page."""
    found: dict[str, Any] = page.evaluate(
        """async ([answers, course]) => {
          const { rulesOf, verdict } = await import(moduleAt("free.js"));
          return verdict(rulesOf(document.getElementById("free")), answers, course);
        }""",
        [answers, course],
    )
    return found


@pytest.fixture
def free(page: Page, address: str) -> Page:
    """The page, open."""
    page.goto(f"{address}{PATH}")
    return page


@pytest.fixture
def plain(page: Page, address: str) -> Iterator[Page]:
    """The page in a browser without JavaScript."""
    assert page.context.browser
    context = page.context.browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}{PATH}")
    yield opened
    context.close()


def choose(page: Page, question: str, answer: str) -> None:
    page.locator(f"label:has(input[name='{question}'][value='{answer}'])").click()


def test_answers_lead_to_likely_ask_or_probably_not_with_the_reason(free: Page) -> None:
    for case in CASES:
        found = weigh(free, case.answers, {"kind": "free-if", "reasons": case.reasons})
        first = found["reasons"][0]
        assert (found["verdict"], first["verdict"]) == (case.verdict, case.verdict), case.who
        assert case.why in first["why"], case.who


@pytest.mark.parametrize(
    ("cost", "verdict", "why"),
    [
        ({"kind": "free"}, "likely", "free for everyone"),
        ({"kind": "fee"}, "unlikely", "Everybody pays for this course."),
        ({"kind": "fee", "reduced": True}, "unlikely", "Ask if you can have it"),
        ({"kind": "ask"}, "ask", "We do not know"),
        ({"kind": "free-if"}, "ask", "Ask if you are one of them"),
        ({"kind": "barter"}, "ask", "We do not know"),
    ],
)
def test_where_a_course_has_no_reasons_its_price_decides(
    free: Page, cost: dict[str, Any], verdict: str, why: str
) -> None:
    found = weigh(free, {**HERE, "benefits": "yes"}, {"reasons": [], **cost})
    assert found["verdict"] == verdict
    assert why in found["reasons"][0]["why"]


def test_the_page_answers_as_one_chooses_and_starts_again(free: Page) -> None:
    status = free.get_by_role("status")
    expect(status).to_contain_text("Choose an answer")
    expect(free.locator(".free__onward")).to_be_hidden()
    for question, answer in {**HERE, "maths": "no", "benefits": "no"}.items():
        choose(free, question, answer)
    expect(status).to_contain_text("Likely")
    expect(status).to_contain_text("You do not yet have GCSE maths")
    reasons = free.locator(".free__reasons li")
    expect(reasons).to_have_count(10)
    expect(reasons.first).to_contain_text("Likely: You do not yet have GCSE maths")
    expect(reasons.filter(has_text="You get certain benefits")).to_contain_text("Probably not:")
    free.get_by_role("button", name="Clear my answers").click()
    expect(status).to_contain_text("Choose an answer")
    expect(reasons).to_have_count(0)


def test_it_works_by_keyboard(free: Page) -> None:
    free.get_by_role("radio", name="Under 19").focus()
    free.keyboard.press("ArrowDown")
    free.keyboard.press("Tab")
    free.keyboard.press("Space")
    assert free.evaluate("[...new FormData(document.querySelector('#free form'))]") == [
        ["age", "19-23"],
        ["home", "here"],
    ]
    expect(free.get_by_role("status")).to_contain_text("Ask")
    free.keyboard.press("Enter")
    expect(free).to_have_url(free.url)


def test_nothing_is_kept_or_sent(free: Page) -> None:
    asked: list[str] = []
    free.wait_for_load_state("networkidle")
    free.on("request", lambda request: asked.append(request.url))
    before = free.url
    for question, answer in {**HERE, "benefits": "yes", "work": "none"}.items():
        choose(free, question, answer)
    expect(free.get_by_role("status")).to_contain_text("Likely")
    assert asked == []
    assert free.url == before
    assert free.context.cookies() == []
    assert free.evaluate("localStorage.length + sessionStorage.length") == 0
    assert free.evaluate("indexedDB.databases()") == []
    free.reload()
    expect(free.locator("#free :checked")).to_have_count(0)


def test_answers_go_to_the_search_after_a_hash_and_come_back_from_it(
    free: Page, address: str
) -> None:
    choose(free, "age", "19-23")
    choose(free, "english", "no")
    link = free.get_by_role("link", name="See courses for me")
    expect(link).to_have_attribute("href", "/learn/search/#age=19-23&english=no")
    free.goto(f"{address}/")
    free.goto(f"{address}{PATH}#age=19-23&english=no&home=moon&__proto__=x&%00=1")
    expect(free.locator("#free :checked")).to_have_count(2)
    expect(free.get_by_role("radio", name="19 to 23")).to_be_checked()


def put_the_question_on_a_course_page(
    page: Page, address: str, reasons: str = "benefits low-income"
) -> None:
    """Write what the macro for_me writes, and load the module as a course's page does."""
    page.goto(f"{address}/courses/")
    page.evaluate(
        """async (reasons) => {
          const details = Object.assign(document.createElement("details"), { id: "asked" });
          details.dataset.free = "/learn/is-it-free/";
          details.dataset.reasons = reasons;
          details.append(document.createElement("summary"), document.createElement("p"));
          details.querySelector("summary").textContent = "Is it free for me?";
          details.querySelector("p").textContent = "Answer a few questions";
          document.querySelector("main").prepend(details);
          await import(moduleAt("free.js"));
        }""",
        reasons,
    )


def test_on_a_course_it_asks_only_when_opened_and_speaks_of_that_course(
    page: Page, address: str
) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    put_the_question_on_a_course_page(page, address)
    assert not [url for url in fetched if PATH in url]
    page.get_by_text("Is it free for me?").click()
    for question, answer in {**HERE, "benefits": "yes"}.items():
        choose(page, question, answer)
    expect(page.get_by_role("status")).to_contain_text("likely to pay nothing for this course")
    expect(page.locator(".free__reasons li")).to_have_count(2)
    expect(page.get_by_text("Do you have paid work?")).to_be_visible()
    expect(page.get_by_text("Are you new to computers?")).to_be_hidden()
    expect(page.locator(".free__onward")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.getElementById('free')).display") == "grid"


def test_on_a_course_whose_reasons_ask_nothing_the_answer_is_there_at_once(
    page: Page, address: str
) -> None:
    put_the_question_on_a_course_page(page, address, "registered-carer")
    page.get_by_text("Is it free for me?").click()
    expect(page.get_by_role("status")).to_contain_text("Ask the provider")
    expect(page.locator(".free__reasons")).to_contain_text("how to register as a carer")
    expect(page.get_by_role("radio")).to_have_count(0)


def test_on_a_course_without_a_network_the_link_stays_and_opening_again_helps(
    page: Page, address: str
) -> None:
    def fail(route: Route) -> None:
        route.abort()

    # Once it is there, the worker asks the network itself, where nothing stands in its way.
    page.add_init_script("navigator.serviceWorker.register = () => new Promise(() => {})")
    put_the_question_on_a_course_page(page, address)
    page.route(f"**{PATH}", fail)
    opener = page.get_by_text("Is it free for me?")
    opener.click()
    expect(page.get_by_text("Answer a few questions")).to_be_visible()
    page.unroute(f"**{PATH}", fail)
    opener.click()
    opener.click()
    expect(page.get_by_role("radio", name="Under 19")).to_be_visible()


def test_without_javascript_the_rules_are_there_to_read(plain: Page) -> None:
    expect(plain.locator("#free")).to_be_hidden()
    expect(plain.locator(".not-started")).to_be_visible(timeout=10_000)
    expect(plain.get_by_text("You are on low pay")).to_be_visible()
    plain.get_by_text("Where these rules come from").click()
    expect(plain.get_by_text("We checked these on Monday 23 November 2026.")).to_be_visible()
    expect(plain.get_by_role("link", name="Wirral Council")).to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_found_on_answers_and_everything_is_big_enough_to_tap(
    free: Page, width: int
) -> None:
    free.emulate_media(reduced_motion="reduce")
    for question, answer in {**HERE, "maths": "no", "work": "high"}.items():
        choose(free, question, answer)
    assert found_in_light_and_dark(free, width) == []
    heights = "labels => labels.map(label => label.getBoundingClientRect().height)"
    assert min(free.locator("#free label").evaluate_all(heights)) >= 44


def test_rules_of_a_year_that_is_over_say_ask_at_most(tiny: TinySite) -> None:
    build(tiny.root, date(2027, 8, 1))
    page = tiny.page("is-it-free/index.html")
    rules = json.loads(page.get_element_by_id("free").get("data-rules"))
    assert {reason["best"] for reason in rules["reasons"].values()} == {"ask"}
    assert "are from last year" in page.text_content()


def test_rules_that_contradict_themselves_stop_the_build(tiny: TinySite) -> None:
    reference = tiny.root / "reference"
    real = reference.resolve()
    reference.unlink()
    reference.mkdir()
    for file in real.iterdir():
        (reference / file.name).symlink_to(file)
    rules = reference / "free-rules.yaml"
    text = rules.read_text(encoding="utf-8").replace("confidence: sure", "confidence: likely")
    rules.unlink()
    rules.write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match="takes words for it and a fact that is sure"):
        tiny.build()
