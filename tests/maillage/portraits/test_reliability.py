"""How far a value may be trusted: INSEE's thresholds, and an interval checked on a publication."""

import pytest

from maillage.portraits.reliability import COMPLEMENTARY_SHARE, interval, reliability
from tests.factories.cards import make_card, make_sum
from tests.factories.rows import make_hidden, make_row


CENSUS = make_card(dataset="insee_rp", numerator="P_A", denominator="P_B")
SAMPLED = make_card(dataset="insee_rp", numerator="C_A", denominator="C_B")


@pytest.mark.parametrize(
    ("base", "level"),
    [(0, "caution"), (199, "caution"), (200, "medium"), (500, "medium"), (501, "safe")],
)
def test_share_of_the_census_is_worth_the_count_it_rests_on(base, level):
    assert reliability(CENSUS, make_row(denominator=base)) == level


@pytest.mark.parametrize(("count", "level"), [(150, "caution"), (300, "medium"), (7_352, "safe")])
def test_count_of_the_census_is_worth_itself(count, level):
    card = make_sum(value="P_POP", dataset="insee_rp")

    row = make_row(value=count, numerator=None, denominator=None)

    assert reliability(card, row) == level


def test_estimate_is_read_with_caution_however_large():
    assert reliability(CENSUS, make_row(denominator=90_000, status="estimated")) == "caution"
    assert reliability(make_card(), make_row(status="estimated")) == "caution"


@pytest.mark.parametrize("status", ["secret", "unavailable", "not_applicable"])
def test_hidden_value_has_no_reliability(status):
    assert reliability(CENSUS, make_hidden(status)) == "unknown"


def test_interval_is_that_of_wilson_as_published():
    # Newcombe (1998), table I, https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857
    # 81 of 263: 0.2553 to 0.3662; 15 of 148: 0.0624 to 0.1605 (score method).
    for cases, size, low, high in ((81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05)):
        row = make_row(value=100 * cases / size, denominator=size / COMPLEMENTARY_SHARE)

        assert interval(SAMPLED, row) == {
            "low": pytest.approx(low, abs=0.01),
            "high": pytest.approx(high, abs=0.01),
        }


def test_interval_of_nothing_or_everything_stays_between_0_and_100():
    # Newcombe (1998), table I: 0 of 20 gives 0 to 0.1611.
    nothing = interval(SAMPLED, make_row(value=0.0, denominator=20 / COMPLEMENTARY_SHARE))
    everything = interval(SAMPLED, make_row(value=100.0, denominator=20 / COMPLEMENTARY_SHARE))

    assert nothing == {"low": 0, "high": pytest.approx(16.11, abs=0.01)}
    assert everything == {"low": pytest.approx(83.89, abs=0.01), "high": 100}


def test_full_count_has_no_sampling_interval():
    assert interval(CENSUS, make_row()) is None


def test_hidden_value_or_empty_base_has_no_interval():
    assert interval(SAMPLED, make_hidden("secret")) is None
    assert interval(SAMPLED, make_row(denominator=0.0)) is None
