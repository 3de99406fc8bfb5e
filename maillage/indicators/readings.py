"""The sentence of a card for laymen: its `reading`, filled with computed values only.

« de {territory} » follows the name: de Genlis, d’Annonay, du Teil, des Vans. Nothing is retyped: a
field that is not known is an error of the card.
"""

import re
from collections.abc import Mapping
from string import Formatter

from maillage.base.errors import CardError
from maillage.base.french import number, with_unit
from maillage.indicators.cards import Card


FIELDS = frozenset({"territory", "year", "value", "numerator", "denominator"})
_VOWELS = "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ"
# « de la CC… »: kinds of intercommunalités whose name is not preceded by « de » alone.
_FEMININE = ("CC ", "CA ", "CU ", "Communauté ", "Métropole ", "France ")
_NAMED = re.compile(r"\b(?P<word>[Dd])e \{territory\}")


def fields(reading: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in Formatter().parse(reading) if name is not None}


def render(
    card: Card, *, territory: str, year: int, value: float, parts: Mapping[str, float] | None = None
) -> str:
    """The sentence of one value.

    parts  numerator and denominator, when the source gives them; without them the parenthesis that
           prints them is left out
    """
    known = {name: number(count) for name, count in (parts or {}).items()}
    constants = {name: number(constant) for name, constant in card.parameters.items()}
    missing = fields(card.reading) - FIELDS - set(constants)
    if missing:
        raise CardError(f"{card.id}: unknown field in reading: {sorted(missing)}")
    text = _NAMED.sub(lambda found: of(territory, capital=found["word"] == "D"), card.reading)
    if not {"numerator", "denominator"} & fields(text) <= set(known):
        text = re.sub(r" ?\([^()]*\{(?:numerator|denominator)\}[^()]*\)", "", text)
    return text.format(
        territory=territory, year=year, value=with_unit(value, card.unit), **known, **constants
    )


def of(name: str, *, capital: bool = False) -> str:
    """« de » before a name: d’Annonay, du Teil, des Vans, de la CC du Pays, de L’Escale."""
    text = _of(name)
    return text[0].upper() + text[1:] if capital else text


def _of(name: str) -> str:
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    if name.startswith(_FEMININE):
        return f"de la {name}"
    return f"d’{name}" if name[:1] in _VOWELS else f"de {name}"
