"""Bars for tables, and strips of dots: small drawings that say what a number beside them says."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from catalogue.planning.pictures.drawing import add, begin, written

if TYPE_CHECKING:
    from collections.abc import Sequence

_APART, _LARGEST = 24, 10
_PART, _EDGE = "#0b4650", "#62737a"


def bar(figure: float | None, most: float) -> str:
    """Draw a figure as a part of a bar as long as the most there is. What is not known is a broken
    line and no empty bar. Pages have thousands: each is no more than numbers, and a page's styles
    have its colours and the whole that it is a part of.
    """
    if figure is None:
        shape = '<path class="plan-bar__unknown" d="M0 5h300" stroke-dasharray="3 3"/>'
        return f'<svg class="plan-bar plan-bar--unknown" aria-hidden="true">{shape}</svg>'
    share = min(max(0.0, figure) / most, 1.0) if most > 0 else 0.0
    shape = f'<rect class="plan-bar__part" width="{round(share * 100, 1):g}%" height="100%"/>'
    return f'<svg class="plan-bar" aria-hidden="true">{shape}</svg>'


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
