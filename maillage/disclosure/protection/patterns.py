"""Secondary suppression for tables of up to some thousand cells: cheapest moves, then a pruning.

A hidden cell is protected when another table, equal wherever something is shown, gives it another
value. For each cell not yet protected, a linear program finds the cheapest such move; the cells it
disturbs become hidden, and the moved table is kept as a witness. Then every secondary cell is put
back when the others do without it.
"""

import time
from collections.abc import Callable

import highspy
import numpy as np
from scipy import sparse

from maillage.disclosure.attack.programs import linear_program
from maillage.disclosure.protection.needs import Needs


TINY = 1e-7
ROUNDS, FEWEST_ROUNDS = 250, 4
WORK = 10_000_000
LATE_SECONDS = 600.0
MOST_IDLE = 80
STEP_BACK = 0.1
Progress = Callable[[int, int], None]


class Unprotectable(Exception):
    """No set of hidden cells protects this one: the whole table is too small."""


class Pattern:
    """The hidden cells of one table, growing until every need is met.

    matrix  equations × cells
    values  the true table
    hidden  which cells are hidden; changed in place
    cost    what hiding each cell loses
    free    cells that nobody publishes: they move, and need no protection
    """

    def __init__(
        self,
        matrix: sparse.csr_matrix,
        values: np.ndarray,
        needs: Needs,
        cost: np.ndarray,
        free: np.ndarray,
    ) -> None:
        self.matrix = matrix
        self.values = values
        self.needs = needs
        self.cost = cost
        self.free = free
        self.primary = ~np.isnan(needs.low)
        self.hidden = self.primary | free
        self.fixed = (values <= 0) & ~self.hidden
        self.witnesses: list[np.ndarray] = [values]
        self._moves = _Moves(matrix, values, self.fixed)

    def protect(self, progress: Progress = lambda done, total: None) -> None:
        """Hide what it takes. Raises Unprotectable when nothing would do."""
        while True:
            waiting = self._waiting()
            if not waiting.size:
                return
            for done, cell in enumerate(waiting, start=1):
                self._protect_one(int(cell))
                progress(done, waiting.size)
            if not self._waiting().size:
                self._part_insiders()

    def _waiting(self) -> np.ndarray:
        """The hidden cells no witness protects yet, those with the most to hide first."""
        low, high = self.reached()
        waiting = np.nonzero(self.hidden & ~self.free & ~self.needs.met(low, high, self.hidden))[0]
        order = np.lexsort((-self.values[waiting], ~self.primary[waiting]))
        return waiting[order]

    def reached(self) -> tuple[np.ndarray, np.ndarray]:
        """What the witnesses reach, cell by cell."""
        table = np.array(self.witnesses)
        return table.min(axis=0), table.max(axis=0)

    def _protect_one(self, cell: int) -> None:
        if self._is_met(cell):
            return
        value = self.values[cell]
        if self.primary[cell]:
            self._move(cell, self.needs.low[cell])
            self._move(cell, self.needs.high[cell])
            return
        share = self.needs.share
        wanted = [value * (1 + share) / (1 - share) + TINY, value * (1 - share) / (1 + share)]
        found = [(self._cheapest(cell, target), target) for target in wanted]
        self._keep(min((one for one, _ in found if one is not None), key=self._price))

    def _told(self) -> np.ndarray:
        """Pairs (insider, sensitive cell) that no witness moves apart."""
        unit = self.needs.unit
        if unit is None:
            return np.empty((0, 2), dtype=int)
        insiders, others = np.nonzero((unit >= 0) & self.primary)[0], np.nonzero(self.primary)[0]
        if not insiders.size:
            return np.empty((0, 2), dtype=int)
        moves = np.abs(np.array(self.witnesses) - self.values) > TINY
        apart = (~moves[:, insiders]).T.astype(float) @ moves[:, others].astype(float) > 0
        pairs = np.argwhere(~apart)
        found = np.column_stack([insiders[pairs[:, 0]], others[pairs[:, 1]]])
        return np.asarray(found[unit[found[:, 0]] != unit[found[:, 1]]])

    def _part_insiders(self) -> None:
        """Hide what it takes for no lone contributor to deduce another sensitive cell."""
        for insider, cell in self._told():
            reached = np.array([[one[insider], one[cell]] for one in self.witnesses])
            still = np.abs(reached[:, 0] - self.values[insider]) <= TINY
            if (np.abs(reached[still, 1] - self.values[cell]) > TINY).any():
                continue
            targets = (self.needs.high[cell], self.needs.low[cell])
            found = [self._cheapest(int(cell), one, still=int(insider)) for one in targets]
            tables = [one for one in found if one is not None]
            if not tables:
                raise Unprotectable
            self._keep(min(tables, key=self._price))

    def _is_met(self, cell: int) -> bool:
        table = np.array([one[cell] for one in self.witnesses])
        low, high = np.full_like(self.values, np.nan), np.full_like(self.values, np.nan)
        low[cell], high[cell] = table.min(), table.max()
        return bool(self.needs.met(low, high, self.hidden)[cell])

    def _move(self, cell: int, target: float) -> None:
        reached = [one[cell] for one in self.witnesses]
        if min(reached) <= target + TINY <= max(reached) + 2 * TINY:
            return
        table = self._cheapest(cell, target)
        if table is None:
            raise Unprotectable
        self._keep(table)

    def _cheapest(self, cell: int, target: float, *, still: int = -1) -> np.ndarray | None:
        weights = np.where(self.hidden, 0.0, self.cost)
        return self._moves.cheapest(cell, target, weights, still=still)

    def _price(self, table: np.ndarray) -> float:
        moved = np.abs(table - self.values) > TINY
        return float(self.cost[moved & ~self.hidden].sum())

    def _keep(self, table: np.ndarray) -> None:
        self.witnesses.append(table)
        self.hidden |= np.abs(table - self.values) > TINY

    def prune(self, progress: Progress = lambda done, total: None) -> None:
        """Show again, dearest first, the secondary cells that the others do without."""
        secondary = np.nonzero(self.hidden & ~self.primary & ~self.free)[0]
        order = secondary[np.argsort(-self.cost[secondary], kind="stable")]
        for done, cell in enumerate(order, start=1):
            self._try_without(int(cell))
            progress(done, order.size)

    def _try_without(self, cell: int) -> None:
        before = (self.hidden.copy(), list(self.witnesses))
        self.hidden[cell] = False
        self.witnesses = [
            one for one in self.witnesses if abs(one[cell] - self.values[cell]) <= TINY
        ]
        frozen = ~self.hidden
        for other in self._waiting():
            if not self._reach_within(int(other), frozen):
                self.hidden, self.witnesses = before
                return
        for insider, other in self._told():
            fixed = frozen.copy()
            fixed[insider] = True
            if not self._moves_within(int(other), fixed):
                self.hidden, self.witnesses = before
                return

    def _moves_within(self, cell: int, frozen: np.ndarray) -> bool:
        """Whether a cell moves at all, the frozen ones staying as they are."""
        for sign in (1.0, -1.0):
            table = self._moves.furthest(cell, sign, frozen)
            if table is not None and abs(table[cell] - self.values[cell]) > TINY:
                self.witnesses.append(table)
                return True
        return False

    def _reach_within(self, cell: int, frozen: np.ndarray) -> bool:
        """Whether the hidden cells alone meet the need of one of them."""
        for sign in (1.0, -1.0):
            if self._is_met(cell):
                return True
            table = self._moves.furthest(cell, sign, frozen)
            if table is not None:
                self.witnesses.append(table)
        return self._is_met(cell)


