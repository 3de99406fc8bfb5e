"""Secondary suppression for large tables: no line with a lone hidden cell, then repair what leaks.

Closing every line is quick and protects most cells. The rest is found by the attack itself, and
each cell still deducible is given company in its cheapest line, until the attack finds nothing.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from maillage.disclosure.attack.bounds import tighten, unknowns
from maillage.disclosure.attack.equations import Space, State
from maillage.disclosure.attack.intervals import Progress, intervals
from maillage.disclosure.protection.needs import Needs


MOST_REPAIRS = 25


@dataclass
class Lines:
    """The hidden cells of a large table, growing in place.

    free  cells that nobody publishes: they move, and need no protection
    seen_low, seen_high  what compatible tables were found to reach; true for ever, since hiding
                         more only makes more tables compatible
    """

    made: Space
    needs: Needs
    cost: np.ndarray
    hidden: np.ndarray
    free: np.ndarray
    rows: sparse.csr_matrix = field(init=False)
    columns: sparse.csc_matrix = field(init=False)

    def __post_init__(self) -> None:
        self.rows = abs(self.made.matrix).tocsr()
        self.columns = self.rows.tocsc()
        self.seen_low = self.made.values.copy()
        self.seen_high = self.made.values.copy()

    def close(self) -> None:
        """Hide cells until every line has none hidden, or enough to hide them."""
        while True:
            lone = self._lone_lines()
            if not lone.size:
                return
            before = int(self.hidden.sum())
            for row in lone:
                if self._is_lone(int(row)):
                    self._hide_one(int(row))
            if int(self.hidden.sum()) == before:
                return

    def _lone_lines(self) -> np.ndarray:
        counts = self.rows @ self.hidden.astype(float)
        return np.nonzero(counts == 1)[0]

    def _cells(self, row: int) -> np.ndarray:
        return self.rows.indices[self.rows.indptr[row] : self.rows.indptr[row + 1]]

    def _is_lone(self, row: int) -> bool:
        return int(self.hidden[self._cells(row)].sum()) == 1

    def _hide_one(self, row: int) -> None:
        """Hide the cell of the line that costs least and mends most other lines."""
        cells = self._cells(row)
        free = cells[~self.hidden[cells] & (self.made.values[cells] > 0)]
        if not free.size:
            return
        price = [self.cost[cell] * (1 + self._opened(int(cell))) for cell in free]
        self.hidden[free[int(np.argmin(price))]] = True

    def _opened(self, cell: int) -> int:
        """How many lines would have this cell as their lone hidden one."""
        lines = self.columns.indices[self.columns.indptr[cell] : self.columns.indptr[cell + 1]]
        return sum(not self.hidden[self._cells(int(line))].any() for line in lines)

    def repair(self, progress: Progress = lambda done, total: None) -> bool:
        """Attack, give company to what leaks, again; whether nothing leaks in the end."""
        for _ in range(MOST_REPAIRS):
            leaking = self.leaking(progress)
            if not leaking.size:
                return True
            before = int(self.hidden.sum())
            for cell in leaking:
                self.accompany(int(cell))
            self.close()
            if int(self.hidden.sum()) == before:
                return False
        return False

    def leaking(self, progress: Progress = lambda done, total: None) -> np.ndarray:
        """The hidden cells whose need no compatible table is found to meet."""
        states = np.where(self.hidden, State.HIDDEN, State.SHOWN).astype(np.int8)
        shown = np.where(self.hidden, np.nan, self.made.values)
        space = Space(
            self.made.dims,
            self.made.keys,
            shown,
            states,
            self.made.matrix,
            self.hidden,
            self.made.decimals,
        )
        system = unknowns(space)
        tighten(system)
        cells = system.cells
        waiting = ~self._met(cells, self.seen_low[cells], self.seen_high[cells])

        def enough(positions: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
            return ~waiting[positions] | self._met(cells[positions], low, high)

        found = intervals(
            system, waiting, enough=enough, start=self.made.values[cells], progress=progress
        )
        low, high = found.doubt(np.arange(cells.size), whole=system.whole)
        self.seen_low[cells] = np.fmin(self.seen_low[cells], low)
        self.seen_high[cells] = np.fmax(self.seen_high[cells], high)
        return cells[~self._met(cells, self.seen_low[cells], self.seen_high[cells])]

    def _met(self, cells: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        needs = self.needs
        part = Needs(needs.low[cells], needs.high[cells], needs.share, needs.small)
        return part.met(low, high, ~self.free[cells])

    def accompany(self, cell: int) -> None:
        """Hide one more cell in a line of this one: the cheapest with enough room."""
        lines = self.columns.indices[self.columns.indptr[cell] : self.columns.indptr[cell + 1]]
        around = np.unique(np.concatenate([self._cells(int(line)) for line in lines]))
        room = self.made.values[around] >= self.needs.share * self.made.values[cell]
        free = around[~self.hidden[around] & (self.made.values[around] > 0) & room]
        if not free.size:
            free = around[~self.hidden[around] & (self.made.values[around] > 0)]
        if free.size:
            self.hidden[free[int(np.argmin(self.cost[free]))]] = True
