"""Ward's tree, exact, then moves to the nearest centre (k-means) until nobody moves.

The tree merges the two groups whose union loses the least between-group inertia. It is computed in
memory proportional to the number of rows, so that all the communes of France fit.
Ward (1963); the cut follows the largest relative fall of the within-group inertia.
"""

import warnings

import fastcluster
import numpy as np
from scipy.cluster.hierarchy import fcluster


FEWEST_CLASSES, MOST_CLASSES = 3, 10
MOST_MOVES = 200


def ward_tree(coordinates: np.ndarray) -> np.ndarray:
    """The merges, as scipy writes them: (n - 1, 4)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree: np.ndarray = fastcluster.linkage_vector(coordinates, method="ward")
    return tree


def within_inertia(tree: np.ndarray) -> np.ndarray:
    """Sum of squares inside the groups, for 1, 2, 3… groups, divided by the number of rows."""
    gains = tree[:, 2] ** 2 / 2
    inside = np.concatenate([np.cumsum(gains)[::-1], [0.0]])
    return np.asarray(inside / len(inside))


def suggested_number(tree: np.ndarray) -> int:
    """The number of classes, from 3 to 10, whose last split lowered the inertia the most."""
    inside = within_inertia(tree)
    most = min(MOST_CLASSES, len(inside) - 1)
    numbers = range(FEWEST_CLASSES, most + 1)
    falls = [
        inside[number - 1] / inside[number - 2] if inside[number - 2] > 0 else 1.0
        for number in numbers
    ]
    return numbers[int(np.argmin(falls))]


def cut(tree: np.ndarray, number: int) -> np.ndarray:
    """Group of each row, from 0, for `number` groups."""
    found: np.ndarray = fcluster(tree, number, criterion="maxclust") - 1
    return found


def centres(coordinates: np.ndarray, groups: np.ndarray, number: int) -> np.ndarray:
    """Mean coordinates of each group."""
    counts = np.bincount(groups, minlength=number)
    sums = [np.bincount(groups, weights=axis, minlength=number) for axis in coordinates.T]
    return np.asarray(np.stack(sums, axis=1) / counts[:, None])


def nearest_centre(coordinates: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Index of the nearest centre of each row; of two equally near, the first."""
    squares = (middle**2).sum(axis=1) - 2 * coordinates @ middle.T
    return np.asarray(squares.argmin(axis=1))


def consolidate(coordinates: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Move each row to the nearest centre until nothing moves. No group is ever emptied."""
    number = int(groups.max()) + 1
    for _ in range(MOST_MOVES):
        moved = nearest_centre(coordinates, centres(coordinates, groups, number))
        if np.array_equal(moved, groups) or np.bincount(moved, minlength=number).min() == 0:
            return groups
        groups = moved
    return groups


def by_size(groups: np.ndarray) -> np.ndarray:
    """The same groups numbered from 1, the largest first; equal sizes by their first row."""
    values, first, counts = np.unique(groups, return_index=True, return_counts=True)
    order = np.lexsort((first, -counts))
    number = np.empty(int(values.max()) + 1, dtype=np.int64)
    number[values[order]] = np.arange(1, values.size + 1)
    return np.asarray(number[groups])
