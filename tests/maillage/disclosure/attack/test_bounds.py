"""Line-by-line deductions."""

import numpy as np
import pytest

from maillage.disclosure.attack.bounds import Contradiction, blocks, tighten, unknowns
from maillage.disclosure.attack.equations import space
from maillage.disclosure.attack.releases import Release
from tests.maillage.disclosure.attack.tables import crossing, release


def test_single_hidden_cell_of_a_line_is_found_without_a_solver():
    cells = crossing("ab", "xy", [[1, 2], [3, 4]])
    system = unknowns(space([release(cells, [("a", "x")])], {}))

    tighten(system)

    assert system.lower.tolist() == system.upper.tolist() == [1]
    assert blocks(system) == []


def test_two_by_two_hidden_block_stays_open_within_its_margins():
    cells = crossing("ab", "xy", [[1, 2], [3, 4]])
    hidden = [(row, column) for row in "ab" for column in "xy"]
    system = unknowns(space([release(cells, hidden)], {}))

    tighten(system)

    assert (system.upper > system.lower).all()
    assert [block.size for block in blocks(system)] == [4]


def test_separate_blocks_are_examined_apart():
    values = np.arange(1, 17).reshape(4, 4)
    hidden = [(r, c) for r in "ab" for c in "wx"] + [(r, c) for r in "cd" for c in "yz"]
    system = unknowns(space([release(crossing("abcd", "wxyz", values), hidden)], {}))

    tighten(system)

    assert sorted(block.size for block in blocks(system)) == [4, 4]


def test_margins_that_no_table_can_have_are_a_contradiction():
    made = space([Release("t", ("l",), {("a",): None, ("b",): 9.0, ("Total",): 4.0})], {})

    with pytest.raises(Contradiction):
        tighten(unknowns(made))
