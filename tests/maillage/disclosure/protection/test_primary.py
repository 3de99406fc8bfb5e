"""Primary rules."""

import numpy as np
import polars as pl
import pytest

from maillage.disclosure.protection.primary import primary_reasons
from maillage.disclosure.regimes import Regime, regime


def test_few_units_are_secret_and_an_empty_cell_is_not():
    found = primary_reasons(np.array([0, 3, 11]), np.array([0, 3, 11]), None, regime("fiscal"))

    assert found.tolist() == ["", "count", ""]


def test_one_dominant_unit_makes_the_cell_secret():
    found = primary_reasons(
        np.array([100.0, 100.0]), np.array([20, 20]), np.array([85, 85.1]), regime("fiscal")
    )

    assert found.tolist() == ["", "dominance"]


def test_regime_may_hide_zeros_too():
    rules = Regime(
        id="z", label="", publisher="", rule="", reference="", minimum_count=5, hide_zeros=True
    )

    assert primary_reasons(np.array([0.0]), np.array([0]), None, rules).tolist() == ["count"]


@pytest.mark.parametrize(
    ("table", "few", "dominated"),
    [("act_size", 52, 25), ("act_cj", 35, 25), ("nuts_size", 55, 17), ("nuts_cj", 45, 20)],
)
def test_primary_cells_are_those_published_for_the_tables_of_rtauargus(
    shared_data, table, few, dominated
):
    path = shared_data / "oracles" / f"rtauargus_turnover_{table}.csv"
    if not path.is_file():
        pytest.skip("tables de rtauargus absentes")
    frame = pl.read_csv(path, infer_schema_length=10_000, schema_overrides={"N_OBS": pl.Float64})

    found = primary_reasons(
        frame["TOT"].to_numpy(),
        frame["N_OBS"].to_numpy(),
        frame["MAX"].to_numpy(),
        regime("entreprises"),
    )

    assert ((found == "count").sum(), (found == "dominance").sum()) == (few, dominated)
