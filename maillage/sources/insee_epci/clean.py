"""Communes of each EPCI in one year, from Insee's workbook or a CSV of its second sheet.

Communes without EPCI (code ZZZZZZZZZ) are left out.
"""

from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.geography.vintages import year_of_list
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.reading import commune_code, read_table, titles


SOURCE = "insee_epci"
SIGNATURE = {"CODGEO", "LIBGEO", "EPCI", "LIBEPCI"}
LARGEST_HEADER = 8
NO_EPCI = "ZZZZZZZZZ"


def recognise(sample: Sample) -> Match | None:
    """A table of communes with their EPCI and nothing else."""
    if sample.kind is FileKind.CSV:
        details = _details(sample.rows, "")
    elif sample.kind is FileKind.XLSX:
        found = (_details(rows, sheet) for sheet, rows in sample.sheets.items())
        details = next((detail for detail in found if detail is not None), None)
    else:
        return None
    if details is None:
        return None
    probe = RawFile(sample, Match(SOURCE, "", (), 0, details), {})
    year = year_of_list(read_table(probe)["CODGEO"].n_unique(), titles(sample), sample.name)
    if year is None:
        raise RefusedFile(
            f"« {sample.name} » donne l’intercommunalité de chaque commune, mais rien ne dit de "
            "quelle année.",
            todo="Redonnez-lui son nom d’origine, par exemple "
            "« Intercommunalite-Metropole_au_01-01-2021.xlsx ».",
        )
    label = f"Composition communale des intercommunalités {year} (Insee)"
    return Match(SOURCE, label, (year,), year, details)


def _details(rows: tuple[tuple[str, ...], ...], sheet: str) -> dict[str, object] | None:
    for index, row in enumerate(rows):
        cells = {cell.strip().upper() for cell in row if cell.strip()}
        if cells >= SIGNATURE and len(cells) <= LARGEST_HEADER:
            return {"sheet": sheet, "header_row": index}
    return None


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """`epci_composition`, as described in `maillage.geography`."""
    frame = read_table(raw).filter(pl.col("EPCI") != NO_EPCI, pl.col("EPCI") != "")
    yield CleanTable(
        "epci_composition",
        frame.select(
            pl.lit(raw.match.geography_year, dtype=pl.Int32).alias("year"),
            commune_code(pl.col("CODGEO")).alias("commune"),
            pl.col("EPCI").alias("epci"),
            pl.col("LIBEPCI").alias("epci_name"),
        ).unique(maintain_order=True),
        kind="geography",
    )
