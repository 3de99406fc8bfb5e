"""Gaps left by older contours, on squares of a tenth of a degree that form a fictitious place."""

import pytest
import shapely

from maillage.geography.gaps import filled, lacking
from maillage.geography.transitions import Transition


SIDE = 0.1


def square(column: int, row: int):
    return shapely.box(column * SIDE, row * SIDE, (column + 1) * SIDE, (row + 1) * SIDE)


@pytest.fixture
def ring():
    """Eight squares around an empty one, named by column and row."""
    places = [(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    return {f"{x}{y}": square(x, y) for x, y in places}


def test_gap_is_given_to_the_only_commune_that_lacks_a_part(ring):
    found = filled(ring, {"01"})

    assert found["01"].area == pytest.approx(2 * SIDE**2, rel=0.01)
    assert shapely.area(shapely.intersection(found["01"], ring["21"])) == (
        pytest.approx(0, abs=1e-9)
    )
    assert {code for code in ring if found[code] is not ring[code]} == {"01"}


def test_gap_between_two_communes_that_lack_a_part_stays_open(ring):
    found = filled(ring, {"01", "21"})

    assert all(found[code] is ring[code] for code in ring)


def test_gap_no_commune_lacks_is_an_enclave_and_stays_open(ring):
    assert filled(ring, set()) == ring


def test_commune_without_any_contour_is_passed_over(ring):
    assert filled(ring, {"99"}) == ring


def test_sliver_between_neighbours_is_not_a_gap(ring):
    ring["11"] = shapely.buffer(square(1, 1), -0.001)

    assert filled(ring, {"01"}) == ring


def test_commune_that_received_one_nobody_drew_lacks_a_part():
    steps = [
        Transition("2025-01-01", "01002", "01001"),
        Transition("2025-01-01", "01001", "01001"),
        Transition("2024-01-01", "01004", "01003"),
        Transition("1972-01-01", "01006", "01005"),
    ]

    assert lacking(steps, {"01001", "01003", "01004", "01005"}) == {"01001"}
