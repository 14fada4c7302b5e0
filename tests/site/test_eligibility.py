"""Who may join a course: one short sentence, with and or or as the kinds of the groups say."""

from __future__ import annotations

import pytest

from catalogue.site.urls import Urls
from catalogue.site.views.eligibility import who_may_join, whom_it_suits
from catalogue.site.views.site import Site
from tests.builders import a_course
from tests.conftest import load


@pytest.fixture(scope="module")
def site() -> Site:
    """The words of FROZEN, for courses that are in no catalogue."""
    return Site(load()[0], Urls(), "Learning")


@pytest.mark.parametrize(
    ("audiences", "said"),
    [
        ("women", "Only for women"),
        ("deaf-people", "Only for Deaf people"),
        # of one kind: either will do
        ("carers parents", "Only for parents or unpaid carers"),
        (
            "learning-disabled-people disabled-people",
            "Only for disabled people or people with a learning disability",
        ),
        # of two kinds: both are asked for
        ("young-adults carers", "Only for unpaid carers who are 19 to 24"),
        (
            "job-seekers women parents",
            "Only for women who bring up children or are looking for work",
        ),
        (
            "disabled-people deaf-people job-seekers",
            "Only for disabled people or Deaf people who are looking for work",
        ),
        # of three
        (
            "women refugees young-adults older-people",
            "Only for women who are about 50 or over or are 19 to 24"
            " and who had to leave their country",
        ),
    ],
)
def test_who_alone_may_join_is_said_with_and_or_or(site: Site, audiences: str, said: str) -> None:
    course = a_course(audiences=tuple(audiences.split()), only_for_audiences=True)
    assert who_may_join(site, course) == said
    assert whom_it_suits(site, course) == ""


@pytest.mark.parametrize(
    ("audiences", "said"),
    [
        ("everyone", "Everyone is welcome."),
        ("everyone refugees parents", "Everyone is welcome. It suits parents and refugees."),
        ("refugees", "Made for refugees. Others can ask to join."),
    ],
)
def test_whom_a_course_suits_turns_nobody_away(site: Site, audiences: str, said: str) -> None:
    course = a_course(audiences=tuple(audiences.split()))
    assert whom_it_suits(site, course) == said
    assert who_may_join(site, course) == ""


def test_a_limit_to_everyone_is_none(site: Site) -> None:
    course = a_course(audiences=("everyone", "women"), only_for_audiences=True)
    assert who_may_join(site, course) == ""


def test_every_group_can_be_said_in_a_sentence(site: Site) -> None:
    groups = site.vocabularies["audiences"].terms.values()
    assert [one.id for one in groups if not (one.people and one.who and one.kind)] == ["everyone"]
