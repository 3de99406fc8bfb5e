"""Segregation: the extremes by hand, and chance kept apart."""

import numpy as np
import pytest

from maillage.base.errors import RefusedFile
from maillage.stats.segregation import dissimilarity, read_segregation, segregation
from tests.maillage.stats.tables import own


def test_indices_of_two_quarters_are_worked_out_by_hand():
    # 30 of 40 members in the first quarter of 100; the others 70 and 90 of 160.
    found = segregation(np.array([30.0, 10.0]), np.array([100.0, 100.0]))

    assert found.dissimilarity == pytest.approx((abs(0.75 - 70 / 160) + abs(0.25 - 90 / 160)) / 2)
    assert found.isolation == pytest.approx(0.75 * 0.3 + 0.25 * 0.1)
    assert found.eta == pytest.approx((0.25 - 0.2) / 0.8)
    assert found.share == 0.2


def test_group_living_alone_is_wholly_apart():
    found = segregation(np.array([50.0, 0.0]), np.array([50.0, 50.0]))

    assert (found.dissimilarity, found.isolation, found.eta, found.entropy) == (1, 1, 1, 1)


def test_even_group_is_not_apart_at_all():
    found = segregation(np.array([20.0, 40.0]), np.array([100.0, 200.0]))

    assert (found.dissimilarity, found.eta) == pytest.approx((0, 0), abs=1e-12)
    assert found.entropy == pytest.approx(0, abs=1e-12)
    assert found.beyond == 0


def test_people_drawn_at_random_are_beyond_chance_by_nothing():
    draw = np.random.default_rng(2)
    total = np.full(60, 30)
    group = draw.multivariate_hypergeometric(total, 180, method="marginals").astype(float)

    found = segregation(group, total.astype(float))

    # Thirty people a quarter look segregated by a quarter: chance does it all.
    assert found.dissimilarity > 0.2
    assert found.beyond < 0.08


def test_same_seed_gives_the_same_answer():
    given = (np.array([3.0, 9.0]), np.array([30.0, 30.0]))

    assert segregation(*given, seed=4) == segregation(*given, seed=4)


def test_dissimilarity_does_not_depend_on_which_group_is_named():
    group, total = np.array([3.0, 9.0, 20.0]), np.array([30.0, 50.0, 40.0])

    assert dissimilarity(group, total) == pytest.approx(dissimilarity(total - group, total))


@pytest.mark.parametrize(
    ("group", "total", "said"),
    [
        ([5, 3], [4, 9], "ligne 2, colonne « group » : le groupe dépasse"),
        ([0, 0], [4, 9], "il faut deux quartiers"),
        ([4, 9], [4, 9], "il faut deux quartiers"),
        ([1, 0], [4, 0], "il faut deux quartiers"),
        ([1, -2], [4, 9], "négatif"),
    ],
)
def test_wrong_file_says_why(group, total, said):
    with pytest.raises(RefusedFile, match=said):
        read_segregation(own({"code": ["a", "b"], "group": group, "total": total}))
