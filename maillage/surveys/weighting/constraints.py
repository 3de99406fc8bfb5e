"""What the weights must add up to, as the solver sees it: blocks of columns and their totals.

A categorical variable is kept as codes, never as a table of zeros and ones, and several are read
together as one with more modalities: sums and products are then a few counts by code, which is what
makes large calibrations fast. Nothing here reads files or judges margins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import prod

import numpy as np
from numpy.typing import NDArray


Vector = NDArray[np.float64]
# Crossed modalities of a bundle: two bundles crossed must stay in the processor's memory.
BUNDLE_CELLS = 200


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

    @cached_property
    def bundles(self) -> list["Bundle"]:
        """The blocks, read several together: categories crossed, quantities side by side."""
        found: list[Bundle] = []
        place = 0
        for plain, group in groupby(self.blocks, key=lambda one: isinstance(one, Quantities)):
            blocks = list(group)
            made = (
                _plain(blocks, self.edges[place]) if plain else _crossing(blocks, self.edges[place])
            )
            found += made
            place += len(blocks)
        return found

    def scores(self, multipliers: Vector) -> Vector:
        """x'λ for every unit."""
        found = self.bundles[0].scores(multipliers)
        for bundle in self.bundles[1:]:
            found += bundle.scores(multipliers)
        return found

    def sums(self, weights: Vector) -> Vector:
        """Σ weights × columns."""
        return np.concatenate([bundle.sums(weights) for bundle in self.bundles])

    def gram(self, weights: Vector) -> NDArray[np.float64]:
        """Σ weights × x x', bundle by bundle."""
        size = self.edges[-1]
        table = np.empty((size, size))
        for first, left in enumerate(self.bundles):
            for right in self.bundles[first:]:
                crossed = _crossed(left, right, weights)
                table[left.columns, right.columns] = crossed
                table[right.columns, left.columns] = crossed.T
        return table

    def matrix(self) -> NDArray[np.float64]:
        """All the columns written out (for small problems and regressions)."""
        return np.hstack([_written(block) for block in self.blocks])


@dataclass(frozen=True)
class Bundle:
    """Consecutive blocks read as one: the cells of several categories crossed, or quantities.

    shape  number of modalities of each category of the bundle; start: its first column
    """

    block: Block
    shape: tuple[int, ...]
    start: int

    @property
    def cells(self) -> int:
        """Number of crossed modalities."""
        return prod(self.shape)

    @property
    def columns(self) -> slice:
        """Its columns among all."""
        return slice(self.start, self.start + sum(self.shape))

    @property
    def codes(self) -> NDArray[np.int64]:
        """Crossed code of each unit."""
        return _codes(self.block)

    def scores(self, multipliers: Vector) -> Vector:
        """Its part of x'λ."""
        chosen = multipliers[self.columns]
        if isinstance(self.block, Quantities):
            return np.asarray(self.block.values @ chosen)
        return (self.indicators @ chosen)[self.block.codes]

    def sums(self, weights: Vector) -> Vector:
        """Its part of Σ weights × columns."""
        if isinstance(self.block, Quantities):
            return np.asarray(weights @ self.block.values)
        return np.asarray(np.bincount(self.codes, weights, self.cells) @ self.indicators)

    @cached_property
    def indicators(self) -> NDArray[np.float64]:
        """Which columns each crossed modality belongs to, in zeros and ones."""
        ranks = np.unravel_index(np.arange(self.cells), self.shape)
        parts = [np.eye(count)[rank] for count, rank in zip(self.shape, ranks, strict=True)]
        return np.hstack(parts)


def _plain(blocks: Sequence[Block], start: int) -> list[Bundle]:
    values = np.hstack([one.values for one in blocks if isinstance(one, Quantities)])
    return [Bundle(Quantities(values), (values.shape[1],), start)]


def _crossing(blocks: Sequence[Block], start: int) -> list[Bundle]:
    found: list[Bundle] = []
    for block in blocks:
        last = found[-1] if found else None
        if last is None or last.cells * block.count > BUNDLE_CELLS:
            found.append(Bundle(block, (block.count,), start))
        else:
            codes = last.codes * block.count + _codes(block)
            crossed = Categories(codes, last.cells * block.count)
            found[-1] = Bundle(crossed, (*last.shape, block.count), last.start)
        start += block.count
    return found


def _codes(block: Block) -> NDArray[np.int64]:
    if isinstance(block, Quantities):
        raise TypeError("quantities have no codes")
    return block.codes


def _crossed(left: Bundle, right: Bundle, weights: Vector) -> NDArray[np.float64]:
    """Σ weights × columns of one × columns of the other."""
    if isinstance(left.block, Quantities) and isinstance(right.block, Quantities):
        return np.asarray(left.block.values.T @ (right.block.values * weights[:, None]))
    if isinstance(left.block, Quantities):
        return _crossed(right, left, weights).T
    if isinstance(right.block, Quantities):
        columns = [
            np.bincount(left.codes, weights * column, left.cells) for column in right.block.values.T
        ]
        return np.asarray(left.indicators.T @ np.stack(columns, axis=1))
    if left is right:
        counts = np.bincount(left.codes, weights, left.cells)
        return np.asarray((left.indicators.T * counts) @ left.indicators)
    joint = np.bincount(left.codes * right.cells + right.codes, weights, left.cells * right.cells)
    table = joint.reshape(left.cells, right.cells)
    return np.asarray(left.indicators.T @ table @ right.indicators)


def _written(block: Block) -> NDArray[np.float64]:
    if isinstance(block, Quantities):
        return block.values
    return np.eye(block.count)[block.codes]
