"""Sentences of a portrait. Every number in them is computed; none is retyped.

A sentence is made of a template (the card's `reading`) and of values formatted in French.
"""

import re
from collections.abc import Mapping
from typing import Any

from maillage.base.french import number, ordinal, with_unit
from maillage.base.levels import LEVEL_PLURALS, Level
from maillage.base.statuses import Status
from maillage.indicators.cards import Card


CONTRACTIONS = (
    (" de Le ", " du "), (" de Les ", " des "), (" à Le ", " au "), (" à Les ", " aux "),
    (" de le ", " du "), (" de les ", " des "), (" à le ", " au "), (" à les ", " aux "),
)  # fmt: skip
ELISION = re.compile(r"\b([dD])e ([AEIOUÉÈÊÎÂŒÔ]\w)")
# « (35 sur 300) » when the parts were not published.
NO_PARTS = re.compile(r"\s*\(\s*sur\s*\)")
FEMININE_KINDS = ("CC ", "CA ", "CU ", "Communauté ", "Métropole ", "Eurométropole ")


def in_sentence(name: str, level: Level) -> str:
    """The name of a territory inside a sentence: « la CC du Pays d’exemple », « Genlis »."""
    if level == Level.EPCI and name.startswith(FEMININE_KINDS):
        return f"la {name}"
    if level == Level.PERIMETRE and not name.startswith(("le ", "la ", "les ")):
        return f"le périmètre « {name} »"
    return name


def reading(card: Card, row: Mapping[str, Any], name: str) -> str:
    """The card's sentence for one shown value."""
    fields: dict[str, Any] = dict(card.parameters)
    fields = {
        key: number(value, decimals=0 if value == int(value) else 1)
        for key, value in fields.items()
    }
    fields |= {
        "year": row["year"],
        "territory": name,
        "value": with_unit(row["value"], card.unit),
        "counted": card.counted(row["value"]),
    }
    for part in ("numerator", "denominator"):
        fields[part] = "" if row[part] is None else number(row[part])
    text = NO_PARTS.sub("", contracted(card.reading.format(**fields)))
    return text[:1].upper() + text[1:]


def contracted(text: str) -> str:
    """French typography around a name: « du Havre », « d’Annonay », « l’Ardèche »."""
    text = text.replace("'", "’")
    for wrong, right in CONTRACTIONS:
        text = text.replace(wrong, right)
    return ELISION.sub(r"\1’\2", text)


def hidden_reason(card: Card, row: Mapping[str, Any] | None, level: Level) -> str:
    """Why there is no value, in one sentence."""
    kind = LEVEL_PLURALS.get(level, "ce territoire")
    if row is None:
        if str(level) not in {str(one) for one in card.levels}:
            return f"Cet indicateur n’existe pas pour les {kind}."
        return "Aucun fichier déposé ne donne cette valeur pour ce territoire."
    if row["status"] == Status.SECRET:
        return "Secret statistique : trop peu de ménages ou de personnes pour être publié."
    if row["status"] == Status.NOT_APPLICABLE:
        return "Sans objet ici : personne n’est concerné."
    return _unavailable(card, row)


def _unavailable(card: Card, row: Mapping[str, Any]) -> str:
    present, expected = row.get("present"), row.get("expected")
    if expected and expected > 1 and present is not None and present < expected:
        return (
            f"Non disponible : on connaît {coverage_sentence(present, expected)}, "
            "et une somme partielle tromperait."
        )
    if card.aggregation == "published_only":
        return "Non publié pour ce territoire, et cette valeur ne se calcule pas par addition."
    return "Non publié pour ce territoire."


def position_sentence(position: Mapping[str, Any] | None) -> str:
    """« Plus élevé que dans 475 intercommunalités … sur 633 » ; empty without peers."""
    if position is None:
        return ""
    peers, of = position["peers"], position["of"]
    lower = of - position["rank"]
    if position["rank"] == 1:
        return f"La valeur la plus élevée des {number(of)} {peers}."
    if position["percentile"] >= 50:
        return f"Plus élevé que dans {number(lower)} des {number(of)} {peers}."
    higher = position["rank"] - 1
    if higher == of - 1:
        return f"La valeur la plus basse des {number(of)} {peers}."
    return f"Plus bas que dans {number(higher)} des {number(of)} {peers}."


def gap_sentence(card: Card, value: float, median: float, peers: str) -> str:
    """« contre 9,2 % pour la moitié … » : the value beside the median of its peers."""
    side = "au-dessus de" if value > median else "au-dessous de"
    return f"C’est {side} la médiane des {peers} ({with_unit(median, card.unit)})."


def coverage_sentence(present: float, expected: float) -> str:
    """« 49 communes sur 512 »."""
    known = present if present == int(present) else round(present, 1)
    decimals = 0 if known == int(known) else 1
    word = "commune" if known < 2 else "communes"
    return f"{number(known, decimals=decimals)} {word} sur {number(expected)}"


def rank_words(rank: int, of: int) -> str:
    """« 3e sur 120 »."""
    return f"{ordinal(rank)} sur {number(of)}"
