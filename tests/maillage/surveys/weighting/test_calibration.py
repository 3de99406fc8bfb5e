"""Calibration as CALMAR2 published it, and what is refused."""

import numpy as np
import polars as pl
import pytest

from maillage.base.errors import WrongCall
from maillage.surveys.answers import answers
from maillage.surveys.weighting.calibration import Plan, calibrate
from maillage.surveys.weighting.margins import HOUSEHOLD, Margin


# Published with CALMAR's example (data_employees of the R package icarus), to four decimals.
PUBLISHED = {
    "linear": "5.6381 4.8735 11.3245 19.8970 11.1004 -0.7084 10.0887 17.1651 16.7133 35.3418 "
    "22.8538 5.0090 28.3714 22.9379 19.3937",
    "raking": "5.3374 5.1185 9.9882 24.5142 9.2304 2.7920 8.5884 15.7535 14.8808 38.1883 "
    "21.8245 8.2689 28.1165 19.7323 17.6660",
    "logit": "4.4859 4.2674 9.4427 21.7067 9.7760 4.0262 7.3103 15.0120 11.7705 40.1082 "
    "24.5277 8.2851 28.8715 23.2813 17.1285",
}
QUANTITIES = ("Y1", "Y11", "Y12", "Y13", "Y4", "Y41", "Y42", "Y43", "X")
# Second table of margins of the same oracle: the categories as percentages of 50,000.
SHARES = [
    Margin("Y2", {str(rank): 20 for rank in range(1, 6)}),
    Margin("Y3", {"1": 10, "2": 60, "3": 30}),
]
ORACLE = [
    ("lin", Plan("linear")),
    ("raking", Plan("raking")),
    ("logit", Plan("logit", (0.2, 1.3))),
]
NON_RESPONSE = [
    ("lin", Plan("linear", scale=True)),
    ("raking", Plan("raking", scale=True)),
    ("logit", Plan("logit", (0.1, 2.0), scale=True)),
]


@pytest.mark.parametrize("method", PUBLISHED)
def test_employees_get_the_weights_that_calmar_published(method, employees, employee_margins):
    bounds = (0.4, 2.2) if method == "logit" else None

    found = calibrate(employees, employee_margins, Plan(method, bounds, initial="weight"))

    published = [float(weight) for weight in PUBLISHED[method].split()]
    assert found.weights == pytest.approx(published, abs=5.1e-5)


@pytest.fixture(scope="module")
def oracle(shared_data):
    folder = shared_data / "oracles"
    sample = pl.read_csv(folder / "calmar2_sample.csv", infer_schema=False)
    rows = pl.read_csv(folder / "calmar2_margins1.csv", infer_schema=False).rows(named=True)
    totals = []
    for row in rows:
        count = int(row["n"])
        cells = {str(rank): float(row[f"mar{rank}"]) for rank in range(1, count + 1)}
        totals.append(Margin(row["var"], cells or {"": float(row["mar1"])}))
    return {
        "all": (sample, pl.read_csv(folder / "calmar2_population_test.csv")),
        "answered": (
            sample.filter(pl.col("responding") == "1"),
            pl.read_csv(folder / "calmar2_nonresponse.csv"),
        ),
        "totals": totals,
        "shares": [one for one in totals if one.is_quantity] + SHARES,
    }


def largest_difference(oracle, who, margins, plan, column) -> float:
    sample, published = oracle[who]
    shares = margins == "shares"
    chosen = Plan(
        plan.method,
        plan.bounds,
        initial="weight",
        scale=plan.scale,
        q=plan.q,
        proportions=shares,
        population=50_000 if shares else None,
    )
    found = calibrate(answers(sample), oracle[margins], chosen)
    expected = published[f"weight_cal_{column}"].to_numpy()
    return float(np.max(np.abs(found.weights / expected - 1)))


@pytest.mark.parametrize(("margins", "suffix"), [("totals", ""), ("shares", "_2")])
@pytest.mark.parametrize(("column", "plan"), ORACLE, ids=[name for name, _ in ORACLE])
def test_thousand_answers_get_the_weights_of_calmar2(oracle, column, plan, margins, suffix):
    assert largest_difference(oracle, "all", margins, plan, column + suffix) < 1e-6


@pytest.mark.parametrize(("margins", "suffix"), [("totals", ""), ("shares", "_2")])
@pytest.mark.parametrize(("column", "plan"), NON_RESPONSE, ids=[name for name, _ in NON_RESPONSE])
def test_lost_answers_get_the_weights_of_calmar2(oracle, column, plan, margins, suffix):
    assert largest_difference(oracle, "answered", margins, plan, column + suffix) < 1e-6


def test_individual_factors_give_the_weights_of_calmar2(oracle):
    linear = Plan("linear", q="qTest")
    raking = Plan("raking", q="qTest", scale=True)

    assert largest_difference(oracle, "all", "totals", linear, "lin_qtest") < 1e-6
    assert largest_difference(oracle, "answered", "shares", raking, "raking_2_qtest") < 1e-6


HOMES = pl.DataFrame(
    {
        "menage": ["a", "a", "b", "c", "c", "c", "d", "e", "e"],
        "sexe": ["F", "H", "F", "F", "H", "H", "H", "F", "F"],
        "taille": ["2", "2", "1", "3", "3", "3", "1", "2", "2"],
    }
)
HOME_MARGINS = [
    Margin("sexe", {"F": 52, "H": 45}),
    Margin("taille", {"1": 21, "2": 20, "3": 12}, HOUSEHOLD),
]


@pytest.mark.parametrize("method", ["linear", "raking"])
def test_household_gets_one_weight_that_meets_both_kinds_of_margins(method):
    found = calibrate(answers(HOMES), HOME_MARGINS, Plan(method, household="menage"))

    weighted = HOMES.with_columns(pl.Series("w", found.weights))
    homes = weighted.unique("menage", maintain_order=True)
    assert weighted.group_by("menage").agg(pl.col("w").n_unique())["w"].to_list() == [1] * 5
    assert weighted.group_by("sexe").agg(pl.col("w").sum()).sort("sexe")["w"].to_list() == (
        pytest.approx([52, 45])
    )
    assert homes.group_by("taille").agg(pl.col("w").sum()).sort("taille")["w"].to_list() == (
        pytest.approx([21, 20, 12])
    )


def test_without_initial_weights_everyone_starts_at_the_same():
    table = answers(pl.DataFrame({"sexe": ["F", "F", "H", "H"]}))

    found = calibrate(table, [Margin("sexe", {"F": 60, "H": 40})], Plan("raking"))

    assert found.initial.tolist() == [25] * 4
    assert found.weights == pytest.approx([30, 30, 20, 20])
    assert found.ratios == pytest.approx([1.2, 1.2, 0.8, 0.8])


@pytest.mark.parametrize("wrong", ["0", "-2"])
def test_initial_weight_that_is_not_positive_is_refused(wrong):
    table = answers(pl.DataFrame({"sexe": ["F", "H"], "poids": ["1", wrong]}))

    with pytest.raises(WrongCall, match="« poids », enregistrement 2 : .* pas un nombre positif"):
        calibrate(table, [Margin("sexe", {"F": 60, "H": 40})], Plan(initial="poids"))


def test_scaling_to_an_unknown_population_is_refused():
    table = answers(pl.DataFrame({"revenu": ["1", "2"], "poids": ["1", "1"]}))

    with pytest.raises(WrongCall, match="--population"):
        calibrate(table, [Margin("revenu", {"": 9})], Plan(initial="poids", scale=True))
