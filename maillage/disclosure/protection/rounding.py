"""Controlled rounding: every cell to a neighbouring multiple, and the margins still add up.

Rounding cells one by one breaks the sums, and broken sums can be undone. An integer program picks,
for each cell, the multiple below or above; where three dimensions or more leave no such table, one
multiple further is allowed, at a price.
"""

import highspy
import numpy as np
from scipy import sparse

from maillage.base.errors import RefusedFile
from maillage.base.french import number
from maillage.disclosure.attack.programs import linear_program


BASES = (5, 10)
SECONDS = 60.0
FURTHER = 10.0
NEAR_BEST = 0.05


def rounded(matrix: sparse.csr_matrix, values: np.ndarray, base: int) -> np.ndarray:
    """Additive multiples of `base`, as near the values as the sums allow.

    A multiple stays as it is when the sums allow. Raises RefusedFile when none is found in time.
    """
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
    program.setOptionValue("time_limit", SECONDS)
    program.setOptionValue("mip_rel_gap", NEAR_BEST)
    program.run()
    if program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RefusedFile(
            f"Aucun arrondi à {base} qui garde les totaux n’a été prouvé en "
            f"{number(SECONDS)} secondes.",
            todo="Masquez les cases (sans --round), ou croisez moins de dimensions.",
        )
    steps = np.asarray(program.getSolution().col_value).round()
    return base * (below + steps[:size] + steps[size : 2 * size] - steps[2 * size :])
