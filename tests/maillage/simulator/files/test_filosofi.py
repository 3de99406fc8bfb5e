"""Filosofi: values computed from people, secrecy as Insee applies it."""

import numpy as np
import pytest

from maillage.simulator.files.filosofi import (
    FEWEST,
    LOWEST_POVERTY,
    MEDIAN_ONLY,
    TYPES,
    FiscalHouseholds,
    fiscal_households,
)
from maillage.simulator.files.levels import communes, epcis


def number(cell: str) -> float:
    return float(cell.replace(",", "."))


def four_households() -> FiscalHouseholds:
    """Four made-up households: 1, 1, 2 and 4 people."""
    return FiscalHouseholds(
        standard=np.array([10_000.0, 20_000.0, 30_000.0, 40_000.0]),
        size=np.array([1, 1, 2, 4]),
        units=np.array([1.0, 1.0, 1.5, 2.1]),
        age=np.array([25, 45, 65, 80]),
        kind=np.array([0, 1, 2, 3]),
        owner=np.array([False, True, True, True]),
        taxed=np.array([False, False, True, True]),
        parts=np.ones((4, 11)),
        disposable=np.full(4, 100.0),
    )


def test_median_and_poverty_count_people_not_households():
    group = four_households()

    assert group.people == 8
    assert group.quantile(0.5) == [30_000.0]
    assert group.poverty() == 12.5


def test_poverty_is_never_written_under_five_percent():
    rich = four_households().pick(np.array([1, 2, 3]))

    assert rich.poverty() == LOWEST_POVERTY


def test_small_communes_are_secret_and_middle_ones_show_their_median_only(rows, world):
    _, cells = fiscal_households(world, year=2021)
    households = np.bincount(communes(world.territory).spread(cells), minlength=127)

    for row, count in zip(rows("cc_filosofi_2021_COM.csv"), households, strict=True):
        shown = [name for name, cell in row.items() if cell != "s"]
        if count < FEWEST[0]:
            assert shown == ["CODGEO"]
        if row["TP6021"] != "s":
            enough = count >= MEDIAN_ONLY[0], int(row["NBPERSMENFISC21"]) >= MEDIAN_ONLY[1]
            assert any(enough)
            assert number(row["TP6021"]) >= LOWEST_POVERTY


def test_the_village_of_ninety_people_is_secret(rows):
    assert rows("cc_filosofi_2021_COM.csv")[13] == {
        "CODGEO": "00014",
        **dict.fromkeys(list(rows("cc_filosofi_2021_COM.csv")[13])[1:], "s"),
    }


def test_secret_cells_of_2019_are_empty(rows):
    middle = next(row for row in rows("FILO2019_DISP_COM.csv") if row["CODGEO"] == "00008")

    assert middle["Q219"] != ""
    assert middle["Q119"] == middle["GI19"] == ""


def test_the_median_of_an_epci_is_that_of_its_people(rows, world):
    group, cells = fiscal_households(world, year=2019)
    here = np.flatnonzero(epcis(world.territory).spread(cells) == 0)
    people = np.repeat(group.standard[here], group.size[here])

    published = rows("FILO2019_DISP_EPCI.csv")[0]
    assert published["CODGEO"] == "999000001"
    assert number(published["Q219"]) == pytest.approx(float(np.median(people)), abs=10)


def test_shares_of_income_sum_to_a_hundred(rows):
    for row in rows("FILO2019_DISP_EPCI.csv"):
        parts = [number(row[f"{name}19"]) for name in ("PACT", "PPEN", "PPAT", "PPSOC", "PIMPOT")]
        assert sum(parts) == pytest.approx(100, abs=0.3)


def test_the_dossier_repeats_the_communal_file(rows, census):
    for row, dossier in zip(rows("cc_filosofi_2021_COM.csv"), census, strict=True):
        assert all(dossier[name] == cell for name, cell in row.items())


def test_headers_are_the_official_ones(official, shared_data):
    for name in (
        "cc_filosofi_2021_COM.csv",
        "FILO2019_DISP_COM.csv",
        "FILO2019_DISP_EPCI.csv",
        "FILO2019_DISP_DEP.csv",
        "FILO2019_DISP_REG.csv",
        "BASE_TD_FILO_IRIS_2021_DISP.csv",
    ):
        real = (shared_data / "france" / "filosofi" / name).read_bytes()
        written = (official / name).read_bytes()
        assert written.split(b"\n")[0] == real.split(b"\n")[0]


def test_only_iris_of_towns_are_published(rows):
    assert all(not row["IRIS"].endswith("0000") for row in rows("BASE_TD_FILO_IRIS_2021_DISP.csv"))


def test_poverty_by_type_of_household_is_that_of_its_people(rows, world):
    everyone, _cells = fiscal_households(world, year=2021)
    lone_parents = everyone.pick(np.flatnonzero(everyone.kind == TYPES.index("21")))
    told = {
        row["FILOSOFI_MEASURE"]: row
        for row in rows("DS_FILOSOFI_MEN_TP_NIVVIE_2021_data.csv")
        if row["GEO_OBJECT"] == "DEP" and row["TPH_FISCAL"] == "21"
    }

    assert int(told["PR_MD60"]["OBS_VALUE"]) == round(lone_parents.poverty())
    assert lone_parents.poverty() > everyone.poverty()


def test_small_types_of_household_are_confidential(rows):
    table = rows("DS_FILOSOFI_MEN_TP_NIVVIE_2021_data.csv")

    assert {row["OBS_VALUE"] for row in table if row["CONF_STATUS"] == "C"} == {""}
    assert any(row["CONF_STATUS"] == "C" for row in table)
