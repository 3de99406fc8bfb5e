"""Parts of new communes the published contours left out, given back to them.

Contours may be older than the last mergers: the place of a commune that joined another is then
nobody's. A gap between communes is given to the only one around it that is known to lack a part;
any other gap (a foreign enclave, an estuary, two candidates) is left as it is.
"""

from collections.abc import Collection, Iterable
from typing import Any

import shapely

from maillage.geography.transitions import Transition


# Communes that merged before have been drawn whole for long.
RECENT = "2016-01-01"
# In degrees: far enough to hold the communes around a gap.
AROUND = 0.15
# In degrees, about 50 m: neighbours are not always drawn up to each other.
APART = 0.0005
# In square degrees, about 70 hectares: what is smaller is a defect of the drawing.
SMALLEST_GAP = 8e-5


def lacking(steps: Iterable[Transition], drawn: Collection[str]) -> set[str]:
    """Communes that lately received another one, of which no contour is known."""
    return {
        step.after
        for step in steps
        if step.date >= RECENT and step.before != step.after and step.before not in drawn
    }


def filled(shapes: dict[str, Any], lack: Collection[str]) -> dict[str, Any]:
    """The same contours; those that lack a part have the gap that can only be theirs."""
    codes = list(shapes)
    tree = shapely.STRtree(list(shapes.values()))
    torn = sorted(code for code in lack if code in shapes)
    completed = dict(shapes)
    for code in torn:
        near = tree.query(shapely.box(*_grown(shapely.bounds(shapes[code]))))
        around = {codes[index]: shapes[codes[index]] for index in near}
        for gap in _gaps(around):
            touching = [one for one in torn if one in around and _touches(around[one], gap)]
            if touching == [code]:
                completed[code] = shapely.union(completed[code], gap)
    return completed


def _grown(bounds: Any) -> tuple[float, ...]:
    west, south, east, north = (float(each) for each in bounds)
    return west - AROUND, south - AROUND, east + AROUND, north + AROUND


def _gaps(around: dict[str, Any]) -> list[Any]:
    """Places the communes surround and none of them covers, borders exactly those of the others."""
    thick = shapely.union_all(shapely.buffer(list(around.values()), APART))
    holes = [shapely.Polygon(hole) for part in shapely.get_parts(thick) for hole in part.interiors]
    large = [shapely.buffer(hole, 2 * APART) for hole in holes if hole.area > SMALLEST_GAP]
    if not large:
        return []
    whole = shapely.union_all(list(around.values()))
    rests = [shapely.difference(one, whole) for one in large]
    return [max(shapely.get_parts(rest), key=shapely.area) for rest in rests]


def _touches(shape: Any, gap: Any) -> bool:
    return bool(shapely.distance(shape, gap) < APART)
