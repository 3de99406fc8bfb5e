"""RNA: how many active associations have their seat in each commune.

The register is published in two files that complete each other: `waldec` (associations declared or
changed since 2009, the main one) and `import` (the older ones). Clean columns, by commune and year:
NB_ASSOCIATIONS (active, of the file waldec) and NB_ASSOCIATIONS_ANCIENNES (active, of the file
import). Only counts are kept: neither titles, nor objects, nor the declarant's name or address.
Active: position « A » and no date of dissolution. Many associations never declare their end.
The year is that of the latest update in the file.
"""

from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import counts
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import found, refuse_missing, text_table


COLUMNS = {
    "commune": ("adrs_codeinsee",),
    "position": ("position",),
    "updated": ("maj_time",),
}
DISSOLVED = {"dissolved": ("date_disso",)}
WALDEC = {"declared": ("date_decla",)}
MARK = {"mark": ("objet_social1",)}


def recognise(sample: Sample) -> Match | None:
    """A CSV or Parquet file with objet_social1, adrs_codeinsee and position."""
    if sample.kind not in (FileKind.CSV, FileKind.PARQUET):
        return None
    names = found(sample, COLUMNS | DISSOLVED)
    if not found(sample, MARK):
        return None
    missing = [COLUMNS[ours][0] for ours in COLUMNS if ours not in names]
    if missing:
        raise refuse_missing(sample, "le répertoire national des associations", missing)
    main = bool(found(sample, WALDEC))
    updated = text_table(sample, {"updated": names["updated"]})["updated"]
    year = updated.str.extract(r"((?:19|20)\d{2})").cast(pl.Int32, strict=False).max()
    if not isinstance(year, int):
        raise refuse_missing(sample, "le répertoire national des associations", ["maj_time"])
    return Match(
        source="rna",
        label=f"Associations (RNA, {'waldec' if main else 'import'}), {year}",
        years=(year,),
        geography_year=year,
        details={"columns": names, "main": main},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table of counts."""
    rows = text_table(raw.sample, raw.match.details["columns"])
    active = rows.filter(pl.col("position").str.to_uppercase() == "A")
    if "dissolved" in active.columns:
        active = active.filter(pl.col("dissolved").is_in(["", "0001-01-01", "0000-00-00"]))
    active = active.with_columns(pl.lit(raw.match.years[0]).alias("year"))
    name = "NB_ASSOCIATIONS" if raw.match.details["main"] else "NB_ASSOCIATIONS_ANCIENNES"
    yield CleanTable("rna", counts(active.select("commune", "year"), {name: pl.lit(True)}))
