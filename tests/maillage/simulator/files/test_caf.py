"""Caf files: rounding to 5, empty secrets, childcare by commune for towns only."""

import numpy as np
import pytest

from maillage.simulator.files.caf import beneficiaries


COUNTS = ("indfoy_ndur", "indnbp_ndur", "indfoy_rsa", "indfoy_ppa", "indfoy_af", "indfoy_ndural")


def test_counts_by_commune_are_rounded_to_five(rows):
    for row in rows("s_ben_com_f.csv"):
        assert all(int(row[name]) % 5 == 0 for name in COUNTS)
        assert int(row["indmtt_rsa"]) % 100 == 0


def test_every_commune_has_a_row_each_december(rows, world):
    found = {(row["dtreffre"], row["numcomdo"]) for row in rows("s_ben_com_f.csv")}

    assert found == {
        (f"{year}-12-31", code) for year in range(2020, 2025) for code in world.territory.codes
    }


def test_those_who_get_rsa_are_beneficiaries(rows, world):
    assert (beneficiaries(world) | (world.income.rsa == 0)).all()
    assert all(int(row["indfoy_rsa"]) <= int(row["indfoy_ndur"]) for row in rows("s_ben_com_f.csv"))


def test_counts_by_iris_are_empty_or_at_least_five(rows):
    for row in rows("data_CAF_2020_IRIS.csv"):
        cells = [cell for name, cell in row.items() if name not in ("CODGEO", "NOTE")]
        assert all(cell == "" or int(cell) >= 5 for cell in cells)


def test_children_of_an_iris_are_the_sum_of_their_ages(rows):
    ages = ("ENF_2", "ENF_3_5", "ENF_6_10", "ENF_11_14", "ENF_15_17", "ENF_18_24")
    first = rows("data_CAF_2020_IRIS.csv")[0]

    assert sum(int(first[name]) for name in ages) == int(first["ENF"])


def test_header_by_iris_is_the_official_one(official, shared_data):
    real = (shared_data / "france" / "caf" / "data_CAF_2020_IRIS.csv").read_bytes()
    written = (official / "data_CAF_2020_IRIS.csv").read_bytes()

    assert written.split(b"\n")[0] == real.split(b"\n")[0]


def test_childcare_by_commune_is_for_towns_only(rows, world):
    published = {row["numcom"] for row in rows("txcouv_pe_com.csv")}

    large = np.flatnonzero(world.territory.target > 10_000)
    assert published == {world.territory.codes[index] for index in large}


def test_modes_of_childcare_sum_to_the_whole(rows):
    modes = ("pl_eaje_epci", "pl_prescol_epci", "pl_am_ind_epci", "pl_gad_ind_epci")
    for row in rows("nbpla_pe_epci.csv"):
        assert sum(int(row[name]) for name in modes) == pytest.approx(
            int(row["tot_offre_epci"]), abs=2
        )


def test_valmeyrac_lacks_childcare(rows):
    here = {row["numepci"]: float(row["txcouv_epci"]) for row in rows("txcouv_pe_epci.csv")}

    assert here["999000001"] < 0.75 * float(rows("txcouv_pe_dep.csv")[0]["txcouv_dep"])


def test_bands_of_quotient_hold_the_beneficiaries(rows):
    served = sum(int(row["indfoy_ndur"]) for row in rows("ndur_s_qf_400_com_f.csv"))
    december = [row for row in rows("s_ben_com_f.csv") if row["dtreffre"] == "2023-12-31"]

    assert served == pytest.approx(sum(int(row["indfoy_ndur"]) for row in december), rel=0.03)
