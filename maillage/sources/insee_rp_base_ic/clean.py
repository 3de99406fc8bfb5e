"""Census by IRIS, any theme of the « base-ic » family and any vintage.

A commune that is not divided is one IRIS ending with 0000. Counts are sampling estimates: INSEE
asks not to read them below 200 people. Nothing is computed.
"""

from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import Level
from maillage.sources.contract import CleanTable, Match, RawFile, Sample
from maillage.sources.rp_wide import (
    YEARS_FROM_CENSUS_TO_IRIS,
    WideTable,
    census_columns,
    census_match,
    census_tables,
    header_of,
)


CODE = "IRIS"
CODE_PATTERN = r"^(?:\d{2}|2[AB])\d{7}$"


def recognise(sample: Sample) -> Match | None:
    """IRIS codes beside census variables."""
    header = header_of(sample)
    if CODE not in header or not census_columns(header):
        return None
    return census_match(
        header,
        source="insee_rp_base_ic",
        label="Recensement {year}, base infracommunale par IRIS (Insee)",
        lag=YEARS_FROM_CENSUS_TO_IRIS,
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One table per census year: one, as these files carry a single vintage."""
    where = WideTable(code=CODE, level=Level.IRIS, geography_year=raw.match.geography_year)
    for table in census_tables(raw, where):
        wrong = table.filter(~pl.col("code").str.contains(CODE_PATTERN))["code"]
        if wrong.len():
            raise RefusedFile(
                f"« {raw.sample.name} » : « {wrong[0]} » n’est pas un code d’IRIS "
                "(neuf caractères, par exemple 070420101 ou 2A0040101).",
                todo="Déposez le fichier tel que publié, sans l’enregistrer depuis un tableur.",
            )
        yield CleanTable("insee_rp", table)
