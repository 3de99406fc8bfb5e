"""Census by commune, any theme of the « base-cc » family and any vintage.

Population, housing, households, activity, employment, education: the same shape, told by its
columns (`P22_…`, `C22_…`). Three censuses per file, five years apart. Nothing is computed.
"""

from collections.abc import Iterator

from maillage.sources.contract import CleanTable, Match, RawFile, Sample
from maillage.sources.insee_rp_dossier.clean import columns_by_family
from maillage.sources.rp_wide import (
    YEARS_FROM_CENSUS_TO_COMMUNES,
    WideTable,
    census_columns,
    census_match,
    census_tables,
    header_of,
)


CODE = "CODGEO"


def recognise(sample: Sample) -> Match | None:
    """Commune codes beside census variables, and nothing of the other sources of the dossier."""
    header = header_of(sample)
    if CODE not in header or not census_columns(header) or columns_by_family(header):
        return None
    return census_match(
        header,
        source="insee_rp_base_cc",
        label="Recensement {year}, base communale (Insee)",
        lag=YEARS_FROM_CENSUS_TO_COMMUNES,
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One table per census year."""
    where = WideTable(code=CODE, level="commune", geography_year=raw.match.geography_year)
    for table in census_tables(raw, where):
        yield CleanTable("insee_rp", table)
