"""Where a territory lies."""

from maillage.base.look import BLUE
from maillage.maps import locator
from tests.maillage.maps.shapes import squares


def test_the_territory_is_filled_among_its_neighbours() -> None:
    svg = locator(squares("a b c d"), {"a": "Gras"}, ["a"])

    assert svg.count(f'fill="{BLUE}"') == 1
    assert svg.count("<path") == 4
    assert "Carte de situation\u00a0: Gras." in svg


def test_without_outline_there_is_no_drawing() -> None:
    assert locator({}, {}) == ""
