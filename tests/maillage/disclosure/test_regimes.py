"""Regime cards: each is complete, and says whether its rule was read or is a recommendation."""

import pytest
from pydantic import ValidationError

from maillage.base.errors import CardError
from maillage.disclosure.regimes import Regime, regime, regimes


ALL = regimes()


def test_fiscal_regime_hides_under_eleven_units_and_beyond_85_percent():
    assert (regime("fiscal").minimum_count, regime("fiscal").dominance) == (11, 85)


def test_cnaf_regime_rounds_to_five():
    assert regime("cnaf").rounding == 5


def test_local_survey_never_shows_fewer_than_five_answers():
    least = regime("enquete_locale").minimum_count

    assert least is not None
    assert least >= 5


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_regime_either_trusts_the_publisher_or_does_something(one):
    acts = (one.minimum_count, one.dominance, one.rounding) != (None, None, None)

    assert one.as_published != acts


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_verified_rule_gives_the_address_where_it_was_read(one):
    assert one.status == "recommendation" or "https://" in one.reference


def test_unknown_regime_names_the_missing_card():
    with pytest.raises(CardError, match="inconnu"):
        regime("inconnu")


def test_card_with_an_unknown_field_is_refused():
    with pytest.raises(ValidationError):
        Regime(id="x", label="x", publisher="x", rule="x", reference="x", seuil=11)
