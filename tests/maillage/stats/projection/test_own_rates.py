"""The file of a projection: read, or refused with its line."""

import pytest

from maillage.base.errors import RefusedFile
from maillage.stats.projection.own_rates import read_people
from tests.maillage.stats.tables import own


RIGHT = {
    "age": ["0", "5", "10+"],
    "people": [3_000, 2_000, 1_000],
    "person_years": [490_000, 480_000, 900_000],
    "fertility": [0, 0.05, 0],
    "migrants": [10, -5, 0],
}


def test_women_alone_are_read_with_the_width_of_their_groups():
    people = read_people(own(RIGHT))

    assert (people.rates.width, people.men) == (5, None)
    assert people.women.tolist() == [3_000, 2_000, 1_000]


def test_migration_may_be_given_per_head():
    rates = {key: value for key, value in RIGHT.items() if key != "migrants"}

    people = read_people(own(rates | {"migration_rate": [0.01, 0, -0.1]}))

    assert people.rates.migrants.tolist() == [30, 0, -100]


def test_both_sexes_are_told_apart_by_their_letter():
    both = {key: [*value, *value] for key, value in RIGHT.items()}

    people = read_people(own(both | {"sex": ["F"] * 3 + ["h", "M", "H"]}))

    assert people.men is not None
    assert people.men.tolist() == people.women.tolist()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"age": ["0", "15", "20+"]}, "ne se suivent pas"),
        ({"age": ["zéro", "5", "10+"]}, "ligne 2, colonne « age » : « zéro » n’est pas un âge"),
        ({"age": ["0", "5", "5"]}, "figure déjà"),
        ({"people": [3_000, -2, 1_000]}, "« -2 » est négatif"),
        ({"people": [300, 200, 100]}, "600 habitants"),
        ({"person_years": [480_000, 490_000, 900_000]}, "ligne 3, colonne « person_years »"),
        ({"person_years": [490_000, 0, 900_000]}, "ni remonter ni s’annuler"),
        ({"person_years": [4.9e6, 4.8e6, 9e6]}, "--radix"),
        ({"person_years": [4.9, 4.8, 9]}, "--radix"),
        ({"fertility": [0, "nan", 0]}, "n’est pas un nombre"),
    ],
)
def test_file_that_cannot_be_projected_says_why(wrong, said):
    with pytest.raises(RefusedFile) as refused:
        read_people(own(RIGHT | wrong))

    assert said in str(refused.value)


def test_migrants_are_asked_for_even_when_there_are_none():
    with pytest.raises(RefusedFile, match="écrivez 0 partout"):
        read_people(own({key: value for key, value in RIGHT.items() if key != "migrants"}))


def test_unknown_sex_and_unequal_groups_are_refused():
    both = {key: [*value, *value] for key, value in RIGHT.items()}

    with pytest.raises(RefusedFile, match="ni F ni H"):
        read_people(own(both | {"sex": ["F"] * 3 + ["X"] * 3}))
    with pytest.raises(RefusedFile, match="mêmes groupes"):
        ages = ["0", "5", "10+", "0", "10", "20+"]
        years = RIGHT["person_years"] + [990_000, 900_000, 900_000]
        read_people(own(both | {"sex": ["F"] * 3 + ["H"] * 3, "age": ages, "person_years": years}))
