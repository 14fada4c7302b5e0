"""What other sites take from us: pages of links, codes that a reader reads, and a frame on a page
of another origin whose policy is strict, or whose neighbour is down."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from lxml import html
from playwright.sync_api import Browser, Page, expect

from catalogue.catalogue import Catalogue
from catalogue.site.pages import is_hidden
from catalogue.site.urls import Urls
from catalogue.site.views.link_to_us import EmbedView, LinkToUsView, LinkToView, link_pages
from catalogue.site.views.site import Site
from scripts.budgets import EMBED_SCRIPT
from tests.builders import a_course, a_provider, a_venue, records_of
from tests.conftest import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LIST = "topics/crafts/"


@pytest.fixture(scope="module")
def site() -> Site:
    catalogue, _ = load()
    return Site(catalogue, Urls("https://example.org", "/learn"), "Learning")


def test_without_an_address_nobody_can_link(site: Site) -> None:
    assert list(link_pages(Site(site.catalogue, Urls(), "Learning"))) == []


def test_every_branch_partner_area_and_topic_can_be_chosen(site: Site) -> None:
    choose, *others = link_pages(site)
    assert isinstance(choose, LinkToUsView)
    chosen = {choice.id: len(choice.links) for choice in choose.choices}
    assert chosen["libraries"] == 18
    assert chosen["providers"] == len(site.catalogue.providers)
    assert chosen["topics"] == len(site.ways["topic"])
    assert sum(chosen.values()) == sum(isinstance(view, LinkToView) for view in others)
    assert sum(chosen.values()) == sum(isinstance(view, EmbedView) for view in others)
    assert not is_hidden(choose)
    assert all(map(is_hidden, others))


def test_what_is_copied_cannot_be_broken_by_a_name() -> None:
    hostile = a_provider(name='</textarea><script>alert("1")</script> & Sons')
    records = records_of(a_course(), a_venue(), hostile)
    site = Site(Catalogue.of(records, set()), Urls("https://example.org", ""), "Learning")
    views = [view for view in link_pages(site) if isinstance(view, LinkToView)]
    [view] = [view for view in views if "/providers/" in view.href]
    for markup in (view.markup_link, view.markup_frame, view.markup_script):
        read = html.fragment_fromstring(markup, create_parent=True)
        assert {one.tag for one in read.iter()} <= {"div", "p", "a", "iframe", "script"}
        assert "alert" in str(read.text_content())
        assert not [one for one in read.iter("script") if one.text]


def test_codes_lead_to_the_short_address(
    browser_page: Page, address: str, sub_path_site: Path
) -> None:
    folder = sub_path_site / "link-to-us" / LIST
    page = html.fromstring((folder / "index.html").read_text(encoding="utf-8"))
    short = next(str(box.get("value")) for box in page.iter("input") if box.get("id") == "short")
    assert short.startswith("https://example.org/learn/c/")
    assert f"<title>{short}</title>" in (folder / "qr.svg").read_text(encoding="utf-8")
    for kind in ("png", "svg"):
        browser_page.goto(f"{address}/link-to-us/{LIST}")
        assert read_code(browser_page, f"{address}/link-to-us/{LIST}qr.{kind}") == short
    target = sub_path_site / short.removeprefix("https://example.org/learn/") / "index.html"
    assert f"/learn/{LIST}" in target.read_text(encoding="utf-8")


DRAW = """
async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const { data } = pen.getImageData(0, 0, picture.width, picture.height);
  return { width: picture.width, grey: [...data].filter((_, place) => place % 4 === 0) };
}
"""


def read_code(page: Page, address: str) -> str:
    """Read a code as it is drawn in a browser, with a reader that is not ours."""
    drawn = page.evaluate(DRAW, address)
    width, grey = drawn["width"], bytes(drawn["grey"])
    pixels = memoryview(grey).cast("B", shape=[len(grey) // width, width])
    [found] = zxingcpp.read_barcodes(pixels)
    return str(found.text)


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """A page that may break a policy, as that of somebody else is to be broken here."""
    with browser.new_context() as context:
        yield context.new_page()


def host_page(snippet: str, policy: str = "") -> str:
    """A page of somebody else's, with a snippet of ours in it."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta name="color-scheme" content="light dark">'
        f'<meta charset="utf-8"><title>A library</title>{meta}</head>'
        f"<body><h1>A library</h1>{snippet}</body></html>"
    )


