"""Sharing to the unit: sums, floors, caps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.base.errors import WrongCall
from maillage.surveys.sampling.allocation import allocate, quotas, rounded
from maillage.surveys.weighting.margins import Margin


POPULATIONS = {"bourg": 600, "plateau": 300, "vallée": 100}


def test_proportional_equal_and_neyman_share_as_they_say():
    spreads = {"bourg": 1.0, "plateau": 4.0, "vallée": 2.0}

    assert allocate(POPULATIONS, 50) == {"bourg": 30, "plateau": 15, "vallée": 5}
    assert allocate(POPULATIONS, 50, how="equal") == {"bourg": 17, "plateau": 17, "vallée": 16}
    # 600 × 1, 300 × 4, 100 × 2, out of 2,000
    assert allocate(POPULATIONS, 50, how="neyman", spreads=spreads) == {
        "bourg": 15,
        "plateau": 30,
        "vallée": 5,
    }


def test_minimum_is_kept_at_the_cost_of_the_others():
    assert allocate(POPULATIONS, 50, minimum=10) == {"bourg": 27, "plateau": 13, "vallée": 10}


def test_small_stratum_gives_no_more_than_it_holds():
    assert allocate({"a": 3, "b": 100}, 50, how="equal") == {"a": 3, "b": 47}
    assert allocate({"a": 3, "b": 100}, 103) == {"a": 3, "b": 100}


def test_stratum_without_spread_takes_what_the_others_cannot():
    found = allocate({"a": 10, "b": 10}, 15, how="neyman", spreads={"a": 5.0, "b": 0.0})

    assert found == {"a": 10, "b": 5}


@given(
    st.lists(st.integers(1, 500), min_size=1, max_size=8),
    st.floats(0, 1),
    st.integers(0, 5),
    st.sampled_from(["proportional", "equal"]),
)
def test_parts_add_up_between_floors_and_caps(sizes, part, minimum, how):
    populations = {str(rank): size for rank, size in enumerate(sizes)}
    floor = sum(min(minimum, size) for size in sizes)
    answers = max(1, floor, round(part * sum(sizes)))

    found = allocate(populations, answers, how=how, minimum=minimum)

    assert sum(found.values()) == answers
    assert all(
        min(minimum, populations[name]) <= one <= populations[name] for name, one in found.items()
    )


def test_largest_remainders_round_to_the_sum():
    assert rounded(np.array([1.4, 1.4, 1.2]), 4).tolist() == [2, 1, 1]


@pytest.mark.parametrize(
    ("answers", "options", "said"),
    [
        (2000, {}, "parmi 1"),
        (0, {}, "On ne peut pas tirer"),
        (20, {"minimum": 10}, "minimum par strate demande"),
        (20, {"how": "neyman"}, "--spread"),
        (20, {"how": "au pif"}, "proportional, equal, neyman"),
    ],
)
def test_impossible_share_is_refused(answers, options, said):
    with pytest.raises(WrongCall, match=said):
        allocate(POPULATIONS, answers, **options)


def test_quotas_follow_the_population_to_the_unit():
    found = quotas([Margin("sexe", {"F": 9700, "H": 9217}), Margin("âge", {"a": 1, "b": 2})], 400)

    assert found["quota"].to_list() == [205, 195, 133, 267]


def test_quantity_gives_no_quota():
    with pytest.raises(WrongCall, match="est une quantité"):
        quotas([Margin("revenu", {"": 9})], 10)
