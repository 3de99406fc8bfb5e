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


FEW_VALUES = 2
INTEGER_SECONDS = 5.0
NEAR = 1e-5

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
        block = _Block(system, part, found)
        for settled in block.settle(targets[part], enough):
            progress(done + settled, total)
        done += int(targets[part].sum())
    return found


class _Block:
    """One connected block: a linear program whose cost alone changes."""

    def __init__(self, system: Unknowns, part: np.ndarray, found: Intervals) -> None:
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
        self.program = linear_program(
            inside[rows].tocsc(),
            (system.least[rows] - moved, system.most[rows] - moved),
            (system.lower[part], system.upper[part]),
        )
        self._cost = np.zeros(part.size)

    def settle(self, wanted: np.ndarray, enough: Enough | None) -> Iterator[int]:
        """Close the gap between sure bounds and witnesses, cell by cell; yields the count done."""
        for start in (np.ones(self.part.size), -np.ones(self.part.size)):
            self._optimum(start)
        order = np.nonzero(wanted)[0].tolist()
        for done, position in enumerate(order, start=1):
            if not self._is_enough(position, enough):
                self._lowest(position)
                self._highest(position)
                self._settle_few(position)
            yield done

    def _settle_few(self, position: int) -> None:
        """When few whole numbers are left, ask which of them some whole table really takes."""
        one = self.part[position]
        width = self.found.upper[one] - self.found.lower[one]
        if not self.whole or not 0 < width <= FEW_VALUES:
            return
        for sign in (1.0, -1.0):
            low, high = self.found.whole_low[one], self.found.whole_high[one]
            open_end = low > self.found.lower[one] if sign > 0 else high < self.found.upper[one]
            if open_end and not self._whole_extreme(position, sign):
                self.found.certain[one] = False

    def _whole_extreme(self, position: int, sign: float) -> bool:
        """Tighten one bound by an integer program; False when it was not proved in time."""
        size = self.part.size
        every = np.arange(size, dtype=np.int32)
        kinds = np.full(size, highspy.HighsVarType.kInteger)
        self.program.changeColsIntegrality(size, every, kinds)
        self.program.setOptionValue("time_limit", INTEGER_SECONDS + self.program.getRunTime())
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
        self.found.witness(self.part, table.round() if whole else table, whole=whole)


def linear_program(
    columns: object, rows: tuple[np.ndarray, np.ndarray], bounds: tuple[np.ndarray, np.ndarray]
) -> highspy.Highs:
    """A HiGHS program ready to run, silent, on one thread (the same for every program)."""
    problem = highspy.HighsLp()
    problem.num_row_, problem.num_col_ = columns.shape  # type: ignore[attr-defined]
    problem.col_cost_ = np.zeros(problem.num_col_)
    problem.col_lower_, problem.col_upper_ = bounds
    problem.row_lower_, problem.row_upper_ = rows
    problem.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    problem.a_matrix_.start_ = columns.indptr  # type: ignore[attr-defined]
    problem.a_matrix_.index_ = columns.indices  # type: ignore[attr-defined]
    problem.a_matrix_.value_ = columns.data  # type: ignore[attr-defined]
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)
    program.setOptionValue("threads", 1)
    program.setOptionValue("presolve", "off")
    program.setOptionValue("simplex_strategy", 4)
    program.passModel(problem)
    return program
