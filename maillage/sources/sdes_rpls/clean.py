"""SDES: social housing by commune, from the RPLS (« résultats RPLS au 1er janvier »).

The sheet of communes has four rows of titles before its technical names. One row per commune (or
arrondissement) with at least one social dwelling; clean columns: NB_LS (social dwellings),
NB_LGT_TOT (all dwellings of the landlords), NB_LS_LOUES, NB_LS_VACANTS, NB_LS_VIDES, NB_LS_ASSO,
NB_LS_QPV, and the published rates TX_VAC, TX_VAC3 (over three months), TX_MOB, DENSITE (for 100
main residences). An empty cell is a secret.
The year follows the latest one of the series `nb_lsAAAA` the sheet also holds.
"""

import re
from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import by_commune, located
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import refuse_missing, refuse_without_year, year_in_name
from maillage.sources.reading import numbers, read_rows, read_sheet


COLUMNS = {
    "nb_ls": "NB_LS",
    "nb_lgt_tot": "NB_LGT_TOT",
    "nb_loues": "NB_LS_LOUES",
    "nb_vacants": "NB_LS_VACANTS",
    "nb_vides": "NB_LS_VIDES",
    "nb_asso": "NB_LS_ASSO",
    "nb_ls_en_qpv": "NB_LS_QPV",
    "tx_vac": "TX_VAC",
    "tx_vac3": "TX_VAC3",
    "tx_mob": "TX_MOB",
    "densite": "DENSITE",
}
CODE = "DEPCOM_ARM"
SERIES = re.compile(r"^nb_ls(20\d{2})$")
REQUIRED = ("nb_ls", "nb_vacants")


def recognise(sample: Sample) -> Match | None:
    """A workbook (or its CSV) with a row of technical names holding DEPCOM_ARM."""
    where = _where(sample)
    if where is None:
        return None
    sheet, row, header = where
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise refuse_missing(sample, "les résultats communaux du RPLS", missing)
    past = [int(match[1]) for name in header if (match := SERIES.match(name))]
    year = max(past) + 1 if past else year_in_name(sample)
    if year is None:
        raise refuse_without_year(sample, example="resultats_rpls_2024.xlsx")
    return Match(
        source="sdes_rpls",
        label=f"Parc locatif social au 1er janvier {year}, communes (SDES, RPLS)",
        years=(year,),
        geography_year=year,
        details={"sheet": sheet, "header_row": row},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table of communes and arrondissements."""
    sheet, row = raw.match.details["sheet"], raw.match.details["header_row"]
    frame = read_sheet(raw, sheet, header_row=row) if sheet else read_rows(raw)
    rows = located(frame, CODE).with_columns(pl.lit(raw.match.years[0]).alias("year"))
    kept = {theirs: ours for theirs, ours in COLUMNS.items() if theirs in rows.columns}
    typed = numbers(
        rows.rename(kept).select("code", "year", *kept.values()),
        list(kept.values()),
        markers=raw.card["markers"],
    )
    yield CleanTable("sdes_rpls", by_commune(typed))


def _where(sample: Sample) -> tuple[str, int, tuple[str, ...]] | None:
    """Sheet (empty for a CSV), header row and cells of the communal table."""
    tables = {"": sample.rows} if sample.kind is FileKind.CSV else sample.sheets
    if sample.kind not in (FileKind.CSV, FileKind.XLSX):
        return None
    for sheet, rows in tables.items():
        for index, row in enumerate(rows):
            cells = tuple(cell.strip() for cell in row)
            if CODE in cells:
                return sheet, index, cells
    return None
