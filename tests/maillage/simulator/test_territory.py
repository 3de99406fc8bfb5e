"""The map of the fictitious département and the character of its communes."""

import numpy as np
import pytest
import shapely

from maillage.simulator.territory import MERGED, SIZES, build_territory


@pytest.fixture(scope="module")
def territory():
    return build_territory(5)


def test_valmeyrac_is_the_first_epci_and_has_fourteen_contrasted_communes(territory):
    members = np.flatnonzero(territory.epci == 0)

    assert [territory.codes[index] for index in members] == [f"{n:05d}" for n in range(1, 15)]
    assert territory.target[members].max() == 7500
    assert territory.target[members].min() == 90
    assert 20_000 < territory.target[members].sum() < 22_000


def test_each_epci_is_in_one_piece(territory):
    for group in range(len(SIZES)):
        shapes = [territory.outlines[index] for index in np.flatnonzero(territory.epci == group)]
        assert shapely.union_all(shapes).geom_type == "Polygon"


def test_the_town_has_three_iris_and_the_centre_is_the_poorest(territory):
    cells = np.flatnonzero(territory.cell_commune == 0)

    assert [territory.cell_iris[cell] for cell in cells] == ["000010101", "000010102", "000010103"]
    assert np.argmax(territory.of("poverty")[cells]) == 0


def test_the_merged_commune_is_outside_valmeyrac_and_has_two_former_halves(territory):
    cells = np.flatnonzero(territory.cell_commune == MERGED)

    assert territory.epci[MERGED] > 0
    assert len({territory.cell_former[cell] for cell in cells}) == 2
    assert len({territory.cell_iris[cell] for cell in cells}) == 1


def test_the_shares_of_a_commune_sum_to_one(territory):
    assert np.bincount(territory.cell_commune, territory.cell_share) == pytest.approx(1)


def test_another_seed_draws_another_map(territory):
    assert not np.allclose(territory.places, build_territory(6).places)


def test_enough_neighbours_are_of_the_size_of_valmeyrac_to_compare_it(territory):
    sizes = np.bincount(territory.epci, territory.target)

    assert ((sizes >= 20_500) & (sizes < 35_000)).sum() >= 12