@pytest.fixture
def snippet(address: str) -> Callable[[str], str]:
    """What the page for a list gives to paste, for the site as it answers here."""

    def made(ours: str = address) -> str:
        return (
            f'<p id="ours"><a href="{ours}/{LIST}">Crafts</a></p>\n'
            f'<script src="{ours}/embed.js" data-list="/learn/embed/{LIST}" async></script>'
        )

    return made


@pytest.fixture
def other_site(serve_folder: Callable[[Path], str], tmp_path: Path) -> Callable[[str], str]:
    """Puts a page on a host of another origin."""

    def put(page: str) -> str:
        (tmp_path / "index.html").write_text(page, encoding="utf-8")
        return f"{serve_folder(tmp_path)}/index.html"

    return put


def test_a_list_stands_in_a_page_of_another_origin_as_high_as_it_is(
    page: Page, address: str, snippet: Callable[[], str], other_site: Callable[[str], str]
) -> None:
    ours = address.removesuffix("/learn")
    policy = f"default-src 'none'; script-src {ours}; frame-src {ours}; style-src 'none'"
    page.goto(other_site(host_page(snippet(), policy)))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Crafts and making")
    expect(page.locator("#ours")).to_be_hidden()
    expect(page.locator("iframe")).to_have_attribute("title", "Crafts")
    inside = frame.locator("body").evaluate("body => body.getBoundingClientRect().height")
    height = page.locator("iframe").evaluate("frame => frame.clientHeight")
    assert height == pytest.approx(inside, abs=2)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    frame.get_by_role("link").first.click()
    page.wait_for_url(f"**/learn/{LIST}")


@pytest.mark.parametrize("allowed", ["script-src 'none'", "script-src {ours}; frame-src 'none'"])
def test_where_a_policy_forbids_it_a_plain_link_stays(
    browser_page: Page,
    address: str,
    snippet: Callable[[], str],
    other_site: Callable[[str], str],
    allowed: str,
) -> None:
    policy = f"default-src 'none'; {allowed.format(ours=address.removesuffix('/learn'))}"
    browser_page.goto(other_site(host_page(snippet(), policy)), wait_until="networkidle")
    expect(browser_page.locator("iframe")).to_have_count(0)
    expect(browser_page.get_by_role("link", name="Crafts")).to_be_visible()


def test_when_we_are_down_the_page_stands_and_the_link_too(
    browser_page: Page, snippet: Callable[[str], str], other_site: Callable[[str], str]
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        down = f"http://127.0.0.1:{nobody.getsockname()[1]}/learn"
        browser_page.goto(other_site(host_page(snippet(down))), wait_until="load")
        expect(browser_page.get_by_role("heading", name="A library")).to_be_visible()
        expect(browser_page.get_by_role("link", name="Crafts")).to_be_visible()


def test_the_script_is_light_and_only_frames_may_be_framed(sub_path_site: Path) -> None:
    assert len((sub_path_site / "embed.js").read_bytes()) <= EMBED_SCRIPT
    headers = (sub_path_site / "_headers").read_text(encoding="utf-8")
    blocks = {block.splitlines()[0]: block for block in headers.split("\n/")}
    framed = [name for name, block in blocks.items() if "frame-ancestors *" in block]
    assert framed == ["learn/embed/*"]
    assert "X-Frame-Options" not in blocks["learn/embed/*"]
    assert "X-Frame-Options" in blocks["learn/topics/*"]


def test_boxes_are_copied_by_keyboard(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/link-to-us/{LIST}")
    page.get_by_role("button", name="Copy Short address").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert "/learn/c/" in page.evaluate("navigator.clipboard.readText()")
