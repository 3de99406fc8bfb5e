"""Drees: « accessibilité potentielle localisée » (APL) to health professionals, by commune.

One workbook per profession, one sheet per year (« APL 2024 »), title rows before the header, a row
of units after it. One row per commune (arrondissement in Paris, Lyon, Marseille) and year; clean
columns, according to the workbook: APL_MG (general practitioners: consultations per year and
standardised inhabitant), APL_MG_65, APL_MG_62, APL_MG_60 (those of that age or younger only),
APL_INF (nurses), APL_MK (physiotherapists), APL_SF (midwives), APL_CD (dentists), in full-time
equivalents for 100,000 standardised inhabitants; and POPSTD_MG … POPSTD_CD, the standardised
population, by which Drees says to weight the indicator of a larger territory.
"""

import re
from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import by_commune, located
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import plain, refuse_missing
from maillage.sources.reading import numbers, read_sheet


SHEET = re.compile(r"^APL (\d{4})$")
CODE = "code commune insee"
PROFESSIONS = {
    "apl_aux_medecins_generalistes": "MG",
    "apl_aux_infirmi": "INF",
    "apl_aux_masseurs": "MK",
    "apl_aux_kinesitherapeutes": "MK",
    "apl_aux_sages_femmes": "SF",
    "apl_aux_chirurgiens_dentistes": "CD",
    "apl_aux_dentistes": "CD",
}
AGED = re.compile(r"_de_(\d{2})_ans")
STANDARDISED = re.compile(r"^population_(?:feminine_)?standardisee")


def recognise(sample: Sample) -> Match | None:
    """A workbook with sheets « APL 20xx » whose header begins with « Code commune INSEE »."""
    if sample.kind is not FileKind.XLSX:
        return None
    sheets = {name: found for name in sample.sheets if (found := SHEET.match(name.strip()))}
    if not sheets:
        return None
    headers = {
        name: row for name in sheets if (row := _header_row(sample.sheets[name])) is not None
    }
    if len(headers) < len(sheets):
        raise refuse_missing(sample, "un classeur APL de la Drees", ["Code commune INSEE"])
    first, row = next(iter(headers.items()))
    profession = _profession(sample.sheets[first][row])
    if profession is None:
        raise refuse_missing(sample, "un classeur APL de la Drees", ["APL aux …"])
    years = sorted(int(found[1]) for found in sheets.values())
    return Match(
        source="drees_apl",
        label=f"APL ({profession}) {years[0]} à {years[-1]}, communes (Drees)",
        years=tuple(years),
        geography_year=years[-1],
        details={"header_rows": headers, "profession": profession},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table per sheet."""
    for sheet, row in raw.match.details["header_rows"].items():
        frame = read_sheet(raw, sheet, header_row=row)
        columns = _columns(frame.columns, raw.match.details["profession"])
        rows = located(frame.rename(columns), "commune").with_columns(
            pl.lit(int(sheet.split()[1])).alias("year")
        )
        kept = [name for name in columns.values() if name != "commune"]
        typed = numbers(rows, kept, markers=raw.card["markers"], decimal=".")
        yield CleanTable("drees_apl", by_commune(typed.select("code", "year", *kept)))


def _header_row(rows: tuple[tuple[str, ...], ...]) -> int | None:
    return next(
        (i for i, row in enumerate(rows) if row and row[0].strip().lower() == CODE),
        None,
    )


def _profession(header: tuple[str, ...]) -> str | None:
    names = [plain(cell) for cell in header]
    return next(
        (
            short
            for stem, short in PROFESSIONS.items()
            if any(name.startswith(stem) for name in names)
        ),
        None,
    )


def _columns(header: list[str], profession: str) -> dict[str, str]:
    """Name in the sheet → clean column, for the columns that are kept."""
    names: dict[str, str] = {}
    for written in header:
        name = plain(written)
        if name == plain(CODE):
            names[written] = "commune"
        elif name.startswith("apl_aux_"):
            aged = AGED.search(name)
            names[written] = f"APL_{profession}" + (f"_{aged[1]}" if aged else "")
        elif STANDARDISED.match(name):
            names[written] = f"POPSTD_{profession}"
    return names
