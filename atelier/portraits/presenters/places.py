"""Territories found by a search, as the list under the field prints them."""

from collections.abc import Iterable
from typing import Any

from atelier.portraits.places import Place
from maillage.base.levels import LEVEL_LABELS, Level


def of(territory: Any, shelf: str) -> Place:
    """The place of a territory."""
    return Place(shelf, str(territory.level), territory.code)


def suggestions(territories: Iterable[Any], shelf: str) -> list[dict[str, str]]:
    """Name, kind and address of each; homonyms are told apart by département and code."""
    return [
        {
            "name": territory.name,
            "what": _what(territory),
            "url": of(territory, shelf).url(),
        }
        for territory in territories
    ]


def _what(territory: Any) -> str:
    """« commune, 07 » or « intercommunalité, 240700864 »."""
    label = LEVEL_LABELS[Level(territory.level)]
    return f"{label}, {territory.code}"
