"""How the answers were obtained: weights, strata, clusters, population sizes, calibration.

`Design.variance` is the one formula of this room: between-cluster variance of weighted influences
within strata, with the finite population correction; after calibration, of their residuals on the
margins (Deville and Särndal 1992). Only the first stage of a draw is counted, as is usual.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from maillage.base.errors import WrongCall
from maillage.base.french import number
from maillage.sources.own_tables import OwnTable
from maillage.surveys.answers import modalities_of, need_columns, numbers_of, where
from maillage.surveys.weighting.calibration import WEIGHT
from maillage.surveys.weighting.constraints import Constraints
from maillage.surveys.weighting.margins import Margin
from maillage.surveys.weighting.units import Units, constraints_for, units_of


Vector = NDArray[np.float64]
SMALLEST_EIGENVALUE = 1e-13
# Weights may have been rounded since they were calibrated.
SAME_MARGIN = 1e-3


@dataclass(frozen=True)
class Columns:
    """Names of the columns that say how the sample was drawn; "" when there is none.

    weight      final weights; without them every answer counts the same
    strata      the draw was done separately in each
    cluster     answers drawn together (household, school, block…)
    fpc         number of people (of clusters, when there are) of the stratum in the population
    initial, q, household  as given to the calibration, for the variance of calibrated weights
    """

    weight: str = ""
    strata: str = ""
    cluster: str = ""
    fpc: str = ""
    initial: str = ""
    q: str = ""
    household: str = ""

    @property
    def named(self) -> list[str]:
        """Those that are given."""
        every = (self.weight, self.strata, self.cluster, self.fpc, self.initial, self.q)
        return [name for name in (*every, self.household) if name]


@dataclass(frozen=True)
class Calibration:
    """Columns of the margins by unit, and the weights before calibration (times q)."""

    constraints: Constraints
    base: Vector
    units: Units


@dataclass(frozen=True)
class Design:
    """One row per answer.

    strata_of_cluster  stratum of each cluster; clusters are numbered over all strata
    sampled            part of the population drawn in each stratum (0: unknown or negligible)
    """

    weights: Vector
    cluster_of: NDArray[np.int64]
    strata_of_cluster: NDArray[np.int64]
    sampled: Vector
    calibration: Calibration | None = None

    @property
    def freedom(self) -> int:
        """Degrees of freedom: clusters minus strata."""
        return len(self.strata_of_cluster) - len(self.sampled)

    def variance(self, influences: NDArray[np.float64]) -> NDArray[np.float64]:
        """Covariances of Σ weights × influence, for influences in columns."""
        columns = influences.reshape(len(self.weights), -1)
        weighted, rows = self._weighted(columns)
        clusters = np.stack(
            [
                np.bincount(self.cluster_of[rows], column, len(self.strata_of_cluster))
                for column in weighted.T
            ],
            axis=1,
        )
        counts = np.bincount(self.strata_of_cluster, minlength=len(self.sampled))
        means = np.stack(
            [
                np.bincount(self.strata_of_cluster, column, len(self.sampled)) / counts
                for column in clusters.T
            ],
            axis=1,
        )
        away = clusters - means[self.strata_of_cluster]
        # A stratum taken whole (sampled = 1) adds nothing, even with one cluster.
        factor = (1 - self.sampled) * counts / np.maximum(counts - 1, 1)
        return np.asarray((away * factor[self.strata_of_cluster][:, None]).T @ away)

    def _weighted(
        self, columns: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Weighted influences (residuals after calibration), and a row of each."""
        if self.calibration is None:
            return columns * self.weights[:, None], np.arange(len(self.weights))
        known = self.calibration
        summed = known.units.summed(columns) if known.units.column else columns
        gram = known.constraints.gram(known.base)
        spread = np.sqrt(np.maximum(np.diag(gram), 0))
        spread = np.where(spread > 0, spread, 1.0)
        inverse = np.linalg.pinv(
            gram / np.outer(spread, spread), rcond=SMALLEST_EIGENVALUE, hermitian=True
        )
        crossed = np.stack([known.constraints.sums(known.base * one) for one in summed.T], axis=1)
        slopes = (inverse @ (crossed / spread[:, None])) / spread[:, None]
        fitted = np.stack([known.constraints.scores(slope) for slope in slopes.T], axis=1)
        rows = known.units.first_row
        return (summed - fitted) * self.weights[rows][:, None], rows


def design_of(table: OwnTable, columns: Columns, margins: Sequence[Margin] | None = None) -> Design:
    """The design a file and its columns describe. Raises WrongCall when they cannot be right."""
    need_columns(table, columns.named)
    weights = _weights(table, columns)
    strata = _codes(table, columns.strata)
    calibration = None if margins is None else _calibration(table, columns, list(margins))
    cluster_of, strata_of_cluster = _clusters(table, columns, strata)
    if calibration is not None and columns.cluster:
        calibration.units.common(table, columns.cluster, cluster_of.astype(np.float64))
    sampled = _sampled(table, columns, strata, strata_of_cluster)
    _check_alone(table, columns, strata, strata_of_cluster, sampled)
    return Design(weights, cluster_of, strata_of_cluster, sampled, calibration)


