"""Names on a map: each in its shape, none over another, the largest shapes served first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shapely.errors import ShapelyError
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel


LETTER = 0.5
LINE = 1.3
ENOUGH = 0.7


@dataclass(frozen=True)
class Label:
    """A name and the middle of its place."""

    code: str
    text: str
    x: float
    y: float


def place_labels(
    names: Mapping[str, str], shapes: Mapping[str, BaseGeometry], *, size: float, width: float
) -> list[Label]:
    """The labels that fit.

    names   code → name; a name without shape is skipped
    shapes  code → placed geometry (page units)
    size    height of the letters
    width   of the page: a label stays inside
    """
    placed: list[Label] = []
    boxes: list[tuple[float, float, float, float]] = []
    for code in sorted(names, key=lambda code: -shapes[code].area if code in shapes else 0.0):
        if code not in shapes or shapes[code].is_empty:
            continue
        label, box = _candidate(code, names[code], shapes[code], size)
        room = _room(shapes[code], size)
        inside = box[0] >= 0 and box[2] <= width
        if room and inside and not any(_overlap(box, other) for other in boxes):
            placed.append(label)
            boxes.append(box)
    return placed


def short_name(name: str) -> str:
    """« Saint-Marcel-d'Ardèche » → « St-Marcel-d'Ardèche »."""
    return re.sub(r"\bSaint-", "St-", re.sub(r"\bSainte-", "Ste-", name))


def _candidate(
    code: str, name: str, shape: BaseGeometry, size: float
) -> tuple[Label, tuple[float, float, float, float]]:
    """The label at the most inner point of the largest part, and the box it takes."""
    polygon = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    point = _middle(polygon)
    text = short_name(name)
    half = len(text) * size * LETTER / 2
    box = (
        point[0] - half,
        point[1] - size * LINE / 2,
        point[0] + half,
        point[1] + size * LINE / 2,
    )
    return Label(code, text, round(point[0], 1), round(point[1], 1)), box


def _middle(polygon: Polygon) -> tuple[float, float]:
    """The centre of gravity when it is well inside, else the place furthest from the borders."""
    centre = polygon.centroid
    try:
        inmost = polylabel(polygon, tolerance=1.0)
    except ShapelyError:
        # Too thin for it: any point inside will do.
        inmost = polygon.representative_point()
    room = polygon.exterior.distance(inmost)
    well_inside = polygon.contains(centre) and polygon.exterior.distance(centre) >= room * ENOUGH
    point = centre if well_inside else inmost
    return point.x, point.y


def _room(shape: BaseGeometry, size: float) -> bool:
    """Whether the shape is tall enough for a line of text to read as its name."""
    return bool(shape.area > (size * 1.6) ** 2)


def _overlap(
    first: tuple[float, float, float, float], second: tuple[float, float, float, float]
) -> bool:
    """Whether two boxes share some ground."""
    return not (
        first[2] <= second[0]
        or second[2] <= first[0]
        or first[3] <= second[1]
        or second[3] <= first[1]
    )
