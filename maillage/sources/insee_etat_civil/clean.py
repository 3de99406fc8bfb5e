"""Births and deaths: Melodi's long files, or wide files with one column per year.

`NAISD` are births by residence of the mother, `DECESD` deaths by residence of the deceased. Both
are complete counts of civil registers; nothing is computed.
"""

from collections.abc import Iterator

import polars as pl

from maillage.sources.contract import CleanTable, Match, RawFile, Sample
from maillage.sources.insee_rp_dossier.clean import columns_by_family
from maillage.sources.melodi_long import (
    breakdowns,
    dimensions,
    geography_year,
    observations,
    periods,
    pivoted,
)
from maillage.sources.rp_wide import (
    WideTable,
    census_columns,
    header_of,
    keyed,
    read_wide,
    year_tables,
)


DATASET = "insee_etat_civil"
CODE = "CODGEO"
MEASURE = "EC_MEASURE"
MEASURES = {"LVB": "NAISD", "DTH": "DECESD"}
YEARS_TO_GEOGRAPHY = 1


def recognise(sample: Sample) -> Match | None:
    """Live births or deaths in long format, or `NAISD14`, `DECESD14`… beside commune codes."""
    names = dimensions(sample)
    if MEASURE in names and not breakdowns(names):
        return _match(periods(sample), geography_year(sample, lag=YEARS_TO_GEOGRAPHY), "long")
    header = header_of(sample)
    families = columns_by_family(header)
    if CODE not in header or set(families) != {DATASET} or census_columns(header):
        return None
    years = tuple(sorted(families[DATASET]))
    return _match(years, years[-1] + YEARS_TO_GEOGRAPHY, "wide")


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One row per territory and year."""
    if raw.match.details["shape"] == "long":
        rows = observations(raw).filter(pl.col(MEASURE).is_in(MEASURES))
        names = pl.col(MEASURE).replace_strict(MEASURES, return_dtype=pl.String)
        yield CleanTable(DATASET, pivoted(raw, rows, names))
        return
    header = header_of(raw.sample)
    years = columns_by_family(header)[DATASET]
    variables = {name for columns in years.values() for name in columns}
    labels = [name for name in header if name and name != CODE and name not in variables]
    where = WideTable(code=CODE, level="commune", geography_year=raw.match.geography_year)
    for table in year_tables(keyed(raw, read_wide(raw, code=CODE, texts=labels), where), years):
        yield CleanTable(DATASET, table)


def _match(years: tuple[int, ...], cog: int, shape: str) -> Match:
    return Match(
        source="insee_etat_civil",
        label=f"Naissances et décès domiciliés jusqu’en {max(years, default='')} (Insee)",
        years=years,
        geography_year=cog,
        details={"shape": shape},
    )
