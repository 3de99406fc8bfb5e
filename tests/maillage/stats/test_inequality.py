"""Inequality between places: by hand, against pairs, and what a wrong file says."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.base.errors import RefusedFile
from maillage.stats.inequality import inequality, read_inequality
from tests.maillage.stats.tables import own


def table(amounts, people) -> pl.DataFrame:
    codes = [f"{index:03}" for index in range(len(amounts))]
    return pl.DataFrame({"code": codes, "amount": amounts, "people": people}).cast(
        {"amount": pl.Float64, "people": pl.Float64}
    )


def test_two_communes_are_worked_out_by_hand():
    # A tenth of the people hold half: Gini 0.9 - 0.5, a tenth of the people are the best endowed.
    found = inequality(table([50, 50], [90, 10]))

    assert found.gini == pytest.approx(0.4)
    assert found.hoover == pytest.approx(0.4)
    assert found.top == pytest.approx(0.5)
    assert found.bottom == pytest.approx(0.5 / 9)
    assert found.rows["ratio"].to_list() == pytest.approx([5 / 9, 5])


def test_same_amount_per_head_everywhere_is_no_inequality():
    found = inequality(table([10, 20, 30], [1, 2, 3]))

    assert (found.gini, found.hoover, found.theil) == pytest.approx((0, 0, 0), abs=1e-12)


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(1, 100)), min_size=2, max_size=12).filter(
        lambda rows: sum(amount for amount, _ in rows) > 0.01
    )
)
def test_gini_is_half_the_mean_gap_between_pairs(rows):
    amounts, people = (np.array(column) for column in zip(*rows, strict=True))

    found = inequality(table(amounts, people))

    # The obvious twin: every pair of persons, each with the mean of its commune.
    head, part = amounts / people, people / people.sum()
    mean = amounts.sum() / people.sum()
    pairs = sum(
        part[i] * part[j] * abs(head[i] - head[j])
        for i in range(len(part))
        for j in range(len(part))
    )
    assert found.gini == pytest.approx(pairs / (2 * mean), abs=1e-9)


def test_merging_two_communes_alike_changes_nothing():
    apart, merged = table([10, 10, 80], [5, 5, 10]), table([20, 80], [10, 10])

    assert inequality(apart).gini == pytest.approx(inequality(merged).gini)
    assert inequality(apart).theil == pytest.approx(inequality(merged).theil)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": ["-1", "2"]}, "négatif"),
        ({"people": ["0", "2"]}, "sans personne à qui la rapporter"),
        ({"amount": ["0", "0"]}, "nulle partout"),
        ({"code": ["a", "a"]}, "figure déjà"),
        ({"amount": ["", "2"]}, "n’est pas un zéro"),
    ],
)
def test_wrong_file_says_why(wrong, said):
    right = {"code": ["a", "b"], "amount": ["1", "2"], "people": ["3", "4"]}

    with pytest.raises(RefusedFile, match=said):
        read_inequality(own(right | wrong))


def test_empty_commune_without_amount_is_left_out():
    given = own({"code": list("abc"), "amount": ["0", "2", "3"], "people": ["0", "4", "9"]})

    assert read_inequality(given)["code"].to_list() == ["b", "c"]


def test_single_inhabited_commune_has_nothing_to_be_compared_with():
    given_table = own({"code": ["a", "b"], "amount": ["3", "0"], "people": ["9", "0"]})

    with pytest.raises(RefusedFile, match="une seule commune habitée"):
        read_inequality(given_table)
