"""Indicators the room bets on: proposed from the portrait, frozen the day they are chosen.

A figure is what the portrait released: nothing is computed here, values are only compared.
"""

import re
from typing import Any

from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.portraits import queries as portraits
from atelier.portraits.places import PERIMETER, Place
from atelier.workshops import library
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
# The reference said aloud; the country says more to a room than the département or the région.
REFERENCES = {
    "metropole": "en France",
    "france": "en France",
    "departement": "dans le département",
    "region": "dans la région",
}
# « En 2021, 23 % des ménages de Valmeyrac n’ont pas de voiture (2 299 sur 10 090). »
SHARE = re.compile(
    r"^[^{]*(?:\{year\})?, \{value\} des (?P<people>.+?) de \{territory\} "
    r"(?P<do>[^{(]+?)(?: \(.*)?\.$"
)
# A room is not asked about a difference nobody would see: this part of the reference.
TOO_CLOSE = 0.03


def place_of(demarche: Demarche) -> Place:
    """The territory of the démarche, as the portraits name it."""
    if demarche.level == PERIMETER:
        return Place(demarche.shelf, PERIMETER, communes=tuple(demarche.communes))
    return Place(demarche.shelf, demarche.level, demarche.code)


def proposals(demarche: Demarche, themes: list[str]) -> list[dict[str, Any]]:
    """Sentences to bet on: id, theme, text, is_true, figure. Key indicators first.

    themes   those of the activity, then of the démarche; every theme when both are empty
    An indicator without value, without words, or too close to its reference is not proposed.
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
    """What could be said aloud of an indicator; None without value to compare, or without words."""
    reference = _reference(entry)
    if entry["value"] is None or not reference or entry["unit"] == "count":
        return None
    text = _spoken(entry["id"], REFERENCES[reference["level"]])
    gap = abs(entry["value"] - reference["value"])
    if not text or gap <= TOO_CLOSE * abs(reference["value"]):
        return None
    here, there = (printed(one["value"], entry["unit"]) for one in (entry, reference))
    return {
        "id": entry["id"],
        "theme": entry["theme"],
        "text": text,
        "is_true": entry["value"] > reference["value"],
        "figure": f"{here} ici, {there} : {reference['territory']} "
        f"({entry['source']}, {entry['year']})",
    }


def _spoken(indicator: str, place: str) -> str:
    """« Ici, plus de logements sont des maisons qu’en moyenne en France. »; or nothing.

    The shelf's own words first, else those of the card's reading, when it speaks of a share.
    """
    written = library.spoken().get(indicator)
    if written is not None:
        return written.format(place=place)
    card = portraits.cards().get(indicator)
    found = SHARE.match(card.reading) if card else None
    if found is None:
        return ""
    people = found["people"]
    of = "d’" if people[0] in "aeiouéèêhAEIOUÉ" else "de "
    return f"Ici, plus {of}{people} {found['do']} qu’en moyenne {place}."


def _reference(entry: dict[str, Any]) -> dict[str, Any] | None:
    """The comparison the figure is read against, of the same year."""
    known = {
        one["level"]: one
        for one in entry["comparisons"]
        if one["value"] is not None and one["year"] == entry["year"]
    }
    return next((known[level] for level in REFERENCES if level in known), None)
