"""Administrative division of one year, as released by Etalab: names, membership, postal codes.

The year is that of the package release (1.x is 2021 … 6.x is 2026). Populations of the EPCI file
are never read: they are of another census. Those of the communes file are known for sure in release
6 only, where they are the populations de référence of RP 2023 (RP 2017 in Mayotte).
"""

import json
import re
from collections.abc import Iterable
from typing import Any

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

COMMUNE_SCHEMA: dict[str, Any] = {
    "year": pl.Int32,
    "code": pl.String,
    "name": pl.String,
    "type": pl.String,
    "parent": pl.String,
    "departement": pl.String,
    "region": pl.String,
    "zone": pl.String,
    "population": pl.Int64,
    "postal_codes": pl.List(pl.String),
    "former_codes": pl.List(pl.String),
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
    records = _records(raw)
    if raw.match.details["content"] == "communes":
        communes = _communes(records, year)
        yield CleanTable("decoupage_communes", communes, kind="geography")
        yield from _populations(communes, year)
    elif raw.match.details["content"] == "epci":
        yield CleanTable("decoupage_epci", _epci(records, year), kind="geography")
    else:
        name = f"decoupage_{raw.match.details['content']}"
        yield CleanTable(name, _areas(records, year), kind="geography")


def _records(raw: RawFile) -> list[dict[str, Any]]:
    try:
        records = json.loads(raw.path.read_text(encoding="utf-8-sig"))
    except ValueError as problem:
        raise RefusedFile(
            f"« {raw.sample.name} » s’interrompt ou n’est plus du JSON valide.",
            todo="Installez de nouveau le paquet npm @etalab/decoupage-administratif.",
        ) from problem
    if not records or not all(isinstance(record, dict) for record in records):
        raise RefusedFile(f"« {raw.sample.name} » n’est pas une liste de territoires.")
    return list(records)


def _communes(records: list[dict[str, Any]], year: int) -> pl.DataFrame:
    rows = [_commune(record, year) for record in records if record.get("type") in TYPES]
    return pl.DataFrame(rows, schema=COMMUNE_SCHEMA, orient="row")


def _commune(record: dict[str, Any], year: int) -> tuple[Any, ...]:
    """One row of COMMUNE_SCHEMA. Release 1 has no zone, and overseas collectivités apart."""
    code = record["code"]
    collectivite = record.get("collectiviteOutremer", {}).get("code")
    departement = record.get("departement") or collectivite or departement_of(code)
    return (
        year,
        code,
        record["nom"],
        TYPES[record["type"]],
        record.get("commune") or record.get("chefLieu"),
        departement,
        record.get("region") or collectivite,
        record.get("zone") or zone_of(departement),
        record.get("population"),
        record.get("codesPostaux") or [],
        record.get("anciensCodes") or [],
    )


def _epci(records: list[dict[str, Any]], year: int) -> pl.DataFrame:
    rows = [
        (year, epci["code"], epci["nom"], epci["type"], member["code"])
        for epci in records
        for member in epci["membres"]
    ]
    schema = ["code", "name", "kind", "commune"]
    return pl.DataFrame(
        rows, schema={"year": pl.Int32, **dict.fromkeys(schema, pl.String)}, orient="row"
    )


def _areas(records: list[dict[str, Any]], year: int) -> pl.DataFrame:
    rows = [
        (year, record["code"], record["nom"], record.get("region"), record.get("zone"))
        for record in records
    ]
    schema = ["code", "name", "region", "zone"]
    return pl.DataFrame(
        rows, schema={"year": pl.Int32, **dict.fromkeys(schema, pl.String)}, orient="row"
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
