"""IRIS of one year: code, name, and commune (by arrondissement in Paris, Lyon and Marseille).

Insee publishes it as a workbook with title rows; re-exports in CSV keep the same columns.
"""

from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.geography.vintages import year_of_list
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.reading import commune_code, read_table, titles


SOURCE = "insee_iris_reference"
SIGNATURE = ("CODE_IRIS", "LIB_IRIS", "DEPCOM")


def recognise(sample: Sample) -> Match | None:
    """A list of IRIS without figures; None for a data file that also bears these columns."""
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
    year = year_of_list(read_table(probe)["DEPCOM"].n_unique(), titles(sample), sample.name)
    if year is None:
        raise RefusedFile(
            f"« {sample.name} » est une liste d’IRIS, mais rien ne dit de quelle année elle est.",
            todo="Redonnez-lui son nom d’origine, par exemple « reference_IRIS_geo2024.xlsx ».",
        )
    return Match(SOURCE, f"Liste des IRIS {year} (Insee)", (year,), year, details)


def _details(rows: tuple[tuple[str, ...], ...], sheet: str) -> dict[str, object] | None:
    for index, row in enumerate(rows):
        cells = {cell.strip().upper() for cell in row}
        if set(SIGNATURE) <= cells and "TYP_IRIS" in cells and len(cells) <= 12:
            return {"sheet": sheet, "header_row": index}
    return None


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """`iris_reference`, as described in `maillage.geography`."""
    frame = read_table(raw).select(
        pl.lit(raw.match.geography_year, dtype=pl.Int32).alias("year"),
        pl.col("CODE_IRIS").str.pad_start(9, "0").alias("code"),
        pl.col("LIB_IRIS").alias("name"),
        commune_code(pl.col("DEPCOM")).alias("commune"),
    )
    yield CleanTable("iris_reference", frame.unique(maintain_order=True), kind="geography")
