"""Every method a card names exists, and every method is used."""

from maillage.indicators.cards import cards
from maillage.indicators.formulas import METHODS


def test_methods_are_those_that_cards_name() -> None:
    named = {one.method for one in cards().values() if one.method}

    assert named <= set(METHODS)
