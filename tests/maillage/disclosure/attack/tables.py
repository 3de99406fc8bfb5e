"""Small tables for the tests, written as a person reads them. Fictitious."""

from collections.abc import Mapping, Sequence
from itertools import product

from maillage.disclosure.attack.releases import Release


TOTAL = "Total"


def with_margins(inner: Mapping[tuple[str, ...], float]) -> dict[tuple[str, ...], float]:
    """Every cell of a crossing, its margins included."""
    axes = [sorted({key[axis] for key in inner}) for axis in range(len(next(iter(inner))))]
    table = {}
    for key in product(*[[*axis, TOTAL] for axis in axes]):
        table[key] = float(
            sum(
                value
                for cell, value in inner.items()
                if all(wanted in (TOTAL, code) for wanted, code in zip(key, cell, strict=True))
            )
        )
    return table


def crossing(rows: str, columns: str, values: Sequence[Sequence[float]]) -> dict:
    """`crossing("ab", "xy", [[1, 2], [3, 4]])`, with margins."""
    inner = {
        (row, column): values[i][j]
        for i, row in enumerate(rows)
        for j, column in enumerate(columns)
    }
    return with_margins(inner)


def release(cells: Mapping, hidden: Sequence[tuple[str, ...]], *, dims=("ligne", "colonne")):
    """A release of these cells, some hidden."""
    shown = {key: None if key in set(hidden) else value for key, value in cells.items()}
    return Release("tableau.csv", tuple(dims), shown)
