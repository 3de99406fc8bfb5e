"""Density grid: degree of density in 3 and 7 classes, share of people in each, by territory.

DENS goes from 1 (dense) to 3 (rural), DENS7 from 1 to 7. These are codes: they are compared, never
added. The workbook has one sheet per level; a re-export in CSV has the communes only. The municipal
population printed beside is given to the census dataset, for its own year.
"""

import re
from collections.abc import Iterator

import polars as pl

from maillage.base.levels import Level
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.municipal import commune_codes, level_of
from maillage.sources.reading import numbers, read_rows, read_sheet, territories


CODES = {
    "CODGEO": Level.COMMUNE,
    "EPCI": Level.EPCI,
    "ECPI": Level.EPCI,  # as spelt in the published workbook of 2025
    "DEP": Level.DEPARTEMENT,
}
VARIABLES = ("DENS", "DENS7", "DENS_AAV", "P1", "P2", "P3", "P_RURAL")
POPULATION = re.compile(r"^PMUN(?P<year>\d\d)$")
TITLE = re.compile(r"Grille de densit[ée] (?P<year>20\d\d)")
GEOGRAPHY = re.compile(r"G[ée]ographie au 01/01/(?P<year>20\d\d)")
YEARS_FROM_CENSUS_TO_GRID = 3
MAYOTTE = "976"


def recognise(sample: Sample) -> Match | None:
    """A degree of density beside the codes of communes."""
    found = _sheets(sample)
    populations = [match for _, _, header in found for name in header if (match := _dated(name))]
    if not populations:
        return None
    census = 2000 + int(populations[0]["year"])
    titles = " ".join(cell for rows in sample.sheets.values() for row in rows for cell in row)
    title, geography = TITLE.search(titles), GEOGRAPHY.search(titles)
    year = int(title["year"]) if title else census + YEARS_FROM_CENSUS_TO_GRID
    return Match(
        source="insee_densite",
        label=f"Grille de densité {year} (Insee)",
        years=(year,),
        geography_year=int(geography["year"]) if geography else year,
        details={"sheets": [[sheet, row] for sheet, row, _ in found], "census": census},
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One table per sheet, and the population of communes."""
    for sheet, header_row in raw.match.details["sheets"]:
        if raw.sample.kind is FileKind.XLSX:
            rows = read_sheet(raw, sheet, header_row=header_row)
        else:
            rows = read_rows(raw, header_row=header_row)
        column = next(name for name in rows.columns if name in CODES)
        rows = rows.filter(pl.col(column) != "")
        level = CODES[column]
        if level is Level.COMMUNE:
            rows = rows.with_columns(commune_codes(raw, rows[column]))
            population = next(name for name in rows.columns if _dated(name))
            people = rows.select(column, population).rename({population: "P_POP"})
            # Mayotte's population in the grid is still that of its 2017 census.
            people = people.filter(~pl.col(column).str.starts_with(MAYOTTE))
            census = raw.match.details["census"]
            yield CleanTable("insee_rp", _table(raw, people, column, census))
        kept = [name for name in VARIABLES if name in rows.columns]
        grid = _table(raw, rows.select(column, *kept), column, raw.match.years[0])
        yield CleanTable("insee_densite", grid)


def _table(raw: RawFile, rows: pl.DataFrame, column: str, year: int) -> pl.DataFrame:
    variables = [name for name in rows.columns if name != column]
    table = territories(
        numbers(rows, variables, markers=raw.card["markers"]),
        level=CODES[column],
        code=pl.col(column).str.pad_start(2, "0"),
        year=year,
        geography_year=raw.match.geography_year,
    )
    if CODES[column] is Level.COMMUNE:
        table = table.with_columns(level_of(pl.col("code")).alias("level"))
    return table


def _sheets(sample: Sample) -> list[tuple[str, int, tuple[str, ...]]]:
    """(sheet, header row, header) of every table of a level Maillage knows."""
    sheets = sample.sheets or {"": sample.rows}
    found = []
    for sheet, rows in sheets.items():
        for index, row in enumerate(rows):
            header = tuple(cell.strip() for cell in row)
            if {"DENS", "LIBDENS"} <= set(header) and set(header) & set(CODES):
                found.append((sheet, index, header))
    return found


def _dated(name: str) -> re.Match[str] | None:
    return POPULATION.match(name)
