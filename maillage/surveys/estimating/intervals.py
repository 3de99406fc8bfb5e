"""Intervals of confidence, each by the method its figure calls for.

Means, totals, ratios, differences: Student with clusters − strata degrees of freedom (or normal).
Proportions: on the logit scale, so that they stay between 0 and 1; at 0 or 1, the exact binomial
limit on the effective number of answers. Quantiles: Woodruff (1952).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from maillage.surveys.estimating.design import Design
from maillage.surveys.estimating.statistics import Statistic, mean


Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Confidence:
    """level: 0.95 for 95 %; normal: the normal law instead of Student's."""

    level: float = 0.95
    normal: bool = False

    def width(self, design: Design) -> float:
        """How many standard errors on each side."""
        tail = (1 + self.level) / 2
        return float(special.ndtri(tail) if self.normal else special.stdtrit(design.freedom, tail))

    def chance(self, design: Design, away: float) -> float:
        """Probability of being that many standard errors away, on either side, by chance."""
        beyond = -abs(away)
        return 2 * float(
            special.ndtr(beyond) if self.normal else special.stdtr(design.freedom, beyond)
        )


@dataclass(frozen=True)
class Estimate:
    """value, error (standard), low and high limits; NaN when they do not exist."""

    value: float
    error: float
    low: float
    high: float


def plain(design: Design, found: Statistic, trust: Confidence) -> Estimate:
    """value ± so many standard errors."""
    error = found.error(design)
    reach = trust.width(design) * error
    return Estimate(found.value, error, found.value - reach, found.value + reach)


def share(
    design: Design, found: Statistic, among: NDArray[np.bool_], trust: Confidence
) -> Estimate:
    """A proportion, its interval inside 0 and 1."""
    error = found.error(design)
    if np.isnan(found.value):
        return Estimate(found.value, float("nan"), float("nan"), float("nan"))
    if found.value <= 0 or found.value >= 1:
        return _unanimous(design, found.value, among, trust)
    middle = np.log(found.value / (1 - found.value))
    reach = trust.width(design) * error / (found.value * (1 - found.value))
    low, high = 1 / (1 + np.exp(-(middle - reach))), 1 / (1 + np.exp(-(middle + reach)))
    return Estimate(found.value, error, float(low), float(high))


def _unanimous(
    design: Design, value: float, among: NDArray[np.bool_], trust: Confidence
) -> Estimate:
    """Nobody, or everybody: the data give no error, but not certainty either."""
    weights = design.weights[among]
    effective = weights.sum() ** 2 / np.sum(weights**2)
    reach = 1 - ((1 - trust.level) / 2) ** (1 / effective)
    low, high = (0.0, reach) if value <= 0 else (1 - reach, 1.0)
    return Estimate(float(np.clip(value, 0, 1)), float("nan"), float(low), float(high))


def quantile(
    design: Design, values: Vector, among: NDArray[np.bool_], order: float, trust: Confidence
) -> Estimate:
    """The smallest value that at least `order` of the weight does not exceed, and its interval."""
    kept = among & ~np.isnan(values)
    if not kept.any():
        return Estimate(float("nan"), float("nan"), float("nan"), float("nan"))
    sorted_values, reached = _distribution(values[kept], design.weights[kept])
    found = _at(sorted_values, reached, order)
    below = mean(design, np.where(np.isnan(values), np.nan, values <= found), among)
    reach = trust.width(design) * below.error(design)
    low = _at(sorted_values, reached, below.value - reach)
    high = _at(sorted_values, reached, below.value + reach)
    return Estimate(found, (high - low) / (2 * trust.width(design)), low, high)


def _distribution(values: Vector, weights: Vector) -> tuple[Vector, Vector]:
    """Values in order, and the part of the weight at or below each."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return values[order], reached / reached[-1]


def _at(sorted_values: Vector, reached: Vector, order: float) -> float:
    # Sums of weights carry rounding: 0.5 must not miss a value that reaches it exactly.
    rank = int(np.searchsorted(reached, order - 1e-12))
    return float(sorted_values[min(max(rank, 0), len(sorted_values) - 1)])
