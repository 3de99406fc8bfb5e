"""Totals, means and ratios: equal to R survey's, and groups compared within one sample."""

import numpy as np
import polars as pl
import pytest

from maillage.surveys.answers import answers
from maillage.surveys.estimating.design import Columns, design_of
from maillage.surveys.estimating.statistics import mean, ratio, simple_variance, total
from maillage.surveys.weighting.calibration import Plan, calibrate
from maillage.surveys.weighting.margins import Margin


TYPES = Margin("stype", {"E": 4421, "H": 755, "M": 1018})
LAST_YEAR = Margin("api99", {"": 3_914_069})
# R survey 4.x, data api: value and standard error.
SAMPLED = {
    "clus1 total enroll": (3404940.13453, 932235.027),
    "strat mean api00": (662.287363159, 9.408940803),
    "strat total enroll": (3687177.53244, 114641.7161),
    "strat ratio api00/api99": (1.05226054622, 0.003643922231),
}
CALIBRATED = [
    ([TYPES], Plan("linear"), "enroll", (3680892.94512, 406292.6363)),
    ([TYPES, LAST_YEAR], Plan("linear"), "api00", (665.309071166, 3.441753116)),
    ([TYPES, LAST_YEAR], Plan("linear"), "enroll", (3638487.20413, 385524.4274)),
    ([TYPES, LAST_YEAR], Plan("raking"), "api00", (665.393795995, 3.437753539)),
    ([TYPES, LAST_YEAR], Plan("logit", (0.7, 1.7)), "api00", (665.460969427, 3.419983722)),
]


@pytest.mark.parametrize("case", SAMPLED)
def test_estimate_and_error_are_those_of_survey(case, clusters, strata):
    sample, kind, name = case.split()
    schools = clusters if sample == "clus1" else strata
    columns = Columns("pw", cluster="dnum", fpc="fpc")
    if sample == "strat":
        columns = Columns("pw", strata="stype", fpc="fpc")
    design = design_of(schools.table, columns)

    if kind == "ratio":
        names = name.split("/")
        found = ratio(design, *(schools.numbers(one) for one in names), schools.everyone)
    else:
        found = (total if kind == "total" else mean)(
            design, schools.numbers(name), schools.everyone
        )

    assert (found.value, found.error(design)) == pytest.approx(SAMPLED[case], rel=1e-9)


@pytest.mark.parametrize(("margins", "plan", "name", "published"), CALIBRATED)
def test_error_after_calibration_is_that_of_survey(clusters, margins, plan, name, published):
    plan = Plan(plan.method, plan.bounds, initial="pw")
    weighted = calibrate(clusters.table, margins, plan)
    frame = clusters.table.frame.with_columns(pl.Series("w", weighted.weights))
    columns = Columns("w", cluster="dnum", fpc="fpc", initial="pw")
    design = design_of(answers(frame), columns, margins)

    found = (total if name == "enroll" else mean)(design, clusters.numbers(name), clusters.everyone)

    assert (found.value, found.error(design)) == pytest.approx(published, rel=1e-6)
    if plan.bounds:
        limits = (weighted.ratios.min(), weighted.ratios.max())
        assert limits == pytest.approx((0.700875, 1.696881), abs=1e-6)


def test_difference_of_two_groups_counts_what_they_share(clusters):
    design = design_of(clusters.table, Columns("pw", cluster="dnum", fpc="fpc"))
    large = (clusters.table.frame["stype"] != "E").to_numpy()
    scores = clusters.numbers("api00")

    gap = mean(design, scores, large) - mean(design, scores, ~large)
    # The slope of a weighted regression on one indicator is the same difference.
    weights = design.weights
    columns = np.stack([np.ones(len(large)), large.astype(float)], axis=1)
    bread = np.linalg.inv((columns.T * weights) @ columns)
    fit = bread @ columns.T @ (weights * scores)
    influences = ((scores - columns @ fit)[:, None] * columns) @ bread
    slope_error = np.sqrt(design.variance(influences)[1, 1])

    assert gap.value == pytest.approx(fit[1])
    assert gap.error(design) == pytest.approx(slope_error)


def test_missing_answers_are_left_out_and_counted_so():
    design = design_of(answers(pl.DataFrame({"w": ["1", "2", "3"]})), Columns("w"))

    found = mean(design, np.array([1.0, np.nan, 5.0]), np.ones(3, dtype=bool))

    assert (found.value, found.base) == (pytest.approx(4.0), 2)


def test_ratio_to_nothing_has_no_value():
    design = design_of(answers(pl.DataFrame({"w": ["1", "2"]})), Columns("w"))

    found = ratio(design, np.ones(2), np.zeros(2), np.ones(2, dtype=bool))

    assert np.isnan(found.value)


def test_simple_variance_is_the_textbook_one_when_weights_are_equal():
    design = design_of(answers(pl.DataFrame({"w": ["2"] * 4})), Columns("w"))
    values = np.array([1.0, 2, 3, 6])

    found = simple_variance(design, values, np.ones(4, dtype=bool))

    assert found == pytest.approx(np.var(values, ddof=1) / 4)
