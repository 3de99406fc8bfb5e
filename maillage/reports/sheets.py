"""The lines of the tabular exports (CSV, xlsx), sheet by sheet; values are still numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.levels import LEVEL_LABELS, LEVEL_PLURALS
from maillage.base.statuses import RELIABILITY_LABELS, STATUS_LABELS, Reliability, Status
from maillage.reports.reading import SIMILAR_LEVEL, Indicator, Reading, unknown_words


UNIT_WORDS = {
    "percent": "%",
    "per_1000": "‰",
    "euros": "euros",
    "euros_per_hour": "euros par heure",
    "years": "ans",
    "km2": "km²",
    "per_km2": "habitants par km²",
    "minutes": "minutes",
    "points": "points",
    "count": "nombre",
    "ratio": "rapport",
    "times": "rapport, en nombre de fois",
    "index": "indice de 0 à 1",
    "per_100": "pour 100",
    "per_1000_plain": "pour 1 000",
    "per_100000": "pour 100 000",
    "per_100_persons": "pour 100 personnes",
}

SIMILAR = "Médiane des territoires semblables"

Line = Sequence[str | float | int | None]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its header, its lines. A hidden value is None, its status says why."""

    name: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]


def indicator_sheet(reading: Reading) -> Sheet:
    """One line per indicator, hidden ones included, with one column per reference territory.

    When several years are told, each has its line; only the newest is compared.
    """
    references = list(
        dict.fromkeys(
            _column(one)
            for indicator in reading.indicators.values()
            for one in indicator.get("comparisons") or []
        )
    )
    header = (
        "Code du territoire", "Territoire", "Identifiant", "Thème", "Indicateur", "Valeur", "Unité",
        "État", "Fiabilité", "Année", "Géographie", "Numérateur", "Dénominateur", "Source",
        "Médiane des comparables", "Rang", "Sur", "Motif", "Phrase", *references,
    )  # fmt: skip
    themes = {theme["id"]: theme["label"] for theme in reading.content["themes"]}
    lines = tuple(
        _indicator_line(reading, told, themes, references)
        for one in reading.indicators.values()
        for told in (*_earlier(one), one)
    )
    return Sheet("Indicateurs", header, lines)


def _earlier(one: Indicator) -> list[Indicator]:
    """The same indicator in the other years that are told, beside nobody."""
    bare: dict[str, Any] = {"comparisons": [], "position": None, "sentence": "", "reason": ""}
    rows = (row for row in one.get("years", []) if row["year"] != one["year"])
    return [{**one, **row, **bare} for row in rows]


def _column(compared: Mapping[str, Any]) -> str:
    """The column of a comparison; similar territories share one, however many show the value."""
    return SIMILAR if compared["level"] == SIMILAR_LEVEL else str(compared["territory"])


def commune_sheet(reading: Reading) -> Sheet:
    """One line per member and indicator, in the order of the codes."""
    level = reading.member_level
    header = (
        "Code", LEVEL_LABELS[level], "Identifiant", "Indicateur", "Valeur", "Unité", "État",
        "Fiabilité", "Année",
    )  # fmt: skip
    lines = tuple(
        (
            row["code"],
            row["name"],
            name,
            _label(reading, name),
            row["value"],
            _unit(reading, name),
            status_words(row),
            reliability_words(row),
            row.get("year"),
        )
        for name, rows in reading.members_values.items()
        for row in rows
    )
    name = LEVEL_PLURALS[level]
    return Sheet(name[0].upper() + name[1:], header, lines)


def trend_sheet(reading: Reading) -> Sheet:
    """One line per indicator and year."""
    header = ("Identifiant", "Indicateur", "Année", "Valeur", "Unité", "État", "Note")
    lines = tuple(
        (
            indicator["id"],
            indicator["label"],
            row["year"],
            row.get("value"),
            UNIT_WORDS.get(indicator["unit"], indicator["unit"]),
            STATUS_LABELS[Status(row.get("status") or indicator["status"])],
            indicator.get("trend_note") or "",
        )
        for indicator in reading.indicators.values()
        for row in indicator.get("trend") or []
    )
    return Sheet("Évolutions", header, lines)


def unknown_sheet(reading: Reading) -> Sheet:
    """What is not known, why, whom to ask."""
    lines = tuple(
        (
            one["indicator"],
            one["label"],
            unknown_words(one["status"]),
            one.get("reason") or "",
            one.get("ask") or "",
        )
        for one in reading.content.get("unknowns") or []
    )
    header = ("Identifiant", "Indicateur", "État", "Pourquoi", "À qui demander")
    return Sheet("Ce qu'on ne sait pas", header, lines)


def source_sheet(reading: Reading) -> Sheet:
    """Where the figures come from."""
    lines = tuple(
        (
            one["label"],
            one.get("publisher") or "",
            ", ".join(str(year) for year in one.get("years") or []),
            one.get("licence") or "",
            one.get("page") or "",
            str(one.get("fetched_on") or ""),
        )
        for one in reading.content.get("sources") or []
    )
    header = ("Source", "Producteur", "Années", "Licence", "Page", "Recueilli le")
    return Sheet("Sources", header, lines)


def status_words(row: Mapping[str, Any]) -> str:
    """The status of a row in words."""
    return STATUS_LABELS[Status(row["status"])]


def reliability_words(row: Mapping[str, Any]) -> str:
    """The reliability of a row in words; nothing for a hidden value."""
    if row.get("value") is None:
        return ""
    return RELIABILITY_LABELS[Reliability(row.get("reliability") or Reliability.UNKNOWN)]


def _indicator_line(
    reading: Reading, one: Indicator, themes: Mapping[str, str], references: Sequence[str]
) -> Line:
    """One indicator; a comparison that is not made is an empty cell."""
    place = one.get("position") or {}
    compared = {_column(other): other.get("value") for other in one.get("comparisons") or []}
    return (
        reading.territory["code"],
        reading.name,
        one["id"],
        themes.get(one["theme"], one["theme"]),
        one["label"],
        one["value"],
        UNIT_WORDS.get(one["unit"], one["unit"]),
        status_words(one),
        reliability_words(one),
        one.get("year"),
        one.get("geography_year"),
        one.get("numerator"),
        one.get("denominator"),
        one.get("source") or "",
        place.get("median"),
        place.get("rank"),
        place.get("of"),
        one.get("reason") or "",
        one.get("sentence") or "",
        *(compared.get(name) for name in references),
    )


def _label(reading: Reading, name: str) -> str:
    found = reading.indicators.get(name)
    return str(found["label"]) if found else name


def _unit(reading: Reading, name: str) -> str:
    found = reading.indicators.get(name)
    return UNIT_WORDS.get(found["unit"], str(found["unit"])) if found else ""
