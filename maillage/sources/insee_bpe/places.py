"""Located facilities of the BPE: one row each, with the quality INSEE gives to its position.

Names of health professionals (types D2…) are left out: they are people. A position drawn at random
in the commune (quality 33) is no position.
"""

import polars as pl

from maillage.sources.reading import commune_code


PROFESSIONALS = "^D2"
RANDOM_POSITION = "33"
TEXTS = {"nom": "NOMRS", "iris": "DCIRIS", "quality": "QUALITE_XY", "epsg": "EPSG"}
NUMBERS = {"latitude": "LATITUDE", "longitude": "LONGITUDE", "x": "LAMBERT_X", "y": "LAMBERT_Y"}
NOTHING = ("", "_Z", "_U", "X")


def located_facilities(rows: pl.LazyFrame) -> pl.LazyFrame:
    """commune, year, type, nom, iris, quality, epsg, latitude, longitude, x, y (metres)."""
    present = set(rows.collect_schema().names())
    texts = [
        pl.col(column).replace(dict.fromkeys(NOTHING)).alias(name)
        if column in present
        else pl.lit(None, dtype=pl.String).alias(name)
        for name, column in TEXTS.items()
    ]
    somewhere = pl.lit(value=True)
    if "QUALITE_GEOLOC" in present:
        somewhere = pl.col("QUALITE_GEOLOC").fill_null("") != RANDOM_POSITION
    numbers = [
        pl.when(somewhere).then(pl.col(column).cast(pl.Float64, strict=False)).alias(name)
        if column in present
        else pl.lit(None, dtype=pl.Float64).alias(name)
        for name, column in NUMBERS.items()
    ]
    facilities = rows.select(
        pl.when(pl.col("DEPCOM") != "").then(commune_code(pl.col("DEPCOM"))).alias("commune"),
        pl.col("AN").cast(pl.Int32).alias("year"),
        pl.col("TYPEQU").alias("type"),
        *texts,
        *numbers,
    )
    person = pl.col("type").str.contains(PROFESSIONALS)
    return facilities.with_columns(pl.when(~person).then("nom").alias("nom"))
