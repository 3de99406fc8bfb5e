"""Indicator cards, as their pages print them."""

from atelier.portraits import queries
from atelier.portraits.presenters import catalogue
from maillage.indicators.cards import Card


def test_every_card_has_a_page():
    cards, labels = queries.cards(), queries.theme_labels()

    for card in cards.values():
        page = catalogue.page(card, cards, labels)
        assert page["levels"], card.id
        assert page["unit"], card.id


def test_catalogue_gives_every_card_once():
    listed = catalogue.by_theme(queries.cards(), queries.theme_labels())

    assert sum(len(theme["cards"]) for theme in listed) == len(queries.cards())


def test_alternatives_of_a_formula_are_all_written():
    card = Card(
        id="exemple",
        theme="demographie",
        label="Exemple",
        question="Combien ?",
        dataset="insee_rp",
        aggregation="sum",
        value=["P_POP0019", "P_H0019 + P_F0019"],
        unit="count",
        levels=["commune"],
        reading="{value}",
        reference={"text": "Insee"},
    )

    formulas = catalogue.page(card, {}, {})["formulas"]

    assert formulas == [("Valeur", "P_POP0019 ou P_H0019 + P_F0019")]
