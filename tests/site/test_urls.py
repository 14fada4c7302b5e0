"""Addresses: with and without a folder, and site addresses that cannot be."""

from __future__ import annotations

from collections import Counter

import pytest

from catalogue.site.pagination import paged
from catalogue.site.urls import BadSiteUrl, Urls


def test_links_carry_the_folder_the_site_is_in_and_files_do_not() -> None:
    urls = Urls.of("https://example.org/learn/")
    assert urls.course("the-kiln/pottery") == "/learn/courses/the-kiln/pottery/"
    assert urls.file_of(urls.course("the-kiln/pottery")) == "courses/the-kiln/pottery/index.html"
    assert urls.file_of(urls.home()) == "index.html"
    assert urls.file_of(urls.not_found()) == "404.html"
    assert urls.absolute(urls.home()) == "https://example.org/learn/"


def test_a_folder_that_begins_like_a_page_is_not_mistaken_for_it() -> None:
    urls = Urls.of("https://example.org/courses")
    assert urls.file_of(urls.courses()) == "courses/index.html"


def test_links_start_at_the_root_where_the_site_has_no_address() -> None:
    assert Urls.of("").topic("maths") == "/topics/maths/"


@pytest.mark.parametrize(
    ("right", "origin", "base"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", ""),
        ("http://[::1]:8000/", "http://[::1]:8000", ""),
        (
            "https://xn--bcher-kva.example/~us/v1.2_x/",
            "https://xn--bcher-kva.example",
            "/~us/v1.2_x",
        ),
        ("https://Example.org/Learn//", "https://Example.org", "/Learn"),
    ],
)
def test_address_of_a_site_is_its_host_and_its_folder(right: str, origin: str, base: str) -> None:
    urls = Urls.of(right)
    assert (urls.origin, urls.base) == (origin, base)


@pytest.mark.parametrize(
    "wrong",
    [
        "example.org",
        "//example.org",
        "ftp://example.org",
        "https://",
        "https://[",
        "https://a.b/?q=1",
        "https://name:word@a.b",
        "https://a.b//c",
        "https://a.b/../c",
        "https://a.b/c d",
        "https://a.b/c\n",
        "https://a.b/:c",
        "https://a.b/c*",
        "https://a.b/{c}",
        'https://a.b/c"d',
        "https://bücher.example",
    ],
)
def test_an_address_that_no_site_can_have_is_refused(wrong: str) -> None:
    with pytest.raises(BadSiteUrl, match="not the address of a site"):
        Urls.of(wrong)


def test_a_long_list_is_cut_into_pages_of_twenty_that_link_to_each_other() -> None:
    pages = list(paged(range(50), "/courses/", Urls()))
    assert [len(part) for _, part in pages] == [20, 20, 10]
    first, middle, last = (pagination for pagination, _ in pages)
    assert first is not None
    assert middle is not None
    assert last is not None
    assert (first.previous, first.next) == (None, "/courses/page/2/")
    assert (middle.previous, middle.next) == ("/courses/", "/courses/page/3/")
    assert last.next is None
    assert [link.href for link in last.links if link.current] == ["/courses/page/3/"]


@pytest.mark.parametrize("length", [0, 1, 20])
def test_a_list_that_fits_has_one_page_without_pagination(length: int) -> None:
    [(pagination, part)] = paged(range(length), "/free/", Urls())
    assert pagination is None
    assert len(part) == length


def test_after_ten_pages_of_twenty_come_pages_of_a_hundred() -> None:
    parts = [part for _, part in paged(range(350), "/courses/", Urls())]
    assert [len(part) for part in parts] == [20] * 10 + [100, 50]
    assert [thing for part in parts for thing in part] == [*range(350)]


def test_a_very_long_list_shows_where_numbers_are_left_out() -> None:
    [*_, (pagination, _)] = paged(range(20 * 10 + 100 * 85), "/courses/", Urls())
    assert pagination
    assert [link.number for link in pagination.links] == [1, *range(10, 91, 10), 93, 94, 95]
    assert [link.number for link in pagination.links if link.gap] == [*range(10, 91, 10), 93]


def test_ten_thousand_courses_are_spread_evenly_over_the_files_that_partners_change() -> None:
    ids = [f"provider-{number % 76}/learn-it-{number}" for number in range(10_000)]
    courses = Counter(map(Urls().course_file, ids))
    assert len(courses) <= 509
    assert max(courses.values()) <= 35


def test_a_course_keeps_the_file_in_which_open_pages_look_for_it() -> None:
    assert Urls("", "/learn").course_file("the-kiln/pottery") == "/learn/change/courses/210.json"
