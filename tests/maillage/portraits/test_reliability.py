"""Reliability follows the number of people or events a value rests on."""

import pytest

from maillage.base.statuses import Reliability
from maillage.indicators.cards import card
from maillage.portraits.reliability import reliability


@pytest.mark.parametrize(
    ("births", "expected"),
    [(2.0, Reliability.CAUTION), (50.0, Reliability.MEDIUM), (1763.0, Reliability.SAFE)],
)
def test_a_rate_on_a_handful_of_births_is_not_safe(births: float, expected: Reliability) -> None:
    row = {"status": "computed", "value": 3.0, "numerator": births, "denominator": 663.0}

    assert reliability(card("taux_natalite"), row) is expected


@pytest.mark.parametrize(
    ("peer_class", "expected"),
    [
        (0, Reliability.CAUTION),
        (4, Reliability.MEDIUM),
        (5, Reliability.SAFE),
        (-1, Reliability.UNKNOWN),
    ],
)
def test_a_rate_published_without_its_count_is_judged_by_the_size_of_the_territory(
    peer_class: int, expected: Reliability
) -> None:
    row = {
        "status": "published", "value": 20.0, "numerator": None, "denominator": None,
        "level": "commune", "peer_class": peer_class,
    }  # fmt: skip

    assert reliability(card("part_neet"), row) is expected
