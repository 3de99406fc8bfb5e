"""How far a value may be trusted, by the producer's own rule.

Census counts (Insee, precautions of use of the base files): above 500, safe; under 200, with
caution. For a share, the count that matters is the one it rests on (its denominator), and the
complementary tabulation, a sample of about one household in four, has an interval.
"""

import math
from collections.abc import Mapping
from typing import Any

from maillage.base.statuses import SHOWN, Reliability, Status
from maillage.indicators.cards import Card
from maillage.stats.peers import class_bounds


SAFE_ABOVE = 500
CAUTION_BELOW = 200
CENSUS = "insee_rp"
# Share of households in the complementary tabulation: 20 % at least in small communes, 40 % in the
# large ones; the smaller share is the prudent one.
COMPLEMENTARY_SHARE = 0.2
# Rates published without the count they rest on: the share of inhabitants they describe.
# Rates of young people not in employment or education: about one inhabitant in nine is 15 to 24.
SHARES_DESCRIBED = {"insee_neet": 0.11}
# Births or deaths of one year: under twenty, chance alone moves the rate by a quarter or more.
EVENT_RATE = "rapport_population_moyenne"
EVENTS_SAFE, EVENTS_CAUTION = 100, 20
Z95 = 1.959963984540054
SHOWN_TEXTS = frozenset(str(status) for status in SHOWN)


def reliability(card: Card, row: Mapping[str, Any]) -> Reliability:
    """The reliability of one row (value, numerator, denominator, status)."""
    if row["status"] not in SHOWN_TEXTS:
        return Reliability.UNKNOWN
    if card.dataset in SHARES_DESCRIBED:
        smallest = _smallest_population(row)
        people = None if smallest is None else smallest * SHARES_DESCRIBED[card.dataset]
        return _census(people, estimated=False)
    if card.method == EVENT_RATE and row["status"] != Status.ESTIMATED:
        return _events(row["numerator"])
    if card.dataset != CENSUS:
        known = row["status"] != Status.ESTIMATED
        return Reliability.SAFE if known else Reliability.CAUTION
    # People per square kilometre rest on people, not on square kilometres.
    under = "numerator" if card.unit == "per_km2" else "denominator"
    base = row[under] if row[under] is not None else row["value"]
    return _census(base, estimated=row["status"] == Status.ESTIMATED)


def _census(base: float | None, *, estimated: bool) -> Reliability:
    if base is None:
        return Reliability.UNKNOWN
    if estimated or base < CAUTION_BELOW:
        return Reliability.CAUTION
    return Reliability.SAFE if base > SAFE_ABOVE else Reliability.MEDIUM


def _events(count: float | None) -> Reliability:
    if count is None:
        return Reliability.UNKNOWN
    if count < EVENTS_CAUTION:
        return Reliability.CAUTION
    return Reliability.SAFE if count >= EVENTS_SAFE else Reliability.MEDIUM


def _smallest_population(row: Mapping[str, Any]) -> float | None:
    """The lower bound of the population class of a row; None when the class is not known."""
    bounds = class_bounds(row["level"])
    place = row.get("peer_class")
    if not bounds or place is None or place < 0:
        return None
    return float((0, *bounds)[place])


def interval(card: Card, row: Mapping[str, Any]) -> dict[str, float] | None:
    """95 % Wilson interval of a share from the complementary tabulation; None for anything else.

    The effective size is the denominator times the share of households tabulated: sampling only,
    without the five-year averaging or non-response.
    Wilson (1927), https://doi.org/10.1080/01621459.1927.10502953
    """
    is_share = card.dataset == CENSUS and card.aggregation == "ratio" and card.unit == "percent"
    if row["status"] not in SHOWN_TEXTS or not is_share or card.exploitation != "complementaire":
        return None
    share, size = row["value"] / 100, row["denominator"] * COMPLEMENTARY_SHARE
    if size <= 0 or not 0 <= share <= 1:
        return None
    centre = (share + Z95**2 / (2 * size)) / (1 + Z95**2 / size)
    spread = math.sqrt(share * (1 - share) / size + Z95**2 / (4 * size**2))
    spread *= Z95 / (1 + Z95**2 / size)
    return {"low": round(100 * (centre - spread), 2), "high": round(100 * (centre + spread), 2)}
