"""What stays hidden: small cells, and those that a subtraction would give back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.surveys.estimating.thresholds import (
    HIDDEN_UNDER,
    SELECTION_LABELS,
    Selection,
    hidden_cells,
)


def hidden(*rows) -> list[list[bool]]:
    return hidden_cells(np.array(rows)).tolist()


def test_small_cell_takes_the_next_smallest_with_it():
    assert hidden([100, 3, 20, 50]) == [[False, True, True, False]]


def test_nobody_is_not_hidden_and_hides_nobody():
    assert hidden([100, 0, 20]) == [[False, False, False]]


def test_cells_that_cover_each_other_are_enough():
    assert hidden([100, 3, 4, 50]) == [[False, True, True, False]]
    assert hidden([100, 1, 2, 50]) == [[False, True, True, True]]


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=1, max_size=5
        )
    )
)
def test_no_small_cell_is_shown_nor_alone_in_its_line(rows):
    counts = np.array(rows)

    found = hidden_cells(counts)

    assert found[(counts > 0) & (counts < HIDDEN_UNDER)].all()
    for lines, chosen in ((counts, found), (counts.T, found.T)):
        for line, mask in zip(lines, chosen, strict=True):
            alone = mask.sum() == 1
            # Alone only when nobody else of the line could be hidden with it.
            assert not alone or not ((line > 0) & ~mask).any()


@pytest.mark.parametrize("selection", Selection)
def test_every_way_of_answering_has_its_honest_label(selection):
    assert "intervalle" in SELECTION_LABELS[selection]


def test_volunteers_are_told_what_the_interval_does_not_measure():
    assert SELECTION_LABELS[Selection.VOLUNTARY] == (
        "Échantillon volontaire : l’intervalle ne mesure pas le biais."
    )


def test_a_group_of_fewer_than_five_is_hidden_whole_zeros_included():
    hidden = hidden_cells(np.array([[45, 48], [25, 25], [20, 20], [0, 3]]))

    assert hidden[3].tolist() == [True, True]
    # Both columns hide another cell, since the first line is everyone.
    assert (hidden[:3].sum(axis=0) >= 1).all()
