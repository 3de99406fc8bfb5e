"""Indicators as evidence: frozen the day they are pinned, read again in the newest build.

A figure is what the portrait released: nothing is computed here.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.portraits import queries as portraits
from atelier.portraits.places import PERIMETER, Place
from maillage.base.errors import MaillageError
from maillage.portraits.breaks import cuts_of


KEPT = (
    "id",
    "label",
    "theme",
    "value",
    "unit",
    "status",
    "reliability",
    "year",
    "geography_year",
    "source",
    "source_id",
    "numerator",
    "denominator",
    "reason",
    "comparisons",
    "sentence",
    "cautions",
)


def place_of(demarche: Demarche) -> Place:
    """The territory of the démarche, as the portraits name it."""
    if demarche.level == PERIMETER:
        return Place(demarche.shelf, PERIMETER, communes=tuple(demarche.communes))
    return Place(demarche.shelf, demarche.level, demarche.code)


def as_json(place: Place) -> dict[str, Any]:
    """A place as a row keeps it."""
    return {
        "shelf": place.shelf,
        "level": place.level,
        "code": place.code,
        "communes": list(place.communes),
    }


def as_place(kept: dict[str, Any]) -> Place:
    """A place as it was kept."""
    return Place(kept["shelf"], kept["level"], kept["code"], tuple(kept["communes"]))


def content_at(place: Place) -> dict[str, Any]:
    """Every figure of a territory as released today.

    Raises NotNow, in French, when the territory is not in the store.
    """
    try:
        return portraits.portrait_object(place).to_dict()
    except MaillageError as problem:
        raise NotNow(f"{problem.message} {problem.todo}".strip()) from problem


def _members(territory: dict[str, Any]) -> list[str]:
    """The communes of an intercommunalité: what its figures cover may change with them."""
    listed = territory.get("members") or ()
    return sorted(one["code"] for one in listed) if territory.get("level") == "epci" else []


def _cuts(indicator: str) -> list[dict[str, Any]]:
    card = portraits.cards().get(indicator)
    return [] if card is None else cuts_of(card)


def formula_of(indicator: str) -> str:
    """The print of what is counted and of what it is related to, whatever the words around."""
    card = portraits.cards().get(indicator)
    if card is None:
        return ""
    parts = (card.aggregation, card.numerator, card.denominator, card.value, card.method)
    told = repr((*parts, sorted(card.columns.items()), sorted(card.parameters.items())))
    return sha256(told.encode()).hexdigest()[:12]


def figure_at(
    place: Place, indicator: str, content: Callable[[Place], dict[str, Any]] = content_at
) -> dict[str, Any]:
    """The indicator of the territory as released today, with the territory's name and the build.

    content  `content_at`, or one that remembers: a portrait takes a tenth of a second

    Raises NotNow, in French, when the territory or the indicator is not in the store.
    """
    found = content(place)
    entry = next((one for one in found["indicators"] if one["id"] == indicator), None)
    if entry is None:
        raise NotNow(f"L’indicateur « {indicator} » n’est pas dans le portrait de ce territoire.")
    return {
        **{name: entry.get(name) for name in KEPT},
        "territory": found["territory"]["name"],
        "members": _members(found["territory"]),
        "formula": formula_of(indicator),
        "cuts": _cuts(indicator),
        "build": portraits.build_of(place.shelf),
    }
