"""Counting people of one census year."""

import numpy as np
import pytest

from maillage.simulator.census.tabulation import Tabulation, ages, within


@pytest.mark.parametrize(
    ("label", "span"), [("0014", (0, 14)), ("75P", (75, 200)), ("1564", (15, 64))]
)
def test_age_labels_of_insee_are_read(label, span):
    assert ages(label) == span


@pytest.mark.parametrize("year", [2021, 2015, 2010])
def test_everybody_of_the_year_is_counted_once(world, year):
    table = Tabulation(world, year)
    table.people("P_POP")

    assert table.get("P_POP") == pytest.approx(world.history.population[year])


def test_columns_bear_the_year_after_their_first_letter(world):
    assert Tabulation(world, 2015).named("P_POP0014") == "P15_POP0014"


def test_the_sample_of_the_complementary_variables_keeps_the_number_of_households(world):
    table = Tabulation(world, 2021)
    table.households("P_MEN")
    table.households("C_MEN")

    assert table.get("C_MEN") == pytest.approx(table.get("P_MEN"))


def test_one_household_in_four_is_in_the_sample_of_a_village(world):
    table = Tabulation(world, 2021)
    table.households("C_MEN", np.arange(len(world.households.size)) >= 0)
    village = np.flatnonzero(world.territory.cell_iris == np.array("000090000"))[0]
    weights = table._household["C"][world.households.cell == village]

    assert 0.2 < (weights > 0).mean() < 0.3


def test_an_age_group_is_a_part_of_everybody(world):
    inside = within(world.people.age, "1524")

    assert set(np.unique(world.people.age[inside])) == set(range(15, 25))
