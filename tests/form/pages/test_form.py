"""A new course through the form, as people do it: by keys, with mistakes, with several runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from catalogue import reports
from catalogue.problems import Severity
from tests.conftest import FROZEN, PROJECT, load
from tests.form.pages.conftest import REPOSITORY, open_form
from tests.site.looking import focus_here

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEEDED = {
    "what": {
        "f-provider": "Speke",
        "f-title": "First steps in bread",
        "f-summary": "Bake a loaf you would give to a friend.",
        "f-description": "We knead, wait and talk. Everything is here: bring only a box.",
        "f-topics-0": "Cook",
        "f-level": "Anyone can start",
    },
    "who": {"f-who-for": "Adults who have never baked."},
    "when": {
        "f-runs-0-venue": "Central Library",
        "f-runs-0-starts": "02022027",
        "f-runs-0-ends": "04042027",
        "f-runs-0-sessions-0-day": "Tuesday",
        "f-runs-0-sessions-0-from": "0930AM",
        "f-runs-0-sessions-0-to": "1130AM",
    },
    "join": {"f-cost-kind": " ", "f-join-phone": "0151 000 0000"},
}
"""The fields that a course with one run needs, by step: what to type when the focus is there."""
INTERACTIONS = 19
"""How many fields are answered and buttons pressed for them."""


class Hands:
    """Somebody at a keyboard, who counts. `tabs` only move; `acts` answer a field or press."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tabs = self.acts = 0

    def reach(self, name: str) -> None:
        """Press Tab until a control has the focus, or one within a group of that id."""
        here = "id => document.activeElement.closest(`#${id}`) !== null"
        for _ in range(40):
            if self.page.evaluate(here, name):
                assert focus_here(self.page) == []
                return
            self.page.keyboard.press("Tab")
            self.tabs += 1
        raise AssertionError(f"{name} cannot be reached")

    def answer(self, name: str, keys: str) -> None:
        """Go to a field and type."""
        self.reach(name)
        self.page.keyboard.type(keys)
        self.acts += 1

    def go_on(self, step: str) -> None:
        """Press the button at the end of a step."""
        button = self.page.locator(f"#{step} [type=submit]")
        button.evaluate("one => { one.id = 'here' }")
        self.reach("here")
        button.evaluate("one => one.removeAttribute('id')")
        self.page.keyboard.press("Enter")
        self.acts += 1


def test_a_new_course_by_keyboard_alone_takes_nineteen_answers_and_presses(
    form: Page,
) -> None:
    hands = Hands(form)
    for step, fields in NEEDED.items():
        for name, keys in fields.items():
            hands.answer(name, keys)
        hands.go_on(step)
    expect(form.locator("#send h2")).to_be_focused()
    expect(form.locator("#ways")).to_be_visible()
    assert hands.acts == INTERACTIONS
    assert hands.acts < 40
    assert hands.tabs < 70
    link = form.get_by_role("link", name="Open it on GitHub").get_attribute("href") or ""
    given = parse_qs(urlsplit(link).query)
    assert link.startswith(f"{REPOSITORY}/new/main?")
    assert given["filename"] == ["content/courses/stec/first-steps-in-bread.yaml"]
    check({given["filename"][0]: given["value"][0]})


def check(texts: dict[str, str]) -> None:
    """Fail if `catalogue check` has anything against these files among the others."""
    catalogue, problems = load(instead=texts)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    assert not errors, reports.as_text(errors)
    files = {course.file for course in catalogue.courses.values()}
    assert {file for file in texts if "/courses/" in file} <= files


def test_mistakes_are_listed_with_the_focus_and_lead_to_their_fields(form: Page) -> None:
    summary = form.locator("#errors")
    form.get_by_role("button", name="Go on").click()
    expect(summary).to_be_focused()
    links = summary.get_by_role("link")
    expect(links).to_have_count(6)
    expect(links.nth(1)).to_have_text("“Title” is missing. Add it.")
    title = form.locator("#f-title")
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_have_attribute("aria-describedby", "f-title-error f-title-hint")
    expect(form.locator("#f-title-error")).to_contain_text("“Title” is missing.")
    links.nth(1).click()
    expect(title).to_be_focused()
    form.keyboard.type("SHOUTING FOR ALL")
    form.get_by_role("button", name="Go on").click()
    expect(title).not_to_have_attribute("aria-invalid", "true")
    expect(form.locator("#f-title-error")).to_have_count(0)


