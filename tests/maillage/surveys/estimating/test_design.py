"""Designs read from columns, and the variance of totals against a slow twin."""

import numpy as np
import polars as pl
import pytest

from maillage.base.errors import RefusedFile, WrongCall
from maillage.surveys.answers import answers
from maillage.surveys.estimating.design import Columns, design_of
from maillage.surveys.weighting.margins import Margin


def drawn(seed: int) -> pl.DataFrame:
    chance = np.random.default_rng(seed)
    strata = np.repeat(["n", "s"], 30)
    return pl.DataFrame(
        {
            "strate": strata,
            "grappe": chance.integers(0, 8, 60).astype(str),
            "effectif": np.where(strata == "n", "20", "40"),
            "poids": chance.uniform(1, 9, 60),
            "x": chance.normal(10, 3, 60),
            "sexe": chance.choice(["F", "H"], 60),
        }
    )


def slow_variance(frame: pl.DataFrame, z: np.ndarray) -> float:
    """Cluster totals of each stratum, written as a textbook does."""
    found = 0.0
    for (_, population), part in frame.with_columns(z=z).group_by(["strate", "effectif"]):
        totals = part.group_by("grappe").agg(pl.col("z").sum())["z"].to_list()
        count = len(totals)
        centre = sum(totals) / count
        spread = sum((one - centre) ** 2 for one in totals) / (count - 1)
        found += count * (1 - count / float(population)) * spread
    return found


COLUMNS = Columns("poids", "strate", "grappe", "effectif")


@pytest.mark.parametrize("seed", range(5))
def test_variance_of_a_total_is_that_of_the_textbook(seed):
    frame = drawn(seed)
    x, weights = frame["x"].to_numpy(), frame["poids"].to_numpy()

    design = design_of(answers(frame), COLUMNS)

    assert design.variance(x)[0, 0] == pytest.approx(slow_variance(frame, weights * x))


@pytest.mark.parametrize("seed", range(5))
def test_variance_after_calibration_is_that_of_the_residuals(seed):
    frame = drawn(seed).with_columns(base=pl.col("poids") * 1.3)
    x = frame["x"].to_numpy()
    base, weights = frame["base"].to_numpy(), frame["poids"].to_numpy()
    columns = np.stack([(frame["sexe"] == one).to_numpy() for one in "FH"], axis=1).astype(float)
    fit = np.linalg.solve((columns.T * base) @ columns, columns.T @ (base * x))
    margins = [Margin("sexe", dict(zip("FH", columns.T @ weights, strict=True)))]

    design = design_of(
        answers(frame), Columns("poids", "strate", "grappe", "effectif", initial="base"), margins
    )

    expected = slow_variance(frame, weights * (x - columns @ fit))
    assert design.variance(x)[0, 0] == pytest.approx(expected)


def test_households_calibrated_together_have_one_residual():
    frame = pl.DataFrame(
        {"m": ["a", "a", "b", "c", "c"], "sexe": ["F", "H", "F", "H", "F"], "x": [1.0, 4, 2, 5, 5]}
    )
    counts = np.array([[1, 1], [1, 0], [1, 1]], dtype=float)
    summed = np.array([5.0, 2, 10])
    residuals = summed - counts @ np.linalg.lstsq(counts, summed, rcond=None)[0]
    margins = [Margin("sexe", {"F": 3, "H": 2})]

    design = design_of(answers(frame), Columns(household="m"), margins)

    spread = np.sum((residuals - residuals.mean()) ** 2) * 3 / 2
    assert design.variance(frame["x"].to_numpy())[0, 0] == pytest.approx(spread)


def test_weights_of_another_calibration_are_refused():
    frame = drawn(1)
    margins = [Margin("sexe", {"F": 500, "H": 10})]

    with pytest.raises(WrongCall, match="« poids » ne respectent pas la marge « sexe »"):
        design_of(answers(frame), COLUMNS, margins)


def test_household_spread_over_two_clusters_is_refused():
    frame = pl.DataFrame({"m": ["a", "a", "b"], "g": ["1", "2", "2"], "sexe": ["F", "H", "F"]})
    margins = [Margin("sexe", {"F": 2, "H": 1})]

    with pytest.raises(WrongCall, match="« g », enregistrements 1 et 2 : deux personnes"):
        design_of(answers(frame), Columns(household="m", cluster="g"), margins)


def test_negative_weight_that_no_calibration_explains_is_refused():
    with pytest.raises(RefusedFile, match="« -1 » est négatif"):
        design_of(answers(pl.DataFrame({"w": ["1", "-1", "1"]})), Columns(weight="w"))


def test_linear_calibration_may_have_made_a_weight_negative():
    frame = pl.DataFrame({"calibrated_weight": ["3", "-1", "2"]})

    assert design_of(answers(frame), Columns("calibrated_weight")).weights.sum() == 4


def test_degrees_of_freedom_are_clusters_minus_strata():
    frame = pl.DataFrame({"s": ["a", "a", "b", "b", "b"], "g": ["1", "2", "1", "1", "2"]})

    assert design_of(answers(frame), Columns(strata="s", cluster="g")).freedom == 2


def test_stratum_taken_whole_adds_no_variance():
    frame = pl.DataFrame({"s": ["a", "b", "b"], "n": ["1", "9", "9"], "x": ["5", "1", "2"]})

    design = design_of(answers(frame), Columns(strata="s", fpc="n"))

    assert design.variance(np.array([100.0, 1, 2]))[0, 0] == pytest.approx(2 * (7 / 9) * 0.5)


@pytest.mark.parametrize(
    ("change", "columns", "said"),
    [
        ({"strate": ["a", "b", "b"]}, Columns(strata="strate"), "« a » n’a qu’une réponse"),
        ({"strate": ["a", "", "a"]}, Columns(strata="strate"), "enregistrement 2 : la cellule"),
        ({"n": ["2", "2", "2"]}, Columns(fpc="n"), "plus petite que l’échantillon"),
        ({"n": ["9", "9", "8"]}, Columns(fpc="n"), "change à l’intérieur"),
        ({"g": ["1", "1", "1"]}, Columns(cluster="g"), "qu’une réponse"),
        ({"w": ["0", "0", "0"]}, Columns(weight="w"), "s’additionnent à 0"),
        ({"w": ["1", "1", "1"]}, Columns(weight="poids"), "n’a pas de colonne « poids »"),
    ],
)
def test_design_that_cannot_be_is_refused_in_words(change, columns, said):
    with pytest.raises(WrongCall, match=said):
        design_of(answers(pl.DataFrame(change)), columns)
