"""Classes that are there are found again; classes that are not are said to be fragile."""

import numpy as np
import pytest

from maillage.stats.typology.components import principal_components
from maillage.stats.typology.grouping import by_size, consolidate, cut, ward_tree
from maillage.stats.typology.stability import stability, stability_word


def grouped(values, number):
    found = principal_components(values, axes=2).coordinates
    return by_size(consolidate(found, cut(ward_tree(found), number)))


def test_three_clear_clouds_are_found_again():
    draw = np.random.default_rng(3)
    values = np.vstack([draw.normal(centre, 0.3, (40, 2)) for centre in ((0, 0), (9, 0), (0, 9))])

    found = stability(values, grouped(values, 3), axes=2, draws=20, seed=1)

    assert found.min() > 0.95


def test_one_cloud_cut_in_five_is_not_found_again():
    values = np.random.default_rng(4).normal(size=(120, 2))

    found = stability(values, grouped(values, 5), axes=2, draws=20, seed=1)

    assert found.min() < 0.75


def test_same_seed_gives_the_same_answer_and_progress_is_told():
    values = np.random.default_rng(5).normal(size=(60, 3))
    told = []

    runs = [
        stability(
            values,
            grouped(values, 3),
            axes=2,
            draws=4,
            seed=9,
            progress=lambda done, total: told.append((done, total)),
        )
        for _ in range(2)
    ]

    assert runs[0].tolist() == runs[1].tolist()
    assert told[-1] == (4, 4)


@pytest.mark.parametrize(
    ("value", "word"), [(0.9, "stable"), (0.7, "incertaine"), (0.3, "fragile")]
)
def test_stability_is_said_in_a_word(value, word):
    assert stability_word(value) == word
