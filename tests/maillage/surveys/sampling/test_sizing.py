"""Sizes of samples: published ones, and what must hold between them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.base.errors import WrongCall
from maillage.surveys.sampling.sizing import Wish, margin, size


@pytest.mark.parametrize(
    ("population", "answers"), [(18_917, 377), (5_000, 357), (None, 385), (300, 169), (2, 2)]
)
def test_usual_sizes_for_five_points(population, answers):
    assert size(Wish(population=population)).answers == answers


def test_design_effect_and_lost_answers_cost_more_people():
    found = size(Wish(effect=1.5, response=0.4))

    assert (found.answers, found.asked) == (577, 1443)


def test_small_population_may_not_be_enough():
    found = size(Wish(population=300, response=0.3))

    assert (found.answers, found.asked, found.enough) == (169, 564, False)


@given(st.integers(2, 10_000_000), st.floats(0.01, 0.2), st.floats(1, 3))
def test_size_gives_the_margin_wished_and_no_smaller_one_does(population, wished, effect):
    wish = Wish(margin=wished, population=population, effect=effect)

    answers = size(wish).answers

    assert margin(answers, wish) <= wished * (1 + 1e-6) or answers == population
    if answers > 1 and effect == 1:
        assert margin(answers - 1, wish) > wished * (1 - 1e-6)


def test_everyone_answered_leaves_no_chance():
    assert margin(40, Wish(population=40)) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"margin": 5},
        {"level": 95},
        {"share": 0},
        {"response": 0},
        {"effect": 0.5},
        {"population": 0},
    ],
)
def test_impossible_wish_is_refused_with_an_example(change):
    with pytest.raises(WrongCall):
        size(replace(Wish(), **change))
