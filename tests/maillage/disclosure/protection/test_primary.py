"""Primary rules."""

import numpy as np
import polars as pl
import pytest

from maillage.disclosure.protection.primary import primary_reasons, wording
from maillage.disclosure.regimes import Regime, regime


def test_few_units_are_secret_and_an_empty_cell_is_not():
    found = primary_reasons(np.array([0, 3, 11]), np.array([0, 3, 11]), [], regime("fiscal"))

    assert found.tolist() == ["", "count", ""]


def test_one_dominant_unit_makes_the_cell_secret():
    found = primary_reasons(
        np.array([100.0, 100.0]), np.array([20, 20]), [np.array([85, 85.1])], regime("fiscal")
    )

    assert found.tolist() == ["", "dominance"]


def test_regime_may_hide_zeros_too():
    rules = Regime(
        id="z", label="", publisher="", rule="", reference="", minimum_count=5, hide_zeros=True
    )

    assert primary_reasons(np.array([0.0]), np.array([0]), [], rules).tolist() == ["count"]


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
        [frame["MAX"].to_numpy()],
        regime("entreprises"),
    )

    assert ((found == "count").sum(), (found == "dominance").sum()) == (few, dominated)


def rule(**more):
    words = {"id": "essai", "label": "", "publisher": "", "rule": "", "reference": ""}
    return Regime(**words, **more)


def test_second_contributor_who_can_tell_the_first_makes_the_cell_secret():
    # 100 = 80 + 15 + 5: the second knows its 15, hence the first to within 5, less than 10 % of 80.
    # 100 = 80 + 12 + 8: to within 8, exactly 10 % of 80: it may be shown.
    totals, first = np.array([100.0, 100.0]), np.array([80.0, 80.0])

    found = primary_reasons(
        totals, np.array([5, 5]), [first, np.array([15.0, 12.0])], rule(p_percent=10)
    )

    assert found.tolist() == ["p_percent", ""]


def test_lone_contributor_breaks_the_p_percent_rule():
    tops = [np.array([7.0]), np.array([0.0])]

    assert primary_reasons(np.array([7.0]), np.array([1]), tops, rule(p_percent=10)) == "p_percent"


def test_two_largest_together_may_dominate_where_neither_does():
    tops = [np.array([50.0, 50.0]), np.array([45.0, 40.0])]

    found = primary_reasons(
        np.array([100.0, 100.0]),
        np.array([9, 9]),
        tops,
        rule(dominance=90, dominance_count=2),
    )

    assert found.tolist() == ["dominance", ""]


@pytest.mark.parametrize("seed", range(5))
def test_rules_on_contributions_agree_with_the_slow_reading_of_each_list(seed):
    draw = np.random.default_rng(seed)
    cells = [sorted(draw.lognormal(0, 2, draw.integers(1, 6)), reverse=True) for _ in range(200)]
    rules = rule(dominance=80, dominance_count=3, p_percent=20)
    wanted = []
    for cell in cells:
        dominated = sum(cell[:3]) > 0.8 * sum(cell)
        known = sum(cell[2:]) < 0.2 * cell[0]
        wanted.append("dominance" if dominated else "p_percent" if known else "")
    tops = [
        np.array([cell[rank] if rank < len(cell) else 0.0 for cell in cells]) for rank in (0, 1, 2)
    ]

    found = primary_reasons(
        np.array([sum(cell) for cell in cells]), np.array([len(c) for c in cells]), tops, rules
    )

    assert found.tolist() == wanted


def test_wording_says_which_rule_hid_the_cell():
    rules = rule(dominance=90, dominance_count=2, p_percent=10)

    assert "les 2 plus grosses unités" in wording("dominance", rules)
    assert "10 % près" in wording("p_percent", rules)
    assert wording("count", rules) == "trop peu d’unités"
