"""What a contributor alone in its cell deduces: it knows one hidden value, its own.

Two hidden cells of a line tell each other; so does any pair that moves as one in every table
compatible with what is published. Whether two cells do is read on random moves that change no
published sum: such moves are projections on the null space of the equations.
"""

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph
from scipy.sparse.linalg import lsmr
from threadpoolctl import threadpool_limits


DRAWS = 6
SEED = 2026
EXACT = 1e-12
STILL = 1e-7
PARALLEL = 1e-8


def told_by(
    matrix: sparse.csr_matrix, moving: np.ndarray, unit: np.ndarray, sensitive: np.ndarray
) -> list[tuple[int, int]]:
    """Pairs (insider, sensitive cell it deduces exactly), as positions among the unknowns.

    moving     which unknowns take several values (mask); the others are known already
    unit       the unit alone in each cell, by number; −1 for the cells of several
    sensitive  positions of the cells that must stay unknown to the other units

    Whole numbers are not used: an insider who tries them all is not in this calculation.
    """
    alone = np.nonzero((unit >= 0) & moving)[0]
    sensitive = sensitive[moving[sensitive]]
    if not alone.size or not sensitive.size:
        return []
    moves = _moves(matrix, moving)
    pairs = []
    others = moves[:, sensitive]
    lengths = (others**2).sum(axis=0)
    for one in alone:
        own = moves[:, one]
        length = float(own @ own)
        together = (own @ others) ** 2 >= (1 - PARALLEL) * length * lengths
        known = (
            together & (lengths > STILL**2) & (length > STILL**2) & (unit[sensitive] != unit[one])
        )
        pairs += [(int(one), int(other)) for other in sensitive[known]]
    return pairs


def units(matrix: sparse.csr_matrix, moving: np.ndarray, alone: np.ndarray) -> np.ndarray:
    """Which unit stands alone in each cell, by number; −1 for the cells of several.

    moving  the cells that are not empty (mask): a total whose other parts are empty holds the unit
            of its only part
    alone   the cells of one contributor (mask)
    """
    found = np.full(moving.size, -1)
    places = np.nonzero(alone)[0]
    if not places.size:
        return found
    moves = _moves(matrix, moving)[:, places]
    inside = np.nonzero(moving[places])[0]
    moved = moves.T[inside]
    first = np.full(inside.size, -1)
    # One at a time: all pairs at once would not fit in memory for a large table.
    for one, row in enumerate(moved):
        if first[one] < 0:
            first[np.abs(moved - row).max(axis=1) <= STILL] = one
    ends = (inside, inside[first])
    same = sparse.csr_matrix((np.ones(inside.size), ends), (places.size, places.size))
    links = same + _held(matrix, places)
    found[places] = csgraph.connected_components(links, directed=False)[1]
    return found


def _held(matrix: sparse.csr_matrix, places: np.ndarray) -> sparse.csr_matrix:
    """Cells of one contributor that hold one another: the unit of a part is that of its total."""
    inside = matrix[:, places]
    return inside.maximum(0).T @ -inside.minimum(0)


def _moves(matrix: sparse.csr_matrix, moving: np.ndarray) -> np.ndarray:
    """Random moves of the unknowns under which every equation still holds, one a row."""
    inside = matrix[:, np.nonzero(moving)[0]].tocsr()
    draw = np.random.default_rng(SEED)
    found = np.zeros((DRAWS, moving.size))
    most = 20 * sum(inside.shape)
    # Vectors this short lose by being shared between threads: thirty times on a busy machine.
    with threadpool_limits(limits=1, user_api="blas"):
        for row in found:
            wish = draw.standard_normal(inside.shape[1])
            undone = lsmr(inside, inside @ wish, atol=EXACT, btol=EXACT, conlim=0, maxiter=most)[0]
            row[moving] = wish - undone
    return found
