"""(e) A typology of all the communes: exact Ward on 34,945 rows of 30 variables, 8 axes.

scipy's own Ward keeps every distance: it is measured on 10,000 rows only, where ours runs too.
"""

import time

import numpy as np


COMMUNES, VARIABLES, AXES = 34_945, 30, 8
FEWER = 10_000
MEASURES = ("ours", "ours_fewer", "by_scipy")


def _values(rows: int) -> np.ndarray:
    """Correlated variables of unequal spread, drawn at random."""
    draw = np.random.default_rng(2027)
    factors = draw.normal(size=(rows, AXES)) * np.linspace(3, 1, AXES)
    return factors @ draw.normal(size=(AXES, VARIABLES)) + draw.normal(size=(rows, VARIABLES))


def _grouped(rows: int, size: str) -> float:
    from maillage.stats.typology.components import principal_components
    from maillage.stats.typology.grouping import consolidate, cut, suggested_number, ward_tree

    values = _values(round(rows * float(size)))
    start = time.perf_counter()
    found = principal_components(values, axes=AXES)
    tree = ward_tree(found.coordinates)
    consolidate(found.coordinates, cut(tree, suggested_number(tree)))
    return time.perf_counter() - start


def ours(size: str = "1") -> float:
    """Axes, exact tree, cut and moves, on every commune."""
    return _grouped(COMMUNES, size)


def ours_fewer(size: str = "1") -> float:
    """The same on as many rows as scipy is given."""
    return _grouped(FEWER, size)


def by_scipy(size: str = "1") -> float:
    """The tree alone, all distances in memory."""
    from scipy.cluster.hierarchy import linkage

    from maillage.stats.typology.components import principal_components

    found = principal_components(_values(round(FEWER * float(size))), axes=AXES)
    start = time.perf_counter()
    linkage(found.coordinates, method="ward")
    return time.perf_counter() - start
