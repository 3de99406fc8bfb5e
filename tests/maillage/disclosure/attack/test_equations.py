"""The sums between cells."""

import numpy as np
import pytest

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.equations import State, space
from maillage.disclosure.attack.releases import Release
from tests.maillage.disclosure.attack.tables import crossing, release


def test_crossing_gives_one_sum_per_row_and_per_column():
    cells = crossing("ab", "xy", [[1, 2], [3, 4]])

    made = space([release(cells, [])], {})

    assert made.matrix.shape == (6, 9)
    assert np.abs(made.matrix @ made.values).max() == 0


def test_absent_combination_counts_nobody():
    cells = crossing("ab", "xy", [[1, 2], [3, 0]])
    del cells["b", "y"]

    made = space([release(cells, [])], {})

    assert made.values[made.keys.index(("b", "y"))] == 0


def test_absent_combination_that_the_margins_contradict_was_left_out():
    cells = crossing("ab", "xy", [[1, 2], [3, 4]])
    del cells["b", "y"]

    made = space([release(cells, [])], {})

    assert made.states[made.keys.index(("b", "y"))] == State.LATENT


def test_margin_that_does_not_add_up_is_refused_with_both_numbers():
    cells = crossing("ab", "xy", [[1, 2], [3, 4]])
    cells["a", "Total"] = 5.0

    with pytest.raises(RefusedFile, match=r"« a × Total » vaut 5, .* fait 3"):
        space([release(cells, [])], {})


def test_rounding_of_published_decimals_is_no_mistake():
    cells = {("a",): 0.3, ("b",): 0.3, ("c",): 0.3, ("Total",): 1.0}

    made = space([Release("t.csv", ("ligne",), cells, decimals=1)], {})

    assert made.matrix.shape[0] == 1


def test_two_files_that_contradict_each_other_are_refused():
    first = Release("un.csv", ("ligne",), {("a",): 3.0, ("b",): 4.0})
    second = Release("deux.csv", ("ligne",), {("a",): 3.0, ("b",): 5.0})

    with pytest.raises(RefusedFile, match="« deux.csv » donne 5"):
        space([first, second], {})


def test_file_without_a_dimension_sits_at_its_total():
    cells = crossing("ab", "xy", [[1, 2], [3, 4]])
    short = Release("court.csv", ("ligne",), {("a",): 3.0, ("b",): 7.0, ("Total",): 10.0})

    made = space([release(cells, [("a", "Total")]), short], {})

    place = made.keys.index(("a", "Total"))
    assert made.values[place] == 3
    assert made.masked[place]


def test_crossing_too_large_to_examine_is_refused():
    codes = [str(number) for number in range(60)]
    cells = {(one,) * 5: 1.0 for one in codes}

    with pytest.raises(RefusedFile, match="Découpez le tableau"):
        space([Release("t.csv", tuple("abcde"), cells)], {})
