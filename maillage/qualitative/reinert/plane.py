"""The factorial plane: correspondence analysis of the table words × classes.

Words near a class are those it uses more than others. Modalities are placed afterwards, without
weighing on the axes. The sign of an axis means nothing; it is fixed so that two runs agree.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array


@dataclass(frozen=True)
class Plane:
    """Places on the first axes.

    points   kind (class, word, modality), name, x, y, weight, class (nearest one)
    inertia  part of the whole carried by each axis, between 0 and 1
    """

    points: pl.DataFrame
    inertia: list[float]


def plane(
    counts: csr_array, words: list[str], labels: np.ndarray, modalities: pl.DataFrame | None = None
) -> Plane:
    """Places of classes and words; of modalities too when they are given.

    counts      segments × words, only presence matters; segments of class 0 are left out
    modalities  one row per segment, one column of text per variable
    """
    kept = labels > 0
    classes = np.unique(labels[kept])
    members = csr_array(
        (np.ones(kept.sum()), (np.searchsorted(classes, labels[kept]), np.arange(kept.sum())))
    )
    present = csr_array((counts[kept] > 0).astype(float))
    table = (members @ present).toarray().T
    used = table.sum(axis=1) > 0
    rows, columns, inertia, standard = _analysis(table[used])
    names = [word for word, is_used in zip(words, used, strict=True) if is_used]
    parts = [
        _points("class", [str(one) for one in classes], columns, table.sum(axis=0)),
        _points("word", names, rows, table[used].sum(axis=1)),
    ]
    if modalities is not None:
        parts.append(_placed(modalities.filter(pl.Series(kept)), members, standard))
    points = pl.concat(parts)
    return Plane(points.with_columns(_nearest(points, columns, classes)), inertia)


def _analysis(table: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[float], np.ndarray]:
    """Principal coordinates of rows and columns on two axes, inertia, standard column axes."""
    shares = table / table.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(rows, columns)
    left, values, right = np.linalg.svd((shares - expected) / np.sqrt(expected), False)
    signs = np.where(right[np.arange(right.shape[0]), np.abs(right).argmax(axis=1)] < 0, -1, 1)
    left, right = left * signs, (right.T * signs)
    whole = float((values**2).sum())
    standard = right[:, :2] / np.sqrt(columns)[:, None]
    own = left[:, :2] / np.sqrt(rows)[:, None] * values[:2]
    inertia = [float(value**2 / whole) if whole else 0.0 for value in values[:2]]
    return _two(own), _two(standard * values[:2]), inertia, _two(standard)


def _two(places: np.ndarray) -> np.ndarray:
    """Two columns, whatever the number of axes."""
    return np.pad(places, ((0, 0), (0, 2 - places.shape[1])))


def _points(kind: str, names: list[str], places: np.ndarray, weights: np.ndarray) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "kind": [kind] * len(names),
            "name": names,
            "x": places[:, 0],
            "y": places[:, 1],
            "weight": np.asarray(weights, dtype=float),
        },
        schema={
            "kind": pl.String,
            "name": pl.String,
            "x": pl.Float64,
            "y": pl.Float64,
            "weight": pl.Float64,
        },
    )


def _placed(modalities: pl.DataFrame, members: csr_array, standard: np.ndarray) -> pl.DataFrame:
    """Modalities at the mean of the classes of their segments, on the standard axes."""
    place = np.asarray(members.argmax(axis=0)).ravel()
    names, places, weights = [], [], []
    for variable in modalities.columns:
        values = modalities[variable]
        for modality in values.drop_nulls().unique().sort():
            inside = place[(values == modality).fill_null(False).to_numpy()]
            names.append(f"{variable} : {modality}")
            places.append(standard[inside].mean(axis=0))
            weights.append(inside.size)
    return _points("modality", names, np.array(places).reshape(-1, 2), np.array(weights))


def _nearest(points: pl.DataFrame, columns: np.ndarray, classes: np.ndarray) -> pl.Series:
    """The class each point is nearest to on the plane."""
    gaps = points.select("x", "y").to_numpy()[:, None, :] - columns[None, :, :]
    return pl.Series("class", classes[(gaps**2).sum(axis=2).argmin(axis=1)])
