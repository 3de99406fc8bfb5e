"""Contours of the fictitious communes: a tessellation drawn in the middle of the Atlantic Ocean.

The place cannot be taken for a real one: the département is an island of rounded outline around
45° N, 20° W, where the ocean is four kilometres deep. Cells are Voronoi polygons whose shared
edges are bent the same way on both sides, so that neighbours still touch exactly.
"""

import math
import zlib

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Point, Polygon


CENTRE = (-20.0, 45.0)
KM_PER_DEGREE = 111.32
BENT_EDGE_KM = 1.2


def scattered_points(count: int, rng: np.random.Generator, radius_km: float) -> np.ndarray:
    """`count` points in kilometres, evenly spread inside the outline (Lloyd relaxation)."""
    outline = island(radius_km)
    points: list[tuple[float, float]] = []
    while len(points) < count:
        x, y = rng.uniform(-radius_km * 1.3, radius_km * 1.3, 2)
        if outline.contains(Point(x, y)):
            points.append((x, y))
    spread = np.array(points)
    for _ in range(4):
        spread = np.array([cell.centroid.coords[0] for cell in _voronoi(spread, outline)])
    return spread


def island(radius_km: float) -> Polygon:
    """The smooth outline of the département."""
    angles = np.linspace(0, 2 * math.pi, 240, endpoint=False)
    radius = radius_km * (1 + 0.09 * np.sin(3 * angles + 0.4) + 0.05 * np.cos(5 * angles))
    return Polygon(np.column_stack([1.15 * radius * np.cos(angles), radius * np.sin(angles)]))


def tessellation(points: np.ndarray, radius_km: float) -> list[Polygon]:
    """One polygon per point, in kilometres, in the order of the points."""
    return [_bent(cell) for cell in _voronoi(points, island(radius_km))]


def to_degrees(outline: Polygon) -> Polygon:
    """Kilometres around the centre turned into longitude and latitude."""
    stretch = math.cos(math.radians(CENTRE[1]))
    scale = np.array([KM_PER_DEGREE * stretch, KM_PER_DEGREE])
    return shapely.transform(outline, lambda xy: np.round(xy / scale + np.array(CENTRE), 5))


def _voronoi(points: np.ndarray, outline: Polygon) -> list[Polygon]:
    cells = shapely.voronoi_polygons(MultiPoint(points), extend_to=outline.buffer(20))
    tree = shapely.STRtree(list(cells.geoms))
    order = [int(tree.query(Point(point), predicate="within")[0]) for point in points]
    return [_largest(cells.geoms[index].intersection(outline)) for index in order]


def _largest(shape: shapely.Geometry) -> Polygon:
    parts = list(shape.geoms) if hasattr(shape, "geoms") else [shape]
    return max(parts, key=lambda part: part.area)


def _bent(cell: Polygon) -> Polygon:
    corners = [(round(x, 6), round(y, 6)) for x, y in cell.exterior.coords]
    ring: list[tuple[float, float]] = []
    for start, end in zip(corners, corners[1:], strict=False):
        ring.extend(_bent_edge(start, end)[:-1])
    bent = Polygon(ring)
    return bent if bent.is_valid else cell


def _bent_edge(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """The edge with wiggles decided by its two ends alone: both neighbours draw the same line."""
    length = math.dist(start, end)
    if length < BENT_EDGE_KM:
        return [start, end]
    first, last = min(start, end), max(start, end)
    rng = np.random.default_rng(zlib.crc32(repr((first, last)).encode()))
    steps = np.linspace(0, 1, 8)
    shift = rng.normal(0, 0.035 * length, 8) * np.sin(math.pi * steps)
    along = np.array(last) - np.array(first)
    across = np.array([-along[1], along[0]]) / length
    line = np.array(first) + steps[:, None] * along + shift[:, None] * across
    places = [first, *[(float(x), float(y)) for x, y in line[1:-1]], last]
    return places if start == first else places[::-1]
