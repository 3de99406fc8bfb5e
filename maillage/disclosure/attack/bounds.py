"""What can be deduced line by line, without a solver: sure bounds on every unknown, then blocks.

Each equation bounds each of its unknowns by what the others can at most and at least be. Repeated
until nothing moves, this finds most deductions at once; whatever remains open is cut into connected
blocks, which are examined one by one.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from maillage.disclosure.attack.equations import Space, State


MOST_ROUNDS = 200
SLACK = 1e-6


@dataclass
class Unknowns:
    """The unknown cells of a space, with the equations that still bear on them.

    cells   their numbers in the space
    matrix  equations × unknowns
    least, most    what each equation's sum must lie between
    lower, upper   what is known of each unknown
    whole   whether every unknown is a whole number
    """

    cells: np.ndarray
    matrix: sparse.csr_matrix
    least: np.ndarray
    most: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    whole: bool


class Contradiction(Exception):
    """No table at all has these published values."""


def unknowns(made: Space) -> Unknowns:
    """Put the published values on the other side of the equations."""
    cells = np.nonzero(made.states != State.SHOWN)[0]
    shown = np.where(np.isnan(made.values), 0.0, made.values)
    right = -(made.matrix @ shown)
    reduced = made.matrix[:, cells].tocsr()
    kept = np.diff(reduced.indptr) > 0
    tolerance = made.tolerance()[kept]
    floor = 0.0 if np.nanmin(made.values, initial=0.0) >= 0 else -np.inf
    return Unknowns(
        cells=cells,
        matrix=reduced[kept],
        least=right[kept] - tolerance,
        most=right[kept] + tolerance,
        lower=np.full(cells.size, floor),
        upper=np.full(cells.size, np.inf),
        whole=made.decimals == 0,
    )


def tighten(system: Unknowns) -> None:
    """Tighten `lower` and `upper` in place as far as single equations allow."""
    rows = np.repeat(np.arange(system.matrix.shape[0]), np.diff(system.matrix.indptr))
    columns, positive = system.matrix.indices, system.matrix.data > 0
    for _ in range(MOST_ROUNDS):
        low = np.where(positive, system.lower[columns], -system.upper[columns])
        high = np.where(positive, system.upper[columns], -system.lower[columns])
        room = system.most[rows] - _others(rows, low, system.matrix.shape[0])
        need = system.least[rows] - _others(rows, high, system.matrix.shape[0])
        upper, lower = system.upper.copy(), system.lower.copy()
        np.minimum.at(upper, columns, np.where(positive, room, -need))
        np.maximum.at(lower, columns, np.where(positive, need, -room))
        if system.whole:
            upper, lower = np.floor(upper + SLACK), np.ceil(lower - SLACK)
        _refuse_empty(lower, upper, system.most - system.least)
        gain = np.nansum(_gap(system.upper, upper)) + np.nansum(_gap(lower, system.lower))
        system.lower, system.upper = lower, np.maximum(upper, lower)
        if gain <= SLACK:
            return


def _gap(after: np.ndarray, before: np.ndarray) -> np.ndarray:
    """How much a bound moved; a bound that appears counts for one."""
    with np.errstate(invalid="ignore"):
        moved = np.abs(after - before)
    return np.where(np.isinf(moved), 1.0, moved)


def _others(rows: np.ndarray, terms: np.ndarray, count: int) -> np.ndarray:
    """For each entry, the sum of the other terms of its row; −∞ or +∞ when one of them is."""
    endless = np.isinf(terms)
    finite = np.where(endless, 0.0, terms)
    total = np.bincount(rows, finite, minlength=count)[rows] - finite
    others = np.bincount(rows, endless.astype(float), minlength=count)[rows] - endless
    sign = np.inf if (endless & (terms > 0)).any() else -np.inf
    return np.where(others > 0, sign, total)


def _refuse_empty(lower: np.ndarray, upper: np.ndarray, width: np.ndarray) -> None:
    if (lower > upper + SLACK + width.max(initial=0.0) * 4).any():
        raise Contradiction


def blocks(system: Unknowns) -> list[np.ndarray]:
    """The unknowns still open, as connected blocks (positions in `system.cells`)."""
    still = np.nonzero(system.upper - system.lower > SLACK)[0]
    if not still.size:
        return []
    links = system.matrix[:, still]
    graph = sparse.bmat([[None, abs(links)], [abs(links).T, None]]).tocsr()
    count, labels = csgraph.connected_components(graph, directed=False)
    own = labels[links.shape[0] :]
    order = np.argsort(own, kind="stable")
    edges = np.nonzero(np.diff(own[order], prepend=-1))[0]
    del count
    return [still[part] for part in np.split(order, edges[1:])]
