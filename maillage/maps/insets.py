"""Territories of several oceans on one page: the main part, then one small frame per other part.

Each part has its own scale, as on any printed map of France: the frames say which part they show.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from maillage.base.look import LINE, SOFT
from maillage.maps.projection import Frame, fit


# West, south, east, north of each part.
PARTS = {
    "Métropole": (-10.0, 40.0, 15.0, 55.0),
    "Guadeloupe": (-62.5, 15.6, -60.9, 17.0),
    "Martinique": (-61.5, 14.0, -60.5, 15.5),
    "Guyane": (-55.0, 2.0, -51.0, 6.5),
    "La Réunion": (55.0, -22.0, 56.2, -20.5),
    "Mayotte": (44.5, -13.5, 45.8, -12.3),
}
ELSEWHERE = "Ailleurs"
GAP, TITLE, LETTERS = 12.0, 16.0, 11.0
INSET = 84.0


@dataclass(frozen=True)
class Placed:
    """Shapes in page units, what frames the small parts, and the height of the whole."""

    shapes: Mapping[str, BaseGeometry]
    frames: str
    height: float


def placed(contours: Mapping[str, BaseGeometry], *, width: float, tallest: float) -> Placed:
    """The part that holds the most territories fills the width; the others stand below it.

    contours  code → shape in longitude and latitude, at least one
    """
    groups: dict[str, dict[str, BaseGeometry]] = {}
    for code, shape in contours.items():
        groups.setdefault(_part(shape), {})[code] = shape
    order = sorted(groups, key=lambda name: -len(groups[name]))
    main = fit(groups[order[0]].values(), width=width, tallest=tallest)
    shapes = {code: main.place(shape) for code, shape in groups[order[0]].items()}
    if len(order) == 1:
        return Placed(shapes, "", main.height)
    top, parts = main.height + GAP, []
    side = (width - GAP * (len(order) - 2)) / max(len(order) - 1, 3)
    for rank, name in enumerate(order[1:]):
        left = rank * (side + GAP)
        frame = fit(groups[name].values(), width=side - GAP, tallest=INSET)
        shapes |= _moved(groups[name], frame, left + GAP / 2, top + TITLE)
        parts.append(_framed(name, left, top, side))
    return Placed(shapes, "".join(parts), top + TITLE + INSET + GAP)


def _part(shape: BaseGeometry) -> str:
    middle = shape.centroid
    for name, (west, south, east, north) in PARTS.items():
        if west <= middle.x <= east and south <= middle.y <= north:
            return name
    return ELSEWHERE


def _moved(
    shapes: Mapping[str, BaseGeometry], frame: Frame, left: float, top: float
) -> dict[str, BaseGeometry]:
    return {code: translate(frame.place(shape), left, top) for code, shape in shapes.items()}


def _framed(name: str, left: float, top: float, side: float) -> str:
    """The frame of a small part and its name."""
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{side:.1f}" '
        f'height="{TITLE + INSET + GAP / 2:.1f}" fill="none" stroke="{LINE}"/>'
        f'<text x="{left + 5:.1f}" y="{top + 12:.1f}" font-size="{LETTERS:g}" fill="{SOFT}">'
        f"{escape(name)}</text>"
    )
