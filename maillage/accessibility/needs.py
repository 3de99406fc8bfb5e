"""Standardised people: each age counts for what it consumes, as in the APL of Drees.

Weights are relative consumptions given by the user; nothing is assumed about them.
"""

import numpy as np
import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.french import join_words
from maillage.sources.own_tables import OwnTable


AGE_COLUMNS = {"column": "colonne du fichier des habitants", "weight": "poids de cet âge"}


def people_by_age(demand: OwnTable, ages: OwnTable) -> tuple[OwnTable, np.ndarray]:
    """The demand with its column people (the sum of ages), and the standardised people.

    demand  place, and one column of people per age
    ages    column, weight: which columns are ages, and how much each counts (≥ 0)
    """
    ages.refuse_twice("column")
    columns, weights = ages.texts("column"), ages.numbers("weight", minimum=0)
    missing = [name for name in columns if name not in demand.frame.columns]
    if missing:
        raise RefusedFile(
            f"« {demand.name} » : la colonne « {missing[0]} », nommée par « {ages.name} », est "
            f"absente (trouvées : {join_words([f'« {one} »' for one in demand.frame.columns])}).",
            todo="Donnez aux âges les mêmes noms dans les deux fichiers.",
        )
    counts = [demand.numbers(name, minimum=0).to_numpy() for name in columns]
    people = np.sum(counts, axis=0)
    need = np.sum([w * count for w, count in zip(weights, counts, strict=True)], axis=0)
    frame = demand.frame.with_columns(pl.Series("people", people))
    return OwnTable(demand.name, frame, demand.lines), np.asarray(need, dtype=float)
