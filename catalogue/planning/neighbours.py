"""What the form holds a new course beside: by topic, what is taught from today on and whom that is
for, and the words that tell its subjects.

theme/static/js/form/alike.js reads it and comes to the scores of alike.py.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from catalogue.planning.alike import WANTED, levels_met, minutes_of_runs
from catalogue.planning.slots import current
from catalogue.planning.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.catalogue import Catalogue
    from catalogue.planning.slots import Slot
    from catalogue.records import Course

_DIGITS = 4


def neighbours(catalogue: Catalogue) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each topic with its `courses` and, by the stems of a phrase, its `subjects`."""
    slots = [slot for slot in current(catalogue) if slot.run.state not in WANTED]
    by_course: defaultdict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        by_course[slot.course.id].append(slot)
    subjects, minutes = Subjects(catalogue.reference), minutes_of_runs(slots)
    words = catalogue.reference.subject_words
    found: dict[str, dict[str, Any]] = {
        topic: {
            "subjects": {" ".join(phrase): told for phrase, told in words.get(topic, {}).items()},
            "courses": [],
        }
        for topic in catalogue.reference.schemas.vocabularies["topics"].terms
    }
    for taught in by_course.values():
        course = taught[0].course
        about = _about(course, catalogue, subjects)
        runs = [*_runs(taught, minutes)]
        for topic in course.topics:
            found[topic]["courses"].append({**about, "runs": runs})
    yield from found.items()


def _about(course: Course, catalogue: Catalogue, subjects: Subjects) -> dict[str, Any]:
    levels = catalogue.reference.schemas.vocabularies["levels"]
    weights = subjects.of(course)
    return {
        "id": course.id,
        "title": course.title,
        "topics": course.topics,
        "level": course.level,
        "meets": sorted(levels_met(course.level, levels)),
        "audiences": course.audiences,
        "only": bool(course.only_for),
        "languages": course.taught_in,
        "qualification": course.qualification is not None,
        "about": {"/".join(of): round(weight, _DIGITS) for of, weight in weights.items()},
        "known": sorted(_known(course, catalogue)),
    }


def _known(course: Course, catalogue: Catalogue) -> Iterator[str]:
    """Yield the courses that partners know it overlaps with."""
    for pair in catalogue.reviewed:
        if course.id in (pair.first, pair.second):
            yield pair.second if course.id == pair.first else pair.first


def _runs(
    slots: Sequence[Slot], minutes: Mapping[tuple[str, str], int]
) -> Iterator[dict[str, Any]]:
    for run in {slot.run.key: slot.run for slot in slots}.values():
        yield {
            "venue": run.venue,
            "starts": run.starts.isoformat(),
            "ends": run.ends.isoformat() if run.ends else None,
            "rolling": run.rolling,
            "sessions": [
                {"day": line.day, "from": f"{line.start:%H:%M}", "to": f"{line.end:%H:%M}"}
                | ({"every_weeks": line.every_weeks} if line.every_weeks > 1 else {})
                for line in run.weekly
            ],
            "minutes": minutes.get((slots[0].course.id, run.key), 0),
            **({"delivery": run.delivery} if run.delivery != "in-person" else {}),
        }
