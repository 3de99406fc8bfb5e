"""Reads: everything the pages know comes through here, from `maillage` and nowhere else."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

from atelier.portraits.places import FICTITIOUS, Place
from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import MaillageError, NoData
from maillage.geography import Territory
from maillage.indicators.cards import Card
from maillage.indicators.cards import cards as all_cards
from maillage.maps import locator as draw_locator
from maillage.portraits import Portrait, Shelf, open_shelf, portrait
from maillage.sources.registry import source_cards


MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


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
    from maillage.reports import render

    name = place.code or "perimetre"
    return render(portrait_object(place), fmt), f"portrait-{name}.{fmt}"


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
    geography = open_named(shelf).geography
    if territory["level"] != "commune":
        return ""
    commune = geography.resolve(territory["code"], "commune")
    if not commune.epci:
        return ""
    around = geography.members(geography.resolve(commune.epci, "epci"))
    outlines = geography.contours([one.code for one in around], "commune")
    return draw_locator(outlines, {one.code: one.name for one in around}, [commune.code])


def demonstration_place() -> Place | None:
    """The fictitious intercommunality, when its store is there."""
    try:
        found = open_named(FICTITIOUS).geography.territories("epci")
    except NoData:
        return None
    return Place(FICTITIOUS, "epci", found[0].code) if found else None


def cards() -> dict[str, Card]:
    """Every indicator card by id, in display order."""
    return all_cards()


def theme_labels() -> dict[str, str]:
    """Theme id → label, in display order."""
    themes = read_card(definitions_root() / "themes.yaml")
    return {name: card["label"] for name, card in themes.items()}


def sources() -> list[dict[str, Any]]:
    """Every source card, with what the store holds of it."""
    try:
        held = open_named("territories")
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
            "is_embedded": not card.get("downloads"),
        }
        for name, card in source_cards().items()
    ]