def fill_in(page: Page, **changes: object) -> None:
    """Fill the form with a course that is right, but for some fields."""
    file = PROJECT / "tests" / "form" / "pages" / "bread.json"
    values = {**json.loads(file.read_text(encoding="utf-8")), **changes}
    page.evaluate(
        """async (values) => {
          const { fill } = await import(moduleAt("form/fields.js"));
          fill(document.getElementById("course"), values);
          document.getElementById("f-provider").value = "stec";
          document.getElementById("course").dispatchEvent(new Event("input"));
        }""",
        values,
    )


def test_every_step_says_what_is_left_to_mend_and_leads_there(form: Page) -> None:
    fill_in(form, title="", cost={"kind": "fee"})
    form.get_by_role("link", name="Look and send").first.click()
    rows = form.locator("#look li")
    expect(rows.nth(0)).to_contain_text("1 to fix")
    expect(rows.nth(1)).to_contain_text("Nothing to fix")
    expect(rows.nth(3)).to_contain_text("1 to fix")
    expect(form.locator("#ways")).to_be_hidden()
    form.locator("#errors").get_by_role("link").nth(1).click()
    expect(form.locator("#f-cost-pounds")).to_be_focused()
    expect(form.locator("#f-cost-pounds-error")).to_be_visible()


def test_what_is_only_worth_a_look_does_not_hold_a_course_back(form: Page) -> None:
    fill_in(form, title="First steps in bread.")
    form.get_by_role("link", name="Look and send").first.click()
    expect(form.locator("#errors")).to_contain_text("Leave out the marks at the end.")
    expect(form.locator("#ways")).to_be_visible()


def test_runs_and_sessions_are_added_copied_and_taken_away(form: Page) -> None:
    fill_in(form)
    form.get_by_role("link", name="Where and when").first.click()
    form.get_by_role("button", name="Copy the last session").click()
    expect(form.locator("#f-runs-0-sessions-1-day")).to_be_focused()
    form.locator("#f-runs-0-sessions-1-day").select_option("friday")
    form.get_by_role("button", name="Copy the last run").click()
    expect(form.get_by_role("group", name="Run 2")).to_be_visible()
    form.locator("#f-runs-1-starts").fill("2027-04-06")
    form.locator("#f-runs-1-ends").fill("2027-06-25")
    runs = gathered(form)
    assert [run["starts"] for run in runs] == ["2027-01-12", "2027-04-06"]
    days = [[session["day"] for session in run["sessions"]] for run in runs]
    assert days == [["tuesday", "friday"], ["tuesday", "friday"]]
    form.get_by_role("button", name="Take this away Run 1").click()
    expect(form.get_by_role("group", name="Run 1")).to_be_visible()
    expect(form.get_by_role("group", name="Run 2")).to_have_count(0)
    expect(form.locator("#f-runs-0-starts")).to_have_value("2027-04-06")
    form.get_by_role("button", name="Add a session").click()
    assert [len(run["sessions"]) for run in gathered(form)] == [2]


def test_run_keeps_its_id_and_its_copy_gets_none(form: Page) -> None:
    """Whoever follows a run must not be led to another one."""
    form.evaluate(
        """async () => {
          const { fill } = await import(moduleAt("form/fields.js"));
          const [one, two] = ["k7m22", "k7m23"].map((id) => ({ id, starts: "2027-01-12" }));
          fill(document.getElementById("course"), { runs: [one, two] });
        }"""
    )
    form.get_by_role("link", name="Where and when").first.click()
    form.get_by_role("button", name="Copy the last run").click()
    assert [run.get("id") for run in gathered(form)] == ["k7m22", "k7m23", None]
    form.get_by_role("button", name="Take this away Run 1").click()
    assert [run.get("id") for run in gathered(form)] == ["k7m23", None]
    form.locator("#f-runs-0-starts").fill("")
    assert [run.get("id") for run in gathered(form)] == [None]


