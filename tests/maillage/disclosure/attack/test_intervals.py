"""Intervals by linear programming, against every table of whole numbers tried one by one."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.disclosure.attack.bounds import unknowns
from maillage.disclosure.attack.equations import State, space
from maillage.disclosure.attack.intervals import intervals
from tests.maillage.disclosure.attack.tables import crossing, release, with_margins


def by_trying_everything(made) -> tuple[np.ndarray, np.ndarray]:
    """The slow twin: all tables of whole numbers compatible with what is shown."""
    hidden = np.nonzero(made.states != State.SHOWN)[0]
    most = int(np.nanmax(made.values))
    found = []
    for values in product(range(most + 1), repeat=hidden.size):
        table = made.values.copy()
        table[hidden] = values
        if not np.abs(made.matrix @ table).max():
            found.append(values)
    return np.min(found, axis=0), np.max(found, axis=0)


@settings(max_examples=25)
@given(st.data())
def test_intervals_are_those_of_all_tables_tried_one_by_one(data):
    values = data.draw(
        st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=3, max_size=3)
    )
    cells = crossing("abc", "xyz", values)
    inner = [key for key in cells if "Total" not in key]
    hidden = data.draw(st.lists(st.sampled_from(inner), max_size=5, unique=True))
    made = space([release(cells, hidden)], {})
    system = unknowns(made)

    found = intervals(system, np.ones(system.cells.size, dtype=bool))

    if hidden:
        low, high = by_trying_everything(made)
        assert found.lower.tolist() == low.tolist()
        assert found.upper.tolist() == high.tolist()


def test_hidden_true_zero_stays_free_upwards():
    cells = crossing("ab", "xy", [[0, 4], [3, 5]])
    hidden = [(row, column) for row in "ab" for column in "xy"]
    made = space([release(cells, hidden)], {})
    system = unknowns(made)

    found = intervals(system, np.ones(4, dtype=bool))

    zero = made.keys.index(("a", "x"))
    place = system.cells.tolist().index(zero)
    assert (found.lower[place], found.upper[place]) == (0, 3)


def test_whole_numbers_are_used_where_a_half_would_fit():
    # In three dimensions a linear program may answer 0.5 where whole tables have one value only.
    inner = dict.fromkeys(product("ab", "xy", "st"), 0)
    inner["a", "x", "s"] = inner["b", "y", "s"] = inner["a", "y", "t"] = inner["b", "x", "t"] = 1
    cells = with_margins(inner)
    made = space([release(cells, list(inner), dims=("l", "c", "p"))], {})
    system = unknowns(made)

    found = intervals(system, np.ones(system.cells.size, dtype=bool))

    low, high = by_trying_everything(made)
    assert found.lower.tolist() == low.tolist()
    assert found.upper.tolist() == high.tolist()


def test_targets_wide_enough_are_left_to_their_witnesses():
    values = np.arange(10, 35).reshape(5, 5)
    cells = crossing("abcde", "vwxyz", values)
    hidden = [key for key in cells if "Total" not in key]
    system = unknowns(space([release(cells, hidden)], {}))
    calls = []

    found = intervals(
        system,
        np.ones(25, dtype=bool),
        enough=lambda positions, low, high: high - low > 3,
        progress=lambda done, total: calls.append((done, total)),
    )

    assert calls[-1] == (25, 25)
    assert ((found.seen_high - found.seen_low) > 3).all()


@pytest.mark.parametrize("known", [True, False])
def test_a_known_table_is_a_witness(known):
    cells = crossing("ab", "xy", [[5, 6], [7, 8]])
    hidden = [(row, column) for row in "ab" for column in "xy"]
    made = space([release(cells, hidden)], {})
    system = unknowns(made)
    start = np.array([cells[made.keys[one]] for one in system.cells]) if known else None

    found = intervals(system, np.ones(4, dtype=bool), start=start)

    assert found.lower.min() == 0
    assert found.upper.max() == 14
