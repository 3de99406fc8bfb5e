"""Years from which a source no longer measures the same thing, as its card declares them."""

from collections.abc import Mapping, Sequence
from typing import Any

from maillage.indicators.cards import Card
from maillage.sources.registry import source_cards


def declared_breaks() -> dict[str, list[dict[str, Any]]]:
    """Declared breaks by dataset: [{year, note, comparable, themes}]."""
    found: dict[str, list[dict[str, Any]]] = {}
    for card in source_cards().values():
        for entry in card.get("breaks", ()):
            found.setdefault(entry["dataset"], []).append(entry)
    return found


def breaks_of(
    card: Card, declared: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[Mapping[str, Any]]:
    """Those that touch this indicator: all of its dataset, or those of its theme."""
    return [
        entry
        for entry in declared.get(card.dataset, ())
        if card.theme in entry.get("themes", [card.theme])
    ]


def cuts_of(card: Card) -> list[dict[str, Any]]:
    """The breaks across which two years of this indicator do not compare: [{year, note}]."""
    return [
        {"year": int(entry["year"]), "note": str(entry["note"])}
        for entry in breaks_of(card, declared_breaks())
        if entry.get("comparable") is False
    ]
