"""Tables of estimates: figures, groups, hidden cells, differences."""

import numpy as np
import polars as pl
import pytest

from maillage.base.errors import MaillageError, WrongCall
from maillage.surveys.answers import answers
from maillage.surveys.estimating.design import Columns, design_of
from maillage.surveys.estimating.estimates import (
    Question,
    Survey,
    differences,
    estimates,
    holm,
    link,
)
from maillage.surveys.estimating.thresholds import Selection


@pytest.fixture
def frame() -> pl.DataFrame:
    """120 answers: 60 in the town, 50 on the plateau, 10 in the valley."""
    chance = np.random.default_rng(4)
    place = np.repeat(["bourg", "plateau", "vallée"], [60, 50, 10])
    car = ["oui"] * 40 + ["non"] * 20 + ["oui"] * 44 + ["non"] * 6 + ["oui"] * 7 + ["non"] * 3
    return pl.DataFrame(
        {
            "lieu": place,
            "voiture": car,
            "age": chance.integers(18, 90, 120).astype(str),
            "poids": chance.uniform(5, 15, 120),
        }
    )


def survey(frame, **options) -> Survey:
    table = answers(frame)
    return Survey(table, design_of(table, Columns("poids")), **options)


def cell(found: pl.DataFrame, **wanted) -> dict:
    return found.row(
        by_predicate=pl.all_horizontal(pl.col(k) == v for k, v in wanted.items()), named=True
    )


CAR = Question("proportion", "voiture")


def test_proportion_is_the_weighted_share_with_its_answers(frame):
    found = cell(estimates(survey(frame), [CAR]), modality="oui")

    share = np.average(frame["voiture"] == "oui", weights=frame["poids"])
    assert found["estimate"] == pytest.approx(share)
    assert found["low"] < share < found["high"]
    assert (found["respondents"], found["base"], found["status"]) == (91, 120, "computed")


def test_small_cell_and_the_one_that_would_give_it_back_are_hidden(frame):
    found = estimates(survey(frame), [CAR], by="lieu")

    secret = found.filter(pl.col("status") == "secret")
    # The valley's 3, its 7 by subtraction in the row, and a neighbour in each column.
    assert {(row["group"], row["modality"]) for row in secret.iter_rows(named=True)} == {
        ("vallée", "non"),
        ("vallée", "oui"),
        ("plateau", "non"),
        ("plateau", "oui"),
    }
    assert secret.select("estimate", "low", "high", "respondents", "base").null_count().row(0) == (
        (4,) * 5
    )


def test_inside_the_team_small_cells_may_be_seen_with_a_caution(frame):
    found = estimates(survey(frame, protect=False), [CAR], by="lieu")

    valley = cell(found, group="vallée", modality="non")
    assert valley["respondents"] == 3
    assert valley["caution"] == "Moins de 30 réponses : un ordre de grandeur, pas un chiffre."


def test_missing_answers_are_out_of_the_base(frame):
    frame = frame.with_columns(
        pl.when(pl.int_range(pl.len()) < 20)
        .then(pl.lit("NA"))
        .otherwise("voiture")
        .alias("voiture")
    )

    found = estimates(survey(frame), [CAR])

    assert found["base"].to_list() == [100, 100]
    assert found["estimate"].sum() == pytest.approx(1)


def test_every_kind_of_figure_is_given(frame):
    questions = [
        Question("count", "voiture"),
        Question("mean", "age"),
        Question("total", "age"),
        Question("ratio", "age", other="poids"),
        Question("quantile", "age", order=0.25),
    ]

    found = estimates(survey(frame), questions)

    ages, weights = frame["age"].cast(float).to_numpy(), frame["poids"].to_numpy()
    mean = cell(found, statistic="mean")
    assert mean["estimate"] == pytest.approx(np.average(ages, weights=weights))
    assert mean["design_effect"] > 0
    assert cell(found, statistic="total")["estimate"] == pytest.approx(weights @ ages)
    assert cell(found, statistic="ratio")["variable"] == "age/poids"
    assert cell(found, statistic="quantile")["modality"] == "0.25"
    assert found.filter(statistic="count")["estimate"].sum() == pytest.approx(weights.sum())


def test_label_says_how_people_came_to_answer(frame):
    volunteers = estimates(survey(frame), [CAR])
    drawn = estimates(survey(frame, selection=Selection.RANDOM), [CAR])

    assert volunteers["label"][0].endswith("l’intervalle ne mesure pas le biais.")
    assert drawn["label"][0].startswith("Échantillon tiré au hasard")


def test_differences_leave_out_what_is_hidden(frame):
    found = differences(survey(frame), [CAR, Question("mean", "age")], "lieu")

    pairs = {
        (row["statistic"], row["group"], row["compared_to"]) for row in found.iter_rows(named=True)
    }
    assert pairs == {
        ("difference_mean", "bourg", "plateau"),
        ("difference_mean", "bourg", "vallée"),
        ("difference_mean", "plateau", "vallée"),
    }
    assert (found["p_holm"] >= found["p"]).all()


def test_clear_difference_is_found_clear(frame):
    frame = frame.filter(pl.col("lieu") != "vallée")

    found = differences(survey(frame), [CAR], "lieu")

    gap = cell(found, modality="oui")
    assert gap["difference"] == pytest.approx(-0.22, abs=0.05)
    assert gap["high"] < 0 < 0.05 > gap["p"]
    assert link(survey(frame), "voiture", "lieu").p < 0.05


def test_probabilities_looked_at_together_are_corrected():
    found = holm(np.array([0.04, 0.01, np.nan, 0.03]))

    assert found == pytest.approx([0.06, 0.03, np.nan, 0.06], nan_ok=True)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("mean", "lieu"), "contient des mots .« bourg ».*--proportion lieu"),
        (Question("proportion", "voitures"), "Vouliez-vous dire « voiture »"),
        (Question("proportion", "poids"), "prenez --mean"),
    ],
)
def test_question_that_the_column_cannot_answer_is_refused(frame, question, said):
    with pytest.raises(MaillageError, match=said):
        estimates(survey(frame), [question])


def test_empty_column_is_refused(frame):
    with pytest.raises(WrongCall, match="est vide"):
        estimates(survey(frame.with_columns(vide=pl.lit(""))), [Question("proportion", "vide")])


def test_question_nobody_answered_has_neither_value_nor_error(frame):
    found = estimates(survey(frame.with_columns(revenu=pl.lit(""))), [Question("mean", "revenu")])

    (row,) = found.to_dicts()
    assert row["status"] == "unavailable"
    assert [row[name] for name in ("estimate", "standard_error", "low", "high")] == [None] * 4
