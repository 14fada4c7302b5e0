"""Ways from course to course."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import Course
from catalogue.rules import pathways
from catalogue.rules.pathways import circles
from tests.builders import a_course, codes_of, mends_of, records_of


def course(
    name: str, *leads_to: str, level: str = "none", previously: tuple[str, ...] = ()
) -> Course:
    """A course of the kiln's that leads to others of it."""
    following = tuple(f"the-kiln/{other}" for other in leads_to)
    return a_course(id=f"the-kiln/{name}", leads_to=following, level=level, previously=previously)


def test_a_way_forward_is_fine() -> None:
    assert (
        codes_of(pathways, course("one", "two", "three"), course("two", "three"), course("three"))
        == []
    )


def test_a_course_that_is_not_there_is_told_with_the_one_that_was_meant() -> None:
    records = (course("pottery", "throwin"), course("throwing"))
    assert codes_of(pathways, *records) == ["unknown-course"]
    assert mends_of(pathways, *records) == ["Did you mean the-kiln/throwing?"]


def test_a_course_whose_file_is_broken_is_there() -> None:
    records = replace(
        records_of(course("pottery", "throwing")),
        broken=frozenset({("course", "the-kiln/throwing")}),
    )
    assert list(pathways.check(records)) == []


def test_a_course_does_not_lead_to_itself() -> None:
    assert codes_of(pathways, course("pottery", "pottery")) == ["leads-to-itself"]


def test_every_course_of_a_circle_is_told_the_way_round() -> None:
    records = records_of(
        course("one", "two"), course("two", "three", "four"), course("three", "one"), course("four")
    )
    found = list(pathways.check(records))
    assert {one.code for one in found} == {pathways.CIRCULAR_PATH}
    ways = {
        one.record.id: one.what.removeprefix("This course leads back to itself ") for one in found
    }
    assert ways == {
        "the-kiln/one": "by way of the-kiln/two and the-kiln/three.",
        "the-kiln/two": "by way of the-kiln/three and the-kiln/one.",
        "the-kiln/three": "by way of the-kiln/one and the-kiln/two.",
    }
    assert all(one.field[0] == "leads_to" for one in found)


def test_a_long_way_round_is_shortened() -> None:
    ring = [course(f"c{number}", f"c{(number + 1) % 1000}") for number in range(1000)]
    found = list(pathways.check(records_of(*ring)))
    assert len(found) == 1000
    assert found[0].what.startswith("This course leads back to itself by way of ")
    short = [course(f"c{number}", f"c{(number + 1) % 9}") for number in range(9)]
    first = next(iter(pathways.check(records_of(*short))))
    assert first.what.endswith("by way of the-kiln/c1, the-kiln/c2, the-kiln/c3 and 5 more.")
    short = [course(f"c{number}", f"c{(number + 1) % 5}") for number in range(5)]
    first = next(iter(pathways.check(records_of(*short))))
    assert first.what.endswith("by way of the-kiln/c1, the-kiln/c2, the-kiln/c3 and the-kiln/c4.")


def test_the_way_round_a_long_circle_begins_with_a_course_of_it() -> None:
    ring = [course(f"c{number}", f"c{(number + 1) % 1000}") for number in range(1, 1000)]
    records = records_of(course("c0", "leaf", "c1"), course("leaf"), *ring)
    first = next(one for one in pathways.check(records) if one.record.id == "the-kiln/c0")
    assert (first.what, first.field) == (
        "This course leads back to itself by way of the-kiln/c1.",
        ("leads_to", 1),
    )


def test_circles_within_a_circle_and_beside_it_are_told_the_shortest_way() -> None:
    records = records_of(
        *(course("one", "two"), course("two", "three"), course("three", "two", "one")),
        *(course("four", "five"), course("five", "four")),
    )
    ways = {one.record.id: one.what.rpartition("by way of ")[2] for one in pathways.check(records)}
    assert ways == {
        "the-kiln/one": "the-kiln/two and the-kiln/three.",
        "the-kiln/two": "the-kiln/three.",
        "the-kiln/three": "the-kiln/two.",
        "the-kiln/four": "the-kiln/five.",
        "the-kiln/five": "the-kiln/four.",
    }


def test_a_course_leads_to_its_own_level_or_a_higher_one() -> None:
    down = course("two", "one", level="level-2")
    assert codes_of(pathways, down, course("one", level="entry-3")) == ["leads-down"]
    assert codes_of(pathways, down, course("one", level="level-2")) == []
    assert codes_of(pathways, down, course("one", level="none")) == []


def test_an_earlier_name_may_not_be_in_use() -> None:
    renamed = course("throwing", previously=("the-kiln/pottery",))
    assert codes_of(pathways, renamed) == []
    assert codes_of(pathways, renamed, course("pottery")) == ["earlier-name-taken"]


def test_an_earlier_name_belongs_to_one_course() -> None:
    names = ("the-kiln/clay",)
    both = (course("one", previously=names), course("two", previously=names))
    assert codes_of(pathways, *both) == ["earlier-name-taken", "earlier-name-taken"]


def test_nobody_can_take_an_earlier_name_from_its_provider() -> None:
    names = ("the-kiln/clay",)
    thief = a_course(id="the-loom/clay", previously=names)
    found = list(pathways.check(records_of(course("one", previously=names), thief)))
    assert [one.record.id for one in found] == ["the-loom/clay"]


graphs = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), min_size=1)


@given(graphs)
def test_circles_are_those_that_walking_every_way_finds(graph: dict[int, list[int]]) -> None:
    links = {
        str(name): [str(other) for other in others if other in graph]
        for name, others in graph.items()
    }

    def reached(start: str) -> set[str]:
        found: set[str] = set()
        queue = list(links[start])
        while queue:
            name = queue.pop()
            if name not in found:
                found.add(name)
                queue += links[name]
        return found

    expected = {
        frozenset(other for other in links if other in reached(name) and name in reached(other))
        for name in links
    }
    assert {frozenset(circle) for circle in circles(links)} == {
        circle for circle in expected if len(circle) > 1
    }
