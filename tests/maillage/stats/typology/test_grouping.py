"""Ward's tree and the moves that follow, against a tree built by brute force."""

import numpy as np
import polars as pl
import pytest

from maillage.stats.typology.components import principal_components
from maillage.stats.typology.grouping import (
    by_size,
    consolidate,
    cut,
    suggested_number,
    ward_tree,
    within_inertia,
)


@pytest.fixture
def decathlon(shared_data) -> np.ndarray:
    path = shared_data / "oracles" / "decathlon.csv"
    if not path.is_file():
        pytest.skip("exemple publié absent : decathlon.csv")
    values = pl.read_csv(path)[:, 1:11].to_numpy().astype(float)
    return principal_components(values, axes=5).coordinates


def test_decathlon_has_the_four_classes_of_factominer(decathlon):
    tree = ward_tree(decathlon)
    before = cut(tree, 4)

    after = consolidate(decathlon, before)

    assert suggested_number(tree) == 4
    assert sorted(np.bincount(before)) == [3, 12, 13, 13]
    assert np.bincount(by_size(after))[1:].tolist() == [14, 12, 12, 3]


def inertia(points, groups) -> float:
    return sum(
        float(((points[groups == one] - points[groups == one].mean(axis=0)) ** 2).sum())
        for one in np.unique(groups)
    )


def brute_ward(points, number) -> set[frozenset[int]]:
    """The obvious twin: try every union, keep the one that loses the least."""
    groups = [[index] for index in range(len(points))]
    while len(groups) > number:
        best = min(
            ((i, j) for i in range(len(groups)) for j in range(i)),
            key=lambda pair: (
                inertia(
                    points[groups[pair[0]] + groups[pair[1]]],
                    np.zeros(len(groups[pair[0]]) + len(groups[pair[1]])),
                )
                - inertia(points[groups[pair[0]]], np.zeros(len(groups[pair[0]])))
                - inertia(points[groups[pair[1]]], np.zeros(len(groups[pair[1]])))
            ),
        )
        groups[best[1]] += groups.pop(best[0])
    return {frozenset(group) for group in groups}


@pytest.mark.parametrize("seed", range(4))
def test_tree_agrees_with_every_union_tried(seed):
    points = np.random.default_rng(seed).normal(size=(14, 3))

    found = cut(ward_tree(points), 4)

    assert {frozenset(np.flatnonzero(found == one)) for one in range(4)} == brute_ward(points, 4)


def test_inertia_of_the_tree_is_that_of_its_groups():
    points = np.random.default_rng(5).normal(size=(20, 2))
    tree = ward_tree(points)

    inside = within_inertia(tree)

    for number in (1, 2, 5, 20):
        assert inside[number - 1] * 20 == pytest.approx(
            inertia(points, cut(tree, number)), abs=1e-9
        )


def test_moves_never_raise_the_inertia_nor_empty_a_group():
    points = np.random.default_rng(6).normal(size=(200, 4))
    before = cut(ward_tree(points), 6)

    after = consolidate(points, before)

    assert inertia(points, after) <= inertia(points, before) + 1e-9
    assert np.bincount(after).min() > 0


def test_groups_are_numbered_by_size_then_by_first_row():
    assert by_size(np.array([2, 2, 0, 1, 1, 5])).tolist() == [1, 1, 3, 2, 2, 4]
