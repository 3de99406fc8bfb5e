"""Crosstabs and Rao–Scott: R survey's published test, ordinary χ² in the ordinary case."""

import numpy as np
import polars as pl
import pytest
from scipy import stats

from maillage.base.errors import WrongCall
from maillage.surveys.answers import answers
from maillage.surveys.estimating.crosstabs import crosstab, independence
from maillage.surveys.estimating.design import Columns, design_of


def codes(column: pl.Series) -> tuple[np.ndarray, list[str]]:
    labels = sorted(column.unique().to_list())
    return np.array([labels.index(one) for one in column]), labels


def independent(table, columns, first, second):
    design = design_of(table, columns)
    (left, rows), (right, heads) = codes(table.frame[first]), codes(table.frame[second])
    return independence(design, crosstab(design, left, right, [rows, heads]))


def test_test_of_independence_is_that_of_survey(clusters):
    """`svychisq(~sch.wide + stype, dclus1)`, http://r-survey.r-forge.r-project.org/survey/."""
    columns = Columns("pw", cluster="dnum", fpc="fpc")

    found = independent(clusters.table, columns, "sch.wide", "stype")

    assert found.statistic == pytest.approx(5.1934, abs=5e-5)
    assert (found.df1, found.df2) == pytest.approx((1.4946, 20.9250), abs=5e-5)
    assert found.p == pytest.approx(0.02175, abs=5e-6)
    assert found.chi2 == pytest.approx(11.9409, abs=5e-5)


@pytest.mark.parametrize("seed", range(4))
def test_simple_random_answers_give_the_ordinary_test(seed):
    chance = np.random.default_rng(seed)
    frame = pl.DataFrame(
        {"a": chance.choice(["1", "2", "3"], 400), "b": chance.choice(["x", "y"], 400)}
    )
    counts = frame.pivot("b", index="a", values="a", aggregate_function="len").drop("a").to_numpy()
    ordinary = stats.chi2_contingency(counts, correction=False)

    found = independent(answers(frame), Columns(), "a", "b")

    assert found.chi2 == pytest.approx(ordinary.statistic)
    assert found.effect == pytest.approx(1, abs=0.1)
    assert found.p == pytest.approx(ordinary.pvalue, abs=0.03)


def test_answers_given_twice_do_not_make_a_link():
    """Each answer copied five times as a cluster: χ² grows fivefold, the test does not."""
    chance = np.random.default_rng(3)
    once = pl.DataFrame(
        {
            "a": chance.choice(["1", "2"], 100),
            "b": chance.choice(["x", "y"], 100),
            "g": np.arange(100).astype(str),
        }
    )
    many = pl.concat([once] * 5)

    alone = independent(answers(once), Columns(), "a", "b")
    copied = independent(answers(many), Columns(cluster="g"), "a", "b")

    assert copied.chi2 == pytest.approx(5 * alone.chi2)
    assert copied.p == pytest.approx(alone.p, abs=1e-9)


def test_question_with_one_answer_cannot_be_tested():
    table = answers(pl.DataFrame({"a": ["1", "1", "1"], "b": ["x", "y", "x"]}))

    assert independent(table, Columns(), "a", "b") is None


def test_missing_answers_are_left_out():
    table = answers(pl.DataFrame({"w": ["1", "1", "1"]}))
    design = design_of(table, Columns())

    found = crosstab(design, np.array([0, 1, -1]), np.array([0, 0, 0]), [["1", "2"], ["x"]])

    assert found.counts.tolist() == [[1], [1]]
    with pytest.raises(WrongCall, match="aux deux questions"):
        crosstab(design, np.array([-1, 0, 0]), np.array([0, -1, -1]), [["1"], ["x"]])
