"""ANCT: the France services houses and buses (« liste-fs-AAAAMMJJ »).

Places: one row per France services — id, name, kind (« Site principal », « Antenne »), itinerant,
address, postcode, commune, latitude, longitude, telephone, opened_on, year. The e-mail addresses of
the file and its opening-hour comments are not kept.
Territories: NB_FS, NB_FS_ITINERANT by commune. A commune without any is absent from the file.
The year is that of the latest « labellisation » of the list.
"""

from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import COMMUNE, counts
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import found, refuse_missing, refuse_without_year, text_table
from maillage.sources.reading import commune_code


COLUMNS = {
    "id": ("id_fs",),
    "name": ("lib_fs",),
    "kind": ("format_fs",),
    "itinerant": ("itinerance",),
    "address": ("adresse",),
    "postcode": ("code_postal",),
    "commune": ("insee_com",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "telephone": ("telephone",),
    "labelled": ("labellisation",),
}
LABELLED_ON = r"(\d{2})/(\d{2})/((?:19|20)\d{2})"


def recognise(sample: Sample) -> Match | None:
    """A CSV of France services: id_fs, lib_fs and insee_com."""
    names = found(sample, COLUMNS)
    if sample.kind is not FileKind.CSV or not {"id", "name"} <= set(names):
        return None
    missing = [COLUMNS[ours][0] for ours in COLUMNS if ours not in names]
    if missing:
        raise refuse_missing(sample, "la liste des France services", missing)
    labels = text_table(sample, {"labelled": names["labelled"]})["labelled"]
    year = labels.str.extract(LABELLED_ON, 3).cast(pl.Int32, strict=False).max()
    if not isinstance(year, int):
        raise refuse_without_year(sample, example="liste-fs-20221201.csv")
    return Match(
        source="anct_france_services",
        label=f"France services, liste de {year} (ANCT)",
        years=(year,),
        geography_year=year,
        details={"columns": names},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """The places, then their number by commune."""
    rows = text_table(raw.sample, raw.match.details["columns"])
    code = commune_code(pl.col("commune"))
    places = rows.select(
        *(pl.col(name) for name in ("id", "name", "kind", "address", "postcode", "telephone")),
        (pl.col("itinerant").str.to_lowercase() == "oui").alias("itinerant"),
        pl.when(code.str.contains(COMMUNE)).then(code).alias("commune"),
        *(pl.col(name).cast(pl.Float64, strict=False) for name in ("latitude", "longitude")),
        pl.col("labelled").str.extract(LABELLED_ON, 0).str.to_date("%d/%m/%Y").alias("opened_on"),
        pl.lit(raw.match.years[0]).alias("year"),
    )
    yield CleanTable("anct_france_services", places, kind="places")
    measures = {"NB_FS": pl.lit(True), "NB_FS_ITINERANT": pl.col("itinerant")}
    yield CleanTable("anct_france_services", counts(places, measures))
