"""Indicator cards made by hand: the fields a test does not care about have an ordinary value."""

from typing import Any

from maillage.base.levels import Level
from maillage.indicators.cards import Card


EVERY_LEVEL = tuple(level for level in Level if level is not Level.PERIMETRE)


def make_card(**about: Any) -> Card:
    """A ratio A/B of the dataset `fictif`, in percent; `about` overrides any field."""
    fields: dict[str, Any] = {
        "id": "essai",
        "theme": "logement",
        "label": "Part d’essai",
        "question": "Combien ?",
        "dataset": "fictif",
        "aggregation": "ratio",
        "unit": "percent",
        "levels": EVERY_LEVEL,
        "reading": "En {year}, {value} à {territory}.",
        "reference": {"text": "définition fictive"},
    } | about
    if fields["aggregation"] == "ratio":
        fields = {"numerator": "A", "denominator": "B"} | fields
    return Card(**fields)


def make_sum(name: str = "essai", value: str = "A", **about: Any) -> Card:
    """A card that adds up one column."""
    return make_card(id=name, aggregation="sum", value=value, unit="count", **about)


def make_published(name: str = "essai", value: str = "A", **about: Any) -> Card:
    """A card whose value is shown as published, or not at all."""
    return make_card(id=name, aggregation="published_only", value=value, unit="euros", **about)
