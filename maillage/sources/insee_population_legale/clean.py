"""Reference populations: `donnees_communes.csv` of « ensemble.zip », or Melodi's long format.

The municipal population (PMUN) is P_POP of its census year; PCAP and PTOT keep their names in their
own dataset. The CSV does not say its year: it must be in the name of the file or archive.
"""

import re
from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.contract import (
    KEYS,
    STATUS_SUFFIX,
    CleanTable,
    FileKind,
    Match,
    RawFile,
    Sample,
)
from maillage.sources.melodi_long import (
    breakdowns,
    dimensions,
    geography_year,
    observations,
    periods,
    pivoted,
)
from maillage.sources.municipal import commune_codes, level_of
from maillage.sources.reading import numbers, read_rows, territories


DATASET = "insee_population_legale"
MEASURE = "POPREF_MEASURE"
POPULATIONS = ["PMUN", "PCAP", "PTOT"]
YEAR_IN_NAME = re.compile(r"(?<!\d)(?P<year>20\d\d)(?!\d)")
YEARS_TO_GEOGRAPHY = 2


def recognise(sample: Sample) -> Match | None:
    """PMUN, PCAP and PTOT of communes, or the measure POPREF_MEASURE of Melodi."""
    names = dimensions(sample)
    if MEASURE in names and not breakdowns(names):
        return _match(periods(sample), geography_year(sample, lag=YEARS_TO_GEOGRAPHY), "long")
    header = sample.header(*POPULATIONS) if sample.kind is FileKind.CSV else None
    if header is None or not ({"CODDEP", "CODCOM"} <= set(header) or "COM" in header):
        return None
    found = YEAR_IN_NAME.search(f"{sample.origin} {sample.name}")
    if found is None:
        raise RefusedFile(
            f"« {sample.name} » contient les populations de référence des communes, mais rien n’y "
            "dit de quelle année.",
            todo="Mettez l’année dans le nom de l’archive : « populations_2023.zip ».",
        )
    year = int(found["year"])
    return _match((year,), year + YEARS_TO_GEOGRAPHY, "wide")


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """P_POP for the census, and the three populations in their own dataset."""
    table = _long(raw) if raw.match.details["shape"] == "long" else _wide(raw)
    yield CleanTable(DATASET, table)
    municipal = {"PMUN": "P_POP", f"PMUN{STATUS_SUFFIX}": f"P_POP{STATUS_SUFFIX}"}
    kept = {old: new for old, new in municipal.items() if old in table.columns}
    if kept:
        yield CleanTable("insee_rp", table.select(*KEYS, *kept).rename(kept))


def _match(years: tuple[int, ...], cog: int, shape: str) -> Match:
    return Match(
        source=DATASET,
        label=f"Populations de référence {max(years, default='')} (Insee)",
        years=years,
        geography_year=cog,
        details={"shape": shape},
    )


def _long(raw: RawFile) -> pl.DataFrame:
    rows = observations(raw).filter(pl.col(MEASURE).is_in(POPULATIONS))
    return pivoted(raw, rows, pl.col(MEASURE))


def _wide(raw: RawFile) -> pl.DataFrame:
    rows = read_rows(raw)
    rows = rows.with_columns(_codes(rows).alias("code"))
    rows = rows.with_columns(commune_codes(raw, rows["code"]).alias("code"))
    rows = numbers(rows, POPULATIONS, markers=raw.card["markers"])
    table = territories(
        rows.select("code", *POPULATIONS),
        level="commune",
        code=pl.col("code"),
        year=raw.match.years[0],
        geography_year=raw.match.geography_year,
    )
    return table.with_columns(level_of(pl.col("code")).alias("level"))


def _codes(rows: pl.DataFrame) -> pl.Expr:
    """The whole code, or département and number apart (« 971 » and « 01 » or « 101 » overseas)."""
    if "CODCOM" not in rows.columns:
        return pl.col("COM")
    number = pl.col("CODCOM").str.pad_start(3, "0")
    whole = pl.col("CODDEP").str.pad_start(2, "0").str.slice(0, 2) + number
    return pl.when(pl.col("CODCOM").str.len_chars() >= len("01001")).then("CODCOM").otherwise(whole)
