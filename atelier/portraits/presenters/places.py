"""Territories found by a search, as the list under the field prints them."""

from collections.abc import Iterable, Mapping
from typing import Any

from atelier.portraits.naming import Communes
from atelier.portraits.places import Place
from atelier.portraits.printing import typographic
from maillage.base.levels import LEVEL_LABELS, Level


# Homonyms of these levels are told apart by their département.
LOCAL = {Level.IRIS, Level.COMMUNE, Level.ARRONDISSEMENT_MUNICIPAL, Level.EPCI}


def of(territory: Any, shelf: str) -> Place:
    """The place of a territory."""
    return Place(shelf, str(territory.level), territory.code)


def suggestions(
    territories: Iterable[Any], shelf: str, departements: Mapping[str, str]
) -> list[dict[str, str]]:
    """Name, kind and address of each; homonyms are told apart by their département."""
    return [
        {
            "name": typographic(territory.name),
            "what": _what(territory, departements),
            "url": of(territory, shelf).url(),
        }
        for territory in territories
    ]


def choice(communes: Communes, departements: Mapping[str, str]) -> dict[str, Any]:
    """The communes understood, then what must be chosen or written again."""
    return {
        "known": [{"code": one.code, "name": typographic(one.name)} for one in communes.known],
        "homonyms": [
            {
                "written": doubt.written,
                "options": [
                    {
                        "code": one.code,
                        "name": f"{typographic(one.name)}, {_where(one, departements)}",
                    }
                    for one in doubt.candidates
                ],
            }
            for doubt in communes.doubts
            if doubt.candidates
        ],
        "unknown": [doubt.written for doubt in communes.doubts if not doubt.candidates],
    }


def _what(territory: Any, departements: Mapping[str, str]) -> str:
    """« commune, Ardèche (07) »; the code of what lies nowhere known."""
    label = LEVEL_LABELS[Level(territory.level)]
    if Level(territory.level) in LOCAL:
        return f"{label}, {_where(territory, departements)}"
    return label


def _where(territory: Any, departements: Mapping[str, str]) -> str:
    """« Ardèche (07) », else the territory's own code."""
    if territory.departement not in departements:
        return territory.code
    return f"{typographic(departements[territory.departement])} ({territory.departement})"
