"""What distinguishes each class: words and modalities over- and under-represented in it.

χ² of « holds the word » × « belongs to the class » over the classified segments, signed: positive
when the word is more frequent in the class than elsewhere. A χ² sorts; it proves nothing by itself.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy.sparse import csr_array


# χ² with one degree of freedom, at 5 %.
NOTABLE = 3.84
TYPICAL = 5


def word_profiles(counts: csr_array, words: Sequence[str], labels: np.ndarray) -> pl.DataFrame:
    """One row for each class and word: class, word, chi2 (signed), in_class, in_all, share.

    counts  segments × words; only presence matters
    labels  class of each segment, 0 for none: those are left out
    share   part of the segments holding the word that are in the class, between 0 and 1
    """
    kept = labels > 0
    present = (counts[kept] > 0).astype(float)
    return _profiles(csr_array(present), words, labels[kept], "word")


def modality_profiles(modalities: pl.DataFrame, labels: np.ndarray) -> pl.DataFrame:
    """The same for metadata: class, variable, modality, chi2, in_class, in_all, share.

    modalities  one row per segment, one column of text per variable; null where unknown
    """
    names = ["class", "variable", "modality", "chi2", "in_class", "in_all", "share"]
    parts = []
    for variable in modalities.columns:
        values = modalities[variable].cast(pl.String)
        known = values.is_not_null().to_numpy() & (labels > 0)
        levels = values.filter(pl.Series(known)).unique().sort().to_list()
        if levels:
            place = {level: index for index, level in enumerate(levels)}
            column = np.array([place[one] for one in values.filter(pl.Series(known))])
            present = csr_array(
                (np.ones(column.size), (np.arange(column.size), column)),
                shape=(column.size, len(levels)),
            )
            found = _profiles(present, levels, labels[known], "modality")
            parts.append(found.with_columns(pl.lit(variable).alias("variable")).select(names))
    texts = dict.fromkeys(("variable", "modality"), pl.String)
    counts = dict.fromkeys(("class", "in_class", "in_all"), pl.Int64)
    schema = {name: texts.get(name) or counts.get(name) or pl.Float64() for name in names}
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)


def _profiles(
    present: csr_array, names: Sequence[str], labels: np.ndarray, heading: str
) -> pl.DataFrame:
    classes = np.unique(labels)
    total = np.asarray(present.sum(axis=0))
    parts = []
    for one in classes:
        inside = labels == one
        held = inside.astype(float) @ present
        parts.append(
            pl.DataFrame(
                {
                    "class": np.full(total.size, one),
                    heading: list(names),
                    "chi2": signed_chi2(held, total, int(inside.sum()), labels.size),
                    "in_class": held.astype(np.int64),
                    "in_all": total.astype(np.int64),
                    "share": np.divide(held, total, out=np.zeros_like(held), where=total > 0),
                }
            )
        )
    return pl.concat(parts).filter(pl.col("in_all") > 0)


def signed_chi2(held: np.ndarray, total: np.ndarray, size: int, rows: int) -> np.ndarray:
    """χ² of a table of two by two for each word, negative where it is under-represented.

    held   segments of the class that hold it
    total  segments that hold it
    size   segments of the class, out of `rows`
    """
    gap = held * rows - total * size
    base = total * (rows - total) * float(size) * (rows - size)
    chi2 = np.divide(rows * gap**2, base, out=np.zeros(len(total)), where=base > 0)
    return np.where(gap < 0, -chi2, chi2)


def notable(profiles: pl.DataFrame, number: int, *, most: int, over: bool = True) -> pl.DataFrame:
    """The words or modalities that stand out in a class, the strongest first."""
    mine = pl.col("class") == number
    strong = pl.col("chi2") >= NOTABLE if over else pl.col("chi2") <= -NOTABLE
    name = "word" if "word" in profiles.columns else "modality"
    return profiles.filter(mine & strong).sort(
        pl.col("chi2").abs(), name, descending=[True, False]
    )[:most]


def typical_segments(
    counts: csr_array, words: Sequence[str], labels: np.ndarray, profiles: pl.DataFrame
) -> pl.DataFrame:
    """The segments that hold most of what distinguishes their class: class, row, score.

    score  sum of the χ² of the notable words of the class that the segment holds, each once
    """
    column = {word: place for place, word in enumerate(words)}
    parts = []
    for one in sorted(set(labels[labels > 0].tolist())):
        weights = np.zeros(len(words))
        strong = notable(profiles, one, most=profiles.height)
        weights[[column[word] for word in strong["word"]]] = strong["chi2"].to_numpy()
        rows = np.flatnonzero(labels == one)
        scores = csr_array((counts[rows] > 0).astype(float)) @ weights
        best = np.lexsort((rows, -scores))[:TYPICAL]
        parts.append(
            pl.DataFrame({"class": [one] * best.size, "row": rows[best], "score": scores[best]})
        )
    return pl.concat(parts)
