"""Historical series of population: one column per census, CSV (with title rows) or XLSX.

Three definitions follow one another: total population until 1954 (PTOT), without double counting
from 1962 to 1999 (PSDC), municipal since 2006 (PMUN). All become P_POP of their year; the card
warns. A commune without a count has no value: Corsica before 1936 is not empty of people.
"""

import re
from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.municipal import commune_codes, level_of
from maillage.sources.reading import numbers, read_rows, read_sheet, territories


CODE = "CODGEO"
POPULATION = re.compile(r"^(?P<kind>PMUN|PSDC|PTOT)(?P<year>\d{4}|\d{2})$")
GEOGRAPHY = re.compile(r"G[ée]ographie au 01/01/(?P<year>\d{4})")
AT_LEAST = 5
YEARS_FROM_CENSUS_TO_COMMUNES = 2


def recognise(sample: Sample) -> Match | None:
    """At least five dated populations beside commune codes, on the first sheet or below titles."""
    for sheet, rows in _sheets(sample):
        for index, row in enumerate(rows):
            years = population_years([cell.strip() for cell in row])
            if len(years) >= AT_LEAST:
                return _match(sample, sheet, rows[: index + 1])
    return None


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One row per commune and census."""
    rows = _rows(raw)
    years = population_years(rows.columns)
    rows = rows.filter(pl.col(CODE) != "").select(CODE, *years)
    rows = rows.with_columns(commune_codes(raw, rows[CODE]))
    rows = numbers(rows, list(years), markers=raw.card["markers"], decimal=".")
    long = rows.unpivot(list(years), index=CODE, variable_name="column", value_name="P_POP")
    table = territories(
        long.filter(pl.col("P_POP").is_not_null()),
        level="commune",
        code=pl.col(CODE),
        year=pl.col("column").replace_strict(years, return_dtype=pl.Int32),
        geography_year=raw.match.geography_year,
    )
    yield CleanTable("insee_rp", table.with_columns(level_of(pl.col("code")).alias("level")))


def population_years(columns: list[str]) -> dict[str, int]:
    """`PMUN18` → 2018, `PSDC99` → 1999, `PTOT36` → 1936, `PTOT1876` → 1876."""
    years = {}
    for column in columns:
        if found := POPULATION.match(column):
            century = 2000 if found["kind"] == "PMUN" else 1900
            digits = found["year"]
            years[column] = int(digits) if len(digits) == len("1876") else century + int(digits)
    return years


def _sheets(sample: Sample) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    if sample.kind is FileKind.XLSX:
        return list(sample.sheets.items())
    return [("", sample.rows)]


def _match(sample: Sample, sheet: str, rows: tuple[tuple[str, ...], ...]) -> Match:
    header = [cell.strip() for cell in rows[-1]]
    years = sorted(population_years(header).values())
    if CODE not in header:
        raise RefusedFile(
            f"« {sample.name} » ressemble aux séries historiques de population, mais sa colonne "
            f"« {CODE} » est absente.",
            todo="Déposez le fichier des communes tel que publié.",
        )
    titles = " ".join(cell for row in rows for cell in row)
    found = GEOGRAPHY.search(titles)
    return Match(
        source="insee_population_historique",
        label=f"Population des communes de {years[0]} à {years[-1]} (Insee)",
        years=tuple(years),
        geography_year=int(found["year"]) if found else years[-1] + YEARS_FROM_CENSUS_TO_COMMUNES,
        details={"header_row": len(rows) - 1, "sheet": sheet},
    )


def _rows(raw: RawFile) -> pl.DataFrame:
    if raw.sample.kind is FileKind.XLSX:
        row = raw.match.details["header_row"]
        return read_sheet(raw, raw.match.details["sheet"], header_row=row)
    return read_rows(raw)
