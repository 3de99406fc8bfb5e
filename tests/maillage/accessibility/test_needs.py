"""People weighted by age."""

import pytest

from maillage.accessibility.needs import people_by_age
from maillage.base.errors import RefusedFile
from tests.maillage.accessibility.tables import own


DEMAND = own("D.csv", "place young old", [("p", 10, 4), ("q", 0, 20)])


def test_people_are_added_and_need_is_weighted():
    demand, need = people_by_age(
        DEMAND, own("A.csv", "column weight", [("young", 0.5), ("old", 2)])
    )

    assert demand.frame["people"].to_list() == [14, 20]
    assert need.tolist() == [13, 40]


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ([("middle", 1)], "la colonne « middle », nommée par « A.csv », est absente"),
        ([("young", -1)], "négatif"),
        ([("young", 1), ("young", 2)], "figure déjà"),
    ],
)
def test_wrong_ages_are_refused(ages, said):
    with pytest.raises(RefusedFile, match=said):
        people_by_age(DEMAND, own("A.csv", "column weight", ages))
