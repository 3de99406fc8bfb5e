"""IRIS bases: official columns, and sums equal to the communes."""

import csv

import pytest

from maillage.simulator.census.iris import BASES, expanded, names_of


def test_braces_stand_for_each_word():
    assert expanded("P_{H,F}15P") == ["P_H15P", "P_F15P"]
    assert expanded("P_MEN{,_A}") == ["P_MEN", "P_MEN_A"]


@pytest.mark.parametrize("base", list(BASES))
def test_columns_are_those_of_the_official_base(base, shared_data):
    with (shared_data / "grenoble" / f"base-ic-{base}-2021.csv").open() as file:
        expected = next(csv.reader(file))[4:]

    assert sorted(names_of(base)) == sorted(expected)


@pytest.mark.parametrize("base", list(BASES))
def test_iris_sum_to_their_commune(base, rows, census):
    communes = {row["CODGEO"]: row for row in census}
    sums: dict[tuple[str, str], float] = {}
    shared = [name for name in names_of(base) if name in census[0]]
    for row in rows(f"base-ic-{base}-2021.csv"):
        for name in shared:
            key = row["COM"], name
            sums[key] = sums.get(key, 0) + float(row[name])

    for (code, name), value in sums.items():
        assert value == pytest.approx(float(communes[code][name]), abs=1e-4)


def test_keys_of_an_iris_are_its_commune_and_type(rows):
    first, *_, last = rows("base-ic-logement-2021.csv")

    assert (first["IRIS"], first["COM"], first["TYP_IRIS"]) == ("000010101", "00001", "H")
    assert last["TYP_IRIS"] == "Z"
