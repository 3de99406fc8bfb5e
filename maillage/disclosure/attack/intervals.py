"""The interval a reader can deduce for each hidden cell, by linear programming.

Bounds found line by line come first. Then each optimum visited is a table compatible with what is
published, hence a witness for every cell at once: a cell whose sure bounds are reached by witnesses
needs no program of its own. For whole numbers, bounds are rounded inwards, and an interval of few
values is settled by an integer program. A solver status other than optimal is never a result.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import highspy
import numpy as np

from maillage.disclosure.attack.bounds import SLACK, Unknowns, blocks, tighten
from maillage.disclosure.attack.programs import (
    LATE_SECONDS,
    MOST_NODES,
    linear_program,
    moved_nearby,
    neighbourhood,
    whole_table,
)


FEW_VALUES = 2
NEAR = 1e-5
LARGE = 800
FEW_OPEN = 20
MOST_STALLED = 3
LEAST_GAIN = 0.02
SEED = 2026

Progress = Callable[[int, int], None]
Enough = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


@dataclass
class Intervals:
    """Deduced bounds, aligned with `system.cells`.

    lower, upper  no reader can deduce more than [lower, upper] … when `certain`
    seen_low, seen_high    values that some compatible table takes
    whole_low, whole_high  values that some compatible table of whole numbers takes
    certain       False when a solver stopped before its answer: treat as unprotected
    """

    lower: np.ndarray
    upper: np.ndarray
    seen_low: np.ndarray
    seen_high: np.ndarray
    whole_low: np.ndarray
    whole_high: np.ndarray
    certain: np.ndarray

    def witness(self, where: np.ndarray, table: np.ndarray, *, whole: bool) -> None:
        """Record a compatible table."""
        self.seen_low[where] = np.minimum(self.seen_low[where], table)
        self.seen_high[where] = np.maximum(self.seen_high[where], table)
        if whole:
            self.whole_low[where] = np.minimum(self.whole_low[where], table)
            self.whole_high[where] = np.maximum(self.whole_high[where], table)

    def doubt(self, where: np.ndarray, *, whole: bool) -> tuple[np.ndarray, np.ndarray]:
        """The interval that a reader cannot narrow: what compatible tables really reach."""
        low, high = self.seen_low[where], self.seen_high[where]
        if not whole:
            return low, high
        low, high = np.ceil(low - NEAR), np.floor(high + NEAR)
        few = high - low <= FEW_VALUES
        return np.where(few, self.whole_low[where], low), np.where(
            few, self.whole_high[where], high
        )


def intervals(
    system: Unknowns,
    targets: np.ndarray,
    *,
    enough: Enough | None = None,
    start: np.ndarray | None = None,
    progress: Progress = lambda done, total: None,
) -> Intervals:
    """The interval of each target.

    targets  which unknowns matter (mask)
    enough   (positions, low, high) → mask of the targets whose witnessed interval is wide enough:
             they are left without exact bounds
    start    a compatible table, when one is known
    """
    tighten(system)
    size = system.cells.size
    found = Intervals(
        system.lower.copy(),
        system.upper.copy(),
        np.full(size, np.inf),
        np.full(size, -np.inf),
        np.full(size, np.inf),
        np.full(size, -np.inf),
        np.ones(size, dtype=bool),
    )
    fixed = system.upper - system.lower <= SLACK
    everywhere = np.arange(size)
    found.witness(everywhere[fixed], system.lower[fixed], whole=True)
    if start is not None:
        found.witness(everywhere, start, whole=True)
    parts = [part for part in blocks(system) if targets[part].any()]
    total = sum(int(targets[part].sum()) for part in parts)
    done = 0
    for part in parts:
        block = _Block(system, part, found, None if start is None else start[part])
        for settled in block.settle(targets[part], enough):
            progress(done + settled, total)
        done += int(targets[part].sum())
    return found


class _Block:
    """One connected block: a linear program whose cost alone changes."""

    def __init__(
        self, system: Unknowns, part: np.ndarray, found: Intervals, base: np.ndarray | None
    ) -> None:
        self.part = part
        self.found = found
        self.whole = system.whole
        inside = system.matrix[:, part]
        rows = np.nonzero(np.diff(inside.indptr))[0]
        rest = np.zeros(system.cells.size)
        others = np.ones(system.cells.size, dtype=bool)
        others[part] = False
        known = others & np.isfinite(system.lower)
        rest[known] = system.lower[known]
        moved = system.matrix[rows] @ rest
        self.matrix = inside[rows].tocsr()
        self.rows = (system.least[rows] - moved, system.most[rows] - moved)
        self.bounds = (system.lower[part], system.upper[part])
        self.program = linear_program(self.matrix.tocsc(), self.rows, self.bounds)
        self._cost = np.zeros(part.size)
        self._base = base

    def settle(self, wanted: np.ndarray, enough: Enough | None) -> Iterator[int]:
        """Close the gap between sure bounds and witnesses, cell by cell; yields the count done."""
        self._spread(wanted, enough)
        order = np.nonzero(wanted)[0].tolist()
        for done, position in enumerate(order, start=1):
            if not self._is_enough(position, enough):
                self._lowest(position)
                self._highest(position)
                self._settle_few(position)
            yield done

    def _spread(self, wanted: np.ndarray, enough: Enough | None) -> None:
        """Many witnesses at once: optima that push all open cells at random, up or down."""
        draw = np.random.default_rng(SEED)
        large = self.part.size > LARGE
        if large:
            # An interior point solver gives a far vertex of a large block much sooner.
            self.program.setOptionValue("presolve", "on")
            self.program.setOptionValue("solver", "ipm")
        stalled, before = 0, np.inf
        while stalled < MOST_STALLED:
            waiting = np.nonzero(wanted & self._open(enough))[0]
            if waiting.size <= FEW_OPEN:
                break
            stalled = stalled + 1 if waiting.size > before * (1 - LEAST_GAIN) else 0
            before = waiting.size
            cost = np.zeros(self.part.size)
            cost[waiting] = draw.uniform(0.5, 1.5, waiting.size) * draw.choice(
                [-1, 1], waiting.size
            )
            self._optimum(cost)
        if large:
            self.program.setOptionValue("solver", "choose")
            self.program.setOptionValue("presolve", "off")

    def _open(self, enough: Enough | None) -> np.ndarray:
        """Which cells of the block have no proof yet."""
        if enough is not None:
            return ~enough(self.part, *self.found.doubt(self.part, whole=self.whole))
        low, high = self.found.seen_low[self.part], self.found.seen_high[self.part]
        near = NEAR * np.maximum(1.0, np.where(np.isfinite(high), np.abs(high), 1.0))
        return np.asarray(
            (low > self.found.lower[self.part] + near) | (high < self.found.upper[self.part] - near)
        )

    def _settle_few(self, position: int) -> None:
        """When few whole numbers are left, ask which of them some whole table really takes."""
        one = self.part[position]
        width = self.found.upper[one] - self.found.lower[one]
        if not self.whole or not 0 < width <= FEW_VALUES:
            return
        if self.part.size > LARGE:
            self._try_nearby(position)
            return
        for sign in (1.0, -1.0):
            low, high = self.found.whole_low[one], self.found.whole_high[one]
            open_end = low > self.found.lower[one] if sign > 0 else high < self.found.upper[one]
            if open_end and not self._whole_extreme(position, sign):
                self.found.certain[one] = False

    def _try_nearby(self, position: int) -> None:
        """In a large block: another whole table that differs around the cell only."""
        one = self.part[position]
        if self._base is None:
            self._base = whole_table(self.matrix, self.rows, self.bounds)
            if self._base is not None:
                self.found.witness(self.part, self._base, whole=True)
        if self._base is not None and self.found.whole_low[one] == self.found.whole_high[one]:
            near = neighbourhood(self.matrix, position)
            for sign in (1.0, -1.0):
                table = moved_nearby((self.matrix, self.rows, self.bounds), self._base, near, sign)
                if table is not None:
                    self.found.witness(self.part, table, whole=True)
        self.found.certain[one] = bool(self.found.whole_low[one] < self.found.whole_high[one])

    def _whole_extreme(self, position: int, sign: float) -> bool:
        """Tighten one bound by an integer program; False when it was not proved in time."""
        size = self.part.size
        every = np.arange(size, dtype=np.int32)
        kinds = np.full(size, highspy.HighsVarType.kInteger)
        self.program.changeColsIntegrality(size, every, kinds)
        self.program.setOptionValue("mip_max_nodes", MOST_NODES)
        self.program.setOptionValue("time_limit", LATE_SECONDS + self.program.getRunTime())
        value = self._extreme(position, sign)
        self.program.setOptionValue("time_limit", float("inf"))
        kinds = np.full(size, highspy.HighsVarType.kContinuous)
        self.program.changeColsIntegrality(size, every, kinds)
        if value is None:
            return False
        bounds = self.found.lower if sign > 0 else self.found.upper
        bounds[self.part[position]] = round(value) if np.isfinite(value) else value
        return True

    def _is_enough(self, position: int, enough: Enough | None) -> bool:
        if enough is None:
            return False
        one = self.part[position : position + 1]
        return bool(enough(one, *self.found.doubt(one, whole=self.whole))[0])

    def _lowest(self, position: int) -> None:
        one = self.part[position]
        if self.found.seen_low[one] <= self.found.lower[one] + self._near(one):
            return
        value = self._extreme(position, 1.0)
        if value is None:
            self.found.certain[one] = False
        else:
            self.found.lower[one] = max(self.found.lower[one], self._inwards(value, np.ceil))

    def _highest(self, position: int) -> None:
        one = self.part[position]
        if self.found.seen_high[one] >= self.found.upper[one] - self._near(one):
            return
        value = self._extreme(position, -1.0)
        if value is None:
            self.found.certain[one] = False
        else:
            self.found.upper[one] = min(self.found.upper[one], self._inwards(value, np.floor))

    def _near(self, one: int) -> float:
        value = self.found.seen_high[one]
        return NEAR * max(1.0, abs(value) if np.isfinite(value) else 1.0)

    def _inwards(self, value: float, rounding: Callable[[float], float]) -> float:
        if not self.whole or not np.isfinite(value):
            return value
        return float(rounding(value - NEAR if rounding is np.ceil else value + NEAR))

    def _extreme(self, position: int, sign: float) -> float | None:
        """The smallest (sign 1) or largest (sign −1) value of one cell; None when not proved."""
        cost = np.zeros(self.part.size)
        cost[position] = sign
        table = self._optimum(cost)
        if table is None:
            return self._endless(sign)
        return float(table[position])

    def _endless(self, sign: float) -> float | None:
        endless = highspy.HighsModelStatus.kUnbounded
        return -sign * np.inf if self.program.getModelStatus() == endless else None

    def _optimum(self, cost: np.ndarray) -> np.ndarray | None:
        """A compatible table of least cost, recorded as a witness; None unless proved optimal."""
        changed = np.nonzero(cost != self._cost)[0].astype(np.int32)
        self.program.changeColsCost(changed.size, changed, cost[changed])
        self._cost = cost
        self.program.run()
        if self.program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        table = np.asarray(self.program.getSolution().col_value)
        self._witness(table)
        return table

    def _witness(self, table: np.ndarray) -> None:
        whole = bool(np.abs(table - table.round()).max() <= NEAR) if self.whole else False
        if whole:
            self._base = table = table.round()
        self.found.witness(self.part, table, whole=whole)
