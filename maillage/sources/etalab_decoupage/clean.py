"""Administrative division of one year, as released by Etalab: names, membership, postal codes.

The year is that of the package release (1.x is 2021 … 6.x is 2026). Populations of the EPCI file
are never read: they are of another census. Those of the communes file are known for sure in release
6 only, where they are the populations de référence of RP 2023 (RP 2017 in Mayotte).
"""

import re
from collections.abc import Iterable

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import Level
from maillage.geography.zones import departement_of, zone_of
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample


SOURCE = "etalab_decoupage"
PACKAGE_SUFFIX = "decoupage-administratif"
YEAR_BEFORE_FIRST_RELEASE = 2020
DATED_COPY = re.compile(r"-\d{4}-\d{2}-\d{2}\.json$")

CONTENTS = {
    "communes": "communes",
    "epci": "intercommunalités",
    "departements": "départements",
    "regions": "régions",
}

TYPES = {
    "commune-actuelle": "commune",
    "commune-deleguee": "commune_deleguee",
    "commune-associee": "commune_associee",
    "arrondissement-municipal": "arrondissement_municipal",
}

TEXT = pl.String()
FIELDS: dict[str, dict[str, pl.DataType]] = {
    "communes": {
        "code": TEXT,
        "nom": TEXT,
        "type": TEXT,
        "commune": TEXT,
        "chefLieu": TEXT,
        "departement": TEXT,
        "region": TEXT,
        "zone": TEXT,
        "population": pl.Int64(),
        "codesPostaux": pl.List(pl.String),
        "anciensCodes": pl.List(pl.String),
        "collectiviteOutremer": pl.Struct({"code": pl.String}),
    },
    "epci": {
        "code": TEXT,
        "nom": TEXT,
        "type": TEXT,
        "membres": pl.List(pl.Struct({"code": pl.String})),
    },
    "departements": {"code": TEXT, "nom": TEXT, "region": TEXT, "zone": TEXT},
    "regions": {"code": TEXT, "nom": TEXT, "region": TEXT, "zone": TEXT},
}

# Census of the populations in communes.json, for the releases where it was checked against Insee.
POPULATION_VINTAGES = {2026: 2023}
# Mayotte: 256,518 inhabitants in the file, which is its census of 2017.
POPULATION_VINTAGES_MAYOTTE = {2026: 2017}


def recognise(sample: Sample) -> Match | None:
    """One of the four files of a release; None for anything else, even of the same package."""
    if sample.kind is not FileKind.JSON:
        return None
    content = _content(sample.text)
    if content is None or DATED_COPY.search(sample.name):
        return None
    if sample.package is None or not sample.package[0].endswith(PACKAGE_SUFFIX):
        raise RefusedFile(
            f"« {sample.name} » a la forme du découpage administratif ({CONTENTS[content]}), mais "
            "rien ne dit de quelle année il est.",
            todo="Déposez le dossier entier du paquet npm @etalab/decoupage-administratif, "
            "avec son fichier package.json.",
        )
    year = YEAR_BEFORE_FIRST_RELEASE + int(sample.package[1].split(".")[0])
    label = f"Découpage administratif {year}, {CONTENTS[content]} (Etalab)"
    return Match(SOURCE, label, (year,), year, {"content": content})