class _Moves:
    """Two linear programs on one table: the cheapest move of a cell, and its furthest."""

    def __init__(self, matrix: sparse.csr_matrix, values: np.ndarray, fixed: np.ndarray) -> None:
        self.values = values
        size = values.size
        top = np.where(fixed, 0.0, np.inf)
        bottom = np.where(fixed, 0.0, np.maximum(values, 0.0))
        zero = np.zeros(matrix.shape[0])
        both = sparse.hstack([matrix, -matrix]).tocsc()
        self._up, self._down = top, bottom
        self.split = linear_program(
            both, (zero, zero), (np.zeros(2 * size), np.concatenate([top, bottom]))
        )
        self.every = np.arange(2 * size, dtype=np.int32)
        self.plain = linear_program(matrix.tocsc(), (zero, zero), (-bottom, top))

    def cheapest(
        self, cell: int, target: float, weights: np.ndarray, *, still: int = -1
    ) -> np.ndarray | None:
        """The true table, moved so that one cell takes another value, at least cost.

        still  a cell that may not move (−1: none)
        """
        size = self.values.size
        step = target - self.values[cell]
        cost = np.concatenate([weights, weights]) + 1e-4
        cost[[cell, size + cell]] = 0.0
        self.split.changeColsCost(2 * size, self.every, cost)
        forward, back = (step, 0.0) if step > 0 else (0.0, -step)
        self.split.changeColBounds(cell, forward, forward)
        self.split.changeColBounds(size + cell, back, back)
        if still >= 0:
            self.split.changeColBounds(still, 0.0, 0.0)
            self.split.changeColBounds(size + still, 0.0, 0.0)
        self.split.run()
        solved = self.split.getModelStatus() == highspy.HighsModelStatus.kOptimal
        moves = np.asarray(self.split.getSolution().col_value) if solved else None
        for one in (cell, still) if still >= 0 else (cell,):
            self.split.changeColBounds(one, 0.0, self._up[one])
            self.split.changeColBounds(size + one, 0.0, self._down[one])
        return None if moves is None else self.values + moves[:size] - moves[size:]

    def furthest(self, cell: int, sign: float, frozen: np.ndarray) -> np.ndarray | None:
        """The table that moves one cell furthest, the frozen cells staying as they are."""
        size = self.values.size
        every = self.every[:size]
        low = np.where(frozen, 0.0, -self._down)
        high = np.where(frozen, 0.0, np.where(np.isinf(self._up), self.values.max(), self._up))
        cost = np.zeros(size)
        cost[cell] = -sign
        self.plain.changeColsBounds(size, every, low, high)
        self.plain.changeColsCost(size, every, cost)
        self.plain.run()
        if self.plain.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return self.values + np.asarray(self.plain.getSolution().col_value)