def gathered(page: Page) -> list[dict[str, Any]]:
    runs: list[dict[str, Any]] = page.evaluate(
        """async () => {
          const { gather } = await import(moduleAt("form/fields.js"));
          return gather(document.getElementById("course")).runs;
        }"""
    )
    return runs


def test_a_problem_after_an_empty_row_is_told_at_its_own_row(form: Page) -> None:
    fill_in(form)
    form.get_by_role("link", name="Where and when").first.click()
    for _ in range(2):
        form.get_by_role("button", name="Add a session").click()
    last = form.locator("#f-runs-0-sessions-2-day")
    last.select_option("friday")
    form.locator("#when").get_by_role("button", name="Go on").click()
    expect(form.locator("#f-runs-0-sessions-2-from-error")).to_be_visible()
    expect(form.locator("#f-runs-0-sessions-1-from-error")).to_have_count(0)


def test_an_unfinished_date_is_never_lost_in_silence(form: Page) -> None:
    fill_in(form)
    form.get_by_role("link", name="Where and when").first.click()
    form.locator("#f-runs-0-ends").fill("")
    form.locator("#f-runs-0-ends").press_sequentially("02")
    form.locator("#when").get_by_role("button", name="Go on").click()
    expect(form.locator("#f-runs-0-ends-error")).to_contain_text("is not complete")


def test_a_new_place_makes_a_second_file_and_the_run_names_it(form: Page) -> None:
    fill_in(form)
    form.get_by_role("link", name="Where and when").first.click()
    expect(form.locator("#place")).to_be_hidden()
    form.locator("#f-runs-0-venue").select_option("+")
    place = form.locator("#place")
    expect(place).to_be_visible()
    form.locator("#v-name").fill("St Anne’s Hall")
    form.locator("#v-kind").select_option("community centre")
    form.locator("#v-address-town").fill("Liverpool")
    form.locator("#v-address-postcode").fill("L8 1XF")
    form.locator("#v-access-step-free").select_option("yes")
    form.locator("#when [type=submit]").click()
    expect(form.locator("#v-sources-error")).to_contain_text("No source stands behind address.")
    form.locator("#v-sources-0-from").fill("We teach there")
    place.get_by_role("radio", name="Sure").check()
    form.get_by_role("link", name="Look and send").first.click()
    files = ["content/venues/st-annes-hall.yaml", "content/courses/stec/first-steps-in-bread.yaml"]
    expect(form.locator(".handover h4")).to_have_text(files)
    venue, course = form.locator(".handover pre").all_text_contents()
    assert "venue: st-annes-hall" in course
    assert "  - for:\n      - address\n      - access\n" in venue
    check(dict(zip(files, (venue, course), strict=True)))


@pytest.mark.parametrize("taken", ["food-hygiene-level-2"])
def test_the_name_of_the_file_comes_from_the_title_and_is_never_one_that_is_taken(
    form: Page, taken: str
) -> None:
    form.locator("#f-provider").select_option("stec")
    fill_in(form, title="Food hygiene, level 2")
    form.locator("#f-provider").select_option("wea")
    with form.expect_response("**/courses/stec.json"):
        form.locator("#f-provider").select_option("stec")
    form.get_by_role("link", name="Look and send").first.click()
    expect(form.locator("#f-file")).to_have_value(f"{taken}-2")
    form.locator("#f-file").fill(taken)
    form.locator("#f-file").press("Tab")
    expect(form.locator("#f-file-error")).to_contain_text("has a course with this name")
    expect(form.locator("#ways")).to_be_hidden()


def test_a_change_starts_from_the_course_and_keeps_what_nobody_fills_in(
    page: Page, address: str
) -> None:
    open_form(page, f"{address}/change/?course=stec/forklift-week")
    page.get_by_role("button", name="Change the details").click()
    expect(page.locator("#f-title")).to_have_value("Forklift week")
    page.get_by_role("link", name="Look and send").first.click()
    expect(page.locator("#ways")).to_be_visible()
    text = page.locator(".handover pre").text_content()
    path = "content/courses/stec/forklift-week.yaml"
    assert text == (FROZEN / path).read_text(encoding="utf-8")
    link = page.get_by_role("link", name="Open it on GitHub")
    expect(link).to_have_attribute("href", f"{REPOSITORY}/edit/main/{path}")
