"""What a priority of the Community Learning Plan may aim at: a short list, each counted from a
table of planning, so that nobody has to report a figure.

`planning/standings.py` counts them; the rules ask here what a target has to name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class TargetKind:
    """What is counted: `says` it in words with the figure, the group in need and what the target
    names; `names` is the field that it has to name, if any. `unit` follows a figure; of `more` or
    less of it is better; `of_people` says whether people in need are counted.
    """

    says: str
    unit: str
    more: bool
    names: str = ""
    of_people: bool = False


TARGET_KINDS: Mapping[str, TargetKind] = {
    "people-near": TargetKind(
        "{figure} of {group} have {named} within a mile", "%", True, "courses", of_people=True
    ),
    "minutes-within-reach": TargetKind(
        "{figure} a year within reach of each of {group}", "minutes", True, of_people=True
    ),
    "hours-taught": TargetKind(
        "{figure} of {named} taught in the next 12 months", "hours", True, "topic"
    ),
    "not-said": TargetKind("{figure} of current courses leave open {named}", "%", False, "fact"),
    "overlaps": TargetKind(
        "{figure} of courses where two partners do the same and have not talked of it",
        "pairs",
        False,
    ),
    "missing-rungs": TargetKind(
        "{figure} in {named} from where the next level is nowhere near", "places", False, "topic"
    ),
}
"""By what a target `counts`, as in schema/priority.schema.json."""
NAMED = ("courses", "topic", "fact")
"""The fields by which a target says what of."""
