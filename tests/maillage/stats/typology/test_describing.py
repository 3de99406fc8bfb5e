"""What distinguishes a class, and the name it gets."""

import numpy as np
import pytest

from maillage.stats.typology.describing import class_names, profile


VALUES = np.array([[0.0, 5], [0, 6], [0, 5], [10, 6], [10, 5], [10, 6], [10, 5], [10, 6]])
GROUPS = np.array([2, 2, 2, 1, 1, 1, 1, 1])


def test_gap_and_test_value_are_worked_out_by_hand():
    row = profile(VALUES, GROUPS, ["a", "b"]).filter(variable="a").row(1, named=True)

    # Class 2: mean 0 against 6.25, deviation sqrt(23.4375), 3 of 8 rows.
    gap = -6.25 / 23.4375**0.5
    assert row["class"] == 2
    assert row["gap"] == pytest.approx(gap)
    assert row["test_value"] == pytest.approx(gap / ((8 - 3) / 7 / 3) ** 0.5)
    assert (row["median"], row["overall_median"]) == (0, 10)


def test_class_is_named_by_what_is_above_and_below():
    names = class_names(profile(VALUES, GROUPS, ["revenu", "âge"]))

    assert names == {1: "Au-dessus : revenu", 2: "Au-dessous : revenu"}


def test_class_like_the_whole_is_near_the_mean():
    values = np.tile(np.array([[1.0, 2], [2, 1], [3, 3]]), (4, 1))
    groups = np.repeat([1, 2], 6)

    assert class_names(profile(values, groups, ["a", "b"]))[1] == "Proche de la moyenne"


def test_two_classes_never_share_a_name():
    values = np.tile(np.array([[1.0, 2], [2, 1], [3, 3]]), (4, 1))
    groups = np.repeat([1, 2], 6)

    assert len(set(class_names(profile(values, groups, ["a", "b"])).values())) == 2
