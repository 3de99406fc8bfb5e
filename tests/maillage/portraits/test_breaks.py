"""Years across which a source says that it does not compare."""

from maillage.indicators.cards import cards as all_cards
from maillage.portraits.breaks import breaks_of, cuts_of, declared_breaks


def test_filosofi_is_cut_in_2023_and_the_census_is_not():
    cards = all_cards()

    assert [one["year"] for one in cuts_of(cards["taux_pauvrete"])] == [2023]
    assert cuts_of(cards["population"]) == []


def test_break_of_a_theme_leaves_the_others():
    cards = all_cards()
    card = cards["taux_pauvrete"]
    declared = {card.dataset: [{"year": 2020, "note": "…", "themes": ["logement"]}]}

    assert breaks_of(card, declared) == []
    assert breaks_of(card, declared_breaks())
