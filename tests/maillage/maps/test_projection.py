"""From longitude and latitude to the page."""

import math

import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from maillage.maps.projection import fit, path


def test_the_shapes_fill_the_width_with_north_up() -> None:
    frame = fit([box(4.0, 44.9, 4.2, 45.0)], width=100, tallest=1000)

    west, top, east, bottom = frame.place(box(4.0, 44.9, 4.2, 45.0)).bounds

    assert (west, east) == pytest.approx((0, 100))
    assert top == pytest.approx(0, abs=1e-6)
    assert bottom == pytest.approx(frame.height, abs=0.1)


def test_a_degree_of_longitude_is_shorter_by_the_cosine_of_the_latitude() -> None:
    square_on_the_ground = box(0, 60 - 0.05, 0.2, 60 + 0.05)

    frame = fit([square_on_the_ground], width=100, tallest=1000)

    assert frame.height == pytest.approx(100 * 0.1 / (0.2 * math.cos(math.radians(60))), abs=0.1)


def test_a_tall_territory_is_centred_in_the_width() -> None:
    frame = fit([box(4.0, 44.0, 4.1, 46.0)], width=100, tallest=200)

    west, _, east, _ = frame.place(box(4.0, 44.0, 4.1, 46.0)).bounds

    assert frame.height == pytest.approx(200)
    assert west + east == pytest.approx(100)


def test_no_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="no shape"):
        fit([], width=100, tallest=100)


def test_a_square_is_four_steps() -> None:
    assert path(Polygon([(0, 0), (10, 0), (10, 10), (0, 10)])) == "M0,0l10,0l0,10l-10,0z"


def test_every_part_and_every_hole_is_drawn() -> None:
    ring = box(0, 0, 50, 50).difference(box(10, 10, 20, 20))
    islands = MultiPolygon([ring, box(60, 60, 90, 90)])

    assert path(islands).count("M") == 3


def test_points_on_a_line_are_dropped() -> None:
    detailed = Polygon([(0, 0), (5, 0.05), (10, 0), (10, 10), (0, 10)])

    assert path(detailed) == path(Polygon([(0, 0), (10, 0), (10, 10), (0, 10)]))
