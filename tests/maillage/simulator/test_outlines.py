"""Contours: a tessellation without hole nor overlap, in the middle of the ocean."""

import numpy as np
import pytest
import shapely

from maillage.simulator import outlines


RADIUS = 20.0


@pytest.fixture(scope="module")
def points() -> np.ndarray:
    return outlines.scattered_points(30, np.random.default_rng(3), RADIUS)


def test_each_point_is_inside_its_own_polygon(points):
    cells = outlines.tessellation(points, RADIUS)

    inside = [
        cell.buffer(1).contains(shapely.Point(p)) for cell, p in zip(cells, points, strict=True)
    ]
    assert all(inside)


def test_neighbours_touch_without_hole_or_overlap(points):
    cells = outlines.tessellation(points, RADIUS)

    assert shapely.coverage_is_valid(cells)
    assert shapely.union_all(cells).area == pytest.approx(sum(cell.area for cell in cells))


def test_degrees_lie_in_the_atlantic_far_from_any_commune(points):
    cells = [outlines.to_degrees(cell) for cell in outlines.tessellation(points, RADIUS)]
    west, south, east, north = shapely.total_bounds(cells)

    assert -22 < west < east < -18
    assert 44 < south < north < 46
