"""Draws: repeatable, of the right size, each person with the chance their weight says."""

import numpy as np
import polars as pl
import pytest

from maillage.base.errors import WrongCall
from maillage.surveys.answers import answers
from maillage.surveys.sampling.drawing import Draw, draw


LISTED = answers(
    pl.DataFrame(
        {
            "code": [f"{rank:03}" for rank in range(100)],
            "quartier": ["a"] * 70 + ["b"] * 30,
            "revenu": [str(rank % 7) for rank in range(100)],
        }
    ),
    "liste",
)


def codes(**request) -> list[str]:
    return draw(LISTED, Draw(**request))["code"].to_list()


def test_same_seed_gives_the_same_people_and_another_others():
    assert codes(answers=20, seed=3) == codes(answers=20, seed=3)
    assert codes(answers=20, seed=3) != codes(answers=20, seed=4)


def test_people_are_drawn_once_and_codes_keep_their_zeros():
    found = codes(answers=40, seed=1)

    assert len(set(found)) == 40
    assert found == sorted(found)
    assert all(len(code) == 3 for code in found)


def test_each_line_says_its_stratum_and_its_weight():
    found = draw(LISTED, Draw(20, strata="quartier", seed=1))

    by = found.group_by("quartier").agg(pl.len(), pl.col("initial_weight").sum()).sort("quartier")
    assert by.rows() == [("a", 14, pytest.approx(70)), ("b", 6, pytest.approx(30))]
    assert set(found["stratum_population"]) == {70, 30}
    assert set(found["stratum_sample"]) == {14, 6}


def test_systematic_draw_walks_the_list_at_regular_steps():
    found = [int(code) for code in codes(answers=20, systematic=True, seed=5)]

    assert set(np.diff(found)) == {5}


def test_systematic_draw_spreads_over_the_order_asked():
    found = draw(LISTED, Draw(14, systematic=True, order=("revenu",), seed=5))

    # 100 people in 7 levels of 14 or 15: one in about seven gives two of each.
    counts = found["revenu"].value_counts().sort("revenu")["count"].to_list()
    assert set(counts) == {2}


@pytest.mark.parametrize("systematic", [False, True])
def test_everybody_has_the_chance_the_weight_says(systematic):
    drawn = np.zeros(100)
    for seed in range(600):
        rows = codes(answers=20, strata="quartier", systematic=systematic, seed=seed)
        drawn[[int(code) for code in rows]] += 1

    # 600 draws at one in five: 120 expected, standard deviation 9.8.
    assert abs(drawn - 120).max() < 5 * 9.8


def test_neyman_draws_more_where_the_quantity_varies():
    listed = answers(
        pl.DataFrame(
            {"s": ["a"] * 50 + ["b"] * 50, "x": ["1"] * 25 + ["3"] * 25 + ["0"] * 25 + ["20"] * 25}
        )
    )

    found = draw(listed, Draw(22, strata="s", how="neyman", spread="x"))

    assert found["s"].value_counts().sort("s")["count"].to_list() == [2, 20]


def test_line_without_stratum_and_column_taken_are_refused():
    empty = answers(pl.DataFrame({"s": ["a", None]}), "liste")
    taken = answers(pl.DataFrame({"initial_weight": ["1", "1"]}), "liste")

    with pytest.raises(WrongCall, match="enregistrement 2 : la strate n’est pas dite"):
        draw(empty, Draw(1, strata="s"))
    with pytest.raises(WrongCall, match="déjà une colonne « initial_weight »"):
        draw(taken, Draw(1))
