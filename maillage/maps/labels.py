"""Names on a map: each on its own shape, none over another, the largest shapes served first.

A name may begin over the margin of the map, never over a neighbour: it is moved, then written
smaller, then left to the table beside the map.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shapely import STRtree
from shapely.errors import ShapelyError
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel


LETTER = 0.5
LINE = 1.3
ENOUGH = 0.7
SMALLER = 0.82
# Share of a name that may lie over its neighbours, or out of its shape; where a place is sought.
SPILL = 0.06
OUTSIDE = 0.2
HEIGHTS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name, the middle of its place and the height of its letters; 0 for that of the map."""

    code: str
    text: str
    x: float
    y: float
    size: float = 0.0


def place_labels(
    names: Mapping[str, str], shapes: Mapping[str, BaseGeometry], *, size: float, width: float
) -> list[Label]:
    """The labels that fit.

    names   code → name; a name without shape is skipped
    shapes  code → placed geometry (page units)
    size    height of the letters; a name too wide for its shape may be a little smaller
    width   of the page: a label stays inside
    """
    ground = _Ground(shapes, width)
    placed: list[Label] = []
    boxes: list[Box] = []
    for code in sorted(names, key=lambda code: -shapes[code].area if code in shapes else 0.0):
        if code not in shapes or shapes[code].is_empty or not _room(shapes[code], size):
            continue
        for label, room in _candidates(code, names[code], shapes[code], size):
            if ground.bears(code, room) and not any(_overlap(room, other) for other in boxes):
                placed.append(label)
                boxes.append(room)
                break
    return placed


class _Ground:
    """The shapes of a map, asked whether a name may lie somewhere."""

    def __init__(self, shapes: Mapping[str, BaseGeometry], width: float) -> None:
        self._codes = list(shapes)
        self._shapes = list(shapes.values())
        self._tree = STRtree(self._shapes)
        self._width = width

    def bears(self, code: str, room: Box) -> bool:
        """Whether this box stays on the page, on its shape and off its neighbours."""
        if room[0] < 0 or room[2] > self._width:
            return False
        asked = box(*room)
        near = [int(place) for place in self._tree.query(asked)]
        own = spilt = 0.0
        for place in near:
            shared = asked.intersection(self._shapes[place]).area
            own, spilt = (shared, spilt) if self._codes[place] == code else (own, spilt + shared)
        return bool(spilt <= SPILL * asked.area and own >= (1 - OUTSIDE) * asked.area)


def short_name(name: str) -> str:
    """« Saint-Marcel-d'Ardèche » → « St-Marcel-d'Ardèche »."""
    return re.sub(r"\bSaint-", "St-", re.sub(r"\bSainte-", "Ste-", name))


def _candidates(
    code: str, name: str, shape: BaseGeometry, size: float
) -> Iterator[tuple[Label, Box]]:
    """The places a name may take, the best first, each with the box it needs."""
    polygon = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    points = [_middle(polygon), *_wide_places(polygon)]
    text = short_name(name)
    for letters in (size, size * SMALLER):
        across, up = len(text) * letters * LETTER / 2, letters * LINE / 2
        for x, y in points:
            label = Label(code, text, round(x, 1), round(y, 1), round(letters, 1))
            yield label, (x - across, y - up, x + across, y + up)


def _wide_places(polygon: Polygon) -> Iterator[tuple[float, float]]:
    """The middle of the widest stretch at several heights."""
    left, low, right, high = polygon.bounds
    for share in HEIGHTS:
        y = low + (high - low) * share
        line = polygon.intersection(box(left, y - 0.5, right, y + 0.5))
        stretches = [part.bounds for part in getattr(line, "geoms", [line]) if not part.is_empty]
        if stretches:
            start, _, end, _ = max(stretches, key=lambda one: one[2] - one[0])
            yield (start + end) / 2, y


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


def _overlap(first: Box, second: Box) -> bool:
    """Whether two boxes share some ground."""
    return not (
        first[2] <= second[0]
        or second[2] <= first[0]
        or first[3] <= second[1]
        or second[3] <= first[1]
    )
