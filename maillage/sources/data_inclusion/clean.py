"""data·inclusion: structures and services of social inclusion (open dumps, schemas v0 and v1).

Places: kind (« structure » or « service »), id, structure_id, source, name, siret, address,
postcode, commune, latitude, longitude, telephone, website, hours, networks, themes, families,
types, publics, fees (lists joined by « ; », in the words of the schema v1), updated_on, year.
E-mail addresses, names of contacts and free texts are not kept.
Territories: NB_STRUCTURES, or NB_SERVICES when the services say their commune (not in v0, where a
service is where its structure is).
The year is that of the latest update, else that of the file's name.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.communes import COMMUNE, counts
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.data_inclusion import schema
from maillage.sources.exports import header, refuse_without_year, text_table, year_in_name
from maillage.sources.reading import commune_code


COMMON = {"id", "nom", "source"}
SERVICE = COMMON | {"structure_id"}
STRUCTURE = COMMON | {"code_postal", "commune"}
LABELS = {"structure": "structures", "service": "services"}
Record = dict[str, Any]


def recognise(sample: Sample) -> Match | None:
    """A JSON list, CSV or Parquet table of structures or services."""
    keys = _keys(sample)
    if not keys >= COMMON or "geometry" in keys:
        return None
    kind = "service" if keys >= SERVICE else "structure" if keys >= STRUCTURE else ""
    if not kind:
        return None
    dates = sorted(str(record.get("date_maj") or "")[:4] for record in _records(sample))
    year = int(dates[-1]) if dates and dates[-1].isdigit() else year_in_name(sample)
    if year is None:
        raise refuse_without_year(sample, example="data-inclusion_services_2025-03.json")
    return Match(
        source="data_inclusion",
        label=f"data·inclusion, {LABELS[kind]}, {year}",
        years=(year,),
        geography_year=year,
        details={"kind": kind},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """The places, then their number by commune."""
    kind, year = raw.match.details["kind"], raw.match.years[0]
    rows = [_place(record, kind) for record in _records(raw.sample)]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(PLACE, pl.String))
    code = commune_code(pl.col("commune"))
    places = texts.unique(["source", "id"], keep="first", maintain_order=True).with_columns(
        pl.when(code.str.contains(COMMUNE)).then(code).alias("commune"),
        *(pl.col(axis).cast(pl.Float64, strict=False) for axis in ("latitude", "longitude")),
        pl.col("updated_on").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        pl.lit(year).alias("year"),
    )
    yield CleanTable("data_inclusion", places, kind="places")
    if places["commune"].is_not_null().any():
        name = "NB_STRUCTURES" if kind == "structure" else "NB_SERVICES"
        yield CleanTable("data_inclusion", counts(places, {name: pl.lit(True)}))


PLACE = (
    *("kind", "id", "structure_id", "source", "name", "siret", "address", "postcode", "commune"),
    *("latitude", "longitude", "telephone", "website", "hours", "networks", "themes", "families"),
    *("types", "publics", "fees", "updated_on"),
)


def _keys(sample: Sample) -> set[str]:
    """Field names of the first record."""
    if sample.kind is not FileKind.JSON:
        return set(header(sample))
    text = sample.text.lstrip("\ufeff \r\n\t")
    if not text.startswith("["):
        return set()
    try:
        first, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
    except ValueError:
        return set()
    return set(first)


def _records(sample: Sample) -> list[Record]:
    if sample.kind is not FileKind.JSON:
        return text_table(sample, {name: name for name in header(sample) if name}).to_dicts()
    try:
        records = json.loads(sample.path.read_text(encoding=sample.encoding))
    except ValueError as problem:
        raise RefusedFile(
            f"« {sample.name} » est un fichier JSON incomplet.",
            todo="Le téléchargement a sans doute été coupé : téléchargez-le de nouveau.",
        ) from problem
    return [record for record in records if isinstance(record, dict)]


def _place(record: Record, kind: str) -> dict[str, str]:
    """One structure or service, in the words of v1."""
    digital = _words(record, "services") if kind == "structure" else []
    thematic = _words(record, "thematiques")
    labels = _words(record, "labels_nationaux")
    return {
        "kind": kind,
        "id": _text(record, "id"),
        "structure_id": _text(record, "structure_id"),
        "source": _text(record, "source"),
        "name": _text(record, "nom"),
        "siret": _siret(record),
        "address": _text(record, "adresse"),
        "postcode": _text(record, "code_postal"),
        "commune": _text(record, "code_insee"),
        "latitude": _text(record, "latitude"),
        "longitude": _text(record, "longitude"),
        "telephone": _text(record, "telephone"),
        "website": _text(record, "site_web"),
        "hours": _text(record, "horaires_accueil", "horaires_ouverture", "horaires", "recurrence"),
        "networks": ";".join(
            schema.networks(_text(record, "typologie"), labels, _words(record, "reseaux_porteurs"))
        ),
        "themes": ";".join(schema.themes(thematic, digital)),
        "families": ";".join(schema.families(thematic, digital)),
        "types": ";".join(schema.types(_words(record, "types", "type"))),
        "publics": ";".join(
            schema.publics(_words(record, "publics", "profils", "publics_accueillis"))
        ),
        "fees": schema.fees(_words(record, "frais")),
        "updated_on": _text(record, "date_maj"),
    }


def _text(record: Record, *names: str) -> str:
    """The first field that says something."""
    values = (record.get(name) for name in names)
    return next((str(value).strip() for value in values if value not in (None, "")), "")


def _words(record: Record, *names: str) -> list[str]:
    """A list field, whether a JSON list or a text with separators."""
    value: Any = next((record[name] for name in names if record.get(name)), [])
    words = value if isinstance(value, list) else re.split(r"[;|]|,(?! )", str(value).strip("[]{}"))
    return [word for word in (str(word).strip(" \"'") for word in words) if word]


def _siret(record: Record) -> str:
    """The SIRET; v0 calls « pivot » a SIRET, a RNA number or zeros."""
    value = _text(record, "siret", "pivot")
    return value if re.fullmatch(r"\d{14}", value) and value.strip("0") else ""
