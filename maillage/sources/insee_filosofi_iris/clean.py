"""Filosofi by IRIS, 2013 to 2021: one file of available incomes, one of declared incomes.

Available incomes (`DISP_MED21`) take the names of the communal files (`MED`); declared incomes keep
their prefix (`DEC_MED`), for they measure something else. INCERT and NOTE are INSEE's own flags of
uncertainty. « ns » is not significant, « so » not applicable, « nd » missing, « s » secret.
"""

import re
from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import Level
from maillage.base.statuses import Status
from maillage.sources.contract import CleanTable, Match, RawFile, Sample
from maillage.sources.reading import numbers, read_rows, territories


CODE = "IRIS"
VARIABLE = re.compile(r"^(?P<kind>DISP|DEC)_(?P<stem>\w+)(?P<year>\d\d)$")
KINDS = {"DISP": "revenus disponibles", "DEC": "revenus déclarés"}
FIRST_YEAR_OF_WRITTEN_SECRET = 2020
CODE_LENGTH = 9


def recognise(sample: Sample) -> Match | None:
    """A median income by IRIS."""
    for index, row in enumerate(sample.rows):
        header = [cell.strip() for cell in row]
        found = [match for cell in header if (match := VARIABLE.match(cell))]
        if any(match["stem"] == "MED" for match in found):
            return _match(sample, index, header, found[0])
    return None


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One row per IRIS."""
    rows = read_rows(raw)
    names = variable_names(rows.columns)
    rows = rows.filter(pl.col(CODE) != "").select(CODE, *names).rename(names)
    markers = dict(raw.card["markers"])
    if raw.match.years[0] < FIRST_YEAR_OF_WRITTEN_SECRET:
        markers[""] = Status.SECRET
    table = territories(
        numbers(rows, list(names.values()), markers=markers),
        level=Level.IRIS,
        code=pl.col(CODE).str.to_uppercase().str.pad_start(CODE_LENGTH, "0"),
        year=raw.match.years[0],
        geography_year=raw.match.geography_year,
    )
    yield CleanTable("insee_filosofi", table)


def variable_names(columns: list[str]) -> dict[str, str]:
    """`DISP_TP6021` → `TP60`, `DEC_MED21` → `DEC_MED`."""
    names = {}
    for column in columns:
        if found := VARIABLE.match(column):
            prefix = "" if found["kind"] == "DISP" else "DEC_"
            names[column] = prefix + found["stem"]
    return names


def _match(sample: Sample, row: int, header: list[str], variable: re.Match[str]) -> Match:
    if CODE not in header:
        raise RefusedFile(
            f"« {sample.name} » ressemble à un fichier Filosofi par IRIS, mais sa colonne "
            f"« {CODE} » est absente.",
            todo="Déposez le fichier « BASE_TD_FILO » tel que publié.",
        )
    year = 2000 + int(variable["year"])
    return Match(
        source="insee_filosofi_iris",
        label=f"Filosofi {year} par IRIS, {KINDS[variable['kind']]} (Insee)",
        years=(year,),
        geography_year=year + 1,
        details={"header_row": row},
    )
