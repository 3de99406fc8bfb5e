"""The outlines a portrait is drawn with, and the portraits of its communes."""

from collections.abc import Mapping
from typing import Any

from maillage.base.levels import Level
from maillage.portraits.assembling import Portrait, portrait
from maillage.portraits.shelf import Shelf


def outlines(territory: Mapping[str, Any], shelf: Shelf) -> dict[str, Any]:
    """Code → shape of its communes; for a commune, of all those of its intercommunality.

    territory  the `territory` part of a portrait; longitudes and latitudes in degrees; a commune
               without outline is absent
    """
    return shelf.geography.contours(_drawn(territory, shelf), Level.COMMUNE)


def _drawn(territory: Mapping[str, Any], shelf: Shelf) -> list[str]:
    if territory["level"] != Level.COMMUNE:
        return list(territory["communes"])
    epci = shelf.geography.resolve(territory["code"], Level.COMMUNE).epci
    if not epci:
        return [territory["code"]]
    return list(shelf.geography.resolve(epci, Level.EPCI).communes)


def member_portraits(whole: Portrait, shelf: Shelf) -> list[Portrait]:
    """The portrait of each commune of a territory, in COG order; itself when it is a commune."""
    if whole.territory.level == Level.COMMUNE:
        return [whole]
    return [
        portrait(code, level=Level.COMMUNE, store=shelf.store) for code in whole.territory.communes
    ]
