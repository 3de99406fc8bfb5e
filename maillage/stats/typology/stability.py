"""Would the same classes come out of other rows? Each is looked for again in resampled tables.

Rows are drawn with replacement, the whole method is run again, every row is put in the nearest new
class, and each class is compared with the new one that resembles it most (Jaccard: common rows
divided by rows of either). Hennig (2007): over 0.75 a class is stable, under 0.6 it is not.
"""

from collections.abc import Callable

import numpy as np

from maillage.stats.typology.components import principal_components
from maillage.stats.typology.grouping import (
    centres,
    consolidate,
    cut,
    nearest_centre,
    ward_tree,
)


STABLE, DOUBTFUL = 0.75, 0.6
# A larger table is looked at through samples: the tree of 35,000 rows takes seconds.
LARGEST_SAMPLE = 3_000
Progress = Callable[[int, int], None]


def stability(
    values: np.ndarray,
    groups: np.ndarray,
    *,
    axes: int,
    draws: int,
    seed: int,
    progress: Progress | None = None,
) -> np.ndarray:
    """Mean Jaccard of each class (numbered from 1) over the draws, between 0 and 1."""
    generator = np.random.default_rng(seed)
    number = int(groups.max())
    size = min(len(values), LARGEST_SAMPLE)
    totals, done = np.zeros(number), 0
    for index in range(draws):
        rows = generator.integers(0, len(values), size)
        sample = values[rows]
        if (sample.std(axis=0) > 0).all():
            totals += _resemblance(groups, _again(values, sample, number, axes), number)
            done += 1
        if progress is not None:
            progress(index + 1, draws)
    return np.asarray(totals / max(done, 1))


def _again(values: np.ndarray, sample: np.ndarray, number: int, axes: int) -> np.ndarray:
    """The class every row would have, had the table been the sample."""
    found = principal_components(sample, axes=axes)
    groups = consolidate(found.coordinates, cut(ward_tree(found.coordinates), number))
    middle = centres(found.coordinates, groups, int(groups.max()) + 1)
    return nearest_centre(found.place(values), middle)


def _resemblance(groups: np.ndarray, others: np.ndarray, number: int) -> np.ndarray:
    """Best Jaccard of each class among the new ones."""
    width = int(others.max()) + 1
    common = np.bincount((groups - 1) * width + others, minlength=number * width)
    common = common.reshape(number, width).astype(float)
    either = common.sum(axis=1)[:, None] + common.sum(axis=0)[None, :] - common
    return np.asarray((common / either).max(axis=1))


def stability_word(value: float) -> str:
    """`stable`, `incertaine` or `fragile`."""
    if value >= STABLE:
        return "stable"
    return "incertaine" if value >= DOUBTFUL else "fragile"
