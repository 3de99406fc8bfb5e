"""Ministry of Education: directory of schools (`fr-en-annuaire-education`).

Places: uai, name, kind (« Ecole », « Collège », « Lycée »…), nature, sector, address, postcode,
commune, latitude, longitude, telephone, year, of the establishments that are open. E-mail addresses
are not kept.
Territories: NB_ECOLES_ANNUAIRE, NB_COLLEGES_ANNUAIRE, NB_LYCEES_ANNUAIRE by commune.
The year is that of the latest update in the file.
"""

from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import COMMUNE, counts
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import found, plain, refuse_missing, text_table
from maillage.sources.reading import commune_code


COLUMNS = {
    "uai": ("identifiant_de_l_etablissement",),
    "name": ("nom_etablissement",),
    "kind": ("type_etablissement",),
    "sector": ("statut_public_prive",),
    "commune": ("code_commune",),
    "updated": ("date_maj_ligne",),
    "postcode": ("code_postal",),
}
OPTIONAL = {
    "nature": ("libelle_nature",),
    "address": ("adresse_1",),
    "telephone": ("telephone",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "state": ("etat",),
}
COUNTS = {
    "NB_ECOLES_ANNUAIRE": "ecole",
    "NB_COLLEGES_ANNUAIRE": "college",
    "NB_LYCEES_ANNUAIRE": "lycee",
}


def recognise(sample: Sample) -> Match | None:
    """A CSV or Parquet export with identifiant_de_l_etablissement and type_etablissement."""
    if sample.kind not in (FileKind.CSV, FileKind.PARQUET):
        return None
    names = found(sample, COLUMNS | OPTIONAL)
    if not {"uai", "kind"} <= set(names):
        return None
    missing = [COLUMNS[ours][0] for ours in COLUMNS if ours not in names]
    if missing:
        raise refuse_missing(sample, "l’annuaire de l’éducation", missing)
    updated = text_table(sample, {"updated": names["updated"]})["updated"]
    year = updated.str.extract(r"((?:19|20)\d{2})").cast(pl.Int32, strict=False).max()
    if not isinstance(year, int):
        raise refuse_missing(sample, "l’annuaire de l’éducation", ["date_maj_ligne"])
    return Match(
        source="education_annuaire",
        label=f"Annuaire de l’éducation, {year}",
        years=(year,),
        geography_year=year,
        details={"columns": names},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """The open establishments, then their number by commune."""
    rows = text_table(raw.sample, raw.match.details["columns"])
    if "state" in rows.columns:
        rows = rows.filter(pl.col("state").str.to_uppercase() == "OUVERT")
    rows = rows.with_columns(
        pl.lit("").alias(name) for name in OPTIONAL if name not in rows.columns
    )
    code = commune_code(pl.col("commune"))
    places = rows.select(
        *("uai", "name", "kind", "nature", "sector", "address", "postcode", "telephone"),
        pl.when(code.str.contains(COMMUNE)).then(code).alias("commune"),
        *(pl.col(axis).cast(pl.Float64, strict=False) for axis in ("latitude", "longitude")),
        pl.lit(raw.match.years[0]).alias("year"),
    )
    yield CleanTable("education_annuaire", places, kind="places")
    kinds = {kind: plain(kind) for kind in places["kind"].unique()}
    kind = pl.col("kind").replace_strict(kinds, return_dtype=pl.String)
    measures = {name: kind == wanted for name, wanted in COUNTS.items()}
    yield CleanTable("education_annuaire", counts(places, measures))
