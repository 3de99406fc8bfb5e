"""A fictitious store in memory: the site's tests read this portrait, never a real build."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from atelier.portraits import queries
from atelier.portraits.places import FICTITIOUS, Place
from maillage.base.levels import Level
from maillage.geography import Territory, UnknownTerritory


FOLDER = Path(__file__).parent / "portraits"
CODE = "999900001"
KNOWN = (
    Territory(CODE, Level.EPCI, "CC de Valmeyrac (territoire fictif)", 2026),
    Territory("99001", Level.COMMUNE, "Valmeyrac", 2026),
    Territory("99002", Level.COMMUNE, "Saint-Aubin-des-Combes", 2026),
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
    monkeypatch.setattr(queries, "portrait_of", _portrait_of)
    monkeypatch.setattr(queries, "contours", lambda codes, **_: outlines())
    monkeypatch.setattr(queries, "locator", lambda territory, **_: "")
    monkeypatch.setattr(queries, "search", _search)
    monkeypatch.setattr(queries, "sources", _sources)
    monkeypatch.setattr(queries, "extent", lambda: {"commune": 14, "epci": 1, "indicator": 38})
    monkeypatch.setattr(queries, "demonstration_place", lambda: Place(FICTITIOUS, "epci", CODE))


def _portrait_of(place: Place) -> dict[str, Any]:
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
    }
    held = {"years": [2018, 2021], "fetched_on": "2026-11-20", "is_present": True}
    return [
        {**base, **held, "name": "insee_rp", "label": "Recensement de la population"},
        {**base, "name": "insee_bpe", "label": "Équipements", "downloads": [{"url": "…"}]},
        {**base, "name": "sne", "label": "Demandes de logement", "ask": "DDT", "verified": False},
    ]
