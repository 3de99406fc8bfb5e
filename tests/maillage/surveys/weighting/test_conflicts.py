"""No convergence: which margins conflict, how near one can get, what to relax."""

import polars as pl
import pytest

from maillage.surveys.answers import answers
from maillage.surveys.weighting.calibration import Plan, calibrate
from maillage.surveys.weighting.conflicts import NoConvergence
from maillage.surveys.weighting.margins import Margin


def refused(table, margins, plan) -> NoConvergence:
    with pytest.raises(NoConvergence) as found:
        calibrate(table, margins, plan)
    return found.value


def test_total_out_of_reach_is_named_with_the_nearest_one(employees, employee_margins):
    wrong = [*employee_margins[:-1], Margin("salary", {"": 970_000})]

    problem = refused(employees, wrong, Plan("raking", initial="weight"))

    assert problem.conflicts == [("salary", 970_000, pytest.approx(643_000))]
    assert "« salary » (demandé 970 000, au plus près 643 000)" in str(problem).replace(
        "\u202f", " "
    )
    assert "Sans la marge « salary », le calage est possible" in str(problem)


@pytest.mark.parametrize("method", ["logit", "truncated"])
def test_bounds_that_would_do_are_found_and_do(method, employees, employee_margins):
    problem = refused(employees, employee_margins, Plan(method, (0.6, 2.2), initial="weight"))

    assert "Des bornes 0.6,2.56 rendent le calage possible" in str(problem)
    calibrate(employees, employee_margins, Plan(method, (0.6, 2.56), initial="weight"))


def test_two_margins_that_contradict_each_other_are_both_named():
    table = answers(pl.DataFrame({"a": ["1", "1", "2"], "b": ["x", "x", "y"]}))
    margins = [Margin("a", {"1": 60, "2": 40}), Margin("b", {"x": 40, "y": 60})]

    problem = refused(table, margins, Plan("linear"))

    assert problem.conflicts
    assert "Retirer « a » ou « b » suffit" in str(problem)


def test_margins_that_need_null_weights_are_told_so():
    table = answers(
        pl.DataFrame({"a": ["1", "1", "2", "2"], "b": ["x", "y", "x", "y"], "z": [0, 1, 0, 0]})
    )
    margins = [
        Margin("a", {"1": 50, "2": 50}),
        Margin("b", {"x": 50, "y": 50}),
        Margin("z", {"": 0}),
    ]

    problem = refused(table, margins, Plan("raking"))

    assert "poids nuls pour une partie des réponses" in str(problem)
    calibrate(table, margins, Plan("linear"))
