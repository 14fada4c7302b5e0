"""Areas that share borders become one outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.outlines import outline_of

if TYPE_CHECKING:
    from catalogue.places import Places

LEFT = [[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]]
RIGHT = [[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0)]]
FAR = [[(5.0, 0.0), (6.0, 0.0), (6.0, 1.0), (5.0, 0.0)]]


def test_the_border_of_neighbours_is_gone() -> None:
    [ring] = outline_of([LEFT, RIGHT])
    assert ring[0] == ring[-1]
    assert len(ring) == 7
    assert set(ring) == {(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)}


def test_areas_apart_stay_apart() -> None:
    assert len(outline_of([LEFT, FAR])) == 2
    assert outline_of([]) == []


def test_the_city_is_one_piece_without_holes(places: Places) -> None:
    [ring] = places.outline
    assert ring[0] == ring[-1]
    assert 200 < len(ring) < 400


def test_the_river_is_there(places: Places) -> None:
    [river] = places.water
    assert river[0] == river[-1]
    assert len(river) > 100
