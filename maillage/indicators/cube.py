"""Weighted counts of a census detail file: people by commune, age and sex, from individual rows.

Knows nothing of indicators: it answers « how many » for any columns of a Parquet file, with the
same Ibis expression on every engine. Rows without weight count for nothing and are not guessed.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from maillage.indicators.engines import Engine


def weighted_counts(
    engine: Engine,
    path: Path,
    by: Sequence[str],
    *,
    weight: str,
    where: Mapping[str, Sequence[str | int]] | None = None,
) -> pl.DataFrame:
    """One row per combination of `by` that exists: the columns of `by`, then `people`.

    weight  column of sampling weights
    where   column → values kept; a row is kept when each of these columns has one of them
    """
    table = engine.table(path)
    kept = table
    for name, values in (where or {}).items():
        kept = kept.filter(kept[name].isin(list(values)))
    return engine.run(kept.group_by(list(by)).aggregate(people=kept[weight].sum()))
