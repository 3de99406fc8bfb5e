"""Sentences of a portrait. Every number in them is computed; none is retyped.

A sentence is made of a template (the card's `reading`) and of values formatted in French.
"""

import re
from collections.abc import Mapping
from typing import Any

from maillage.base.french import NBSP, number, ordinal, plural, with_unit
from maillage.base.levels import LEVEL_PLURALS, Level
from maillage.base.statuses import Status
from maillage.indicators.cards import Card


CONTRACTIONS = (
    (" de Le ", " du "), (" de Les ", " des "), (" à Le ", " au "), (" à Les ", " aux "),
    (" de le ", " du "), (" de les ", " des "), (" à le ", " au "), (" à les ", " aux "),
)  # fmt: skip
# Before Y, only when a consonant follows: « d’Yvetot », but « de Yutz » stays as people say it.
ELISION = re.compile(r"\b([dD])e ((?:[AEIOUÉÈÊÎÂŒÔ]|Y(?![aeiouy]))\w)")
# « (35 sur 300) », left out when the parts were not published.
PARTS = re.compile(r"\s*\([^()]*\{numerator\}[^()]*\)")
# What a change says of its years.
SPAN = "De {start} à {year}"
FROM_PAST = {"taux_annuel_moyen", "taux_solde_naturel", "taux_solde_migratoire"}
ESTIMATED = "Cette valeur est une estimation."
# A group is said whole when nearly all its territories show the value.
ALMOST_ALL = 0.9


def reading(card: Card, row: Mapping[str, Any], name: str, *, start: int | None = None) -> str:
    """The card's sentence for one shown value.

    start  for a change, the year it is counted from; « jusqu’en … » when it is not known
    """
    fields: dict[str, Any] = dict(card.parameters)
    fields = {
        key: number(value, decimals=0 if value == int(value) else 1)
        for key, value in fields.items()
    }
    fields |= {
        "year": row["year"],
        "start": start,
        "territory": name,
        "value": _shown_value(card, row),
        "counted": card.counted(row["value"]),
    }
    has_parts = row["numerator"] is not None and row["denominator"] is not None
    for part in ("numerator", "denominator"):
        fields[part] = number(row[part]) if row[part] is not None else ""
    template = card.reading if has_parts else PARTS.sub("", card.reading)
    template = template if start else template.replace(SPAN, "Jusqu’en {year}")
    template = _of_one_commune(card, row, template)
    text = contracted(template.format(**fields))
    estimated = f" {ESTIMATED}" if row.get("status") == Status.ESTIMATED else ""
    return text[:1].upper() + text[1:] + estimated


def _of_one_commune(card: Card, row: Mapping[str, Any], template: str) -> str:
    """One commune is, or is not, what its group counts: it does not « count 0 commune »."""
    if row.get("level") != Level.COMMUNE or not card.noun or not card.noun[0].startswith("commune"):
        return template
    verb = "est une" if row["value"] else "n’est pas une"
    return template.replace("compte {counted}", f"{verb} {card.noun[0]}")


def _shown_value(card: Card, row: Mapping[str, Any]) -> str:
    """« 22,0 % »; « 5,0 % ou moins » when the producer never publishes less."""
    text = with_unit(row["value"], card.unit)
    return f"{text} ou moins" if card.is_floor(row["value"], row.get("level")) else text


def contracted(text: str) -> str:
    """French typography around a name: « du Havre », « d’Annonay », « l’Ardèche »."""
    text = text.replace("'", "’")
    for wrong, right in CONTRACTIONS:
        text = text.replace(wrong, right)
    return ELISION.sub(r"\1’\2", text)


def hidden_reason(card: Card, row: Mapping[str, Any] | None, level: Level) -> str:
    """Why there is no value, in one sentence."""
    if row is None:
        return _never_said(card, level)
    if row["status"] == Status.SECRET:
        return "Secret statistique : trop peu de ménages ou de personnes pour être publié."
    if row["status"] == Status.NOT_APPLICABLE:
        return "Sans objet ici : personne n’est concerné."
    return _unavailable(card, row)


def _never_said(card: Card, level: Level) -> str:
    """Why no file says anything, not even that the value is hidden."""
    if level == Level.PERIMETRE and card.aggregation == "published_only":
        return "Cette valeur ne se calcule pas pour un périmètre choisi."
    if level in LEVEL_PLURALS and level not in card.levels:
        return f"Cet indicateur n’existe pas pour les {LEVEL_PLURALS[level]}."
    return "Aucun fichier déposé ne donne cette valeur pour ce territoire."


def _unavailable(card: Card, row: Mapping[str, Any]) -> str:
    present, expected = row.get("present"), row.get("expected")
    if expected and present and present < expected:
        return (
            f"Non disponible : on connaît {coverage_sentence(present, expected)}, "
            "et une somme partielle tromperait."
        )
    if card.method in FROM_PAST:
        return "Aucun recensement plus ancien, dans les fichiers déposés, pour mesurer l’évolution."
    if card.aggregation == "published_only":
        return (
            "Aucun des fichiers réunis ne le donne pour ce territoire, "
            "et cette valeur ne se calcule pas par addition."
        )
    return "Aucun des fichiers réunis ne le donne pour ce territoire."


def position_sentence(position: Mapping[str, Any] | None, *, of_all: int | None = None) -> str:
    """« Plus élevé que dans 475 intercommunalités … sur 633 » ; empty without peers.

    of_all  how many territories the group has; said when many of them do not show the value

    Territories with the very same value are counted neither above nor below.
    """
    if position is None:
        return ""
    of, higher = position["of"], position["rank"] - 1
    lower = round(position["percentile"] / 100 * (of - 1))
    group = f"des {number(of)} {position['peers']}{_known_only(of, of_all)}"
    alike = of - higher - lower
    if alike > 1 and (higher == 0 or lower == 0):
        side = "élevée" if higher == 0 else "basse"
        return f"La valeur la plus {side}, que partagent {number(alike)} {group}."
    if higher == 0:
        return f"La valeur la plus élevée {group}."
    if lower == 0:
        return f"La valeur la plus basse {group}."
    if lower >= higher:
        return f"Plus élevé que dans {number(lower)} {group}."
    return f"Plus bas que dans {number(higher)} {group}."


def _known_only(of: int, of_all: int | None) -> str:
    partial = of_all is not None and of < ALMOST_ALL * of_all
    return " dont la valeur est connue" if partial else ""


def gap_sentence(card: Card, value: float, median: float, peers: str) -> str:
    """« contre 9,2 % pour la moitié … » : the value beside the median of its peers."""
    side = "au-dessus de" if value > median else "au-dessous de"
    return f"C’est {side} la médiane des {peers} ({with_unit(median, card.unit)})."


def coverage_sentence(present: float, expected: float) -> str:
    """« 49 communes sur 512 »; IRIS weigh a part of their commune: « l’équivalent de … »."""
    if expected <= 1:
        return "une partie seulement de ses IRIS"
    if present != int(present):
        known = number(present, decimals=1)
        word = "commune" if present < 2 else "communes"
        return f"des IRIS, l’équivalent de {known} {word} sur {number(expected)}"
    return f"{plural(present, 'commune')} sur {number(expected)}".replace(NBSP, " ")


def rank_words(rank: int, of: int) -> str:
    """« 3e sur 120 »."""
    return f"{ordinal(rank)} sur {number(of)}"
