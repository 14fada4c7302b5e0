"""The ways from course to course lead somewhere, and upwards."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from catalogue.problems import Code, Scope, Severity
from catalogue.quoting import listed
from catalogue.rules.findings import Finding, Records
from catalogue.rules.nearest import Nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from catalogue.records import Course

UNKNOWN_COURSE = Code(
    "unknown-course",
    Severity.ERROR,
    "We do not know the course that this leads to",
    "It is written as the provider's folder, a slash and the name of the course's file without "
    ".yaml. People would be sent to a page that is not there.",
    from_outside=True,
    scope=Scope.CATALOGUE,
)
LEADS_TO_ITSELF = Code(
    "leads-to-itself",
    Severity.ERROR,
    "A course leads to itself",
    "People want to know what they can do afterwards. Name another course.",
)
CIRCULAR_PATH = Code(
    "circular-path",
    Severity.ERROR,
    "Courses lead round in a circle",
    "A way that comes back to where it began gets nobody further. Take out the link that leads "
    "back.",
    from_outside=True,
    scope=Scope.CATALOGUE,
)
LEADS_DOWN = Code(
    "leads-down",
    Severity.ERROR,
    "A course leads to one at a lower level",
    "People should be able to go on from where they are. Either a level is wrong, or the link "
    "should go the other way.",
    from_outside=True,
    scope=Scope.CATALOGUE,
)
EARLIER_NAME_TAKEN = Code(
    "earlier-name-taken",
    Severity.ERROR,
    "An earlier name belongs to another course",
    "An old link can lead to one course only. Only the course that was renamed may name it.",
    scope=Scope.CATALOGUE,
)
CODES = (UNKNOWN_COURSE, LEADS_TO_ITSELF, CIRCULAR_PATH, LEADS_DOWN, EARLIER_NAME_TAKEN)
_STEPS_LOOKED_AT = 300
_MOST_NAMED = 4


def check(records: Records) -> Iterator[Finding]:
    """Follow `leads_to` and `previously` of every course."""
    nearest = Nearest(lambda: {one.id: (one.title,) for one in records.courses.values()})
    for course in records.courses.values():
        for index, next_id in enumerate(course.leads_to):
            yield from _link(course, index, next_id, records, nearest)
    yield from _circles(records)
    yield from _earlier_names(records)


def _link(
    course: Course, index: int, next_id: str, records: Records, nearest: Nearest
) -> Iterator[Finding]:
    field = ("leads_to", index)
    if next_id == course.id:
        mend = "Name another course, or delete it."
        yield Finding(LEADS_TO_ITSELF, course, field, "The course leads to itself.", mend)
    elif not records.has("course", next_id):
        meant = nearest.to(next_id)
        mend = f"Did you mean {meant}?" if meant else "Delete it, or name a course that is there."
        what = f"There is no course called “{next_id}”."
        yield Finding(UNKNOWN_COURSE, course, field, what, mend)
    elif next_id in records.courses:
        levels = records.reference.vocabularies["levels"].terms
        here, there = levels[course.level], levels[records.courses[next_id].level]
        if here.rank is not None and there.rank is not None and there.rank < here.rank:
            what = f"This course is {here.label}, and {next_id} is only {there.label}."
            mend = "Delete the link, or correct the level that is wrong."
            yield Finding(LEADS_DOWN, course, field, what, mend)


def _circles(records: Records) -> Iterator[Finding]:
    links = {
        course.id: [
            next_id
            for next_id in course.leads_to
            if next_id in records.courses and next_id != course.id
        ]
        for course in records.courses.values()
    }
    for circle in circles(links):
        members = set(circle)
        for course_id in circle:
            course = records.courses[course_id]
            way = _way_round(course_id, links, members)
            index = course.leads_to.index(way[0])
            what = f"This course leads back to itself by way of {_named(way)}."
            mend = "Take out the link that leads back, here or there."
            yield Finding(CIRCULAR_PATH, course, ("leads_to", index), what, mend)


def circles(links: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return the largest groups of two or more whose every member leads to every other.

    Takes as long as there are courses and links (Kosaraju and Sharir's way).
    """
    back = defaultdict(list)
    for name, following in links.items():
        for other in following:
            back[other].append(name)
    found, seen = [], set[str]()
    for start in reversed(_finished_last(links)):
        if start in seen:
            continue
        seen.add(start)
        circle = [start]
        for name in circle:  # grows while it is walked through
            new = [other for other in dict.fromkeys(back[name]) if other not in seen]
            seen.update(new)
            circle += new
        if len(circle) > 1:
            found.append(circle)
    return found


def _finished_last(links: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names so that each comes after those it leads to, as far as there is no circle."""
    order, seen = [], set[str]()
    for start in links:
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(links[start]))]
        while path:
            name, following = path[-1]
            other = next((other for other in following if other not in seen), None)
            if other is None:
                path.pop()
                order.append(name)
            else:
                seen.add(other)
                path.append((other, iter(links[other])))
    return order


def _way_round(
    start: str, links: Mapping[str, Sequence[str]], members: Collection[str]
) -> list[str]:
    """Return the courses on the shortest way from `start` back to it, without `start`; only the
    first of them where the way is very long.
    """
    came_from: dict[str, str] = {}
    queue = [start]
    for name in queue:  # grows while it is walked through
        for other in links[name]:
            if other == start:
                way = [name]
                while way[-1] in came_from:
                    way.append(came_from[way[-1]])
                return way[-2::-1]
            if other in members and other not in came_from:
                came_from[other] = name
                queue.append(other)
        if len(queue) > _STEPS_LOOKED_AT:
            break
    return [queue[1]]


def _named(way: Sequence[str]) -> str:
    if len(way) <= _MOST_NAMED:
        return listed(way, "and")
    return f"{', '.join(way[: _MOST_NAMED - 1])} and {len(way) - _MOST_NAMED + 1} more"


def _earlier_names(records: Records) -> Iterator[Finding]:
    claims = defaultdict(list)
    for course in records.courses.values():
        for index, name in enumerate(course.previously):
            claims[name].append((course, index))
            if records.has("course", name):
                what = f"There is a course called “{name}” now."
                mend = "Delete it here, or give that course another name."
                yield Finding(EARLIER_NAME_TAKEN, course, ("previously", index), what, mend)
    for name, claimants in claims.items():
        # A provider's own earlier name is its own: somebody else who claims it must give way.
        own = [course for course, _ in claimants if name.startswith(f"{course.provider}/")]
        for course, index in claimants:
            others = [other.id for other, _ in claimants if other is not course]
            if others and own != [course]:
                what = f"“{name}” is an earlier name of {listed(others, 'and')} too."
                mend = "Delete it where it is wrong."
                yield Finding(EARLIER_NAME_TAKEN, course, ("previously", index), what, mend)
