"""Secondary suppression of small tables."""

import numpy as np
import pytest

from maillage.disclosure.attack.equations import space
from maillage.disclosure.protection.needs import Needs, needs_of
from maillage.disclosure.protection.patterns import Pattern, Unprotectable, improved
from maillage.disclosure.regimes import regime
from tests.maillage.disclosure.attack.tables import crossing, release


def pattern_of(cells, sensitive, *, cost=None):
    made = space([release(cells, [])], {})
    reasons = np.array(["count" if key in sensitive else "" for key in made.keys], dtype=object)
    needs = needs_of(made.values, reasons, regime("fiscal"), tops=[], whole=True)
    cost = np.ones(made.values.size) if cost is None else cost
    free = np.zeros(made.values.size, dtype=bool)
    return made, Pattern(made.matrix, made.values, needs, cost, free)


def hidden_keys(made, pattern):
    return {made.keys[one] for one in np.nonzero(pattern.hidden)[0]}


def test_one_sensitive_cell_of_a_crossing_needs_three_others():
    made, pattern = pattern_of(
        crossing("abc", "xyz", [[4, 20, 30], [30, 40, 50], [9, 8, 7]]), {("a", "x")}
    )

    pattern.protect()
    pattern.prune()

    assert pattern.hidden.sum() == 4
    assert ("a", "x") in hidden_keys(made, pattern)


def test_every_witness_keeps_the_sums_and_the_shown_cells():
    made, pattern = pattern_of(
        crossing("abc", "xyz", [[4, 20, 30], [30, 3, 50], [9, 8, 7]]), {("a", "x"), ("b", "y")}
    )

    pattern.protect()

    for table in pattern.witnesses:
        assert np.abs(made.matrix @ table).max() < 1e-6
        assert np.abs((table - made.values)[~pattern.hidden]).max() < 1e-6
        assert table.min() > -1e-6


def test_pruning_shows_again_what_the_others_do_without():
    made, pattern = pattern_of(
        crossing("abc", "xyz", [[4, 20, 30], [30, 40, 50], [9, 8, 7]]), {("a", "x")}
    )
    pattern.protect()
    pattern.hidden |= np.array(["Total" not in key for key in made.keys])

    pattern.prune()

    low, high = pattern.reached()
    assert pattern.hidden.sum() < 10
    assert pattern.needs.met(low, high, pattern.hidden).all()


def test_table_with_a_single_cell_cannot_be_protected():
    cells = {("a", "x"): 4.0, ("a", "Total"): 4.0, ("Total", "x"): 4.0, ("Total", "Total"): 4.0}
    made = space([release(cells, [])], {})
    low = np.where([key == ("a", "x") for key in made.keys], 3.0, np.nan)
    needs = Needs(low, low + 2, 0.1, None)
    none = np.zeros(4, dtype=bool)
    pattern = Pattern(made.matrix, made.values, needs, np.ones(4), none)
    pattern._moves.split.changeColsBounds(8, pattern._moves.every, np.zeros(8), np.zeros(8))

    with pytest.raises(Unprotectable):
        pattern.protect()


def test_search_is_the_same_for_the_same_seed():
    cells = crossing("abcde", "vwxyz", np.random.default_rng(4).integers(1, 60, (5, 5)).tolist())
    sensitive = {key for key, value in cells.items() if value < 11}

    def make(cost):
        return pattern_of(cells, sensitive, cost=cost)[1]

    first, ended = improved(make, np.ones(36), seed=3)
    again, _ = improved(make, np.ones(36), seed=3)

    assert ended
    assert (first.hidden == again.hidden).all()
