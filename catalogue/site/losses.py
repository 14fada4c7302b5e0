"""Holds a new build against what is live, and says what would suddenly be gone.

Called by the build. Courses come and go, one by one: that is nobody's mistake. A place, a partner
or a tenth of everything that is gone at once mostly is, and waits for a person to say yes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from catalogue.quoting import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.site.published import Published

_FEW = 2
"""So many courses of one provider may go at once without a word, unless it had no more."""
_SHARE_OF_ONE = 1 / 4
_SHARE_OF_ALL = 1 / 20
_SHARE_OF_CURRENT = 1 / 2
_SHARE_OF_COUNT = 1 / 10
_GOES_WITH_COURSES = ("pages", "bytes of search")
"""What there is less of anyway where many courses have gone, which has been told."""
_MOST_NAMED = 5


def sudden_losses(before: Published, now: Published) -> list[str]:
    """Return a sentence for each sudden loss; none where all is as one would expect."""
    left = _left(before, now)
    gone = [course for course in left if now.invented or course not in before.invented]
    found = [*_of_venues(before, now, gone), *_of_providers(before, gone), *_of_all(before, gone)]
    found += _of_lists(before, now, left)
    found += _of_pages(before, now)
    found += _of_short_names(before, now)
    found += _of_counts(before, now, few_left=len(left) <= len(before.courses) * _SHARE_OF_ALL)
    return found


def _left(before: Published, now: Published) -> list[str]:
    """Return the courses that have no page any more. Of these, examples may go when the public
    comes.
    """
    return [course for course in sorted(before.courses) if not _answers(now, course)]


def _answers(now: Published, course: str) -> bool:
    return course in now.courses or now.renamed.get(course) in now.courses


def _of_venues(before: Published, now: Published, gone: Sequence[str]) -> Iterator[str]:
    for venue, name in before.venues.items():
        taken = [course for course in gone if venue in before.courses[course]]
        if taken and venue not in now.venues:
            yield (
                f"{name} (content/venues/{venue}.yaml) is gone, and takes {_courses(taken)} with "
                f"it: {_by_provider(taken)}."
            )


def _of_providers(before: Published, gone: Sequence[str]) -> Iterator[str]:
    had = _grouped(before.courses)
    for provider, taken in _grouped(gone).items():
        many = len(taken) > _FEW and len(taken) >= len(had[provider]) * _SHARE_OF_ONE
        if many or len(taken) == len(had[provider]) > 1:
            yield f"{provider} loses {len(taken)} of {_courses(had[provider])}: {_named(taken)}."


def _of_all(before: Published, gone: Sequence[str]) -> Iterator[str]:
    if len(gone) > max(_FEW * 2, len(before.courses) * _SHARE_OF_ALL):
        yield f"{len(gone)} of {_courses(before.courses)} lose their page: {_by_provider(gone)}."


def _of_lists(before: Published, now: Published, left: Sequence[str]) -> Iterator[str]:
    expected = before.current - len(left)
    if expected - now.current > max(_FEW * 2, before.current * _SHARE_OF_CURRENT):
        yield (
            f"Lists and the search would have {now.current} courses, and had {before.current}: "
            "most runs would be over at once. Is the day right?"
        )


def _of_pages(before: Published, now: Published) -> Iterator[str]:
    old = (old for old, new in before.renamed.items() if _answers(now, new))
    forgotten = [f"courses/{name}" for name in old if not _answers(now, name)]
    if lost := sorted({*before.pages, *forgotten} - set(now.pages)):
        yield f"These addresses would not answer any more: {_named(lost)}."


def _of_short_names(before: Published, now: Published) -> Iterator[str]:
    """Yield what was printed on paper and would lead to something else. Until an address is listed
    its name goes with its page; after that, only somebody who takes it out of the list can lose it.
    """
    leads_to = {short: address for address, short in now.shorts.items()}
    if lost := [one for one, short in before.shorts.items() if leads_to.get(short, one) != one]:
        yield f"The short addresses of these would lead elsewhere: {_named(sorted(lost))}."


def _of_counts(before: Published, now: Published, *, few_left: bool) -> Iterator[str]:
    for what, number in before.counts.items():
        less = now.counts.get(what, 0)
        told = few_left or what not in _GOES_WITH_COURSES
        if told and number - less > number * _SHARE_OF_COUNT:
            yield f"There would be {less:,} {what}, and there were {number:,}."


def _grouped(courses: Sequence[str] | Mapping[str, object]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for course in courses:
        found[course.partition("/")[0]].append(course)
    return dict(found)


def _by_provider(courses: Sequence[str]) -> str:
    return "; ".join(
        f"{provider} {len(some)} ({_named(some)})" for provider, some in _grouped(courses).items()
    )


def _named(names: Sequence[str]) -> str:
    shown = [
        name.partition("/")[2] if name.count("/") == 1 else name for name in names[:_MOST_NAMED]
    ]
    more = len(names) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown, "and")


def _courses(courses: Sequence[str] | Mapping[str, object]) -> str:
    return f"{len(courses)} {'course' if len(courses) == 1 else 'courses'}"
