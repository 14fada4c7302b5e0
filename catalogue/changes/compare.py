"""Puts two versions side by side and says what differs for residents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalogue.changes.blame import hits_of
from catalogue.changes.facts import (
    CHECKED,
    course_facts,
    provider_facts,
    run_facts,
    run_name,
    venue_facts,
)
from catalogue.changes.guard import mixed_in
from catalogue.changes.look_alikes import look_alikes_of
from catalogue.changes.report import MOST_CHARACTERS, MOST_ROWS, ChangeRow, Hit, Line, Report
from catalogue.planning.effects import effects_of
from catalogue.problems import unpublished_files
from catalogue.records import Venue
from catalogue.reports import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from catalogue.changes.facts import Facts
    from catalogue.problems import Problem
    from catalogue.records import Course, Provider, Run
    from catalogue.site.views.site import Site

ADDED, CHANGED, RENAMED, REMOVED = "Added", "Changed", "Renamed", "Removed"
ENDED, BACK, CONFIRMED, LEFT_OUT = "Ended", "On again", "Looked over", "Left out"
_KINDS = (ADDED, BACK, CHANGED, RENAMED, CONFIRMED, ENDED, REMOVED, LEFT_OUT)
_NOUNS = ("course", "run", "file", "place", "provider")
_OF_A_NEW_COURSE = ("Summary", "Level", "Cost", "Phone", "E-mail", "Booking page")
"""What is told of a course that was not there before: the rest is on its page."""
_LOST_BY_CALENDARS = "another id: whoever follows this run is told that it is no longer there"
_NO_PAGE = (
    "is gone, and links to it lead nowhere. Is the course over? Keep its file: it leaves the lists "
    "by itself. Has it another name now? Write the old one under previously in its new file"
)
_NEVER_SHORTER = 60


@dataclass(frozen=True, slots=True)
class Version:
    """One version, in the words of its pages, and all that is wrong in it."""

    site: Site
    problems: Sequence[Problem] = ()

    @property
    def unpublished(self) -> Set[str]:
        """The files whose errors keep them off the site."""
        return unpublished_files(self.problems)


def report_on(
    before: Version, after: Version, touched: Mapping[str, bool] = {}, lost: Sequence[str] = ()
) -> Report:
    """Say what differs between two versions. `touched` has the files that do, and whether each is
    there afterwards.
    """
    old, new = before.site.catalogue, after.site.catalogue
    counts = _Counts()
    rows = [
        *_course_rows(before, after, counts),
        *_record_rows(old.venues, new.venues, before.site, after.site, counts, "place"),
        *_record_rows(old.providers, new.providers, before.site, after.site, counts, "provider"),
    ]
    added = [course for course in new.courses.values() if course.id not in old.courses]
    look_alikes = list(look_alikes_of(added, new))
    effects = [
        f"“{course.title}”: {sentence}"
        for course, sentences in effects_of(added, new)
        for sentence in sentences
    ]
    hits = hits_of(before.problems, after.problems, touched, new.providers)
    return Report(
        summary=counts.summary(sum(bool(row.page) for row in rows)),
        rows=tuple(rows[:MOST_ROWS]),
        problems=tuple(_cut(hit) for hit in hits[:MOST_ROWS]),
        look_alikes=tuple(map(_short, look_alikes[:MOST_ROWS])),
        effects=tuple(map(_short, effects[:MOST_ROWS])),
        mixed=tuple(map(_short, mixed_in(touched))),
        lost=tuple(map(_short, lost)),
    )


class _Counts:
    """How many of each thing there are, in the order in which they are told."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], int] = {}

    def add(self, noun: str, verb: str) -> None:
        """Count one more."""
        self._of[noun, verb] = self._of.get((noun, verb), 0) + 1

    def summary(self, pages: int) -> str:
        """Say all of it in one sentence."""
        if not self._of:
            return "Nothing changes for residents."
        parts = [
            f"{count(number, noun)} {verb.lower()}"
            for (noun, verb), number in sorted(self._of.items(), key=lambda pair: _order(*pair[0]))
        ]
        look = f"; {count(pages, 'page')} to look at" if pages else ""
        return f"{', '.join(parts)}{look}."


def _order(noun: str, verb: str) -> tuple[int, int]:
    return _NOUNS.index(noun), _KINDS.index(verb)


