"""The content policy in a real browser: every kind of page does all it is for, and what is put into
a page does not run. That no journey breaks a policy, each test with a `page` looks at by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from catalogue.site.policy import (
    KINDS,
    content_policy,
    fetched_from,
    header_policy,
    special_pages,
)
from catalogue.site.published import unpack_record
from catalogue.site.urls import RECORD

if TYPE_CHECKING:
    from pathlib import Path

COURSE = "/courses/stec/food-hygiene-level-2/"
PAGES = (
    *("/", "/search/", "/is-it-free/", "/add/", "/add/preview/", "/change/", "/saved/"),
    *("/add/spreadsheet/", "/for-someone/"),
    *("/offline/", "/courses/", "/topics/", "/topics/esol/", "/map/", "/providers/stec/"),
    *("/venues/toxteth-library/", "/404.html", "/about/", COURSE),
)
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
ATTACKS = """
() => {
  window.ran = [];
  const add = (name, ...given) => document.body.append(
    Object.assign(document.createElement(name), ...given));
  const tries = {
    script: () => add("script", { text: "ran.push('script')" }),
    foreign: () => add("script", { src: "https://elsewhere.example/x.js" }),
    event: () => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=ran.push(1)>"),
    markup: () => { document.body.innerHTML += "<b>more</b>"; ran.push("markup"); },
    frame: () => add("iframe", { srcdoc: "<script>parent.ran.push('frame')</script>" }),
    eval: () => eval("ran.push('eval')"),
    timer: () => setTimeout("ran.push('timer')"),
    address: () => { add("a", { href: "javascript:ran.push('address')", id: "run-me" });
      document.getElementById("run-me").click(); },
    handler: () => document.body.setAttribute("onclick", "ran.push('handler')"),
    policy: () => { trustedTypes.createPolicy("theirs", {}); ran.push("policy"); },
  };
  // Later, as a tool that runs something at once may do what a page may not.
  return new Promise(done => setTimeout(() => {
    for (const attempt of Object.values(tries)) try { attempt(); } catch {}
    document.body.click();
    setTimeout(() => done(ran), 300);
  }));
}
"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_does_all_it_is_for(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}{path}", wait_until="networkidle")
    page.evaluate(OPEN_ALL)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", ["/", "/search/", "/add/", "/add/preview/", COURSE])
def test_what_is_put_into_a_page_does_not_run(browser: Browser, address: str, path: str) -> None:
    asked: list[str] = []
    with browser.new_context() as context:  # not `page`, as here a policy is to be broken
        tab = context.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(f"{address}{path}", wait_until="networkidle")
        assert tab.evaluate(ATTACKS) == []
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []


def test_without_the_policy_the_attacks_would_run(browser: Browser, real_site: Path) -> None:
    """So that they fail for the right reason."""
    bare = re.sub(r"<meta http-equiv=[^>]*>", "", (real_site / "index.html").read_text("utf-8"))
    with browser.new_context() as context:
        tab = context.new_page()
        tab.route("**/*", lambda route: route.fulfill(body=bare, content_type="text/html"))
        tab.goto("http://127.0.0.1:9/")
        ran = tab.evaluate(ATTACKS)
    assert {"script", "frame", "eval", "timer", "address", "handler", "markup", "policy"} <= {*ran}


def test_each_page_has_the_policy_of_its_kind_before_anything_it_could_stop(
    sub_path_site: Path,
) -> None:
    urls = unpack_record((sub_path_site / RECORD).read_bytes()).urls
    kinds = special_pages(urls)
    folders = (urls.embeds(), urls.link_to_us())  # whose pages are all of one kind
    for path in sorted(sub_path_site.rglob("*.html")):
        href = f"{urls.home()}{path.relative_to(sub_path_site).as_posix()}"
        inside = next((folder for folder in folders if href.startswith(folder)), "")
        kind = kinds.get(inside or href.removesuffix("index.html"), "page")
        head = html.parse(str(path)).getroot().find("head")
        policies = head.xpath("meta[@http-equiv='Content-Security-Policy']")
        assert [one.get("content") for one in policies] == [
            content_policy(kind, fetched_from(kind, urls))
        ], path
        assert [one.tag for one in policies[0].itersiblings(preceding=True)] == ["meta"], path


@pytest.mark.parametrize("kind", KINDS)
def test_a_policy_allows_nothing_that_is_not_asked_for(kind: str) -> None:
    policy = dict(one.split(" ", 1) for one in header_policy(kind).split("; "))
    assert policy["default-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    assert (kind == "editor") == ("unsafe-inline" in policy["style-src"])
    runs_web_assembly = kind in ("search", "spreadsheet")
    assert runs_web_assembly == ("wasm-unsafe-eval" in policy["script-src"])
    assert (kind == "preview") == (policy["frame-ancestors"] == "'self'")
