"""Controlled rounding."""

from itertools import product

import numpy as np
import pytest

from maillage.disclosure.attack.equations import space
from maillage.disclosure.protection.rounding import rounded
from tests.maillage.disclosure.attack.tables import crossing, release


@pytest.mark.parametrize("base", [5, 10])
def test_rounded_cells_are_multiples_next_to_the_values_and_add_up(base):
    cells = crossing("abcd", "wxyz", np.random.default_rng(2).integers(0, 99, (4, 4)).tolist())
    made = space([release(cells, [])], {})

    found = rounded(made.matrix, made.values, base)

    assert np.abs(made.matrix @ found).max() == 0
    assert (found % base == 0).all()
    assert np.abs(found - made.values).max() < base


def test_multiples_stay_as_they_are():
    cells = crossing("ab", "xy", [[5, 10], [15, 0]])
    made = space([release(cells, [])], {})

    assert rounded(made.matrix, made.values, 5).tolist() == made.values.tolist()


def test_large_table_is_rounded_from_its_finest_cells():
    values = np.random.default_rng(3).integers(0, 60, (40, 40)).tolist()
    rows, columns = [[chr(first + rank) for rank in range(40)] for first in (0x100, 0x200)]
    made = space([release(crossing(rows, columns, values), [])], {})

    found = rounded(made.matrix, made.values, 5)

    assert np.abs(made.matrix @ found).max() == 0
    assert (found % 5 == 0).all()
    finest = np.array(["Total" not in key for key in made.keys])
    drift = np.abs(found - made.values)
    assert drift[finest].max() < 5
    # Forty nearest multiples added up would drift by nine in the mean, twenty at worst.
    assert drift[~finest].max() <= 5


def test_large_table_of_three_dimensions_keeps_its_margins_near():
    draw = np.random.default_rng(4)
    keys = [(f"c{i:02}", f"a{j:02}", s) for i in range(30) for j in range(30) for s in "FH"]
    cells: dict = {}
    for key in keys:
        value = int(draw.poisson(7))
        for mask in product((False, True), repeat=3):
            wide = tuple("Total" if hide else code for hide, code in zip(mask, key, strict=True))
            cells[wide] = cells.get(wide, 0) + value
    made = space([release(cells, [], dims=("commune", "age", "sexe"))], {})

    found = rounded(made.matrix, made.values, 5)

    assert np.abs(made.matrix @ found).max() == 0
    assert (found % 5 == 0).all()
    whole = found[made.keys.index(("Total", "Total", "Total"))]
    assert abs(whole - cells["Total", "Total", "Total"]) <= 10
    assert np.abs(found - made.values).mean() < 3
