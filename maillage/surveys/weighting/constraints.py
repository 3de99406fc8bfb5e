"""What the weights must add up to, as the solver sees it: blocks of columns and their totals.

A categorical variable is kept as codes, never as a table of zeros and ones: sums are then counts by
code, which is what makes large calibrations fast. Nothing here reads files or judges margins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Categories:
    """One column of codes from 0 to count − 1: `count` indicator columns."""

    codes: NDArray[np.int64]
    count: int


@dataclass(frozen=True)
class Quantities:
    """Plain columns, one per quantity."""

    values: NDArray[np.float64]

    @property
    def count(self) -> int:
        """Number of columns."""
        return int(self.values.shape[1])


Block = Categories | Quantities


@dataclass(frozen=True)
class Constraints:
    """Σ weights × columns = totals.

    blocks  side by side; every block has one row per unit
    totals  one per column, in the order of the blocks
    names   how each column is called in messages
    """

    blocks: Sequence[Block]
    totals: Vector
    names: Sequence[str]

    @cached_property
    def edges(self) -> list[int]:
        """First column of each block, then the number of columns."""
        return [0, *np.cumsum([block.count for block in self.blocks]).tolist()]

    def scores(self, multipliers: Vector) -> Vector:
        """x'λ for every unit."""
        parts = []
        for block, start, end in zip(self.blocks, self.edges, self.edges[1:], strict=False):
            chosen = multipliers[start:end]
            if isinstance(block, Categories):
                parts.append(chosen[block.codes])
            else:
                parts.append(block.values @ chosen)
        return np.sum(parts, axis=0)

    def sums(self, weights: Vector) -> Vector:
        """Σ weights × columns."""
        return np.concatenate([_block_sums(block, weights) for block in self.blocks])

    def gram(self, weights: Vector) -> NDArray[np.float64]:
        """Σ weights × x x', block by block."""
        size = self.edges[-1]
        table = np.empty((size, size))
        for first, left in enumerate(self.blocks):
            rows = slice(self.edges[first], self.edges[first + 1])
            for second in range(first, len(self.blocks)):
                columns = slice(self.edges[second], self.edges[second + 1])
                crossed = _crossed(left, self.blocks[second], weights)
                table[rows, columns] = crossed
                table[columns, rows] = crossed.T
        return table

    def matrix(self) -> NDArray[np.float64]:
        """All the columns written out (for small problems and regressions)."""
        return np.hstack([_written(block) for block in self.blocks])


def _block_sums(block: Block, weights: Vector) -> Vector:
    if isinstance(block, Categories):
        return np.asarray(np.bincount(block.codes, weights, block.count), dtype=np.float64)
    return np.asarray(weights @ block.values)


def _crossed(left: Block, right: Block, weights: Vector) -> NDArray[np.float64]:
    if isinstance(left, Quantities) and isinstance(right, Quantities):
        return np.asarray(left.values.T @ (right.values * weights[:, None]))
    if isinstance(left, Quantities):
        return _crossed(right, left, weights).T
    if isinstance(right, Quantities):
        columns = [
            np.bincount(left.codes, weights * column, left.count) for column in right.values.T
        ]
        return np.stack(columns, axis=1)
    if left is right:
        return np.diag(np.bincount(left.codes, weights, left.count))
    joint = left.codes * right.count + right.codes
    table = np.bincount(joint, weights, left.count * right.count)
    return np.asarray(table.reshape(left.count, right.count))


def _written(block: Block) -> NDArray[np.float64]:
    if isinstance(block, Quantities):
        return block.values
    return np.eye(block.count)[block.codes]