def _weights(table: OwnTable, columns: Columns) -> Vector:
    if not columns.weight:
        return np.ones(table.frame.height)
    # Only a linear calibration makes weights negative: elsewhere, one is a slip.
    calibrated = bool(columns.initial) or columns.weight == WEIGHT
    weights = table.numbers(columns.weight, minimum=None if calibrated else 0).to_numpy()
    if weights.sum() <= 0:
        raise WrongCall(
            f"« {table.name} » : les poids de « {columns.weight} » s’additionnent à "
            f"{number(float(weights.sum()), decimals=2)}.",
            todo="Vérifiez que c’est bien la colonne des poids.",
        )
    return weights


def _codes(table: OwnTable, name: str) -> NDArray[np.int64]:
    """Numbers from 0, in order of first appearance; all 0 without a column."""
    if not name:
        return np.zeros(table.frame.height, dtype=np.int64)
    cells = modalities_of(table, name)
    empty = (cells == "").arg_true().to_list()
    if empty:
        raise WrongCall(
            f"{where(table, name, empty)} : la cellule est vide.",
            todo="Chaque réponse appartient à une strate ou une grappe : complétez.",
        )
    kinds = {kind: rank for rank, kind in enumerate(cells.unique(maintain_order=True))}
    return cells.replace_strict(kinds, return_dtype=pl.Int64).to_numpy()


def _clusters(
    table: OwnTable, columns: Columns, strata: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Cluster of each row, numbered over strata, and stratum of each cluster."""
    name = columns.cluster or columns.household
    drawn = _codes(table, name) if name else np.arange(table.frame.height)
    joint = strata * (int(drawn.max()) + 1) + drawn
    _, first, cluster_of = np.unique(joint, return_index=True, return_inverse=True)
    return cluster_of.astype(np.int64), strata[first]


def _sampled(
    table: OwnTable,
    columns: Columns,
    strata: NDArray[np.int64],
    strata_of_cluster: NDArray[np.int64],
) -> Vector:
    """Part of each stratum that was drawn."""
    count = int(strata.max()) + 1
    if not columns.fpc:
        return np.zeros(count)
    sizes = numbers_of(table, columns.fpc)
    _, first = np.unique(strata, return_index=True)
    population = sizes[first]
    other = np.flatnonzero(population[strata] != sizes).tolist()
    if other:
        raise WrongCall(
            f"{where(table, columns.fpc, other)} : l’effectif de la population change à "
            "l’intérieur d’une même strate.",
            todo="Donnez l’effectif de la strate, le même à toutes ses lignes.",
        )
    drawn = np.bincount(strata_of_cluster, minlength=count)
    small = np.flatnonzero(population < drawn)
    if len(small):
        raise WrongCall(
            f"{where(table, columns.fpc, [int(first[small[0]])])} : la population "
            f"({number(float(population[small[0]]))}) est plus petite que l’échantillon "
            f"({number(float(drawn[small[0]]))}).",
            todo="Donnez le nombre de personnes (ou de grappes) de toute la strate.",
        )
    return np.asarray(drawn / population)


def _check_alone(
    table: OwnTable,
    columns: Columns,
    strata: NDArray[np.int64],
    strata_of_cluster: NDArray[np.int64],
    sampled: Vector,
) -> None:
    """A stratum with one cluster has no measurable variance."""
    counts = np.bincount(strata_of_cluster, minlength=len(sampled))
    alone = np.flatnonzero((counts < 2) & (sampled < 1))
    if not len(alone):
        return
    rows = np.flatnonzero(strata == alone[0]).tolist()
    if not columns.strata:
        raise WrongCall(
            f"« {table.name} » n’a qu’une réponse (ou qu’une grappe) : aucun intervalle ne peut "
            "être calculé.",
            todo="Vérifiez le fichier et la colonne --cluster.",
        )
    raise WrongCall(
        f"{where(table, columns.strata, rows)} : la strate "
        f"« {modalities_of(table, columns.strata)[rows[0]]} » n’a qu’une réponse (ou qu’une "
        "grappe) : sa variance ne peut pas être calculée.",
        todo="Regroupez-la avec une strate voisine.",
    )


def _calibration(table: OwnTable, columns: Columns, margins: list[Margin]) -> Calibration:
    need_columns(table, [one.variable for one in margins])
    units = units_of(table, columns.household)
    constraints = constraints_for(table, margins, units)
    base = np.ones(table.frame.height)
    for name in (columns.initial, columns.q):
        base = base * (numbers_of(table, name) if name else 1.0)
    _check_calibrated(
        table, columns, margins, constraints.sums(_weights(table, columns)[units.first_row])
    )
    return Calibration(constraints, base[units.first_row], units)


def _check_calibrated(
    table: OwnTable, columns: Columns, margins: list[Margin], sums: Vector
) -> None:
    """Weights that were not calibrated on these margins would get an interval far too narrow."""
    start = 0
    for margin in margins:
        found = sums[start : start + len(margin.totals)]
        wanted = np.array(list(margin.totals.values()))
        start += len(wanted)
        if not margin.is_quantity:  # totals, shares and percentages alike
            found, wanted = found / found.sum(), wanted / wanted.sum()
        if np.any(np.abs(found - wanted) > SAME_MARGIN * np.max(np.abs(wanted))):
            raise WrongCall(
                f"« {table.name} » : les poids « {columns.weight} » ne respectent pas la marge "
                f"« {margin.variable} ».",
                todo="Donnez les marges qui ont servi au calage, ou retirez --margins.",
            )
