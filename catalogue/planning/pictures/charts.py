"""Bars for tables, and strips of dots: small drawings that say what a number beside them says."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from catalogue.planning.pictures.drawing import add, begin, written

if TYPE_CHECKING:
    from collections.abc import Sequence

_LENGTH, _THICK = 100, 10
_APART, _LARGEST = 24, 10
_PART, _WHOLE, _EDGE = "#0b4650", "#efe6d6", "#62737a"


def bar(figure: float | None, most: float) -> str:
    """Draw a figure as a part of a bar as long as the most there is. What is not known is a broken
    line and no empty bar.
    """
    if figure is None:
        return _bar(None)
    return _bar(round(_LENGTH * min(max(0.0, figure) / most, 1.0), 1) if most > 0 else 0.0)


@cache
def _bar(part: float | None) -> str:
    picture = begin(_LENGTH, _THICK, "plan-bar")
    picture.attrib |= {"aria-hidden": "true", "preserveAspectRatio": "none"}
    box = {"y": 1, "height": _THICK - 2}
    if part is None:
        middle = f"M0 {_THICK / 2:g}H{_LENGTH}"
        line: dict[str, str | float] = {"stroke": _EDGE, "stroke_dasharray": "3 3"}
        add(picture, "path", css="plan-bar__unknown", d=middle, **line)
        return written(picture)
    add(picture, "rect", css="plan-bar__whole", width=_LENGTH, fill=_WHOLE, **box)
    add(picture, "rect", css="plan-bar__part", width=part, fill=_PART, **box)
    return written(picture)


def dot_strip(counts: Sequence[int], most: int) -> str:
    """Draw a strip of dots, one for each of the counts in their order, whose areas are as the
    counts; `most` is the largest count of all strips beside each other. 0 is no dot but a tick.
    """
    picture = begin(_APART * len(counts), _APART, "plan-strip")
    picture.set("aria-hidden", "true")
    middle = _APART / 2
    line: dict[str, str | float] = {"stroke": _EDGE, "stroke_width": 1}
    add(picture, "path", css="plan-strip__line", d=f"M0 {middle:g}h{_APART * len(counts)}", **line)
    for place, count in enumerate(counts):
        x = place * _APART + middle
        if count:
            radius = round(max(2, _LARGEST * math.sqrt(count / most)), 1)
            add(picture, "circle", css="plan-strip__dot", cx=x, cy=middle, r=radius, fill=_PART)
        else:
            add(picture, "path", css="plan-strip__line", d=f"M{x:g} {middle - 3:g}v6", **line)
    return written(picture)
