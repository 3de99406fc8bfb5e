"""BPE in its three shapes: counts by commune and type, one row per located facility, Melodi.

One column per type of facility (`D265`, general practitioners). The BPE lists every facility of the
types a file covers: in a commune the file names, a type it does not mention has none, and that zero
is written. A commune the file never names is left out. The geolocated file (1.5 GB) is streamed.
"""

from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import Level
from maillage.sources.contract import KEYS, CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.insee_bpe.places import located_facilities
from maillage.sources.melodi_long import (
    TOTALS,
    breakdowns,
    dimensions,
    geography_year,
    observations,
    periods,
    pivoted,
)
from maillage.sources.municipal import commune_codes, level_of
from maillage.sources.streaming import collected, scanned


TYPE_PATTERN = r"^[A-G]\d{3}$"
FACILITIES = "FACILITIES"
FACILITY_DIMENSIONS = frozenset({"FACILITY_DOM", "FACILITY_SDOM", "FACILITY_TYPE"})
YEARS_TO_MELODI_GEOGRAPHY = 1
SHAPES = {
    "counts": "nombre d’équipements par commune",
    "places": "équipements géolocalisés",
    "melodi": "dénombrement des équipements",
}


def recognise(sample: Sample) -> Match | None:
    """Types of facilities by commune: `TYPEQU` and `DEPCOM`, or `FACILITY_TYPE` of Melodi."""
    names = dimensions(sample)
    if {"BPE_MEASURE", "FACILITY_TYPE"} <= names:
        years = periods(sample)
        return _match("melodi", years, geography_year(sample, lag=YEARS_TO_MELODI_GEOGRAPHY))
    header = sample.header("DEPCOM", "TYPEQU", "AN")
    if sample.kind is not FileKind.CSV or header is None:
        return None
    place = header.index("AN")
    year = next((int(row[place]) for row in sample.rows[1:2] if row[place].isdigit()), None)
    if year is None:
        raise RefusedFile(
            f"« {sample.name} » a les colonnes de la BPE, mais aucune année dans « AN ».",
            todo="Téléchargez de nouveau le fichier : il est sans doute vide ou coupé.",
        )
    shape = "counts" if "NB_EQUIP" in header else "places"
    return _match(shape, (year,), year)


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """Counts in every shape; facilities as well when the file locates them."""
    shape = raw.match.details["shape"]
    if shape == "melodi":
        yield CleanTable("insee_bpe", _from_melodi(raw))
        return
    yield CleanTable("insee_bpe", _counts(raw))
    if shape == "places":
        yield CleanTable("insee_bpe", located_facilities(scanned(raw.sample)), kind="places")


def _match(shape: str, years: tuple[int, ...], cog: int) -> Match:
    return Match(
        source="insee_bpe",
        label=f"Base permanente des équipements {max(years, default='')}, {SHAPES[shape]} (Insee)",
        years=years,
        geography_year=cog,
        details={"shape": shape},
    )


def _counts(raw: RawFile) -> pl.DataFrame:
    """Facilities of each type, IRIS and sectors of one commune added up."""
    many = raw.match.details["shape"] == "counts"
    number = pl.col("NB_EQUIP").cast(pl.Float64, strict=False) if many else pl.lit(1.0)
    counted = (
        scanned(raw.sample)
        .filter(pl.col("TYPEQU").str.contains(TYPE_PATTERN))
        .with_columns(number.alias("count"))
        .group_by("DEPCOM", "AN", "TYPEQU")
        .agg(pl.col("count").sum(), pl.col("count").null_count().alias("unread"))
    )
    rows = collected(raw.sample, counted)
    unread = rows.filter(pl.col("unread") > 0)
    if unread.height:
        raise RefusedFile(
            f"« {raw.sample.name} » : le nombre d’équipements « {unread['TYPEQU'][0]} » de "
            f"« {unread['DEPCOM'][0]} » n’est pas un nombre.",
            todo="Déposez le fichier tel que publié, sans modification.",
        )
    rows = rows.with_columns(
        commune_codes(raw, rows["DEPCOM"]).alias("code"),
        pl.col("AN").cast(pl.Int32).alias("year"),
        pl.lit(raw.match.geography_year).cast(pl.Int32).alias("geography_year"),
    ).with_columns(level_of(pl.col("code")).alias("level"))
    return _one_column_per_type(rows.sort("code", "TYPEQU"))


def _one_column_per_type(rows: pl.DataFrame) -> pl.DataFrame:
    table = rows.pivot(on="TYPEQU", index=list(KEYS), values="count", aggregate_function="sum")
    types = sorted(name for name in table.columns if name not in KEYS)
    return table.select(*KEYS, pl.col(types).fill_null(0.0))


def _from_melodi(raw: RawFile) -> pl.DataFrame:
    """Counts by type, every other dimension (sector, canteen…) at its total, at every level."""
    rows = observations(raw).filter(
        pl.col("BPE_MEASURE") == FACILITIES, pl.col("FACILITY_TYPE").str.contains(TYPE_PATTERN)
    )
    for name in breakdowns(rows.columns) - FACILITY_DIMENSIONS:
        rows = rows.filter(pl.col(name).is_in(TOTALS))
    table = pivoted(raw, rows, pl.col("FACILITY_TYPE"))
    types = sorted(set(rows["FACILITY_TYPE"]) & set(table.columns))
    communes = pl.col("level") == str(Level.COMMUNE)
    unsaid = [
        pl.when(communes & pl.col(name).is_null() & _not_hidden(name, table))
        .then(pl.lit(0.0))
        .otherwise(pl.col(name))
        .alias(name)
        for name in types
    ]
    return table.with_columns(unsaid)


def _not_hidden(name: str, table: pl.DataFrame) -> pl.Expr:
    status = f"{name}__status"
    return pl.col(status).is_null() if status in table.columns else pl.lit(True)
