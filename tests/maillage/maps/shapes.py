"""Square communes on a small grid, for the tests of maps."""

from shapely.geometry import box
from shapely.geometry.base import BaseGeometry


def squares(codes: str, *, across: int = 3, side: float = 0.1) -> dict[str, BaseGeometry]:
    """One square per code, row by row from the north-west, near 45° north."""
    shapes = {}
    for place, code in enumerate(codes.split()):
        west, north = 4.0 + place % across * side, 45.0 - place // across * side
        shapes[code] = box(west, north - side, west + side, north)
    return shapes
