"""Censuses by broad age: our file, or the dossier complet."""

import pytest

from maillage.base.errors import RefusedFile
from maillage.stats.projection.backcast import age_labels
from maillage.stats.projection.own_counts import DOSSIER_AGES, read_counts
from tests.maillage.stats.tables import own


def rows(codes=("01001",), years=(2015, 2021)) -> dict[str, list[object]]:
    every = [(code, year, age) for code in codes for year in years for age in age_labels()]
    return {
        "code": [code for code, _, _ in every],
        "year": [year for _, year, _ in every],
        "age": [age for _, _, age in every],
        "people": [10] * len(every),
    }


def test_rows_become_one_table_per_census():
    counts = read_counts(own(rows(("01001", "01002"))))

    assert counts.codes == ("01001", "01002")
    assert counts.years == [2015, 2021]
    assert counts.by_year[2021].shape == (2, 7)


def test_dossier_complet_is_recognised_and_sexes_are_added():
    columns = {f"P21_{sex}{age}": [4] for sex in "HF" for age in DOSSIER_AGES}

    counts = read_counts(own({"CODGEO": ["01001"]} | columns))

    assert counts.by_year[2021].tolist() == [[8.0] * 7]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({key: cells[:-1] for key, cells in rows().items()}, "01001, 2021 : il manque 90+"),
        (rows() | {"age": ["bébés", *rows()["age"][1:]]}, "n’est pas un groupe d’âges connu"),
        (rows() | {"people": [-1] * 14}, "négatif"),
        ({"CODGEO": ["01001"], "P21_POP": [3]}, "aucune population par âge"),
        ({"CODGEO": ["01001"], "P21_H0014": [3]}, "« P21_F0014 » est absente"),
    ],
)
def test_hole_or_wrong_age_is_named(table, said):
    with pytest.raises(RefusedFile) as refused:
        read_counts(own(table))

    assert said in str(refused.value)
