"""Classes and their limits."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from maillage.maps.classes import (
    class_limits,
    class_of,
    classed,
    legend_labels,
    round_between,
    tint_ranks,
)


def tightest_partition(values: list[float], count: int) -> float:
    """The least sum of squared deviations of any cut of the sorted values: slow and obvious."""
    ranked = sorted(values)

    def spread(group: list[float]) -> float:
        mean = sum(group) / len(group)
        return sum((value - mean) ** 2 for value in group)

    return min(
        sum(spread(ranked[start:end]) for start, end in itertools.pairwise((0, *cuts, len(ranked))))
        for cuts in itertools.combinations(range(1, len(ranked)), count - 1)
    )


def test_five_clear_groups_give_five_classes_with_round_limits() -> None:
    values = [4.1, 4.4, 7.2, 7.9, 11.1, 11.6, 14.2, 24.8]

    limits = class_limits(values)

    assert limits == [5.0, 10.0, 14.0, 20.0]


def test_groups_are_the_best_ones() -> None:
    values = [4.1, 4.4, 7.2, 7.9, 11.1, 11.6, 14.2, 24.8]
    groups: dict[int, list[float]] = {}
    for value in values:
        groups.setdefault(class_of(value, class_limits(values)), []).append(value)

    total = sum(
        sum((value - sum(group) / len(group)) ** 2 for value in group) for group in groups.values()
    )

    assert total == pytest.approx(tightest_partition(values, 5))


def test_few_values_make_few_classes() -> None:
    assert class_limits([3.0, 3.0]) == []
    assert class_limits([0.0, 1.0, 0.0]) == [1.0]
    assert len(class_limits([1.0, 2.0, 5.0])) == 2


def test_a_limit_belongs_to_the_class_above() -> None:
    assert class_of(8.0, [6.0, 8.0]) == 2
    assert class_of(7.9, [6.0, 8.0]) == 1


def test_a_whole_country_is_classed_quickly_and_always_alike() -> None:
    values = [float(number % 977) / 7 for number in range(35_000)]

    assert class_limits(values) == class_limits(list(reversed(values)))


@given(some.floats(-1e6, 1e6), some.floats(0.001, 1e6))
def test_the_round_number_lies_between_its_two_neighbours(low: float, gap: float) -> None:
    limit = round_between(low, low + gap)

    assert low < limit <= low + gap


@given(some.lists(some.floats(0, 100).map(lambda value: round(value, 1)), min_size=1, max_size=20))
def test_every_class_of_few_values_has_at_least_one(values: list[float]) -> None:
    limits = class_limits(values)

    assert {class_of(value, limits) for value in values} == set(range(len(limits) + 1))


def test_labels_read_from_low_to_high() -> None:
    labels = legend_labels([6.0, 8.5, 16.0], "percent")

    assert labels == ["moins de 6\u00a0%", "6 à 8,5", "8,5 à 16", "16 et plus"]


def test_a_lone_class_is_labelled_by_its_value() -> None:
    assert legend_labels([], "percent", single="3\u00a0%") == ["3\u00a0%"]


@pytest.mark.parametrize(
    ("count", "ranks"), [(1, [2]), (2, [0, 4]), (3, [0, 2, 4]), (5, [0, 1, 2, 3, 4])]
)
def test_few_classes_take_colours_far_apart(count, ranks) -> None:
    assert tint_ranks(count) == ranks


def test_territories_of_a_class_share_its_colour_and_its_words() -> None:
    tints, words = classed({"a": 1.0, "b": 50.0, "c": 1.0}, "percent")

    assert tints["a"] == tints["c"] != tints["b"]
    assert [rank for rank, _ in words] == [0, 4]


def test_no_value_makes_no_class() -> None:
    assert classed({}, "percent") == ({}, [])
