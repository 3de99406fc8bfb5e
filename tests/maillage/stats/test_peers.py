"""Ranks and quantiles among peers, on groups small enough to be counted by hand."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.stats.peers import (
    distributions,
    peer_class,
    peer_class_label,
    with_classes,
    with_positions,
)


def group(values, *, statuses=None) -> pl.DataFrame:
    """Communes of one class, one indicator, one year."""
    return pl.DataFrame(
        {
            "indicator": "essai",
            "level": "commune",
            "code": [f"{index:05}" for index in range(len(values))],
            "year": 2021,
            "peer_class": 3,
            "value": pl.Series(values, dtype=pl.Float64),
            "status": statuses or ["computed"] * len(values),
        }
    )


@pytest.mark.parametrize(
    ("level", "population", "index"),
    [
        ("commune", 0, 0),
        ("commune", 249, 0),
        ("commune", 250, 1),
        ("commune", 7_352, 4),
        ("commune", 2_000_000, 8),
        ("epci", 19_302, 1),
        ("departement", 300_000, 0),
        ("commune", None, -1),
    ],
)
def test_class_of_a_territory_follows_its_population(level, population, index):
    assert peer_class(level, population) == index


@pytest.mark.parametrize(
    ("level", "index", "label"),
    [
        ("commune", 0, "communes de moins de 250 habitants"),
        ("commune", 4, "communes de 3 500 à 10 000 habitants"),
        ("epci", 6, "intercommunalités de 250 000 habitants ou plus"),
        ("departement", 0, "départements"),
        ("commune", -1, "communes"),
    ],
)
def test_class_is_named_in_french(level, index, label):
    assert peer_class_label(level, index).replace("\u202f", " ") == label


def test_classes_join_by_level_and_code():
    values = pl.DataFrame({"level": ["commune", "epci", "commune"], "code": ["84", "84", "99"]})
    people = pl.DataFrame(
        {"level": ["commune", "epci"], "code": ["84", "84"], "population": [300.0, 60_000.0]}
    )

    assert with_classes(values, people)["peer_class"].to_list() == [1, 4, -1]


@given(st.sampled_from(["commune", "epci", "departement"]), st.none() | st.integers(0, 300_000))
@settings(max_examples=50, deadline=None, database=None)
def test_classes_of_a_table_are_those_of_its_rows(level, population):
    row = pl.DataFrame({"level": [level], "code": ["x"]})
    people = row.with_columns(pl.lit(population, dtype=pl.Float64).alias("population"))

    assert with_classes(row, people)["peer_class"].item() == peer_class(level, population)


def test_highest_value_is_first_and_ties_share_the_best_rank():
    found = with_positions(group([10, 9, 9, 7, 6, 5, 4, 3, 2, 1]))

    assert found["rank"].to_list() == [1, 2, 2, 4, 5, 6, 7, 8, 9, 10]
    assert found["of"].to_list() == [10] * 10


def test_percentile_is_the_share_of_the_other_peers_below():
    found = with_positions(group([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]))

    assert found["percentile"].to_list() == [100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 0]


def test_hidden_value_has_no_position_and_counts_for_nobody():
    statuses = ["computed"] * 10 + ["secret"]

    found = with_positions(group([*range(10), None], statuses=statuses))

    assert found["rank"].to_list()[-1] is None
    assert found["of"].to_list() == [10] * 10 + [None]


def test_fewer_than_ten_peers_make_no_position():
    found = with_positions(group(list(range(9))))

    assert found["rank"].null_count() == found["percentile"].null_count() == 9
    assert distributions(group(list(range(9)))).is_empty()


def test_years_indicators_levels_and_classes_are_ranked_apart():
    one = group(list(range(10)))
    others = [
        one.with_columns(pl.lit("autre").alias("indicator")),
        one.with_columns(pl.lit("epci").alias("level")),
        one.with_columns(pl.lit(2015).alias("year")),
        one.with_columns(pl.lit(7).alias("peer_class")),
    ]

    found = with_positions(pl.concat([one, *others]))

    assert set(found["of"]) == {10}


def test_quantiles_are_those_counted_by_hand():
    # Eleven values 0, 10 … 100: each tenth is one of them.
    (row,) = distributions(group([10 * value for value in range(11)])).to_dicts()

    assert (row["p5"], row["q1"], row["median"], row["q3"], row["p95"]) == (5, 25, 50, 75, 95)
    assert row["of"] == 11


def test_hidden_values_are_not_in_the_quantiles():
    values = [*(10 * value for value in range(11)), None, 1_000]
    statuses = ["computed"] * 11 + ["secret", "unavailable"]

    (row,) = distributions(group(values, statuses=statuses)).to_dicts()

    assert (row["of"], row["median"]) == (11, 50)


@given(st.lists(st.integers(0, 20), min_size=10, max_size=25))
@settings(max_examples=30, deadline=None, database=None)
def test_positions_agree_with_counting_one_by_one(values):
    found = with_positions(group(values))

    for value, rank, percentile in found.select("value", "rank", "percentile").iter_rows():
        below = sum(other < value for other in values)
        assert rank == 1 + sum(other > value for other in values)
        assert percentile == pytest.approx(100 * below / (len(values) - 1), abs=0.01)
