"""Two questions crossed: weighted table, and whether they are linked.

Pearson's χ² on weighted shares, corrected for the design by Rao and Scott (1984): second order,
compared with Fisher's law (Thomas and Rao 1987). An ordinary χ² on weighted answers would find
links that are not there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from maillage.base.errors import WrongCall
from maillage.surveys.estimating.design import Design
from maillage.surveys.estimating.statistics import mean


Vector = NDArray[np.float64]
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Crosstab:
    """Two questions crossed.

    counts       answers by cell (rows × columns)
    shares       weighted part of each cell in the whole
    covariance   of the shares, cells row by row
    """

    rows: list[str]
    columns: list[str]
    counts: Table
    shares: Table
    covariance: NDArray[np.float64]


@dataclass(frozen=True)
class Test:
    """chi2: Pearson's on weighted shares; statistic, df1, df2: Rao–Scott F; p: its probability;
    effect: mean generalised design effect; v: Cramér's V.
    """

    __test__ = False  # not a test of pytest

    chi2: float
    statistic: float
    df1: float
    df2: float
    p: float
    effect: float
    v: float


def crosstab(
    design: Design, first: NDArray[np.int64], second: NDArray[np.int64], labels: list[list[str]]
) -> Crosstab:
    """Cross two questions given as codes (−1: no answer). labels: names of rows and columns."""
    rows, columns = (len(names) for names in labels)
    known = (first >= 0) & (second >= 0)
    if not known.any():
        raise WrongCall(
            "Personne n’a répondu aux deux questions à croiser.",
            todo="Vérifiez les noms des colonnes et les réponses.",
        )
    cell = np.where(known, first * columns + second, -1)
    found = [mean(design, (cell == one).astype(float), known) for one in range(rows * columns)]
    influences = np.stack([one.influence for one in found], axis=1)
    return Crosstab(
        rows=labels[0],
        columns=labels[1],
        counts=np.bincount(cell[known], minlength=rows * columns)
        .reshape(rows, columns)
        .astype(np.float64),
        shares=np.array([one.value for one in found]).reshape(rows, columns),
        covariance=design.variance(influences),
    )


def independence(design: Design, table: Crosstab) -> Test | None:
    """The test; None when one question has a single answer, or too few clusters to tell."""
    shares = table.shares[table.shares.sum(axis=1) > 0][:, table.shares.sum(axis=0) > 0]
    covariance = _of_kept(table)
    freedom = (shares.shape[0] - 1) * (shares.shape[1] - 1)
    answers = float(table.counts.sum())
    if freedom < 1 or design.freedom < 1:
        return None
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    chi2 = answers * float(np.sum((shares - expected) ** 2 / expected))
    effects = _effects(shares, covariance, answers)
    trace, squares = float(np.trace(effects)), float(np.trace(effects @ effects))
    if trace <= 0:
        return None
    df1 = trace**2 / squares
    df2 = df1 * design.freedom
    statistic = chi2 / trace
    return Test(
        chi2=chi2,
        statistic=statistic,
        df1=df1,
        df2=df2,
        p=float(special.fdtrc(df1, df2, statistic)),
        effect=trace / freedom,
        v=float(np.sqrt(chi2 / answers / (min(shares.shape) - 1))),
    )


def _of_kept(table: Crosstab) -> NDArray[np.float64]:
    """Covariances of the cells of rows and columns somebody answered."""
    kept = np.outer(table.shares.sum(axis=1) > 0, table.shares.sum(axis=0) > 0).ravel()
    return table.covariance[np.ix_(kept, kept)]


def _effects(shares: Table, covariance: NDArray[np.float64], answers: float) -> Table:
    """Generalised design effects: the variance of the link, over that of a simple random sample."""
    rows, columns = shares.shape
    row_codes = np.repeat(np.arange(rows), columns)
    column_codes = np.tile(np.arange(columns), rows)
    main = np.hstack([np.eye(rows)[row_codes], np.eye(columns)[column_codes][:, 1:]])
    linked = np.stack(
        [
            (row_codes == row) & (column_codes == column)
            for row in range(1, rows)
            for column in range(1, columns)
        ],
        axis=1,
    ).astype(float)
    contrasts = linked - main @ np.linalg.lstsq(main, linked, rcond=None)[0]
    flat = shares.ravel()
    inverse = np.where(flat > 0, 1 / np.where(flat > 0, flat, 1), 0.0)
    scaled = contrasts * inverse[:, None]
    simple = (np.diag(flat) - np.outer(flat, flat)) / answers
    return np.asarray(np.linalg.pinv(scaled.T @ simple @ scaled) @ (scaled.T @ covariance @ scaled))
