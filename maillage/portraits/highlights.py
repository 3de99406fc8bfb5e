"""« Faits saillants »: the dozen things that most distinguish a territory, by one documented rule.

score = |gap| × reliability × importance, where the gap to the median of peers is counted in robust
units (half the width between quartiles ÷ 0.6745, which is a standard deviation for a normal law).
Under 0.6745 (inside the middle half) nothing is said. At most three facts per theme, and one per
family of definitions, so that one thing is not said three times: it is enough that one of two cards
names the other (`differs_from`, `said_by`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from maillage.base.french import with_unit
from maillage.base.statuses import Reliability
from maillage.indicators.cards import Card


LIMIT = 12
PER_THEME = 3
MIDDLE_HALF = 0.6745
WEIGHTS = {Reliability.SAFE: 1.0, Reliability.MEDIUM: 0.7, Reliability.CAUTION: 0.35}


def robust_gap(value: float, position: Mapping[str, Any]) -> float:
    """Signed gap to the median of peers, in robust standard units; 0 when peers do not vary."""
    half = (position["q3"] - position["q1"]) / 2
    if half <= 0:
        return 0.0
    return float((value - position["median"]) / (half / MIDDLE_HALF))


def score(indicator: Mapping[str, Any], card: Card) -> float:
    """How much a value deserves to be told; 0 when it is ordinary, hidden or has no peers."""
    position = indicator["position"]
    if position is None or indicator["value"] is None:
        return 0.0
    gap = abs(robust_gap(indicator["value"], position))
    small = abs(indicator["value"] - position["median"]) < card.comparable_gap
    if gap < MIDDLE_HALF or small:
        return 0.0
    weight = WEIGHTS.get(Reliability(indicator["reliability"]), 0.0)
    return min(gap, 4.0) * weight * card.importance


def highlights(
    indicators: Sequence[Mapping[str, Any]], cards: Mapping[str, Card]
) -> list[dict[str, Any]]:
    """The facts to tell first, most distinctive first; fewer than twelve when data are few."""
    scored = [(score(one, cards[one["id"]]), one) for one in indicators]
    ordered = sorted(
        (pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]["id"])
    )
    told: list[dict[str, Any]] = []
    per_theme: dict[str, int] = {}
    said: set[str] = set()
    others: set[str] = set()
    for points, one in ordered:
        card = cards[one["id"]]
        told_already = {*card.differs_from, *card.said_by}
        is_said = card.id in others or not said.isdisjoint(told_already)
        if per_theme.get(card.theme, 0) >= PER_THEME or is_said or card.unit == "count":
            continue
        per_theme[card.theme] = per_theme.get(card.theme, 0) + 1
        said.add(card.id)
        others |= told_already
        told.append(_fact(one, card, points))
        if len(told) == LIMIT:
            break
    return told


def _fact(one: Mapping[str, Any], card: Card, points: float) -> dict[str, Any]:
    position = one["position"]
    gap = robust_gap(one["value"], position)
    return {
        "indicator": one["id"],
        "label": card.label,
        "sentence": one["sentence"],
        "detail": (
            f"{one['position_sentence']} La médiane y est de "
            f"{with_unit(position['median'], card.unit)}.{_warned(one)}"
        ),
        "reliability": one["reliability"],
        "score": round(points, 3),
        "gap": round(gap, 3),
        "direction": "above" if gap > 0 else "below",
        "tone": _tone(card, gap),
    }


def _warned(one: Mapping[str, Any]) -> str:
    """What is added to a fact that rests on few people."""
    if Reliability(one["reliability"]) is not Reliability.CAUTION:
        return ""
    return " Petits effectifs\u00a0: à lire avec prudence."


def _tone(card: Card, gap: float) -> str:
    """worse, better or neutral, by the polarity of the indicator."""
    if card.higher_is == "neutral":
        return "neutral"
    return "worse" if (gap > 0) == (card.higher_is == "worse") else "better"
