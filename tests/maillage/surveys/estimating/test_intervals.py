"""Intervals: equal to R survey's, and right nineteen times in twenty."""

import numpy as np
import polars as pl
import pytest

from maillage.surveys.answers import answers
from maillage.surveys.estimating.design import Columns, design_of
from maillage.surveys.estimating.intervals import Confidence, plain, quantile, share
from maillage.surveys.estimating.statistics import mean
from maillage.surveys.sampling.drawing import Draw, draw
from maillage.surveys.weighting.calibration import Plan, calibrate
from maillage.surveys.weighting.margins import Margin


def test_proportion_and_its_logit_interval_are_those_of_survey(clusters):
    design = design_of(clusters.table, Columns("pw", cluster="dnum", fpc="fpc"))
    none = (clusters.numbers("ell") == 0).astype(float)

    found = share(design, mean(design, none, clusters.everyone), clusters.everyone, Confidence())

    assert (found.value, found.low, found.high) == pytest.approx(
        (0.02185792, 0.002304691, 0.1777477665), rel=1e-6
    )


@pytest.mark.parametrize(
    ("order", "value", "low", "high"),
    [(0.25, 565, 535, 597), (0.5, 668, 642, 694), (0.75, 756, 726, 778)],
)
def test_quantiles_and_their_intervals_are_those_of_survey(strata, order, value, low, high):
    design = design_of(strata.table, Columns("pw", strata="stype", fpc="fpc"))

    found = quantile(design, strata.numbers("api00"), strata.everyone, order, Confidence())

    assert (found.value, found.low, found.high) == (value, low, high)


def test_normal_law_gives_the_narrower_interval_of_confint(strata):
    design = design_of(strata.table, Columns("pw", strata="stype", fpc="fpc"))
    scores = mean(design, strata.numbers("api00"), strata.everyone)

    normal = plain(design, scores, Confidence(normal=True))
    student = plain(design, scores, Confidence())

    assert normal.high - normal.value == pytest.approx(1.959963985 * 9.408940803)
    assert student.high > normal.high


@pytest.mark.parametrize(("answer", "low", "high"), [(0.0, 0, 0.1684), (1.0, 0.8316, 1)])
def test_unanimity_is_not_certainty(answer, low, high):
    """Twenty equal answers: the exact binomial limit, 1 − 0.025^(1/20)."""
    design = design_of(answers(pl.DataFrame({"w": ["1"] * 20})), Columns("w"))
    everyone = np.ones(20, dtype=bool)

    found = share(design, mean(design, np.full(20, answer), everyone), everyone, Confidence())

    assert (found.value, found.low, found.high) == pytest.approx((answer, low, high), abs=1e-4)


def test_nobody_to_estimate_on_gives_no_figure():
    design = design_of(answers(pl.DataFrame({"w": ["1", "1"]})), Columns("w"))
    nobody = np.zeros(2, dtype=bool)

    found = quantile(design, np.ones(2), nobody, 0.5, Confidence())

    assert np.isnan(found.value)


def population(seed: int) -> pl.DataFrame:
    """3,000 people in three areas; age and income are linked to the answer."""
    chance = np.random.default_rng(seed)
    area = np.repeat(["a", "b", "c"], [1500, 1000, 500])
    old = chance.random(3000) < np.where(area == "a", 0.3, 0.5)
    income = chance.gamma(4, 400, 3000) + np.where(old, 500, 0)
    wants = chance.random(3000) < 0.15 + 0.3 * old + 0.1 * (area == "c")
    return pl.DataFrame(
        {
            "area": area,
            "age": np.where(old, "60+", "18-59"),
            "income": income,
            "wants": wants.astype(float),
        }
    )


def caught(kind: str, found, truth: float) -> bool:
    return found[kind].low <= truth <= found[kind].high


def intervals(sample: pl.DataFrame, margins: list[Margin] | None) -> dict:
    """Share, mean and median, with stratification and, with margins, calibration."""
    weight = "initial_weight"
    if margins:
        plan = Plan("raking", initial=weight)
        weights = calibrate(answers(sample), margins, plan).weights
        sample = sample.with_columns(pl.Series("w", weights))
        weight = "w"
    columns = Columns(weight, "area", fpc="stratum_population", initial="initial_weight")
    design = design_of(answers(sample), columns, margins)
    everyone = np.ones(sample.height, dtype=bool)
    wants, income = sample["wants"].to_numpy(), sample["income"].to_numpy()
    return {
        "share": share(design, mean(design, wants, everyone), everyone, Confidence()),
        "mean": plain(design, mean(design, income, everyone), Confidence()),
        "median": quantile(design, income, everyone, 0.5, Confidence()),
    }


@pytest.mark.parametrize("calibrated", [False, True], ids=["tirage", "calage"])
def test_intervals_catch_the_truth_nineteen_times_in_twenty(calibrated):
    """400 stratified samples of 240 in one population: coverage between 91 and 98 %."""
    whole = population(1)
    counts = dict(whole.group_by("age").len().iter_rows())
    margins = [Margin("age", counts)] if calibrated else None
    truths = {
        "share": whole["wants"].mean(),
        "mean": whole["income"].mean(),
        "median": whole["income"].median(),
    }
    hits = dict.fromkeys(truths, 0)

    for seed in range(400):
        request = Draw(240, strata="area", how="equal", seed=seed)
        found = intervals(draw(answers(whole), request), margins)
        for kind, truth in truths.items():
            hits[kind] += caught(kind, found, truth)

    assert all(0.91 <= one / 400 <= 0.98 for one in hits.values()), hits
