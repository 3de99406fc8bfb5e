"""Totals, means, ratios: a value and what each answer adds to it, from which variance follows.

Taylor linearisation: the variance of a statistic is that of the weighted sum of its influences.
Differences of statistics subtract influences, so groups of one sample are compared rightly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maillage.surveys.estimating.design import Design


Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Statistic:
    """value; influence: one per answer; base: answers it rests on."""

    value: float
    influence: Vector
    base: int

    def __sub__(self, other: "Statistic") -> "Statistic":
        """The difference of two statistics of one sample."""
        return Statistic(
            self.value - other.value,
            self.influence - other.influence,
            min(self.base, other.base),
        )

    def error(self, design: Design) -> float:
        """Standard error."""
        return float(np.sqrt(max(design.variance(self.influence)[0, 0], 0.0)))


def total(design: Design, values: Vector, among: NDArray[np.bool_]) -> Statistic:
    """Σ weights × values over the answers of `among` that are known."""
    kept = among & ~np.isnan(values)
    influence = np.where(kept, values, 0.0)
    return Statistic(float(design.weights @ influence), influence, int(kept.sum()))


def ratio(
    design: Design, numerator: Vector, denominator: Vector, among: NDArray[np.bool_]
) -> Statistic:
    """Σ weights × numerator / Σ weights × denominator; NaN when the latter is zero."""
    kept = among & ~np.isnan(numerator) & ~np.isnan(denominator)
    above, below = np.where(kept, numerator, 0.0), np.where(kept, denominator, 0.0)
    whole = float(design.weights @ below)
    if whole == 0:
        return Statistic(float("nan"), np.zeros(len(kept)), int(kept.sum()))
    value = float(design.weights @ above) / whole
    return Statistic(value, (above - value * below) / whole, int(kept.sum()))


def mean(design: Design, values: Vector, among: NDArray[np.bool_]) -> Statistic:
    """The weighted mean (a proportion when values are 0 and 1)."""
    return ratio(design, values, np.ones(len(values)), among)


def simple_variance(design: Design, values: Vector, among: NDArray[np.bool_]) -> float:
    """Variance the mean would have in a simple random sample of as many answers."""
    kept = among & ~np.isnan(values)
    count = int(kept.sum())
    if count < 2:
        return float("nan")
    weights = design.weights[kept]
    centre = np.average(values[kept], weights=weights)
    spread = np.average((values[kept] - centre) ** 2, weights=weights)
    return float(spread / (count - 1))
