"""Ratios of broad ages: people who stay where they are give back what is known."""

import numpy as np
import pytest

from maillage.base.errors import WrongCall
from maillage.stats.projection.broad_ages import advance, followed, older_children, ratios


# A hundred people at every age under 90, 40 after: groups of 1,500 but the last.
FLAT = np.array([[1_500.0] * 6 + [40.0]])


def test_people_of_a_flat_pyramid_are_followed_year_by_year():
    found = followed(FLAT, 5)[0]

    # 0–14 five years later: those of 0–9, the newborn apart; 15–29: those of 10–24.
    assert found[0] == pytest.approx(1_000)
    assert found[1:5] == pytest.approx([1_500] * 4)
    assert found[6] > 40


def test_everybody_but_the_newborn_is_followed_once():
    draw = np.random.default_rng(3)
    groups = draw.uniform(10, 2_000, (20, 7))

    assert followed(groups, 5).sum(axis=1) == pytest.approx(groups.sum(axis=1))


def test_older_children_of_a_flat_pyramid_are_ten_years_of_fifteen():
    assert older_children(FLAT, 5)[0] == pytest.approx(1_000)


def test_advance_over_the_same_years_gives_back_the_second_census_of_the_whole():
    draw = np.random.default_rng(5)
    before = draw.uniform(5_000, 9_000, (1, 7))
    after = before * draw.uniform(0.9, 1.1, (1, 7))

    found = advance(before, ratios(before, after, 5), 5)

    # One territory is its own reference: nothing is shrunk.
    assert found[0, 1:] == pytest.approx(after[0, 1:])
    assert found[0, 0] == pytest.approx(after[0, 0])


def test_small_territory_borrows_the_ratios_of_the_whole():
    before = np.array([[60.0] * 7, [60_000.0] * 7])
    after = before.copy()
    after[0] *= 1.5

    found = ratios(before, after, 5)

    whole = ratios(before[1:], after[1:], 5)
    assert found.cohort[0] == pytest.approx(whole.cohort[0], rel=0.03)


def test_territory_without_anybody_of_an_age_has_no_infinite_ratio():
    before = np.array([[0.0] * 7, [1_000.0] * 7])

    found = ratios(before, before, 5)

    assert np.isfinite(found.cohort).all()
    assert np.isfinite(found.children).all()


def test_censuses_closer_than_five_years_are_refused():
    with pytest.raises(WrongCall, match="cinq ans"):
        ratios(FLAT, FLAT, 4)
