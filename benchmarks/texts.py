"""(e) Classes of texts: ours, and the same split written on dense tables, as its R peer is.

rainette 0.3.2 has no package here: measured apart, on two cores, it took 14.7 s and 1.24 GB for ten
classes of 10,000 segments × 2,494 words (134,000 uses); 50,000 segments were not tried.
The dense twin makes the first split alone, and on fewer segments: it is that slow.
"""

import time

import numpy as np
from scipy.sparse import csr_array


CLASSES = 10
SUBJECTS = 12
# Segments, words, uses in a segment: the sizes rainette was measured on.
SMALL = (10_000, 2_500, 14)
LARGE = (50_000, 4_000, 14)
FEWER = (1_000, 800, 14)
MEASURES = ("ours", "ours_large", "ours_fewer", "by_dense")


def _corpus(size: tuple[int, int, int], *, seed: int = 7) -> csr_array:
    """Words drawn at random: they follow Zipf, and each subject prefers its own."""
    segments, words, uses = size
    draw = np.random.default_rng(seed)
    common = 1 / np.arange(1, words + 1)
    chances = np.array(
        [common * np.where(draw.random(words) < 1 / SUBJECTS, 12, 1) for _ in range(SUBJECTS)]
    )
    chances /= chances.sum(axis=1, keepdims=True)
    subjects = draw.integers(0, SUBJECTS, segments)
    columns = np.empty((segments, uses), dtype=np.int64)
    for subject in range(SUBJECTS):
        inside = subjects == subject
        columns[inside] = draw.choice(words, (inside.sum(), uses), p=chances[subject])
    rows = np.repeat(np.arange(segments), uses)
    return csr_array((np.ones(rows.size), (rows, columns.ravel())), shape=(segments, words))


def _part(size: tuple[int, int, int], part: str) -> tuple[int, int, int]:
    """Fewer segments, as many words."""
    segments, words, uses = size
    return max(round(segments * float(part)), 200), words, uses


def _grown(size: tuple[int, int, int]) -> float:
    from maillage.qualitative.reinert.tree import Rules, grow

    matrix = _corpus(size)
    start = time.perf_counter()
    tree = grow(matrix, Rules(classes=CLASSES))
    assert len(tree.classes) == CLASSES
    return time.perf_counter() - start


def ours(part: str = "1") -> float:
    """Ten classes of 10,000 segments, the size rainette was measured on."""
    return _grown(_part(SMALL, part))


def ours_large(part: str = "1") -> float:
    """Ten classes of 50,000 segments."""
    return _grown(_part(LARGE, part))


def ours_fewer(part: str = "1") -> float:
    """The first split alone, on what the dense twin is given."""
    from maillage.qualitative.reinert.splitting import split

    matrix = _fewer(part)
    start = time.perf_counter()
    split(matrix)
    return time.perf_counter() - start


def _fewer(part: str) -> csr_array:
    matrix = _corpus(_part(FEWER, part))
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return csr_array(matrix[:, matrix.sum(axis=0) > 0])


def by_dense(part: str = "1") -> float:
    """The same split on a dense table: SVD, sweep, exchanges one by one."""
    table = _fewer(part).toarray()
    start = time.perf_counter()
    first = _dense_cut(table)
    while (row := _dense_move(table, first)) is not None:
        first[row] = ~first[row]
    return time.perf_counter() - start


def _dense_cut(table: np.ndarray) -> np.ndarray:
    shares = table / table.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    residuals = (shares - np.outer(rows, columns)) / np.sqrt(np.outer(rows, columns))
    weights = np.linalg.eigh(residuals.T @ residuals)[1][:, -1]
    order = np.argsort(residuals @ weights / np.sqrt(rows), kind="stable")
    running = np.cumsum(table[order], axis=0)[:-1]
    chi2 = _dense_chi2(running, table.sum(axis=0))
    first = np.zeros(len(table), dtype=bool)
    first[order[: int(chi2.argmax()) + 1]] = True
    return first


def _dense_move(table: np.ndarray, first: np.ndarray) -> int | None:
    total, uses = table.sum(axis=0), table[first].sum(axis=0)
    moved = uses + np.where(first, -1.0, 1.0)[:, None] * table
    chi2 = _dense_chi2(moved, total)
    best = int(chi2.argmax())
    return best if chi2[best] > _dense_chi2(uses[None, :], total)[0] + 1e-6 else None


def _dense_chi2(uses: np.ndarray, total: np.ndarray) -> np.ndarray:
    """χ² of each line of uses against the rest."""
    whole = total.sum()
    sizes = np.clip(uses.sum(axis=1), 1e-9, whole - 1e-9)
    one = (uses**2 / total).sum(axis=1)
    two = ((total - uses) ** 2 / total).sum(axis=1)
    return whole * (one / sizes + two / (whole - sizes)) - whole