def improved(
    make: Callable[[np.ndarray], Pattern],
    cost: np.ndarray,
    *,
    seed: int = 0,
    hint: np.ndarray | None = None,
    rounds: int = ROUNDS,
    progress: Progress = lambda done, total: None,
) -> tuple[Pattern, bool]:
    """The least costly pattern found by protecting again with disturbed costs.

    make  a fresh pattern for given costs. Each round disturbs the costs around the best pattern so
          far: what it hides is cheap, a random part of it is dear, the rest is dear.

    hint    cells that another tool proposes to hide: where the search starts
    rounds  how many at most

    The answer depends on the seed alone: rounds are counted, fewer for a larger table. The second
    value is False when the search went on for LATE_SECONDS: the answer is then coarser, and depends
    on the machine.
    """
    draw = np.random.default_rng(seed)
    start = time.monotonic()
    best = current = make(cost if hint is None else cost * np.where(hint, 0.1, 1.0))
    _finish(best)
    idle, most = 0, min(rounds, int(np.clip(WORK / cost.size**2, FEWEST_ROUNDS, ROUNDS)))
    for done in range(most):
        least = _loss(best, cost)
        if idle > MOST_IDLE or least == 0:
            break
        if time.monotonic() - start > LATE_SECONDS:
            return best, False
        trial = make(_disturbed(current, cost, draw))
        _finish(trial)
        # A step back now and then leaves the hollow the search is in.
        if _loss(trial, cost) <= _loss(current, cost) + (draw.random() < STEP_BACK):
            current = trial
        idle = 0 if _loss(trial, cost) < least else idle + 1
        best = trial if idle == 0 else best
        progress(done + 1, most)
    return best, True


def _finish(pattern: Pattern) -> None:
    pattern.protect()
    pattern.prune()


def _loss(pattern: Pattern, cost: np.ndarray) -> float:
    return float(cost[pattern.hidden & ~pattern.primary & ~pattern.free].sum())


def _disturbed(best: Pattern, cost: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Costs that keep most of the best pattern and let the rest be found again."""
    noise = draw.uniform(0.5, 1.5, cost.size)
    kept = best.hidden & (draw.random(cost.size) > draw.choice([0.1, 0.25, 0.5]))
    return cost * noise * np.where(kept, 0.1, 1.0)
