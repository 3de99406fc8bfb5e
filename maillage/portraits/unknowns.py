"""« Ce qu’on ne sait pas »: what is secret, missing or too old, and where to ask for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from maillage.base.levels import Level
from maillage.base.statuses import Status
from maillage.indicators.cards import Card
from maillage.sources.registry import source_cards


OLD_AFTER = 6


def unknowns(
    indicators: Iterable[Mapping[str, Any]],
    cards: Mapping[str, Card],
    datasets: frozenset[str],
    newest_year: int,
) -> list[dict[str, Any]]:
    """One entry per thing not known, with its reason and the next gesture.

    datasets     those some file of the store fills
    newest_year  the year with which « too old » is judged
    """
    found = [_hidden(one, cards[one["id"]], datasets) for one in indicators if one["value"] is None]
    found += [
        _old(one)
        for one in indicators
        if one["value"] is not None and one["year"] < newest_year - OLD_AFTER
    ]
    found += [_on_request(card) for card in cards.values() if not card.is_open]
    return found


def _hidden(one: Mapping[str, Any], card: Card, datasets: frozenset[str]) -> dict[str, Any]:
    if card.dataset not in datasets:
        return _entry(one, "Le fichier n’est pas encore dans Maillage.", where_to_get(card.dataset))
    asks = {
        Status.SECRET: "Demander au producteur une valeur regroupée, sous convention.",
        Status.UNAVAILABLE: _look_elsewhere(one),
        Status.NOT_APPLICABLE: "",
    }
    return _entry(one, one["reason"], asks.get(Status(one["status"]), ""))


def _look_elsewhere(one: Mapping[str, Any]) -> str:
    """The level above is a way out only when it shows the value."""
    if any(line["value"] is not None for line in one["comparisons"]):
        return "Regarder le niveau supérieur, ou déposer le fichier complet."
    return "Déposer un fichier qui donne cette valeur."


def _old(one: Mapping[str, Any]) -> dict[str, Any]:
    entry = _entry(
        one, f"La dernière valeur connue date de {one['year']}.", "Déposer un fichier plus récent."
    )
    return entry | {"status": "old"}


def _on_request(card: Card) -> dict[str, Any]:
    return {
        "indicator": card.id,
        "theme": card.theme,
        "label": card.label,
        "status": "on_request",
        "reason": "Aucune source ouverte ne publie cette information.",
        "ask": card.ask,
    }


def _entry(one: Mapping[str, Any], reason: str, ask: str) -> dict[str, Any]:
    return {
        "indicator": one["id"],
        "theme": one["theme"],
        "label": one["label"],
        "status": one["status"],
        "reason": reason,
        "ask": ask,
    }


def where_to_get(dataset: str) -> str:
    """The gesture that brings a dataset: the best ranked source that fills it."""
    offers = [
        (entry["rank"], name)
        for name, card in source_cards().items()
        for entry in card.get("provides", ())
        if entry["dataset"] == dataset
    ]
    if not offers:
        return ""
    name = min(offers)[1]
    return f"Télécharger « {source_cards()[name]['label']} » (maillage fetch {name})."


def exists_at(card: Card, level: Level) -> bool:
    """Whether a card is defined for a level; a perimeter is worth its communes."""
    wanted = Level.COMMUNE if level == Level.PERIMETRE else level
    return wanted in card.levels
