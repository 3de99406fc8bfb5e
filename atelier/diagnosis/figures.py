"""Indicators as evidence: frozen the day they are pinned, read again in the newest build.

A figure is what the portrait released: nothing is computed here.
"""

from collections.abc import Callable
from typing import Any

from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.portraits import queries as portraits
from atelier.portraits.places import PERIMETER, Place
from maillage.base.errors import MaillageError


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
        "build": portraits.build_of(place.shelf),
    }
