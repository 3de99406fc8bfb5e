"""Weights by minutes: steps include their bound, continuous forms are those of the books."""

import math

import numpy as np
import pytest

from maillage.accessibility.decay import continuous, parse_continuous, parse_steps, steps
from maillage.base.errors import WrongCall


def test_weight_applies_up_to_and_including_its_minutes():
    decay = parse_steps("10:1,15:0.6667,20:0.3333")

    found = decay(np.array([0, 10, 10.001, 15, 20, 20.001, 500]))

    assert found.tolist() == [1, 1, 0.6667, 0.6667, 0.3333, 0, 0]


def test_steps_may_be_given_in_any_order():
    assert steps({20: 0.5, 10: 1})(np.array([5, 15])).tolist() == [1, 0.5]


def test_words_say_the_steps_in_french():
    assert parse_steps("10:1,15:0.5").words == (
        "par paliers : 1 jusqu’à 10 min et 0,5 jusqu’à 15 min, 0 au-delà"
    )


@pytest.mark.parametrize(
    ("text", "minutes", "weight"),
    [
        ("gaussian:20", 20, math.exp(-0.5)),
        ("exponential:0.1", 10, math.exp(-1)),
        ("power:1", 4, 0.25),
        ("power:2", 0, 1),
        ("linear", 15, 0.75),
    ],
)
def test_continuous_decay_is_the_one_of_its_formula(text, minutes, weight):
    assert parse_continuous(text, 60)(np.array([minutes]))[0] == pytest.approx(weight, abs=1e-15)


def test_nothing_counts_beyond_the_limit_of_a_continuous_decay():
    assert continuous("gaussian", 20, 30)(np.array([30, 30.1]))[1] == 0


@pytest.mark.parametrize(
    "text", ["", "10", "10:", "10:un", "10;1", "10:-1", "-5:1", "10:0", "10:1,10:0.5", "10:nan"]
)
def test_weights_that_do_not_read_are_refused_in_french(text):
    with pytest.raises(WrongCall) as refused:
        parse_steps(text)

    assert "minutes" in str(refused.value) or "poids" in str(refused.value)


@pytest.mark.parametrize("text", ["cloche:3", "gaussian:0", "gaussian:x", "exponential:-1"])
def test_decay_that_does_not_read_is_refused_with_the_choices(text):
    with pytest.raises(WrongCall, match="gaussian:20"):
        parse_continuous(text, 60)


def test_linear_decay_needs_its_limit():
    with pytest.raises(WrongCall, match="--limit"):
        parse_continuous("linear", math.inf)
