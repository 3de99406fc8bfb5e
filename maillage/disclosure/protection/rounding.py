"""Controlled rounding: every cell to a neighbouring multiple, and the margins still add up.

Rounding cells one by one breaks the sums, and broken sums can be undone. An integer program picks,
for each cell, the multiple below or above; where three dimensions or more leave no such table, one
multiple further is allowed, at a price.
"""

import highspy
import numpy as np
from scipy import sparse

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.programs import LATE_SECONDS, MOST_NODES, linear_program


BASES = (5, 10)
# Beyond, the integer program seldom ends: the coarser answer is given at once.
MOST_SEARCHED = 1_500
FURTHER = 10.0
NEAR_BEST = 0.05


def rounded(matrix: sparse.csr_matrix, values: np.ndarray, base: int) -> np.ndarray:
    """Additive multiples of `base`, as near the values as the sums allow.

    A multiple stays as it is when the sums allow. Where the integer program is not proved within
    MOST_NODES nodes, the finest cells are rounded each to the nearest and added up: coarser
    margins, and still multiples that add up. Raises RefusedFile when the sums leave no such table.
    """
    found = _searched(matrix, values, base)
    return _added_up(matrix, values, base) if found is None else found


def _added_up(matrix: sparse.csr_matrix, values: np.ndarray, base: int) -> np.ndarray:
    """The cells that are no sum, each to the nearest multiple; the others are their sums."""
    wholes = np.zeros(values.size, dtype=bool)
    wholes[matrix.indices[matrix.data > 0]] = True
    table = np.where(wholes, np.nan, base * np.floor(values / base + 0.5))
    parts = -matrix.minimum(0)
    tops = matrix.maximum(0).tocsr()
    while np.isnan(table).any():
        unknown = np.isnan(table)
        ready = (parts @ unknown.astype(float) == 0) & (tops @ unknown.astype(float) > 0)
        if not ready.any():
            break
        sums = parts @ np.where(unknown, 0.0, table)
        for row in np.nonzero(ready)[0]:
            table[tops.indices[tops.indptr[row]]] = sums[row]
    if np.isnan(table).any() or np.abs(matrix @ table).max(initial=0.0) > 0:
        raise RefusedFile(
            f"Aucun arrondi à {base} qui garde les totaux n’a été trouvé.",
            todo="Masquez les cases (sans --round), ou croisez moins de dimensions.",
        )
    return table


def _searched(matrix: sparse.csr_matrix, values: np.ndarray, base: int) -> np.ndarray | None:
    """The nearest additive multiples, within NEAR_BEST of the best; None when not proved."""
    if values.size > MOST_SEARCHED:
        return None
    below = np.floor(values / base)
    rest = values / base - below
    # For each cell: steps up from the multiple below, in [0, 1], then one further each way.
    size = values.size
    columns = sparse.hstack([matrix, matrix, -matrix]).tocsc()
    left = -(matrix @ below)
    upper = np.concatenate([(rest > 0).astype(float), np.ones(size), (below >= 1).astype(float)])
    program = linear_program(columns, (left, left), (np.zeros(3 * size), upper))
    cost = np.concatenate([1 - 2 * rest, np.full(2 * size, FURTHER)])
    program.changeObjectiveOffset(float(rest.sum()))
    every = np.arange(3 * size, dtype=np.int32)
    program.changeColsCost(3 * size, every, cost)
    kinds = np.full(3 * size, highspy.HighsVarType.kInteger)
    program.changeColsIntegrality(3 * size, every, kinds)
    program.setOptionValue("presolve", "on")
    program.setOptionValue("mip_max_nodes", MOST_NODES)
    program.setOptionValue("time_limit", LATE_SECONDS)
    program.setOptionValue("mip_rel_gap", NEAR_BEST)
    program.run()
    if program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    steps = np.asarray(program.getSolution().col_value).round()
    return base * (below + steps[:size] + steps[size : 2 * size] - steps[2 * size :])
