"""Depp: « indice de position sociale » (IPS) of schools and collèges.

Places: one row per school and year — uai, name, kind (« ecole » or « college »), sector, commune,
ips, pupils (where published), year (of the September the school year begins).
Territories: NB_ECOLES, IPS_ECOLES_MIN, IPS_ECOLES_MAX, or NB_COLLEGES, IPS_COLLEGES_MIN,
IPS_COLLEGES_MAX. An IPS is a mean over pupils: it is never averaged over schools. The counts are of
the schools of the file, some of which have no published IPS.
"""

from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import by_commune, located
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import found, header, plain, refuse_missing, text_table, years_of
from maillage.sources.reading import numbers


COLUMNS: dict[str, tuple[str, ...]] = {
    "school_year": ("rentree_scolaire",),
    "uai": ("uai",),
    "name": ("nom_de_l_etablissment", "nom_de_l_etablissement"),
    "commune": ("code_insee_de_la_commune",),
    "sector": ("secteur",),
    "ips": ("ips",),
}
OPTIONAL: dict[str, tuple[str, ...]] = {"pupils": ("effectifs",)}
KINDS = {"ecole": "ECOLES", "college": "COLLEGES"}
LABELS = {"ecole": "écoles", "college": "collèges"}


def recognise(sample: Sample) -> Match | None:
    """A CSV or Parquet export with a school year, a UAI and an IPS (lycées have several IPS)."""
    if sample.kind not in (FileKind.CSV, FileKind.PARQUET):
        return None
    names = found(sample, COLUMNS | OPTIONAL)
    if not {"school_year", "uai"} <= set(names) or _is_lycee(sample):
        return None
    if not any(plain(name).startswith("ips") for name in header(sample)):
        return None
    missing = [COLUMNS[ours][0] for ours in COLUMNS if ours not in names]
    if missing:
        raise refuse_missing(sample, "les indices de position sociale de la Depp", missing)
    rows = text_table(sample, {"school_year": names["school_year"], "name": names["name"]})
    years = years_of(rows["school_year"])
    kind = _kind(rows["name"])
    return Match(
        source="depp_ips",
        label=f"Indices de position sociale, {LABELS[kind]}, rentrée {years[-1]} (Depp)",
        years=tuple(years),
        geography_year=years[-1] + 1,
        details={"columns": names, "kind": kind},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """The places, then their number and extremes by commune."""
    kind = raw.match.details["kind"]
    rows = text_table(raw.sample, raw.match.details["columns"])
    figures = [name for name in ("ips", "pupils") if name in rows.columns]
    typed = numbers(rows, figures, markers=raw.card["markers"])
    places = located(typed, "commune").select(
        "uai",
        "name",
        pl.lit(kind).alias("kind"),
        "sector",
        pl.col("code").alias("commune"),
        *figures,
        pl.col("school_year").str.slice(0, 4).cast(pl.Int32).alias("year"),
    )
    yield CleanTable("depp_ips", places, kind="places")
    name = KINDS[kind]
    extremes = places.group_by(pl.col("commune").alias("code"), "year", maintain_order=True).agg(
        pl.len().cast(pl.Float64).alias(f"NB_{name}"),
        pl.col("ips").min().alias(f"IPS_{name}_MIN"),
        pl.col("ips").max().alias(f"IPS_{name}_MAX"),
    )
    yield CleanTable("depp_ips", by_commune(extremes, geography_lag=1))


def _is_lycee(sample: Sample) -> bool:
    return any("voie" in plain(name) for name in header(sample))


def _kind(names: pl.Series) -> str:
    """Collèges are called so; nursery and primary schools have every other name."""
    colleges = names.str.to_uppercase().str.contains(r"\bCOLLEGE|\bCOLLÈGE|^CLG").mean()
    return "college" if isinstance(colleges, float) and colleges > 0.5 else "ecole"
