"""« Ce qu’on ne sait pas »: what is secret, missing or too old, and where to ask for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from maillage.base.levels import Level
from maillage.base.statuses import Status
from maillage.indicators import cards as catalogue
from maillage.indicators.cards import Card, columns_by_dataset
from maillage.portraits.wording import FROM_PAST
from maillage.sources.registry import source_cards


OLD_AFTER = 6
# The file that gives the population of the censuses before.
PAST_SOURCE = "insee_population_historique"


@dataclass(frozen=True)
class Holdings:
    """What a store has: the datasets some file fills, the sources it has a file of."""

    datasets: frozenset[str]
    sources: frozenset[str] = frozenset()


def unknowns(
    indicators: Iterable[Mapping[str, Any]],
    cards: Mapping[str, Card],
    holdings: Holdings,
    newest_year: int,
) -> list[dict[str, Any]]:
    """One entry per thing not known, with its reason and the next gesture.

    newest_year  the year with which « too old » is judged
    """
    found = [_hidden(one, cards[one["id"]], holdings) for one in indicators if one["value"] is None]
    found += [
        _old(one)
        for one in indicators
        if one["value"] is not None and one["year"] < newest_year - OLD_AFTER
    ]
    found += [_on_request(card) for card in cards.values() if not card.is_open]
    return found


def _hidden(one: Mapping[str, Any], card: Card, holdings: Holdings) -> dict[str, Any]:
    missing = [name for name in _needed(card) if name not in holdings.datasets]
    if missing:
        return _entry(one, "Le fichier n’est pas encore dans Maillage.", where_to_get(missing[0]))
    is_change = card.method in FROM_PAST and one["status"] == Status.UNAVAILABLE
    if is_change and PAST_SOURCE not in holdings.sources:
        return _entry(one, one["reason"], download_of(PAST_SOURCE))
    asks = {
        Status.SECRET: "Demander au producteur une valeur regroupée, sous convention.",
        Status.UNAVAILABLE: _look_elsewhere(one, card, holdings),
        Status.NOT_APPLICABLE: "",
    }
    return _entry(one, one["reason"], asks.get(Status(one["status"]), ""))


def _needed(card: Card) -> tuple[str, ...]:
    """The datasets a card reads, its own first."""
    known = catalogue.cards().get(card.id) is card
    return _needed_by_cards()[card.id] if known else _datasets(card)


@cache
def _needed_by_cards() -> dict[str, tuple[str, ...]]:
    return {name: _datasets(card) for name, card in catalogue.cards().items()}


def _datasets(card: Card) -> tuple[str, ...]:
    return tuple(dict.fromkeys([card.dataset, *columns_by_dataset(card)]))


def _look_elsewhere(one: Mapping[str, Any], card: Card, holdings: Holdings) -> str:
    """The level above is a way out only when it shows the value; a file is always named."""
    gesture = _better_file(card, holdings)
    if any(line["value"] is not None for line in one["comparisons"]):
        return f"Regarder le niveau supérieur, ou {gesture[0].lower()}{gesture[1:]}"
    return gesture


def _better_file(card: Card, holdings: Holdings) -> str:
    """The best ranked file of its dataset: to fetch, or to give whole when an extract is there."""
    best = _best_source(card.dataset)
    if not best:
        return "Déposer un fichier qui donne cette valeur."
    if best not in holdings.sources:
        return download_of(best)
    return (
        f"Déposer « {source_cards()[best]['label']} » en entier, dans un autre millésime au besoin"
    )


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
        "reason": "Aucun fichier que Maillage sait lire ne la donne\u00a0: elle se demande.",
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


@cache
def where_to_get(dataset: str) -> str:
    """The gesture that brings a dataset: the best ranked source that fills it."""
    best = _best_source(dataset)
    return download_of(best) if best else ""


@cache
def _best_source(dataset: str) -> str:
    """The source that wins for a dataset; "" when no file is read for it."""
    offers = [
        (entry["rank"], name)
        for name, card in source_cards().items()
        for entry in card.get("provides", ())
        if entry["dataset"] == dataset
    ]
    return min(offers)[1] if offers else ""


def download_of(source: str) -> str:
    """The gesture that brings the files of a source: who publishes them, and where."""
    card = source_cards()[source]
    where = ", ".join(filter(None, [card["publisher"], card["page"]]))
    return f"Télécharger « {card['label']} » — {where}"


def exists_at(card: Card, level: Level) -> bool:
    """Whether a card is defined for a level; a perimeter is worth its communes."""
    wanted = Level.COMMUNE if level == Level.PERIMETRE else level
    return wanted in card.levels
