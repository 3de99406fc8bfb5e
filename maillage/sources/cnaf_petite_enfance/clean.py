"""Cnaf: childcare places and coverage per 100 children under three (`txcouv_pe_*`, `nbpla_pe_*`).

One row per territory and year: France, région, département, EPCI, and communes above 10,000
inhabitants only (Paris, Lyon, Marseille by arrondissement). Clean columns:
TX_GLOBAL, TX_EAJE (crèches), TX_PSU, TX_HORS_PSU, TX_PRESCO (school before three), TX_AM
(assistantes maternelles), TX_DOMICILE, TX_INDIVIDUEL: published rates, which may exceed 100;
PLACES_TOTAL, PLACES_EAJE, PLACES_PSU, PLACES_HORS_PSU, PLACES_PRESCO, PLACES_AM, PLACES_DOMICILE,
PLACES_INDIVIDUEL: published numbers of places (of those, the columns the file has; PLACES_EAJE is
PLACES_PSU + PLACES_HORS_PSU where the file has no subtotal of crèches).
Rows whose code is only the letter X, twice or thrice (outside any EPCI or département), are no
territory and are left out.
"""

from collections.abc import Iterable, Mapping

import polars as pl

from maillage.base.levels import FRANCE_CODE, Level
from maillage.sources.communes import by_commune, located
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import found, header, refuse_missing, text_table, years_of
from maillage.sources.reading import numbers, territories


SCALES = {
    "com": (Level.COMMUNE, "numcom"),
    "epci": (Level.EPCI, "numepci"),
    "dep": (Level.DEPARTEMENT, "numdep"),
    "reg": (Level.REGION, "numregi"),
    "nat": (Level.FRANCE, "national"),
}
MODES = {
    "EAJE": ("eaje",),
    "PSU": ("psu_col", "psu"),
    "HORS_PSU": ("hors_psu_col", "hors_psu"),
    "PRESCO": ("prescol",),
    "AM": ("am_ind", "am"),
    "DOMICILE": ("gad_ind", "gad"),
    "INDIVIDUEL": ("ind",),
}


def variables(scale: str) -> Mapping[str, tuple[str, ...]]:
    """Clean column → names in the file of that scale (`txcouv_am_ind_epci`, `pl_gad_ind_dep`…)."""
    wanted: dict[str, tuple[str, ...]] = {
        "TX_GLOBAL": (f"txcouv_{scale}",),
        "PLACES_TOTAL": (f"tot_offre_{scale}",),
    }
    for mode, stems in MODES.items():
        wanted[f"TX_{mode}"] = tuple(f"txcouv_{stem}_{scale}" for stem in stems)
        wanted[f"PLACES_{mode}"] = tuple(f"pl_{stem}_{scale}" for stem in stems)
    return wanted


def recognise(sample: Sample) -> Match | None:
    """A CSV or Parquet export whose columns end with its scale: `txcouv_epci`, `tot_offre_dep`."""
    if sample.kind not in (FileKind.CSV, FileKind.PARQUET):
        return None
    columns = {name.lower() for name in header(sample)}
    scale = next(
        (scale for scale in SCALES if {f"txcouv_{scale}", f"tot_offre_{scale}"} & columns), None
    )
    if scale is None:
        return None
    level, code = SCALES[scale]
    missing = [name for name in ("annee", code) if name not in columns]
    if missing:
        raise refuse_missing(sample, "un export de la Cnaf sur l’accueil du jeune enfant", missing)
    names = found(sample, {"annee": ("annee",), "code": (code,), **variables(scale)})
    years = years_of(text_table(sample, {"annee": names["annee"]})["annee"])
    return Match(
        source="cnaf_petite_enfance",
        label=f"Accueil du jeune enfant, {level} (Cnaf)",
        years=tuple(years),
        geography_year=max(years) + 1,
        details={"columns": names, "scale": scale},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table, of one level (two when the communes include arrondissements)."""
    names, scale = raw.match.details["columns"], raw.match.details["scale"]
    level, _ = SCALES[scale]
    rows = text_table(raw.sample, names).with_columns(
        pl.col("annee").str.slice(0, 4).cast(pl.Int32).alias("year")
    )
    published = [name for name in names if name not in ("annee", "code")]
    if level is Level.COMMUNE:
        typed = _with_creches(
            numbers(located(rows, "code"), published, markers=raw.card["markers"])
        )
        yield CleanTable("cnaf_petite_enfance", by_commune(typed, geography_lag=1))
        return
    rows = rows.filter(~pl.col("code").str.to_uppercase().str.contains(r"^X*$"))
    typed = _with_creches(numbers(rows, published, markers=raw.card["markers"]))
    tables = [
        territories(
            typed.filter(pl.col("year") == year),
            level=level,
            code=_code(level),
            year=int(year),
            geography_year=int(year) + 1,
        )
        for year in typed["year"].unique().sort()
    ]
    yield CleanTable("cnaf_petite_enfance", pl.concat(tables, how="diagonal_relaxed"))


def _with_creches(table: pl.DataFrame) -> pl.DataFrame:
    """PLACES_EAJE when the file only has its two kinds: every crèche is « PSU » or not."""
    kinds = ("PLACES_PSU", "PLACES_HORS_PSU")
    if "PLACES_EAJE" in table.columns or not set(kinds) <= set(table.columns):
        return table
    return table.with_columns((pl.col(kinds[0]) + pl.col(kinds[1])).alias("PLACES_EAJE"))


def _code(level: Level) -> pl.Expr:
    """Codes with their leading zero; the national row is France, without Mayotte (see the card)."""
    if level is Level.FRANCE:
        return pl.lit(FRANCE_CODE)
    width = 9 if level is Level.EPCI else 2
    return pl.col("code").str.to_uppercase().str.pad_start(width, "0")
