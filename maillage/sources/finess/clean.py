"""FINESS: health, social and medico-social establishments (open extract of the register).

Read in both published layouts: the re-exposed CSV with a header (`nofinesset;…`, 35 columns) and
the Etalab extract without header (`finess;etalab;…`, rows `structureet` then `geolocalisation`).
Places: finess, name, category (code), category_label, commune, telephone, x, y, projection (of x
and y, as written), year.
Territories: one count per category of COUNTS (NB_EHPAD, NB_RESIDENCE_AUTONOMIE, NB_SSIAD…).
The commune is the département and three figures; FINESS writes the overseas ones 9A to 9F.
The year is that of the extract, or of the latest update in the file.
"""

from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import COMMUNE, counts
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import found, refuse_missing, text_table
from maillage.sources.finess.etalab import etalab_date, etalab_table


COLUMNS = {
    "finess": ("nofinesset",),
    "name": ("rs",),
    "long_name": ("rslongue",),
    "commune": ("commune",),
    "departement": ("departement",),
    "telephone": ("telephone",),
    "category": ("categetab",),
    "category_label": ("libcategetab",),
    "updated": ("datemaj",),
    "x": ("coordxet",),
    "y": ("coordyet",),
    "projection": ("sourcecoordet",),
}
OVERSEAS = {"9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "975", "9F": "976"}
COUNTS = {
    "NB_EHPAD": ("500",),
    "NB_RESIDENCE_AUTONOMIE": ("202",),
    "NB_SSIAD": ("354",),
    "NB_AIDE_DOMICILE": ("460", "209"),
    "NB_ACCUEIL_JOUR_AGE": ("207",),
    "NB_PHARMACIE": ("620",),
    "NB_MAISON_SANTE": ("603",),
    "NB_CENTRE_SANTE": ("124",),
    "NB_CMP": ("156",),
    "NB_PMI": ("223",),
    "NB_CENTRE_HOSPITALIER": ("355",),
    "NB_ENFANCE_HANDICAP": ("183", "182", "186", "189", "190"),
    "NB_ESAT": ("246",),
    "NB_HEBERGEMENT_HANDICAP": ("252", "255", "382", "437", "448", "449"),
    "NB_ACCOMPAGNEMENT_HANDICAP": ("445", "446"),
    "NB_CHRS": ("214",),
    "NB_CADA": ("443",),
    "NB_ADDICTOLOGIE": ("197", "178"),
    "NB_FJT": ("257",),
}


def recognise(sample: Sample) -> Match | None:
    """A CSV of establishments, with or without header."""
    if sample.kind is not FileKind.CSV:
        return None
    date = etalab_date(sample)
    if date:
        return _match(int(date[:4]), {"layout": "etalab"})
    names = found(sample, COLUMNS)
    if "finess" not in names:
        return None
    missing = [COLUMNS[ours][0] for ours in COLUMNS if ours not in names]
    if missing:
        raise refuse_missing(sample, "l’extrait FINESS des établissements", missing)
    updated = text_table(sample, {"updated": names["updated"]})["updated"]
    year = updated.str.extract(r"((?:19|20)\d{2})").cast(pl.Int32, strict=False).max()
    if not isinstance(year, int):
        raise refuse_missing(sample, "l’extrait FINESS des établissements", ["datemaj"])
    return _match(year, {"layout": "header", "columns": names})


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """The places, then their number by commune and category."""
    if raw.match.details["layout"] == "etalab":
        rows = etalab_table(raw.sample)
    else:
        rows = text_table(raw.sample, raw.match.details["columns"])
    code = _commune()
    places = rows.select(
        "finess",
        pl.when(pl.col("long_name") != "").then("long_name").otherwise("name").alias("name"),
        "category",
        "category_label",
        pl.when(code.str.contains(COMMUNE)).then(code).alias("commune"),
        "telephone",
        *(pl.col(axis).cast(pl.Float64, strict=False) for axis in ("x", "y")),
        "projection",
        pl.lit(raw.match.years[0]).alias("year"),
    )
    yield CleanTable("finess", places, kind="places")
    measures = {name: pl.col("category").is_in(codes) for name, codes in COUNTS.items()}
    yield CleanTable("finess", counts(places, measures))


def _match(year: int, details: dict[str, object]) -> Match:
    return Match(
        source="finess",
        label=f"Établissements FINESS, {year}",
        years=(year,),
        geography_year=year,
        details=details,
    )


def _commune() -> pl.Expr:
    """« 01 » and « 451 » → 01451; « 9A » and « 101 » → 97101; « 2A » and « 4 » → 2A004."""
    departement = pl.col("departement").str.to_uppercase().str.pad_start(2, "0")
    overseas = departement.is_in(list(OVERSEAS)) | departement.str.starts_with("97")
    number = pl.col("commune").str.pad_start(3, "0").str.tail(3)
    return pl.when(overseas).then(pl.lit("97") + number).otherwise(departement + number)