def _content(text: str) -> str | None:
    """Which of the four files this is, from the fields of its first record."""
    start = text.find("{")
    if not text.lstrip("\ufeff \r\n\t").startswith("[") or start < 0:
        return None
    fields = set(re.findall(r'"(\w+)"\s*:', text[start : start + 1500].split("}")[0]))
    if {"code", "nom", "type", "membres"} <= fields:
        return None if '"type":"EPT"' in text[start : start + 1500] else "epci"
    if {"code", "nom", "type"} <= fields and '"commune-' in text[:2000]:
        return "communes"
    if not {"code", "nom", "chefLieu"} <= fields or {"type", "departement"} & fields:
        return None
    return "departements" if "region" in fields else "regions"


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """The geography table of the file, and the reference populations when their census is known."""
    year = raw.match.geography_year
    content = raw.match.details["content"]
    records = _records(raw, content).with_columns(year=pl.lit(year, dtype=pl.Int32))
    if content == "communes":
        communes = _communes(records)
        yield CleanTable("decoupage_communes", communes, kind="geography")
        yield from _populations(communes, year)
    elif content == "epci":
        yield CleanTable("decoupage_epci", _epci(records), kind="geography")
    else:
        areas = records.select("year", "code", "region", "zone", name="nom")
        yield CleanTable(f"decoupage_{content}", areas, kind="geography")


def _records(raw: RawFile, content: str) -> pl.DataFrame:
    try:
        records = pl.read_json(raw.path, schema=FIELDS[content])
    except pl.exceptions.PolarsError as problem:
        raise RefusedFile(
            f"« {raw.sample.name} » s’interrompt ou n’est plus du JSON valide.",
            todo="Installez de nouveau le paquet npm @etalab/decoupage-administratif.",
        ) from problem
    if records.is_empty() or records["code"].null_count():
        raise RefusedFile(f"« {raw.sample.name} » n’est pas une liste de territoires.")
    return records


def _communes(records: pl.DataFrame) -> pl.DataFrame:
    """Communes of every type. Release 1 has no zone, and overseas collectivités apart."""
    collectivite = pl.col("collectiviteOutremer").struct.field("code")
    own = pl.coalesce(
        "departement",
        collectivite,
        pl.col("code").map_elements(departement_of, return_dtype=pl.String),
    )
    kept = records.filter(pl.col("type").is_in(list(TYPES))).with_columns(
        departement=own, region=pl.coalesce("region", collectivite)
    )
    zones = {code: zone_of(code) for code in kept["departement"].unique()}
    nobody = pl.lit([], dtype=pl.List(pl.String))
    return kept.select(
        "year",
        "code",
        pl.col("nom").alias("name"),
        pl.col("type").replace_strict(TYPES),
        pl.coalesce("commune", "chefLieu").alias("parent"),
        "departement",
        "region",
        pl.coalesce("zone", pl.col("departement").replace_strict(zones)).alias("zone"),
        "population",
        pl.col("codesPostaux").fill_null(nobody).alias("postal_codes"),
        pl.col("anciensCodes").fill_null(nobody).alias("former_codes"),
    )


def _epci(records: pl.DataFrame) -> pl.DataFrame:
    """One row per member. Their populations, of another census, are not read."""
    members = records.explode("membres", empty_as_null=False, keep_nulls=False)
    return members.select(
        "year",
        "code",
        pl.col("nom").alias("name"),
        pl.col("type").alias("kind"),
        pl.col("membres").struct.field("code").alias("commune"),
    )


def _populations(communes: pl.DataFrame, year: int) -> Iterable[CleanTable]:
    """P_POP of the communes and municipal arrondissements, under the census they come from."""
    if year not in POPULATION_VINTAGES:
        return
    census = (
        pl.when(pl.col("departement") == "976")
        .then(POPULATION_VINTAGES_MAYOTTE[year])
        .otherwise(POPULATION_VINTAGES[year])
    )
    # Overseas collectivités have their own censuses, whose years the file does not tell.
    kept = communes.filter(
        pl.col("type").is_in([str(Level.COMMUNE), str(Level.ARRONDISSEMENT_MUNICIPAL)]),
        pl.col("zone") != "com",
        pl.col("population").is_not_null(),
    )
    frame = kept.select(
        pl.col("type").alias("level"),
        "code",
        census.cast(pl.Int32).alias("year"),
        pl.lit(year, dtype=pl.Int32).alias("geography_year"),
        pl.col("population").cast(pl.Float64).alias("P_POP"),
    )
    yield CleanTable("insee_rp", frame)
