"""Injep: licences of the sports federations, by commune of the licence holder (`lic-data-AAAA`).

The file has one row per commune, priority district and federation, with the holders by sex and
age; a district (« Code QPV », X outside) is part of its commune, so the rows of a commune add up.
One row per commune (or arrondissement) and year; clean columns: NB_LICENCES, NB_LICENCES_F,
NB_LICENCES_H, NB_LICENCES_0_14, NB_LICENCES_15_29, NB_LICENCES_30_59, NB_LICENCES_60_PLUS.
Licences, not persons: one person may hold several. Holders of unknown sex or age are in the total
only. Rows « NR - Non réparti » have no commune and are left out. The year is that of the name.
"""

import re
from collections.abc import Iterable, Mapping

import polars as pl

from maillage.sources.communes import by_commune, located
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import (
    found,
    header,
    refuse_missing,
    refuse_without_year,
    text_table,
    year_in_name,
)
from maillage.sources.reading import numbers


COLUMNS = {
    "commune": ("code_commune",),
    "federation": ("federation",),
    "total": ("total",),
}
CELL = re.compile(r"^(?P<sex>[FH]) - (?:(?P<low>\d+) à \d+ ans|NR)$")
AGES = {
    "0_14": range(15),
    "15_29": range(15, 30),
    "30_59": range(30, 60),
    "60_PLUS": range(60, 200),
}


def recognise(sample: Sample) -> Match | None:
    """A CSV with Code Commune, Fédération and columns « F - 1 à 4 ans »."""
    names = found(sample, COLUMNS)
    cells = [name for name in header(sample) if CELL.match(name)]
    if sample.kind is not FileKind.CSV or "federation" not in names or not cells:
        return None
    missing = [COLUMNS[ours][0] for ours in COLUMNS if ours not in names]
    if missing:
        raise refuse_missing(sample, "les licences sportives de l’Injep", missing)
    year = year_in_name(sample)
    if year is None:
        raise refuse_without_year(sample, example="lic-data-2021.csv")
    return Match(
        source="injep_licences",
        label=f"Licences sportives {year} par commune (Injep)",
        years=(year,),
        geography_year=year,
        details={"columns": names},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table, federations added up."""
    cells = {name: name for name in header(raw.sample) if CELL.match(name)}
    rows = located(text_table(raw.sample, raw.match.details["columns"] | cells), "commune")
    typed = numbers(rows, ["total", *cells], markers=raw.card["markers"])
    summed = typed.group_by("code", maintain_order=True).agg(
        _sum(name, columns) for name, columns in _groups(list(cells)).items()
    )
    year = pl.lit(raw.match.years[0]).alias("year")
    yield CleanTable("injep_licences", by_commune(summed.with_columns(year)))


def _sum(name: str, columns: list[str]) -> pl.Expr:
    """The sum over rows and columns; unknown as soon as one cell is."""
    whole = pl.all_horizontal(pl.col(column).is_not_null() for column in columns).all()
    return pl.when(whole).then(pl.sum_horizontal(pl.col(columns).sum())).alias(name)


def _groups(cells: list[str]) -> Mapping[str, list[str]]:
    """Clean column → columns of the file that make it."""
    groups: dict[str, list[str]] = {"NB_LICENCES": ["total"]}
    for cell in cells:
        matched = CELL.match(cell)
        if matched is None:
            continue
        groups.setdefault(f"NB_LICENCES_{matched['sex']}", []).append(cell)
        if matched["low"] is None:
            continue
        age = next(name for name, ages in AGES.items() if int(matched["low"]) in ages)
        groups.setdefault(f"NB_LICENCES_{age}", []).append(cell)
    return groups
