"""Share of the 15–24 who are neither employed nor studying (« part des jeunes non insérés »).

A rate as published, in percent, without its numerator: it can be shown, never added nor averaged.
"""

from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import Level
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.municipal import commune_codes, level_of
from maillage.sources.reading import numbers, read_rows, territories


PUBLISHED = "part_non_inseres"
VARIABLE = "PART_NON_INSERES"
EPCI_LENGTH = 9
# Every commune of the census 2018 file is in the COG of 2021, and in no other recent one.
YEARS_TO_GEOGRAPHY = 3


def recognise(sample: Sample) -> Match | None:
    """Codes, years and the share of young people outside employment and education."""
    header = sample.header(PUBLISHED) if sample.kind is FileKind.CSV else None
    if header is None:
        return None
    names = [name.lower() for name in header]
    if not {"codgeo", "an"} <= set(names):
        raise RefusedFile(
            f"« {sample.name} » donne la part des jeunes non insérés sans « codgeo » ou « an ».",
            todo="Déposez le fichier tel que publié.",
        )
    place = names.index("an")
    body = [row for row in sample.rows[1:] if len(row) > place and row[place].strip().isdigit()]
    lengths = {len(row[names.index("codgeo")].strip()) for row in body}
    years = tuple(sorted({int(row[place]) for row in body}))
    level = Level.EPCI if lengths == {EPCI_LENGTH} else Level.COMMUNE
    return Match(
        source="insee_neet",
        label=f"Jeunes non insérés {max(years, default='')}, {level}s (Insee, recensement)",
        years=years,
        geography_year=max(years, default=0) + YEARS_TO_GEOGRAPHY,
        details={"header_row": sample.header_row(PUBLISHED), "level": str(level)},
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One row per territory and census."""
    rows = read_rows(raw)
    rows = rows.rename({name: name.lower() for name in rows.columns}).rename({PUBLISHED: VARIABLE})
    rows = numbers(rows, [VARIABLE], markers=raw.card["markers"])
    communes = raw.match.details["level"] == Level.COMMUNE
    if communes:
        rows = rows.with_columns(commune_codes(raw, rows["codgeo"]))
    table = territories(
        rows,
        level=raw.match.details["level"],
        code=pl.col("codgeo"),
        year=pl.col("an").cast(pl.Int32),
        geography_year=raw.match.geography_year,
    )
    if communes:
        table = table.with_columns(level_of(pl.col("code")).alias("level"))
    yield CleanTable("insee_neet", table)
