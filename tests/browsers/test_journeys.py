"""The ways through the site, in browsers that are old or are not Chromium."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser_support import serving
from tests.browsers.visitor import STAY_STILL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browsers.visitor import Visitor

COURSE = "alt-valley-community-trust/everyday-english"
SETTLED = "document.querySelector('#results').getAttribute('aria-busy') === 'false'"
TICKETS = "document.querySelectorAll('#results .ticket').length"


def found(visitor: Visitor) -> str:
    """What the search says, once it has settled."""
    visitor.until(f"document.querySelector('#results') && {SETTLED}")
    return visitor.text("#count")


def open_filter(visitor: Visitor, group: str) -> None:
    """Open a group of filters."""
    visitor.run("document.querySelector('#filters').open = true")
    visitor.press(f"[data-group={group}] summary")


def test_search_by_words_and_place(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}/search/?q=english&near=L8")
    assert found(visitor) == "31 courses found"
    assert "miles from L8" in visitor.text("#results .far")


def test_search_for_words_that_only_the_index_has(visitor: Visitor, address: str) -> None:
    word = "argue" if visitor.index else "everyday"  # which stands in a title
    visitor.open(f"{address}/search/?q={word}")
    assert re.fullmatch(r"\d+ courses? found", found(visitor))
    assert visitor.run("document.querySelector('#titles-only').hidden") == visitor.index


def test_filter_and_back(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}/search/?topic=esol")
    before = found(visitor)
    open_filter(visitor, "cost")
    visitor.press("[name=cost][value=free]")
    visitor.until("location.search.includes('cost=free')")
    found(visitor)
    visitor.back()
    visitor.until("!document.querySelector('[name=cost][value=free]').checked")
    assert found(visitor) == before


def test_back_to_the_list_brings_words_place_number_and_spot(
    visitor: Visitor, address: str
) -> None:
    visitor.open(f"{address}/search/?q=english&near=L8")
    found(visitor)
    visitor.press("#more")
    visitor.until(f"{TICKETS} === 16")
    visitor.press("#results .ticket:nth-child(12) a")
    visitor.until("document.querySelector('#actions')")
    visitor.back()
    visitor.until(f"document.querySelector('#results') && {TICKETS} === 16")
    visitor.until("scrollY > 1000")
    assert [visitor.value("#q"), visitor.value("#near")] == ["english", "L8"]
    open_filter(visitor, "cost")
    visitor.press("[name=cost][value=free]")
    visitor.until("location.search.includes('q=english&near=L8')")
    found(visitor)


def test_page_that_is_loaded_again_stands_where_it_stood(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}/search/?q=english&when=tuesday&near=L8")
    found(visitor)
    visitor.press("#more")
    visitor.until(f"{TICKETS} > 8")
    number = visitor.run(TICKETS)
    visitor.run(STAY_STILL)
    href = visitor.run(
        "document.querySelector('#results .ticket:nth-child(10) a').focus(),"
        "document.activeElement.href"
    )
    there = visitor.run("scrollY")
    visitor.until(f"history.state && history.state.scroll === {there} && history.state.focus")
    visitor.run("void (window.old = true, setTimeout(() => location.reload()))")
    visitor.until(f"!window.old && document.querySelector('#results') && {TICKETS} === {number}")
    visitor.until(f"Math.abs(scrollY - {there}) < 40 && document.activeElement.href === '{href}'")


def test_focus_on_a_ticket_is_seen(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}/topics/esol/")
    visitor.type("body", Keys.TAB)  # somebody at a keyboard
    visitor.run("document.querySelector('.ticket a').focus({focusVisible: true})")
    ringed = (
        "one => one && parseFloat(getComputedStyle(one).outlineWidth) >= 2"
        " && getComputedStyle(one).outlineStyle !== 'none'"
    )
    visitor.until(
        "document.activeElement.closest('.ticket') && [document.activeElement,"
        f" document.activeElement.closest('.ticket')].some({ringed})"
    )


def test_save_a_course_and_find_it_again(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}/courses/{COURSE}/")
    visitor.until("document.documentElement.classList.contains('can-save')")
    visitor.press("#actions [data-save]")
    visitor.until("document.querySelector('[data-save]').getAttribute('aria-pressed') === 'true'")
    visitor.open(f"{address}/saved/")
    visitor.until("document.querySelector('#saved-said').innerText === '1 course'")
    assert "English" in visitor.text("#saved-list .ticket a")


def test_answers_are_there_when_one_comes_back(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}/is-it-free/")
    visitor.until("document.documentElement.classList.contains('started')")
    visitor.press(".free__questions label")
    ticked = "document.querySelectorAll('.free :checked').length"
    visitor.until(f"{ticked} === 1 && !document.querySelector('.free__onward').hidden")
    visitor.press(".free__onward a")
    visitor.until("document.querySelector('#results')")
    visitor.back()
    visitor.until("document.documentElement.classList.contains('started')")
    has_verdict = "document.querySelector('.verdict b').innerText !== ''"
    visitor.until(f"document.readyState === 'complete' && ({ticked} === 1) === ({has_verdict})")


def test_what_was_typed_on_the_home_page_is_there_again(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}/")
    visitor.type("#q", "pottery")
    visitor.press(".hero__search button")
    found(visitor)
    visitor.back()
    visitor.until(
        "document.querySelector('.hero') && document.querySelector('#q').value === 'pottery'"
    )


def test_form_that_cannot_run_says_what_else_one_can_do(visitor: Visitor, address: str) -> None:
    for path in ("add", "change"):
        visitor.open(f"{address}/{path}/")
        shown = "getComputedStyle(document.querySelector('{}')).visibility === 'visible'"
        can, cannot = shown.format("#form"), shown.format(".not-started a")
        visitor.until(can if visitor.partners else f"!({can}) && {cannot}")


def test_empty_form_says_what_is_missing(partner: Visitor, address: str) -> None:
    partner.open(f"{address}/add/")
    partner.until("document.querySelector('.step:not([hidden])')")
    partner.press(".step:not([hidden]) button[type=submit]")
    partner.until("document.querySelectorAll('#errors li').length > 3")


def test_draft_never_gets_emptier_by_coming_back(partner: Visitor, address: str) -> None:
    title, summary = "[data-field=title]", "[data-field=summary]"
    partner.open(f"{address}/add/")
    partner.until("document.querySelector('.step:not([hidden])')")
    partner.type(title, "Knitting for nervous people")
    partner.type(summary, "Needles, wool and tea.")
    partner.until("document.querySelector('#draft').innerText")
    partner.press(".menu a[href$='/topics/']")
    partner.until("location.pathname.endsWith('/topics/')")
    partner.back()
    partner.until(f"document.querySelector('{title}').value === 'Knitting for nervous people'")
    partner.type(title, "!")
    partner.until("Object.values(localStorage).some((text) => text.includes('people!'))")
    partner.open(f"{address}/")
    partner.open(f"{address}/add/")
    partner.until(f"document.querySelector('{title}').value === 'Knitting for nervous people!'")
    assert partner.value(summary) == "Needles, wool and tea."


def test_change_is_handed_over(partner: Visitor, address: str) -> None:
    partner.open(f"{address}/change/?course={COURSE}")
    partner.until("!document.querySelector('#choices').hidden")
    partner.press("[data-change=still-right]")
    partner.until("!document.querySelector('#outcome').hidden")
    partner.press("[data-change=send]")
    partner.until("!document.querySelector('#ways').hidden")
    text = partner.run("document.querySelector('#ways [data-part=text]').textContent")
    assert "title: " in text
    partner.until("document.querySelector('#preview').contentDocument.querySelector('h1')")


def test_course_to_change_is_found_again_after_back(partner: Visitor, address: str) -> None:
    partner.open(f"{address}/change/")
    partner.until("document.documentElement.classList.contains('started')")
    partner.run(
        "(one => { one.value = 'wea'; one.dispatchEvent(new Event('change')); })"
        "(document.querySelector('#find-provider'))"
    )
    partner.until("document.querySelector('#found a')")
    partner.press("#found a")
    partner.until("location.search")
    partner.back()
    partner.until("document.querySelector('#find-provider').value === 'wea'")
    partner.until("document.querySelector('#found a')")


def test_dates_are_on_paper(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}/courses/{COURSE}/")
    visitor.until("document.querySelector('#actions.actions--ready')")
    lines = (
        "[...document.querySelectorAll('.dates li')]"
        ".filter(line => line.getClientRects().length).length"
    )
    visitor.run(f"void addEventListener('beforeprint', () => {{ window.lines = {lines}; }})")
    if not visitor.run("CSS.supports('selector(::details-content)')"):
        visitor.print()
        assert visitor.run("window.lines") == 16


def test_what_looks_like_a_link_is_underlined(visitor: Visitor, address: str) -> None:
    visitor.open(f"{address}/search/")
    visitor.until("document.querySelector('#here')")
    line = visitor.run("getComputedStyle(document.querySelector('#here')).textDecorationLine")
    assert line == "underline"


@pytest.mark.parametrize("width", [320, 1000])
def test_nothing_sticks_out(visitor: Visitor, address: str, width: int) -> None:
    for path in ("", "search/?q=english", f"courses/{COURSE}", "topics/esol", "map", "is-it-free"):
        visitor.open(f"{address}/robots.txt")  # pages of ours would frame nothing
        visitor.run(
            "void (document.body.innerHTML = "
            f'\'<iframe style="width:{width}px;height:800px" src="{address}/{path}"></iframe>\')'
        )
        inside = "document.querySelector('iframe').contentDocument"
        visitor.until(f"{inside}.readyState === 'complete' && {inside}.querySelector('main')")
        wide = visitor.run(f"{inside}.documentElement.scrollWidth")
        assert wide <= width, path


def test_without_a_network_a_kept_page_is_there(
    visitor: Visitor, sub_path_site: Path, tmp_path: Path
) -> None:
    shutil.copytree(sub_path_site, tmp_path / "learn")
    with serving(tmp_path) as host:
        page = f"{host}/learn/courses/{COURSE}/"
        visitor.open(page)
        if not visitor.run("'serviceWorker' in navigator"):
            pytest.skip("this browser has no service worker: its pages need the network")
        visitor.until("navigator.serviceWorker.controller")
        visitor.open(page)
        visitor.until("document.querySelector('#actions.actions--ready')")
    visitor.open(page)
    visitor.until("document.querySelector('.kept') && document.querySelector('h1')")
