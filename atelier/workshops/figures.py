"""Indicators the room bets on: proposed from the portrait, frozen the day they are chosen.

A figure is what the portrait released: nothing is computed here, values are only compared.
"""

from typing import Any

from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.portraits import queries as portraits
from atelier.portraits.places import PERIMETER, Place
from maillage.base.errors import MaillageError
from maillage.base.french import with_unit


MOST_PROPOSED = 24
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
    "sentence",
    "cautions",
)
# The reference said aloud, the nearest first; the country says more to a room than the région.
REFERENCES = ("metropole", "france", "departement", "region")


def place_of(demarche: Demarche) -> Place:
    """The territory of the démarche, as the portraits name it."""
    if demarche.level == PERIMETER:
        return Place(demarche.shelf, PERIMETER, communes=tuple(demarche.communes))
    return Place(demarche.shelf, demarche.level, demarche.code)


def proposals(demarche: Demarche, themes: list[str]) -> list[dict[str, Any]]:
    """Sentences that could be bet on: id, theme, text, is_true, figure. Key indicators first.

    themes   those of the activity, then of the démarche; every theme when both are empty
    An indicator without value, or without reference of the same kind, is not proposed.
    Raises NotNow, in French, when the portrait cannot be read.
    """
    wanted = themes or demarche.themes
    found = _portrait(demarche)["indicators"]
    kept = [one for one in found if not wanted or one["theme"] in wanted]
    kept.sort(key=lambda one: (not one["first"], not one["key"]))
    written = (_statement(one) for one in kept)
    return [one for one in written if one][:MOST_PROPOSED]


def frozen(demarche: Demarche, indicator: str) -> dict[str, Any]:
    """The indicator as released today: value, year, source, territory, reference, sentence.

    Raises NotNow, in French, when it is not in the portrait.
    """
    found = _portrait(demarche)
    entry = next((one for one in found["indicators"] if one["id"] == indicator), None)
    if entry is None:
        raise NotNow(f"L’indicateur « {indicator} » n’est pas dans le portrait de ce territoire.")
    reference = _reference(entry)
    return {
        **{name: entry.get(name) for name in KEPT},
        "territory": found["territory"]["name"],
        "printed": printed(entry["value"], entry["unit"]),
        "reference": {
            **reference,
            "printed": printed(reference["value"], entry["unit"]),
        }
        if reference
        else {},
    }


def printed(value: float | None, unit: str) -> str:
    """A value with its unit; a missing one says so."""
    return "non connu" if value is None else with_unit(value, unit)


def _portrait(demarche: Demarche) -> dict[str, Any]:
    try:
        return portraits.portrait_of(place_of(demarche))
    except MaillageError as problem:
        raise NotNow(f"{problem.message} {problem.todo}".strip()) from problem


def _statement(entry: dict[str, Any]) -> dict[str, Any] | None:
    """« Part des logements vacants : plus élevée ici qu’en … » ; None without value to compare."""
    reference = _reference(entry)
    if entry["value"] is None or not reference or entry["unit"] == "count":
        return None
    if entry["value"] == reference["value"]:
        return None
    return {
        "id": entry["id"],
        "theme": entry["theme"],
        "text": f"{entry['label']} : le chiffre est plus élevé ici qu’ailleurs "
        f"({reference['territory']}).",
        "is_true": entry["value"] > reference["value"],
        "figure": f"{printed(entry['value'], entry['unit'])} ici, "
        f"{printed(reference['value'], entry['unit'])} : {reference['territory']} "
        f"({entry['source']}, {entry['year']})",
    }


def _reference(entry: dict[str, Any]) -> dict[str, Any] | None:
    """The comparison the figure is read against, of the same year."""
    known = {
        one["level"]: one
        for one in entry["comparisons"]
        if one["value"] is not None and one["year"] == entry["year"]
    }
    return next((known[level] for level in REFERENCES if level in known), None)
