"""One split of a set of segments in two, by the words they hold: Reinert's elementary step.

The χ² of a two-row table is N·(S₁/n₁ + S₂/n₂) − N where S is the sum of T²/C over the words (T:
uses in the row, C: uses in all). Hence sweeps and exchanges cost what the matrix holds, never
segments × words. The χ² returned is always computed again from the two groups themselves.

Reinert (1983), Les cahiers de l'analyse des données, VIII, 2; the exchanges move the best segment
first, one at a time, until none raises the χ².
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, svds


MIN_SINGULAR = 1e-9
# A move must raise the χ² by more than rounding noise.
MIN_GAIN = 1e-9


@dataclass(frozen=True)
class Split:
    """Two groups of rows.

    first      whether each row is in the first group
    chi2       of the two-row table, recomputed from `first`
    axis_chi2  after the cut along the first axis, before the exchanges
    moves      rows moved by the exchanges
    """

    first: np.ndarray
    chi2: float
    axis_chi2: float
    moves: int


def partition_chi2(matrix: csr_array, first: np.ndarray) -> float:
    """χ² of the table of two rows obtained by adding up the rows of each group.

    Words nobody uses are left out. 0 when a group is empty.
    """
    columns = matrix.sum(axis=0)
    used = columns > 0
    columns = columns[used].astype(float)
    one = (first.astype(float) @ matrix)[used]
    total, size = columns.sum(), one.sum()
    if not 0 < size < total:
        return 0.0
    expected = columns * (size / total)
    gaps = (one - expected) ** 2
    # The two rows have opposite gaps: one pass is enough, and nothing cancels out.
    return float((gaps / expected).sum() + (gaps / (columns - expected)).sum())


def split(matrix: csr_array) -> Split | None:
    """Cut the rows in two groups of largest χ²; None when the rows cannot be told apart.

    matrix  segments × words, without empty row or column
    """
    scores = first_axis(matrix)
    if scores is None:
        return None
    first, axis_chi2 = _best_cut(matrix, scores)
    first, moves = _exchange(matrix, first)
    return Split(first, partition_chi2(matrix, first), axis_chi2, moves)


def first_axis(matrix: csr_array) -> np.ndarray | None:
    """Coordinate of each row on the first axis of the correspondence analysis, up to a scale.

    None when there is no such axis: fewer than two rows or words, or rows all alike.
    """
    if min(matrix.shape) < 2:
        return None
    weights = matrix.astype(float)
    total = weights.sum()
    rows, columns = np.sqrt(weights.sum(axis=1) / total), np.sqrt(weights.sum(axis=0) / total)
    found = _leading(weights, rows, columns, total)
    if found is None:
        return None
    scores = found / rows
    # The sign of an axis means nothing: fixed, so that two runs agree.
    return scores if scores[np.argmax(np.abs(scores))] > 0 else -scores


def _leading(
    weights: csr_array, rows: np.ndarray, columns: np.ndarray, total: float
) -> np.ndarray | None:
    """First left singular vector of the standardised residuals, which are never written out."""

    def forth(vector: np.ndarray) -> np.ndarray:
        vector = vector.ravel()
        return (weights @ (vector / columns)) / rows / total - rows * (columns @ vector)

    def back(vector: np.ndarray) -> np.ndarray:
        vector = vector.ravel()
        return (weights.T @ (vector / rows)) / columns / total - columns * (rows @ vector)

    operator = LinearOperator(weights.shape, matvec=forth, rmatvec=back, dtype=float)
    start = np.cos(np.arange(min(weights.shape)) + 1.0)
    if _is_nothing(operator, start):
        return None
    try:
        left, values, _ = svds(operator, k=1, v0=start, tol=1e-6, maxiter=5000)
    except ArpackNoConvergence:
        return _by_power(operator, start)
    return left[:, 0] if values[0] > MIN_SINGULAR else None


def _is_nothing(operator: LinearOperator, start: np.ndarray) -> bool:
    """Whether the residuals are all zero, up to rounding."""
    small = operator.rmatvec if operator.shape[0] <= operator.shape[1] else operator.matvec
    return float(np.linalg.norm(small(start))) <= MIN_SINGULAR * float(np.linalg.norm(start))


def _by_power(operator: LinearOperator, start: np.ndarray) -> np.ndarray | None:
    """A good direction when several axes are equally long: any of them splits as well."""
    forth = operator.shape[0] <= operator.shape[1]
    vector = start if forth else operator.matvec(start)
    for _ in range(100):
        vector = operator.matvec(operator.rmatvec(vector))
        norm = float(np.linalg.norm(vector))
        if norm < MIN_SINGULAR**2:
            return None
        vector = vector / norm
    return vector


def _best_cut(matrix: csr_array, scores: np.ndarray) -> tuple[np.ndarray, float]:
    """The prefix of the rows, in the order of the axis, of largest χ²."""
    order = np.argsort(scores, kind="stable")
    ordered = matrix[order].tocsc()
    values = ordered.data.astype(float)
    columns = np.asarray(ordered.sum(axis=0), dtype=float)
    total = columns.sum()
    lengths = np.diff(ordered.indptr)
    running = np.cumsum(values)
    starts = np.repeat(running[ordered.indptr[:-1]] - values[ordered.indptr[:-1]], lengths)
    before = running - values - starts
    gains = (2 * before + values) * values / np.repeat(columns, lengths)
    squares = np.cumsum(np.bincount(ordered.indices, weights=gains, minlength=order.size))[:-1]
    sizes = np.cumsum(np.asarray(ordered.sum(axis=1), dtype=float))[:-1]
    chi2 = total * (squares / sizes + (total - 2 * sizes + squares) / (total - sizes)) - total
    first = np.zeros(order.size, dtype=bool)
    first[order[: int(np.argmax(chi2)) + 1]] = True
    return first, partition_chi2(matrix, first)


def _exchange(matrix: csr_array, first: np.ndarray) -> tuple[np.ndarray, int]:
    """Move, one at a time, the row whose move raises the χ² most, until none does."""
    state = _Groups(matrix, first.copy())
    moves = 0
    while (row := state.best_move()) is not None:
        state.move(row)
        moves += 1
    return state.first, moves


class _Groups:
    """Two groups of rows and what is needed to value every move in one product."""

    def __init__(self, matrix: csr_array, first: np.ndarray) -> None:
        self.matrix = matrix.astype(float)
        self.first = first
        self.by_column = self.matrix.tocsc()
        self.columns = np.asarray(self.matrix.sum(axis=0))
        self.total = float(self.columns.sum())
        self.sizes = np.asarray(self.matrix.sum(axis=1))
        self.own = self.matrix.multiply(self.matrix).tocsr() @ (1 / self.columns)
        uses = self.first.astype(float) @ self.matrix
        self.size = float(uses.sum())
        self.square = float((uses**2 / self.columns).sum())
        self.shared = self.matrix @ (uses / self.columns)
        self.count = int(self.first.sum())

    def best_move(self) -> int | None:
        """The row to move; None when no move raises the χ² or it would empty a group."""
        away = np.where(self.first, -1.0, 1.0)
        squares = self.square + away * 2 * self.shared + self.own
        sizes = self.size + away * self.sizes
        with np.errstate(divide="ignore", invalid="ignore"):
            values = squares / sizes + (self.total - 2 * sizes + squares) / (self.total - sizes)
        if self.count == 1:
            values[self.first] = -np.inf
        if self.count == self.first.size - 1:
            values[~self.first] = -np.inf
        row = int(np.argmax(values))
        rest = self.total - self.size
        now = self.square / self.size + (self.total - 2 * self.size + self.square) / rest
        return row if (values[row] - now) * self.total > MIN_GAIN * self.total else None

    def move(self, row: int) -> None:
        """Move one row; only the rows that share a word with it are touched."""
        away = -1.0 if self.first[row] else 1.0
        self.square += away * 2 * self.shared[row] + self.own[row]
        self.size += away * self.sizes[row]
        self.count += int(away)
        self.first[row] = not self.first[row]
        start, end = self.matrix.indptr[row], self.matrix.indptr[row + 1]
        for column, value in zip(
            self.matrix.indices[start:end], self.matrix.data[start:end], strict=True
        ):
            inside = slice(self.by_column.indptr[column], self.by_column.indptr[column + 1])
            change = away * value / self.columns[column]
            self.shared[self.by_column.indices[inside]] += change * self.by_column.data[inside]
