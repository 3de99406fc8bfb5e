"""Columns kept as codes give the same sums as the columns written out."""

import numpy as np
import pytest

from maillage.surveys.weighting.constraints import Categories, Constraints, Quantities


@pytest.fixture
def constraints() -> Constraints:
    draw = np.random.default_rng(1)
    blocks = [
        Categories(draw.integers(0, 3, 50), 3),
        Quantities(draw.normal(size=(50, 2))),
        Categories(draw.integers(0, 4, 50), 4),
    ]
    return Constraints(blocks, np.zeros(9), [f"c{rank}" for rank in range(9)])


def test_written_out_matrix_gives_the_same_scores_sums_and_products(constraints):
    weights = np.random.default_rng(2).uniform(1, 9, 50)
    multipliers = np.arange(9) / 7
    written = constraints.matrix()

    assert written.shape == (50, 9)
    assert constraints.scores(multipliers) == pytest.approx(written @ multipliers)
    assert constraints.sums(weights) == pytest.approx(written.T @ weights)
    assert constraints.gram(weights) == pytest.approx((written.T * weights) @ written)
