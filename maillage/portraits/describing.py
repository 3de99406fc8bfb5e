"""One indicator of a portrait, described in full: value, context, past, sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.levels import Level
from maillage.base.statuses import Reliability, Status
from maillage.geography import Territory
from maillage.indicators.cards import Card
from maillage.portraits.breaks import breaks_of
from maillage.portraits.comparing import (
    RowIndex,
    comparisons,
    is_shown,
    position,
    trend,
)
from maillage.portraits.names import in_sentence
from maillage.portraits.reliability import interval, reliability
from maillage.portraits.wording import FROM_PAST, hidden_reason, position_sentence, reading
from maillage.sources.registry import source_cards


# A change between two censuses closer than this would be mostly noise.
MINIMUM_YEARS = 5
COUNTED = "population"
BALANCES = {"taux_solde_naturel", "taux_solde_migratoire"}
GIVEN = {Status.PUBLISHED, Status.ESTIMATED}


@dataclass(frozen=True)
class Context:
    """What surrounds one territory: whom it is compared with, and the rows of its parents.

    similar  by indicator, the line of the median of similar territories
    of_all   how many territories its group of peers has
    counted  years whose population is known, from which a change may be counted
    tells_years  every year asked for is told, and not only the newest
    """

    territory: Territory
    parents: Sequence[Territory]
    similar: Mapping[str, Mapping[str, Any]]
    index: RowIndex
    of_all: int
    years: tuple[int, ...]
    breaks: Mapping[str, Sequence[Mapping[str, Any]]]
    counted: Sequence[int] = ()
    tells_years: bool = False


def describe(card: Card, rows: Sequence[Mapping[str, Any]], context: Context) -> dict[str, Any]:
    """The dictionary of one indicator. `rows` are the territory's own, oldest first."""
    row = chosen_row(rows, context.years)
    shown = row is not None and is_shown(row)
    of_all = context.of_all
    here = position(row, of_all) if row is not None and shown else None
    name = in_sentence(context.territory.name, context.territory.level)
    reason = "" if shown else hidden_reason(card, row, context.territory.level)
    sentence = reason
    if row is not None and shown:
        sentence = reading(card, row, name, start=_start(card, row, rows, context))
    told = {"years": _each_year(card, rows, context)} if context.tells_years else {}
    return told | {
        **_definition(card),
        **_measure(card, row),
        "cautions": _cautions(card, row, context),
        "reason": reason,
        "comparisons": _compared(card, row, context),
        "position": here | {"unit": card.unit} if here else None,
        "trend": _trend(card, rows, context),
        "trend_note": _trend_note(card, rows, context),
        "sentence": sentence,
        # A count mostly says how large a territory is: its position is drawn, not told.
        "position_sentence": "" if card.unit == "count" else position_sentence(here, of_all=of_all),
    }


def _each_year(
    card: Card, rows: Sequence[Mapping[str, Any]], context: Context
) -> list[dict[str, Any]]:
    """Every year asked for, oldest first, each with its own source and reliability."""
    wanted = [row for row in rows if not context.years or row["year"] in context.years]
    return [_measure(card, row) for row in sorted(wanted, key=lambda row: row["year"])]


def _start(
    card: Card, row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], context: Context
) -> int | None:
    """The year a change is counted from: the latest that is far enough before.

    A balance is counted between two censuses that follow each other: from the previous one told.
    """
    if card.method not in FROM_PAST:
        return None
    if card.method in BALANCES:
        told = (one["year"] for one in rows if is_shown(one) and one["year"] < row["year"])
        return max(told, default=None)
    latest = row["year"] - card.parameters.get("minimum_years", MINIMUM_YEARS)
    return max((year for year in context.counted if year <= latest), default=None)


def chosen_row(
    rows: Sequence[Mapping[str, Any]], years: tuple[int, ...]
) -> Mapping[str, Any] | None:
    """The newest shown row (among the years asked for); else the newest that says why not."""
    wanted = [row for row in rows if not years or row["year"] in years]
    if not wanted:
        return None
    newest = max(wanted, key=lambda row: row["year"])
    shown = [row for row in wanted if is_shown(row)]
    if not shown:
        return newest
    return max(shown, key=lambda row: row["year"])


