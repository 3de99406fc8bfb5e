"""Newton's method on the dual of calibration: the weights nearest to the initial ones.

Redundant margins are accepted: the system is solved on columns that are really different. A step
that does not make the dual smaller is halved. The solver says honestly when it did not arrive; why
is found by `maillage.surveys.weighting.conflicts`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

from maillage.surveys.weighting.constraints import Constraints
from maillage.surveys.weighting.distances import Distance


Vector = NDArray[np.float64]
# What is asked of the margins, relatively, and what is still called equality.
AIM = 1e-13
ENOUGH = 1e-9
SMALLEST_PIVOT = 1e-13
HALVINGS = 40


@dataclass(frozen=True)
class Solution:
    """ratios of final to initial weights; `gap`, the largest relative distance to a margin."""

    ratios: Vector
    iterations: int
    gap: float

    @property
    def converged(self) -> bool:
        """Whether every margin is met."""
        return self.gap <= ENOUGH


@dataclass
class _State:
    multipliers: Vector
    scores: Vector
    value: float


class Solver:
    """One calibration: constraints, initial weights `d`, individual factors `q`."""

    def __init__(self, constraints: Constraints, d: Vector, q: Vector, way: Distance) -> None:
        self.constraints, self.d, self.q, self.way = constraints, d, q, way
        spread = np.sqrt(np.maximum(np.diag(constraints.gram(d * q)), 0))
        self.scale = np.where(spread > 0, spread, 1.0)
        # A margin of zero (a balance) is judged by the size of what it adds.
        sizes = np.maximum(np.abs(constraints.totals), 1e-6 * self.scale * np.sqrt(d.sum()))
        self.sizes = np.where(sizes > 0, sizes, 1.0)

    def run(self, *, most: int = 200) -> Solution:
        """At most `most` steps; stops early when the margins are met or nothing improves."""
        state = self._state(np.zeros(len(self.constraints.totals)))
        best = self._solution(state, 0)
        stalled = 0
        for step in range(1, most + 1):
            if best.gap <= AIM or stalled > 2:
                break
            moved = self._step(state)
            if moved is None:
                break
            state = moved
            found = self._solution(state, step)
            # The dual stops falling at its rounding before the margins stop improving.
            stalled = 0 if found.gap < best.gap / 2 or found.gap > ENOUGH else stalled + 1
            best = found if found.gap < best.gap or best.gap > ENOUGH else best
        return best

    def _state(self, multipliers: Vector) -> _State:
        scores = self.q * self.constraints.scores(multipliers)
        value = (self.d / self.q) @ self.way.primitive(scores)
        return _State(multipliers, scores, float(value - self.constraints.totals @ multipliers))

    def _missing(self, state: _State) -> Vector:
        weights = self.d * self.way.ratio(state.scores)
        return self.constraints.totals - self.constraints.sums(weights)

    def _solution(self, state: _State, step: int) -> Solution:
        gap = float(np.max(np.abs(self._missing(state)) / self.sizes, initial=0.0))
        return Solution(self.way.ratio(state.scores), step, gap if np.isfinite(gap) else np.inf)

    def _step(self, state: _State) -> _State | None:
        """The next point, or None when no fraction of the step makes things better."""
        missing = self._missing(state)
        curvature = self.constraints.gram(self.d * self.q * self.way.slope(state.scores))
        direction = self._solve(curvature, missing)
        gain = float(missing @ direction)
        rounding = 1e-12 * max(1.0, abs(state.value))
        part = 1.0
        for _ in range(HALVINGS):
            tried = self._state(state.multipliers + part * direction)
            if np.isfinite(tried.value) and (
                tried.value <= state.value - 1e-4 * part * gain + rounding
            ):
                return tried
            part /= 2
        return None

    def _solve(self, curvature: NDArray[np.float64], missing: Vector) -> Vector:
        """A solution on independent columns, the others left at zero.

        Pivoted Cholesky finds them; it is also far quicker than eigenvalues on a busy machine.
        """
        scaled = curvature / np.outer(self.scale, self.scale)
        factor, pivots, rank, _ = lapack.dpstrf(scaled, tol=SMALLEST_PIVOT)
        step = np.zeros(len(missing))
        if rank == 0:  # every weight is at a bound: no direction is left
            return step
        chosen = pivots[:rank] - 1
        solved, _ = lapack.dpotrs(factor[:rank, :rank], (missing / self.scale)[chosen])
        step[chosen] = solved
        return step / self.scale
