"""Crossing two classifications: exact choice against trying everything."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

from maillage.base.errors import NoData
from maillage.qualitative.reinert.double import _choose, cross
from maillage.qualitative.reinert.tree import Rules, grow
from tests.maillage.qualitative.reinert.test_tree import subjects


@pytest.mark.parametrize("seed", range(15))
def test_choice_is_the_best_of_all_disjoint_ones(seed):
    draw = np.random.default_rng(seed)
    candidates = [draw.random(12) < 0.35 for _ in range(7)]
    candidates = [one for one in candidates if one.any()]

    chosen = _choose(candidates, [1.0] * len(candidates), 3)

    best = max(
        (
            sum(int(one.sum()) for one in some)
            for some in combinations(candidates, len(chosen))
            if (np.sum(some, axis=0) <= 1).all()
        ),
        default=0,
    )
    assert sum(int(candidates[place].sum()) for place in chosen) == best


def test_subjects_that_both_find_are_the_crossed_classes():
    matrix = subjects(4)
    rules = Rules(classes=4)
    segments = pl.DataFrame({"source": np.arange(80) // 4})

    found = cross(segments, matrix, grow(matrix, rules), rules)

    assert (found.labels > 0).mean() > 0.9
    assert sorted(set(found.labels) - {0}) == [1, 2, 3, 4]
    assert all(chi2 > 3.84 for chi2 in found.chi2)


def test_texts_are_never_put_together():
    matrix = subjects(2, each=30)
    segments = pl.DataFrame({"source": np.arange(60)})
    rules = Rules(classes=2)

    found = cross(segments, matrix, grow(matrix, rules), rules)

    # Every unit is one segment: both classifications are the same.
    assert (found.labels > 0).all()


def test_classifications_that_disagree_are_told():
    draw = np.random.default_rng(5)
    matrix = csr_array(draw.integers(0, 2, (24, 12)))
    rules = Rules(classes=2, min_members=11, min_uses=1)

    with pytest.raises(NoData):
        cross(pl.DataFrame({"segment": range(24)}), matrix, grow(matrix, rules), rules)