def _definition(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "theme": card.theme,
        "label": card.label,
        "question": card.question,
        "unit": card.unit,
        "key": card.key,
        "first": card.first,
        "polarity": card.higher_is,
        "publics": list(card.publics),
    }


def _cautions(card: Card, row: Mapping[str, Any] | None, context: Context) -> list[str]:
    """Those of the card, and the limits of a value given for an EPCI or IRIS of another year."""
    found = list(card.cautions)
    if row is None or row["status"] not in GIVEN or not row["geography_year"]:
        return found
    if row["geography_year"] == context.territory.geography_year:
        return found
    return [*found, *_of_other_limits(row, context.territory.level)]


def _of_other_limits(row: Mapping[str, Any], level: Level) -> list[str]:
    """What to know of a value given for a territory as it was in another year."""
    year, estimated = row["geography_year"], row["status"] == Status.ESTIMATED
    if level == Level.IRIS and estimated:
        told = (
            f"Le découpage de la commune en IRIS n’est plus celui de {year} : le tracé de cet IRIS "
            "a pu changer, et cette valeur porter sur un autre contour."
        )
        return [told]
    if level != Level.EPCI or (estimated and row["expected"] != 1):
        return []
    changed = " ; ses communes ne sont plus toutes les mêmes" if estimated else ""
    return [f"Valeur publiée pour l’intercommunalité dans son périmètre de {year}{changed}."]


def _measure(card: Card, row: Mapping[str, Any] | None) -> dict[str, Any]:
    if row is None:
        return {
            "value": None, "status": str(Status.UNAVAILABLE), "numerator": None,
            "denominator": None, "year": None, "geography_year": None, "source": "",
            "source_id": "", "coverage": None, "interval": None,
            "reliability": str(Reliability.UNKNOWN),
        }  # fmt: skip
    several = row["expected"] is not None and row["expected"] > 1 and row["present"] is not None
    return {
        "value": row["value"],
        "status": row["status"],
        "numerator": row["numerator"],
        "denominator": row["denominator"],
        "year": row["year"],
        "geography_year": row["geography_year"],
        "source": source_cards().get(row["source"], {}).get("label", row["source"]),
        "source_id": row["source"],
        "coverage": {"present": row["present"], "expected": row["expected"]} if several else None,
        "interval": interval(card, row),
        "reliability": str(reliability(card, row)),
    }


def _compared(card: Card, row: Mapping[str, Any] | None, context: Context) -> list[dict[str, Any]]:
    """Counts are not compared: a département always has more inhabitants than its communes."""
    if row is None or card.unit == "count":
        return []
    found = comparisons(card.id, row["year"], context.parents, context.index)
    near = context.similar.get(card.id)
    return [*found, dict(near)] if near else found


def _trend(card: Card, rows: Sequence[Mapping[str, Any]], context: Context) -> list[dict[str, Any]]:
    cuts = [
        int(one["year"])
        for one in breaks_of(card, context.breaks)
        if one.get("comparable") is False
    ]
    return trend(rows, cuts)


def _trend_note(card: Card, rows: Sequence[Mapping[str, Any]], context: Context) -> str:
    """What makes the years of a trend not quite comparable."""
    shown = [row for row in rows if is_shown(row)]
    years = {row["year"] for row in shown}
    notes = [
        str(entry["note"])
        for entry in breaks_of(card, context.breaks)
        if any(year < entry["year"] for year in years)
        and any(year >= entry["year"] for year in years)
    ]
    statuses = {row["status"] for row in shown}
    if context.territory.level == Level.IRIS and {Status.ESTIMATED} < statuses:
        notes.append(
            "Le découpage de la commune en IRIS a changé entre ces années : "
            "une évolution peut venir de là. Les valeurs de l’ancien découpage sont estimées."
        )
    perimeters = {row["geography_year"] for row in shown}
    moving = card.aggregation == "published_only" and context.territory.level == Level.EPCI
    if len(perimeters) > 1 and moving:
        notes.append(
            "Chaque année suit le périmètre de l’intercommunalité à cette date : "
            "une évolution peut venir de communes arrivées ou parties."
        )
    return " ".join(dict.fromkeys(notes))
