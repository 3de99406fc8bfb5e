"""What distinguishes a class: how far each variable is from the whole, and whether that is chance.

The test value compares the mean of a class with that of as many rows drawn at random (Lebart,
Morineau & Piron); beyond 1.96 in absolute value, chance alone would do it less than once in twenty.
A class is named by its most distinctive variables; what is printed of it is its median territory.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from maillage.base.french import join_words


REMARKABLE = 1.96
NAMED_BY = 2
# A difference under this part of a standard deviation is not worth a name, however certain.
SMALLEST_GAP = 0.4


def profile(values: np.ndarray, groups: np.ndarray, labels: Sequence[str]) -> pl.DataFrame:
    """One row per class and variable, the most distinctive first.

    values  (n, p) as given by the user, without missing cells
    groups  class of each row, from 1

    class, size, variable, median, overall_median, gap (in standard deviations), test_value
    """
    count, centre, spread = len(values), values.mean(axis=0), values.std(axis=0)
    rows: list[dict[str, object]] = []
    for number in range(1, int(groups.max()) + 1):
        inside = values[groups == number]
        size = len(inside)
        gap = (inside.mean(axis=0) - centre) / spread
        chance = np.sqrt((count - size) / (count - 1) / size) if size < count else np.inf
        for index in np.argsort(-np.abs(gap), kind="stable"):
            rows.append(
                {
                    "class": number,
                    "size": size,
                    "variable": labels[index],
                    "median": float(np.median(inside[:, index])),
                    "overall_median": float(np.median(values[:, index])),
                    "gap": float(gap[index]),
                    "test_value": float(gap[index] / chance),
                }
            )
    return pl.DataFrame(rows)


def class_names(table: pl.DataFrame) -> dict[int, str]:
    """A name for each class from its profile: what is above, what is below the whole.

    Two classes never share a name: further variables are added, then the number of the class.
    """
    names: dict[int, str] = {}
    for number in table["class"].unique(maintain_order=True).to_list():
        rows = table.filter(pl.col("class") == number)
        for size in range(NAMED_BY, rows.height + 1):
            name = _name(rows, size)
            if name not in names.values():
                break
        names[number] = name if name not in names.values() else f"{name} ({number})"
    return names


def _name(rows: pl.DataFrame, size: int) -> str:
    telling = rows.filter(
        (pl.col("test_value").abs() >= REMARKABLE) & (pl.col("gap").abs() >= SMALLEST_GAP)
    ).head(size)
    sides = {
        "Au-dessus : ": telling.filter(pl.col("gap") > 0)["variable"].to_list(),
        "au-dessous : ": telling.filter(pl.col("gap") < 0)["variable"].to_list(),
    }
    said = [f"{word}{join_words(names)}" for word, names in sides.items() if names]
    text = " ; ".join(said) or "Proche de la moyenne"
    return text[0].upper() + text[1:]
