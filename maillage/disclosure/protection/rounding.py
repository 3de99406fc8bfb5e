"""Controlled rounding: every cell to a neighbouring multiple, and the margins still add up.

Rounding cells one by one breaks the sums, and broken sums can be undone. An integer program picks,
for each cell, the multiple below or above; where three dimensions or more leave no such table, one
multiple further is allowed, at a price. In a large table the finest cells alone are chosen, below
or above, so that the sums drift as little as they can: what adds up is then their sums.
"""

import highspy
import numpy as np
from scipy import sparse

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.programs import LATE_SECONDS, MOST_NODES, linear_program


BASES = (5, 10)
# Beyond, the integer program seldom ends: the finest cells are chosen at once.
MOST_SEARCHED = 1_500
FURTHER = 10.0
NEAR_BEST = 0.05
MOST_PASSES = 30
HALF = 0.5
TINY = 1e-9


def rounded(matrix: sparse.csr_matrix, values: np.ndarray, base: int) -> np.ndarray:
    """Additive multiples of `base`, as near the values as the sums allow.

    A multiple stays as it is when the sums allow. Where the integer program is not proved within
    MOST_NODES nodes, the finest cells take a neighbouring multiple each and are added up: their
    sums may then stand further than one multiple from the true ones, and still add up. Raises
    RefusedFile when the sums leave no such table.
    """
    found = _searched(matrix, values, base)
    return _from_finest(matrix, values, base) if found is None else found


def _from_finest(matrix: sparse.csr_matrix, values: np.ndarray, base: int) -> np.ndarray:
    """The cells that are no sum, each below or above, chosen so that the sums drift least.

    Each choice is changed as long as that brings the squares of all drifts down: the first choice,
    the nearest multiples, is never worsened.
    """
    sums, finest = _sums(matrix, base)
    below = np.floor(values[finest] / base)
    up = (values[finest] / base - below >= HALF).astype(float)
    fixed = values[finest] / base == below
    drift = sums @ (below + up) - values / base
    columns, weight = sums.tocsc(), np.asarray(sums.multiply(sums).sum(axis=0)).ravel()
    for _ in range(MOST_PASSES):
        step = np.where(up > 0, -1.0, 1.0)
        gains = step * (sums.T @ drift) + weight / 2
        waiting = np.nonzero((gains < -TINY) & ~fixed)[0]
        if not _flip(columns, waiting[np.argsort(gains[waiting], kind="stable")], up, drift):
            break
    return base * (sums @ (below + up))


def _flip(columns: sparse.csc_matrix, order: np.ndarray, up: np.ndarray, drift: np.ndarray) -> bool:
    """Change, one after the other, the choices that still bring the drifts down; any changed?"""
    changed = False
    for cell in order:
        inside = slice(columns.indptr[cell], columns.indptr[cell + 1])
        where, times = columns.indices[inside], columns.data[inside]
        step = -1.0 if up[cell] > 0 else 1.0
        if step * float(times @ drift[where]) + float(times @ times) / 2 < -TINY:
            drift[where] += step * times
            up[cell] += step
            changed = True
    return changed


def _sums(matrix: sparse.csr_matrix, base: int) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Cells × finest cells: what each cell adds up; and which cells are the finest.

    Raises RefusedFile when some cell is the sum of no finest ones.
    """
    size = matrix.shape[1]
    wholes = np.zeros(size, dtype=bool)
    wholes[matrix.indices[matrix.data > 0]] = True
    finest = np.nonzero(~wholes)[0]
    ones = np.ones(finest.size)
    sums = sparse.csr_matrix((ones, (finest, np.arange(finest.size))), (size, finest.size))
    parts, tops = (-matrix.minimum(0)).tocsr(), matrix.maximum(0).tocsr()
    known = ~wholes
    while not known.all():
        ready = (parts @ (~known).astype(float) == 0) & (tops @ (~known).astype(float) > 0)
        rows = np.nonzero(ready)[0]
        if not rows.size:
            break
        # Several sums may give the same cell: one is enough, they agree when the table adds up.
        cells, first = np.unique(tops[rows].indices, return_index=True)
        place = sparse.csr_matrix(
            (np.ones(cells.size), (cells, rows[first])), (size, matrix.shape[0])
        )
        sums = sums + place @ (parts @ sums)
        known[cells] = True
    if not known.all() or abs(matrix @ sums).max() > 0:
        raise RefusedFile(
            f"Aucun arrondi à {base} qui garde les totaux n’a été trouvé.",
            todo="Masquez les cases (sans --round), ou croisez moins de dimensions.",
        )
    return sums, finest


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
