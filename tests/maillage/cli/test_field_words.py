"""Options read and results said, without a file."""

import math

import polars as pl
import pytest

from maillage.base.errors import WrongCall
from maillage.cli.field_words import (
    bounds_of,
    chance_words,
    confidence_of,
    questions_of,
    selection_of,
    show_differences,
    show_link,
    show_size,
)
from maillage.surveys.estimating.crosstabs import Test
from maillage.surveys.estimating.estimates import Question
from maillage.surveys.sampling.sizing import Wish, size


def printed(capsys) -> str:
    return capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")


def test_bounds_are_two_numbers_or_none():
    assert bounds_of("0.5,2") == (0.5, 2.0)
    assert bounds_of("") is None
    with pytest.raises(WrongCall, match=r"--bounds 0\.5,2"):
        bounds_of("0.5")


def test_questions_are_read_from_the_options():
    found = questions_of({"mean": None, "ratio": ["a/b"], "quantile": ["c:0,25", "d"]})

    assert found == [
        Question("ratio", "a", other="b"),
        Question("quantile", "c", order=0.25),
        Question("quantile", "d"),
    ]


@pytest.mark.parametrize("order", ["2", "0", "médiane"])
def test_order_of_a_quantile_is_between_zero_and_one(order):
    with pytest.raises(WrongCall, match=r"--quantile COLONNE:0\.25"):
        questions_of({"quantile": [f"c:{order}"]})


def test_confidence_and_selection_out_of_their_range_are_refused():
    with pytest.raises(WrongCall):
        confidence_of(95, False)
    with pytest.raises(WrongCall, match="voluntary"):
        selection_of("au hasard")


def test_population_too_small_for_the_wish_is_said(capsys):
    wish = Wish(population=200, response=0.3)

    show_size(size(wish), wish)

    assert "interrogez tout le monde" in printed(capsys)


@pytest.mark.parametrize(
    ("chance", "words"), [(0.0217, "p = 0,022"), (1e-9, "p < 0,001"), (math.nan, "p inconnu")]
)
def test_probability_is_said_without_false_precision(chance, words):
    assert chance_words(chance) == words


def test_link_that_cannot_be_tested_is_said(capsys):
    show_link("a", "b", None)
    show_link("a", "b", Test(1, 4, 1, 30, 0.01, 1, 0.3))

    said = printed(capsys)
    assert "ne peut pas être testé" in said
    assert "« a » et « b » : liés" in said


def test_clear_differences_are_shown_and_the_others_counted(capsys):
    row = {
        "statistic": "difference_proportion",
        "variable": "voiture",
        "modality": "oui",
        "group": "bourg",
        "compared_to": "plateau",
        "difference": -0.2,
        "low": -0.3,
        "high": -0.1,
        "p_holm": 0.01,
    }

    show_differences(pl.DataFrame([row, {**row, "p_holm": 0.4}]))

    said = printed(capsys)
    assert "−20,0 points" in said
    assert "1 autre écart : non établi." in said
