"""One weight a household: people counted by household, households counted once."""

import polars as pl
import pytest

from maillage.base.errors import WrongCall
from maillage.surveys.answers import answers
from maillage.surveys.weighting.margins import HOUSEHOLD, Margin
from maillage.surveys.weighting.units import constraints_for, units_of


HOME = answers(
    pl.DataFrame(
        {
            "menage": ["b", "a", "b"],
            "sexe": ["F", "H", "H"],
            "age": ["40", "30", "10"],
            "taille": ["2", "1", "2"],
            "poids": ["5", "4", "6"],
        }
    )
)
SEX = Margin("sexe", {"F": 10, "H": 12})
SIZE = Margin("taille", {"1": 4, "2": 9}, HOUSEHOLD)


def test_people_are_added_up_by_household_and_households_counted_once():
    units = units_of(HOME, "menage")

    found = constraints_for(HOME, [SEX, SIZE, Margin("age", {"": 700})], units)

    # Households a then b: sex (F, H), size (1, 2), age.
    assert found.matrix().tolist() == [[0, 1, 1, 0, 30], [1, 1, 0, 1, 50]]
    assert found.totals.tolist() == [10, 12, 4, 9, 700]
    assert found.names == ["sexe = F", "sexe = H", "taille = 1", "taille = 2", "age"]


def test_without_household_every_row_is_a_unit():
    found = constraints_for(HOME, [SEX], units_of(HOME, ""))

    assert found.matrix().tolist() == [[1, 0], [0, 1], [0, 1]]


def test_margin_of_households_needs_to_know_who_lives_with_whom():
    with pytest.raises(WrongCall, match="--household"):
        constraints_for(HOME, [SIZE], units_of(HOME, ""))


def test_members_who_disagree_on_their_household_are_named():
    units = units_of(HOME, "menage")

    with pytest.raises(WrongCall, match="« poids », enregistrements 1 et 3 : deux personnes"):
        units.common(HOME, "poids", HOME.numbers("poids").to_numpy())


def test_row_without_household_is_named():
    table = answers(pl.DataFrame({"menage": ["a", "", "a"]}))

    with pytest.raises(WrongCall, match="enregistrement 2 : le ménage n’est pas dit"):
        units_of(table, "menage")
