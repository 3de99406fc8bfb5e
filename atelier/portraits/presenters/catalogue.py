"""Indicator cards, as their pages print them: what is measured, how, and with what precautions."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import slugify

from maillage.base.french import UNIT_SUFFIXES, join_words, plural
from maillage.base.levels import LEVEL_LABELS, Level


AGGREGATIONS = {
    "ratio": "Recalculé à partir des effectifs de chaque commune\u00a0; jamais une moyenne "
    "de taux.",
    "sum": "Les valeurs des communes s’additionnent.",
    "published_only": "Publié tel quel pour chaque territoire\u00a0; ni recalculé, ni moyenné.",
    "method": "Calculé par une méthode documentée, à partir des sommes des communes.",
    "": "Aucune source ouverte\u00a0: la valeur se demande.",
}
POLARITIES = {
    "better": "Plus c’est élevé, plus la situation est favorable.",
    "worse": "Plus c’est élevé, plus la situation appelle l’attention.",
    "neutral": "Ni favorable ni défavorable en soi.",
}
UNITS = {
    "count": "nombre",
    "ratio": "rapport",
    "times": "rapport, en nombre de fois",
    "index": "indice de 0 à 1",
    "percent": "pour cent",
    "per_1000": "pour mille",
    "per_100": "pour 100",
    "per_1000_plain": "pour 1 000",
    "per_100000": "pour 100 000",
    "per_100_persons": "pour 100 personnes",
    "euros": "euros",
}


def by_theme(cards: Mapping[str, Any], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Themes in order, each with its cards."""
    return [
        {
            "id": theme,
            "label": label,
            "cards": [_entry(card) for card in cards.values() if card.theme == theme],
        }
        for theme, label in labels.items()
    ]


def listing(cards: Mapping[str, Any], labels: Mapping[str, str], text: str) -> dict[str, Any]:
    """The cards of the words looked for, all without words; themes without any are left out."""
    words = slugify(text).split("-") if text else []
    found = {
        name: card
        for name, card in cards.items()
        if all(word in slugify(f"{card.label} {card.question}") for word in words)
    }
    return {
        "text": text,
        "count": plural(len(found), "indicateur"),
        "themes": [
            {**theme, "rank": rank, "count": plural(len(theme["cards"]), "indicateur")}
            for rank, theme in enumerate(by_theme(found, labels), start=1)
            if theme["cards"]
        ],
    }


def page(card: Any, cards: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """One card."""
    return {
        "card": card,
        "theme": labels.get(card.theme, card.theme),
        "unit": UNITS.get(card.unit, UNIT_SUFFIXES[card.unit].strip()),
        "formulas": _formulas(card),
        "aggregation": AGGREGATIONS[card.aggregation],
        "polarity": POLARITIES[card.higher_is],
        "levels": join_words([LEVEL_LABELS[Level(level)] for level in card.levels]),
        "differs_from": [_entry(cards[name]) for name in card.differs_from if name in cards],
    }


def _entry(card: Any) -> dict[str, Any]:
    """A line of the catalogue."""
    return {
        "label": card.label,
        "question": card.question,
        "url": reverse("indicator", args=[card.id]),
        "is_open": card.is_open,
        "ask": card.ask,
    }


def _formulas(card: Any) -> list[tuple[str, str]]:
    """Each part of the formula, the first alternative written out."""
    parts = [
        ("Numérateur", card.numerator),
        ("Dénominateur", card.denominator),
        ("Valeur", card.value),
        *card.columns.items(),
    ]
    return [(name, " ou ".join(alternatives)) for name, alternatives in parts if alternatives]
