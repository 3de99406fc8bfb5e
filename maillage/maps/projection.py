"""From longitude and latitude to a place on the page.

A local equirectangular projection: longitudes are shortened by the cosine of the middle latitude.
At the size of a département the shapes differ from Lambert-93 by less than the width of a line, and
it is as right in La Réunion as in Ardèche.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Frame:
    """A projection fitted to a box of the page: x = a·lon + c, y = −b·lat + d."""

    a: float
    b: float
    c: float
    d: float
    width: float
    height: float

    def place(self, shape: BaseGeometry) -> BaseGeometry:
        """The shape in page units, y downwards."""
        return affine_transform(shape, [self.a, 0, 0, -self.b, self.c, self.d])


def fit(shapes: Iterable[BaseGeometry], *, width: float, tallest: float) -> Frame:
    """The frame that shows all the shapes in `width`, no taller than `tallest`.

    Raises ValueError when there is no shape.
    """
    bounds = [shape.bounds for shape in shapes if not shape.is_empty]
    if not bounds:
        raise ValueError("no shape to fit")
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    shrink = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * shrink, 1e-9), max(north - south, 1e-9)
    scale = min(width / wide, tallest / high)
    return Frame(
        a=scale * shrink,
        b=scale,
        c=-west * scale * shrink + (width - wide * scale) / 2,
        d=north * scale,
        width=width,
        height=round(high * scale, 1),
    )


def path(shape: BaseGeometry, *, tolerance: float = 0.35) -> str:
    """The `d` of an SVG path for a placed polygon; one decimal is enough for print."""
    light = shape.simplify(tolerance, preserve_topology=True)
    polygons = getattr(light, "geoms", [light])
    rings = [
        ring
        for polygon in polygons
        if polygon.geom_type == "Polygon"
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return "".join(_ring(list(ring.coords)) for ring in rings)


def _ring(points: list[tuple[float, ...]]) -> str:
    """One closed ring, in relative steps of a tenth: half the weight of absolute numbers."""
    tenths = [(round(point[0] * 10), round(point[1] * 10)) for point in points[:-1]]
    if not tenths:
        return ""
    steps = "".join(
        f"l{_tenth(x - px)},{_tenth(y - py)}"
        for (px, py), (x, y) in zip(tenths, tenths[1:], strict=False)
        if (x, y) != (px, py)
    )
    return f"M{_tenth(tenths[0][0])},{_tenth(tenths[0][1])}{steps}z"


def _tenth(value: int) -> str:
    """`123` tenths → `12.3`, `120` → `12`."""
    return f"{value / 10:g}"