def _course_rows(before: Version, after: Version, counts: _Counts) -> Iterator[ChangeRow]:
    old, new = before.site.catalogue.courses, after.site.catalogue.courses
    renamed = _renamed(old, new)
    for course_id in sorted({*old, *new} - renamed.keys()):
        earlier = next((name for name, now in renamed.items() if now == course_id), course_id)
        was, now = old.get(earlier), new.get(course_id)
        if now is None:
            yield _gone(before, after, course_id, counts)
        elif was is None:
            counts.add("course", ADDED)
            runs = [_new_run(after.site, run) for run in now.runs]
            facts = course_facts(after.site, now)
            about = {label: facts[label] for label in _OF_A_NEW_COURSE if label in facts}
            yield _row(after.site, now, ADDED, [*_all(about), *runs])
        elif row := _course_row(before.site, after.site, was, now, counts):
            yield row
    yield from _never_there(before, after, counts)


def _renamed(old: Mapping[str, Course], new: Mapping[str, Course]) -> dict[str, str]:
    """Return which course of the old version is which of the new one by another name: as the new
    one says, or as its runs or its title show.
    """
    added = [course for course in new.values() if course.id not in old]
    gone = [course for course in old.values() if course.id not in new]
    said = {was.id: now.id for now in added for was in gone if was.id in now.previously}
    shown = {
        was.id: now.id
        for was in gone
        for now in added
        if was.provider == now.provider and now.id not in said.values() and _is_same(was, now)
    }
    return shown | said


def _is_same(was: Course, now: Course) -> bool:
    keys = {run.key for run in was.runs} & {run.key for run in now.runs}
    return bool(keys) or was.title == now.title


def _gone(before: Version, after: Version, course_id: str, counts: _Counts) -> ChangeRow:
    course = before.site.catalogue.courses[course_id]
    kind = LEFT_OUT if course.file in after.unpublished else REMOVED
    counts.add("course", kind)
    why = "until its mistakes are fixed" if kind == LEFT_OUT else _NO_PAGE
    row = _row(before.site, course, kind, [Line("The page", "", why)])
    return ChangeRow(row.kind, row.title, row.whose, "", row.lines)


def _never_there(before: Version, after: Version, counts: _Counts) -> Iterator[ChangeRow]:
    """Tell the new files that are not published because of their mistakes."""
    known = {course.file for course in before.site.catalogue.courses.values()}
    for file in sorted(after.unpublished - before.unpublished - known):
        counts.add("file", LEFT_OUT)
        why = Line("The page", "", "not there until its mistakes are fixed")
        yield ChangeRow(LEFT_OUT, file, "", "", (why,))


def _course_row(
    old: Site, new: Site, was: Course, now: Course, counts: _Counts
) -> ChangeRow | None:
    """Say how a course differs, or None where it does not."""
    if was == now:  # a place that it is at may have another name: that is told once, of the place
        return None
    about = list(_different(course_facts(old, was), course_facts(new, now)))
    runs = list(_run_lines(old, new, was, now, counts))
    if was.id != now.id:
        about.insert(0, Line("Address", was.id, now.id))
    if was.id != now.id and was.id not in now.previously:
        add = f"lead nowhere. Add this to {now.file}: previously: [{was.id}]"
        about.insert(1, Line("Old links", "", add))
    if not about and not runs:
        return None
    kind = _kind(old, new, was, now)
    if kind == CHANGED and not runs and [line.what for line in about] == [CHECKED]:
        kind = CONFIRMED
    if kind != CHANGED or any(line.what != CHECKED for line in about):
        counts.add("course", kind)
    return _row(new, now, kind, [*about, *runs])


def _kind(old: Site, new: Site, was: Course, now: Course) -> str:
    before, after = bool(old.live_runs[was.id]), bool(new.live_runs[now.id])
    if before != after:
        return BACK if after else ENDED
    return CHANGED if was.id == now.id else RENAMED


def _run_lines(old: Site, new: Site, was: Course, now: Course, counts: _Counts) -> Iterator[Line]:
    pairs = _pairs(was.runs, now.runs)
    for before, after in pairs:
        if before is None and after is not None:
            counts.add("run", ADDED)
            yield _new_run(new, after)
        elif after is None and before is not None:
            counts.add("run", REMOVED)
            yield Line(f"Run {run_name(old, before)}", _short(_run_words(old, before)), "removed")
        elif before is not None and after is not None:
            lines = list(_different(run_facts(old, before), run_facts(new, after)))
            if before.key != after.key:
                lines.append(Line("Calendars", "", _LOST_BY_CALENDARS))
            if lines:
                counts.add("run", CHANGED)
            name = f"Run {run_name(old, before)}"
            yield from (Line(f"{name}: {one.what}", one.before, one.after) for one in lines)


