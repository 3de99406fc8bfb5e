"""Classes of a choropleth: Fisher-Jenks breaks, then the roundest limits that keep the same groups.

Few values make few classes: never more classes than distinct values.
"""

import math
import warnings
from collections.abc import Mapping, Sequence
from itertools import pairwise

from maillage.base.french import UNIT_DECIMALS, UNIT_SUFFIXES, number, with_unit


MOST_CLASSES = 5
MOST_VALUES = 250
MANY = 20


def class_limits(values: Sequence[float], *, most: int = MOST_CLASSES) -> list[float]:
    """The inner limits, increasing: class i holds limit[i-1] ≤ value < limit[i].

    values  the published values, at least one; one distinct value gives no limit (one class)
    """
    distinct = sorted(set(values))
    count = min(most, len(distinct))
    if count < 2:
        return []
    if count == len(distinct):
        return [round_between(low, high) for low, high in pairwise(distinct)]
    return sorted({_limit_after(distinct, top) for top in _class_tops(values, count)})


def class_of(value: float, limits: Sequence[float]) -> int:
    """The number of the class of a value, from 0."""
    return sum(value >= limit for limit in limits)


def classed(values: Mapping[str, float], unit: str) -> tuple[dict[str, int], list[tuple[int, str]]]:
    """Each territory's place in the palette, and the words of each class, from low to high.

    values  code → published value; none gives no class
    The same values are drawn in the same classes by `choropleth`.
    """
    if not values:
        return {}, []
    limits = class_limits(list(values.values()))
    ranks = tint_ranks(len(limits) + 1)
    single = with_unit(next(iter(values.values())), unit)
    tints = {code: ranks[class_of(value, limits)] for code, value in values.items()}
    return tints, list(zip(ranks, legend_labels(limits, unit, single=single), strict=True))


def tint_ranks(count: int, *, most: int = MOST_CLASSES) -> list[int]:
    """The place in a palette of `most` colours of each of `count` classes, spread out; 0 first."""
    if count == 1:
        return [most // 2]
    return [round(place * (most - 1) / (count - 1)) for place in range(count)]


def round_between(low: float, high: float) -> float:
    """The number with the fewest significant figures in ]low, high]."""
    scale = 10.0 ** math.ceil(math.log10(max(abs(low), abs(high), high - low)))
    for _ in range(12):
        for step in (1.0, 0.5, 0.2, 0.1):
            candidate = round(math.floor(high / (scale * step) + 1e-9) * scale * step, 10)
            if low < candidate <= high:
                return candidate
        scale /= 10
    return high


def legend_labels(limits: Sequence[float], unit: str, *, single: str = "") -> list[str]:
    """« moins de 6 % », « 6 à 8 », …, « 16 et plus »: one label per class."""
    if not limits:
        return [single]
    texts = [_limit_text(limit, unit) for limit in limits]
    inner = [f"{low} à {high}" for low, high in pairwise(texts)]
    return [f"moins de {texts[0]}{UNIT_SUFFIXES[unit]}", *inner, f"{texts[-1]} et plus"]


def _class_tops(values: Sequence[float], count: int) -> list[float]:
    """The greatest value of each class but the last.

    Fisher-Jenks costs the square of the number of values: past a few hundred, evenly spaced ranks
    stand for all (with both ends), which moves no limit visibly and keeps the result repeatable.
    """
    ranked = sorted(values)
    if len(ranked) > MOST_VALUES:
        last = len(ranked) - 1
        ranked = [ranked[round(place * last / (MOST_VALUES - 1))] for place in range(MOST_VALUES)]
    import mapclassify  # brings scikit-learn: five seconds nobody without a map should wait

    with warnings.catch_warnings():
        # mapclassify recommends numba, which these sizes do not need.
        warnings.filterwarnings("ignore", message="Numba not installed")
        return [float(top) for top in mapclassify.FisherJenks(ranked, k=count).bins[:-1]]


def _limit_after(distinct: Sequence[float], top: float) -> float:
    """A round limit between the top of a class and the next value; near it among many."""
    after = next(value for value in distinct if value > top)
    slack = (distinct[-1] - distinct[0]) / 100 if len(distinct) > MANY else 0.0
    return round_between(top - slack, after + slack)


def _limit_text(limit: float, unit: str) -> str:
    """A limit with as few decimals as it needs."""
    decimals = next(
        (count for count in range(4) if abs(round(limit, count) - limit) < 1e-9),
        UNIT_DECIMALS[unit] + 1,
    )
    return number(limit, decimals=decimals)
