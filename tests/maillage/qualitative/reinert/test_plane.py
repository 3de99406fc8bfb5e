"""The factorial plane: against the dense analysis, and its two transition formulas."""

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

from maillage.qualitative.reinert.plane import plane


def drawn(seed: int = 0, classes: int = 4):
    draw = np.random.default_rng(seed)
    return csr_array(draw.integers(0, 2, (60, 10))), draw.integers(0, classes + 1, 60)


def test_words_are_at_the_mean_of_their_classes_stretched_by_the_axis():
    counts, labels = drawn()
    found = plane(counts, list("abcdefghij"), labels)
    table = np.array(
        [
            [(counts.toarray()[labels == one, word] > 0).sum() for one in (1, 2, 3, 4)]
            for word in range(10)
        ],
        dtype=float,
    )

    classes = found.points.filter(kind="class").select("x", "y").to_numpy()
    words = found.points.filter(kind="word").select("x", "y").to_numpy()
    profile = table / table.sum(axis=1, keepdims=True)
    stretched = profile @ classes
    values = [
        abs(stretched[:, axis] @ words[:, axis]) / (words[:, axis] @ words[:, axis])
        for axis in (0, 1)
    ]

    assert stretched == pytest.approx(words * values)


def test_inertia_is_a_share_and_decreases():
    found = plane(*_args(drawn()))

    assert 1 >= found.inertia[0] >= found.inertia[1] >= 0


def _args(given):
    return given[0], list("abcdefghij"), given[1]


def test_modalities_are_placed_without_moving_the_rest():
    counts, labels = drawn()
    known = pl.DataFrame({"lieu": ["ville", "village", None] * 20})

    alone = plane(counts, list("abcdefghij"), labels).points
    found = plane(counts, list("abcdefghij"), labels, known).points

    assert found.filter(pl.col("kind") != "modality").equals(alone)
    assert found.filter(kind="modality")["name"].to_list() == ["lieu : village", "lieu : ville"]


def test_two_classes_have_one_axis_only():
    counts, labels = drawn(classes=2)

    found = plane(counts, list("abcdefghij"), labels)

    assert found.points["y"].abs().max() == pytest.approx(0, abs=1e-9)


def test_each_class_is_nearest_to_itself():
    found = plane(*_args(drawn())).points.filter(kind="class")

    assert found["name"].to_list() == found["class"].cast(pl.String).to_list()