def _pairs(old: Sequence[Run], new: Sequence[Run]) -> list[tuple[Run | None, Run | None]]:
    """Tell which run of one version is which of the other, in the order of the new version.

    A run has an id for ever. Where it has lost it, or had none and meets at another time or place,
    the one most like it among those that are left is meant, if anything but the day differs little.
    """
    left = {run.key: run for run in old}
    found: dict[str, Run | None] = {run.key: left.pop(run.key, None) for run in new}
    for run in new:
        if found[run.key] is None and left:
            best = max(left.values(), key=lambda one: _likeness(one, run))
            if _likeness(best, run) >= 2:
                found[run.key] = left.pop(best.key)
    return [*((found[run.key], run) for run in new), *((run, None) for run in left.values())]


def _likeness(old: Run, new: Run) -> int:
    same = (
        (old.starts == new.starts) * 2,
        old.reference is not None and old.reference == new.reference,
        old.ends == new.ends,
        old.venue == new.venue,
        bool(old.weekly) and old.weekly == new.weekly,
    )
    near = abs((old.starts - new.starts).days) <= 21
    return sum(same) if near else 0


def _new_run(site: Site, run: Run) -> Line:
    return Line("New run", "", _short(_run_words(site, run)))


def _run_words(site: Site, run: Run) -> str:
    facts = run_facts(site, run)
    if run.is_over(site.today):
        facts["State"] = "over already"
    return "; ".join(f"{label}: {words}" for label, words in facts.items())


def _record_rows(
    old: Mapping[str, Venue] | Mapping[str, Provider],
    new: Mapping[str, Venue] | Mapping[str, Provider],
    site_before: Site,
    site_after: Site,
    counts: _Counts,
    noun: str,
) -> Iterator[ChangeRow]:
    for record_id in sorted({*old, *new}):
        was = _record_facts(site_before, old.get(record_id))
        now = _record_facts(site_after, new.get(record_id))
        if was == now:
            continue
        kind = CHANGED if was and now else ADDED if now else REMOVED
        counts.add(noun, kind)
        urls = site_after.urls
        page = urls.venue(record_id) if noun == "place" else urls.provider(record_id)
        title = (now or was).get("Name", record_id)
        lines = _all(now) if kind == ADDED else list(_different(was, now)) if now else []
        here = len(site_after.catalogue.courses_in("venue", record_id)) if noun == "place" else 0
        if here and kind == CHANGED:
            lines.append(Line("Courses there now", "", str(here)))
        shown = page.lstrip("/") if now else ""
        yield ChangeRow(kind, title, noun, shown, tuple(lines))


def _record_facts(site: Site, record: Venue | Provider | None) -> Facts:
    if record is None:
        return {}
    return venue_facts(site, record) if isinstance(record, Venue) else provider_facts(record)


def _row(site: Site, course: Course, kind: str, lines: Iterable[Line]) -> ChangeRow:
    whose = site.catalogue.providers[course.provider].name
    page = site.urls.course(course.id).lstrip("/")
    return ChangeRow(kind, course.title, whose, page, tuple(lines)[:MOST_ROWS])


def _all(facts: Facts) -> list[Line]:
    return [Line(label, "", _short(words)) for label, words in facts.items()]


def _different(old: Facts, new: Facts) -> Iterator[Line]:
    for label in {**old, **new}:
        before, after = old.get(label, ""), new.get(label, "")
        if before != after:
            yield Line(label, *_apart(before, after))


def _apart(before: str, after: str) -> tuple[str, str]:
    """Leave out what two long texts have in common at both ends."""
    if max(len(before), len(after)) <= _NEVER_SHORTER or not before or not after:
        return _short(before), _short(after)
    old, new = before.split(" "), after.split(" ")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return tuple(_middle(words, start, end) for words in (old, new))  # type: ignore[return-value]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((index for index, (one, two) in pairs if one != two), min(len(old), len(new)))


def _middle(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - 3), len(words) - max(0, end - 3)
    text = " ".join(words[first:last])
    return _short(f"{'… ' if first else ''}{text}{' …' if last < len(words) else ''}")


def _cut(hit: Hit) -> Hit:
    return replace(hit, what=_short(hit.what), mend=_short(hit.mend), files=hit.files[:MOST_ROWS])


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS // 2 else f"{text[: MOST_CHARACTERS // 2 - 1]}…"
