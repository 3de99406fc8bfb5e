"""A fictitious store in memory: the site's tests read this portrait, never a real build."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from atelier.portraits import queries
from atelier.portraits.places import FICTITIOUS, Place
from maillage.base.levels import Level
from maillage.disclosure import release
from maillage.geography import Territory, UnknownTerritory
from maillage.indicators.cards import Card, cards
from maillage.portraits import Portrait
from maillage.portraits.across import Across
from maillage.reports.reading import Reading
from tests.factories.tables import tables_of


FOLDER = Path(__file__).parent / "portraits"
CODE = "999900001"
KNOWN = (
    Territory(CODE, Level.EPCI, "CC de Valmeyrac (territoire fictif)", 2026),
    Territory("99001", Level.COMMUNE, "Valmeyrac", 2026, departement="99"),
    Territory("99002", Level.COMMUNE, "Saint-Aubin-des-Combes", 2026, departement="99"),
)


def portrait() -> dict[str, Any]:
    """A fresh copy of the hand-made portrait."""
    return json.loads(_text("portrait.json"))


@cache
def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def outlines() -> dict[str, BaseGeometry]:
    """Invented contours of the fourteen communes."""
    features = json.loads(_text("contours.geojson"))["features"]
    return {one["properties"]["code"]: shape(one["geometry"]) for one in features}


def lend_fictitious_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer every query of the site from the files beside this one."""
    monkeypatch.setattr(queries, "portrait_of", lambda place: dict(_reading(place).content))
    monkeypatch.setattr(queries, "reading_of", _reading)
    monkeypatch.setattr(queries, "portrait_object", _portrait_object)
    monkeypatch.setattr(queries, "outlines", lambda territory, held: outlines())
    monkeypatch.setattr(queries, "open_named", lambda shelf: None)
    monkeypatch.setattr(queries, "build_of", lambda shelf: "")
    monkeypatch.setattr(queries, "deposits", list)
    monkeypatch.setattr(queries, "territory_of", _territory_of)
    monkeypatch.setattr(queries, "parts_of", _parts_of)
    monkeypatch.setattr(queries, "across", _across)
    monkeypatch.setattr(queries, "mapped", lambda shelf, level: _mapped())
    monkeypatch.setattr(queries, "with_ages", lambda place, ages: _content(place))
    monkeypatch.setattr(queries, "communes_named", _communes_named)
    monkeypatch.setattr(queries, "communes_of", lambda shelf, codes: _communes_of(codes))
    monkeypatch.setattr(queries, "departements", lambda shelf: {"99": "Haute-Combe"})
    monkeypatch.setattr(queries, "contours", lambda codes, **_: outlines())
    monkeypatch.setattr(queries, "locator", lambda territory, **_: "")
    monkeypatch.setattr(queries, "search", _search)
    monkeypatch.setattr(queries, "sources", _sources)
    monkeypatch.setattr(queries, "extent", lambda: {"commune": 14, "epci": 1, "indicator": 38})
    monkeypatch.setattr(queries, "demonstration_place", lambda: Place(FICTITIOUS, "epci", CODE))


def _communes_of(codes: Iterable[str]) -> list[Territory]:
    return [one for one in KNOWN if one.code in set(codes)]


def _portrait_object(place: Place) -> Portrait:
    """The same, as the library gives it."""
    content = _content(place)
    return Portrait(Territory(CODE, Level.EPCI, "Valmeyrac", 2026), content, tables_of(content))


def _reading(place: Place) -> Reading:
    """The same, as its pages read it."""
    return queries.for_pages(_portrait_object(place))


def _territory_of(place: Place) -> Territory:
    """The territory of a code of this world."""
    _content(place)
    return KNOWN[0]


def _parts_of(place: Place, level: str) -> list[Territory]:
    """The communes of the portrait; nothing else is inside it."""
    content = portrait() if place.code == "99" else _content(place)
    members = content["territory"]["members"]
    return [
        Territory(one["code"], Level.COMMUNE, one["name"], 2026)
        for one in members
        if one["level"] == level
    ]


def _mapped() -> list[Card]:
    """The cards of which the hand-made portrait tells the communes."""
    known = portrait()["members_values"]
    return [one for name, one in cards().items() if name in known]


def _across(place: Place, level: str, indicator: str) -> Across | None:
    """The values of the communes, as the portrait tells them."""
    told = {row["code"]: row for row in portrait()["members_values"].get(indicator, [])}
    listed = _parts_of(place, level)
    if not listed:
        return None
    missing = {"value": None, "status": "unavailable", "year": None}
    rows = [
        {"code": one.code, "name": one.name}
        | {name: told.get(one.code, missing)[name] for name in ("value", "status", "year")}
        for one in listed
    ]
    frame = pl.DataFrame(rows, schema_overrides={"value": pl.Float64, "year": pl.Int32})
    return Across(
        card=cards()[indicator],
        level=Level(listed[0].level),
        table=release(frame, regime_name="insee_publie"),
        year=2021,
        geography_year=2024,
        sources=("insee_rp_dossier",),
    )


def _communes_named(text: str, *, shelf: str) -> list[Territory]:
    """Communes by code or by a part of their name."""
    communes = [one for one in KNOWN if one.level == Level.COMMUNE]
    return [one for one in communes if text == one.code or text.lower() in one.name.lower()]


def _content(place: Place) -> dict[str, Any]:
    """The portrait for its code or for any perimeter; anything else is unknown."""
    if place.code == CODE or place.communes:
        return portrait()
    raise UnknownTerritory(
        f"Le code « {place.code} » n’est celui d’aucun territoire.", todo="Cherchez par le nom."
    )


def _search(text: str, *, shelf: str, limit: int = 8) -> list[Territory]:
    """Territories whose name contains the text."""
    return [one for one in KNOWN if text.lower() in one.name.lower()][:limit]


def _sources() -> list[dict[str, Any]]:
    """One source present, one to fetch, one to ask for."""
    base = {
        "publisher": "Insee",
        "licence": "Licence Ouverte 2.0",
        "page": "https://www.insee.fr/",
        "ask": "",
        "verified": True,
        "downloads": [],
        "years": [],
        "fetched_on": "",
        "is_present": False,
        "is_embedded": False,
        "themes": Counter(),
    }
    held = {"years": [2018, 2021], "fetched_on": "2026-11-20", "is_present": True}
    equipment = {"name": "insee_bpe", "label": "Équipements", "themes": Counter({"Offre": 20})}
    return [
        {**base, **held, "name": "insee_rp", "label": "Recensement de la population"},
        {**base, **equipment, "downloads": [{"url": "…"}], "verified": False},
        {**base, "name": "sne", "label": "Demandes de logement", "ask": "DDT"},
    ]
