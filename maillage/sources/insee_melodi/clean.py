"""Melodi, general reader: any local and annual dataset, one column per combination of dimensions.

`DS_RP_POPULATION_PRINC` becomes the dataset `melodi_ds_rp_population_princ`, its column
`POP__AGE_Y_LT15__SEX_F` the girls under 15. Totals (`_T`) leave no trace in names, so that a
filtered answer and the whole file give the same columns.
"""

from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.contract import CleanTable, Match, RawFile, Sample
from maillage.sources.melodi_long import (
    MANY_COLUMNS,
    breakdowns,
    dataset_name,
    dimensions,
    geography_year,
    observations,
    periods,
    pivoted,
    variable_name,
)


# Known by another reader: always, or when nothing breaks the measure down.
ALWAYS_READ_ELSEWHERE = frozenset({"BPE_MEASURE"})
WHOLE_READ_ELSEWHERE = frozenset({"EC_MEASURE", "FILOSOFI_MEASURE", "POPREF_MEASURE"})
YEARS_TO_GEOGRAPHY = 3


def recognise(sample: Sample) -> Match | None:
    """The columns or the answer of Melodi, unless another reader knows the measure."""
    names = dimensions(sample)
    if not names or names & ALWAYS_READ_ELSEWHERE:
        return None
    if names & WHOLE_READ_ELSEWHERE and not breakdowns(names):
        return None
    dataset = dataset_name(sample)
    return Match(
        source="insee_melodi",
        label=f"Melodi, jeu de données {dataset or 'sans nom'} (Insee)",
        years=periods(sample),
        geography_year=geography_year(sample, lag=YEARS_TO_GEOGRAPHY),
        details={"dataset": dataset},
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One row per territory and year."""
    rows = observations(raw)
    rows = rows.with_columns(variable_name(rows.columns).alias("column"))
    count = rows["column"].n_unique()
    if count > MANY_COLUMNS:
        raise RefusedFile(
            f"« {raw.sample.name} » croise tant de dimensions qu’il donnerait {count} colonnes "
            f"(limite : {MANY_COLUMNS}).",
            todo="Filtrez la requête Melodi (paramètres de dimensions), puis déposez la réponse.",
        )
    dataset = dataset_name(raw.sample) or raw.match.details.get("dataset") or "jeu_sans_nom"
    yield CleanTable(f"melodi_{dataset.lower()}", pivoted(raw, rows, pl.col("column")))
