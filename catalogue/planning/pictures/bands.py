"""The classes of a map: which figures are shown alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

STEPS = 5
"""How many shades there are, from the lightest, 0, to the darkest."""
RULE = (
    "Places where the figure is 0 have a shade of their own. The others are put in order and cut "
    "into four groups of about the same number of places; equal figures are never parted."
)
"""How bands are made, in words for whoever looks at a map."""


@dataclass(frozen=True, slots=True)
class Band:
    """Figures from `low` to `high`, both included, that are shown in one shade (`step`)."""

    low: float
    high: float
    step: int
    label: str


def bands_of(figures: Iterable[float | None], said: Callable[[float], str]) -> tuple[Band, ...]:
    """Put the figures that are known into bands, by `RULE`; `said` writes a figure. None known: no
    band.
    """
    known = sorted(figure for figure in figures if figure is not None)
    zeros = [figure for figure in known if figure == 0]
    groups = _cut([figure for figure in known if figure], STEPS - 1)
    if zeros:
        groups = [zeros, *groups]
    last = len(groups) - 1
    return tuple(
        Band(
            low=group[0],
            high=group[-1],
            step=round(place * (STEPS - 1) / last) if last else (0 if zeros else STEPS // 2),
            label=_label(said(group[0]), said(group[-1])),
        )
        for place, group in enumerate(groups)
    )


def band_at(bands: Sequence[Band], figure: float) -> Band:
    """Return the band that a figure is in. Raises StopIteration for one that was in none."""
    return next(band for band in bands if band.low <= figure <= band.high)


def _cut(ordered: Sequence[float], most: int) -> list[Sequence[float]]:
    """Cut figures in order into groups of about the same number, and never between equals."""
    groups, begin = [], 0
    for group in range(1, most + 1):
        end = max(begin, -(-len(ordered) * group // most))
        while 0 < end < len(ordered) and ordered[end] == ordered[end - 1]:
            end += 1
        if end > begin:
            groups.append(ordered[begin:end])
            begin = end
    return groups


def _label(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"
