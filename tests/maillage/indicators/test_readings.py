"""Reading sentences: numbers come from the computation, and the French follows the name."""

import pytest

from maillage.base.errors import CardError
from maillage.base.french import NBSP, NNBSP
from maillage.indicators.cards import card
from maillage.indicators.readings import of, render


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Genlis", "de Genlis"),
        ("Annonay", "d’Annonay"),
        ("Étables", "d’Étables"),
        ("Le Teil", "du Teil"),
        ("Les Vans", "des Vans"),
        ("L'Escale", "de L'Escale"),
        ("La Rochelle", "de La Rochelle"),
        ("CC de la Plaine Dijonnaise", "de la CC de la Plaine Dijonnaise"),
        ("France métropolitaine", "de la France métropolitaine"),
    ],
)
def test_de_follows_the_name(name: str, expected: str) -> None:
    assert of(name) == expected


def test_the_sentence_prints_the_value_and_its_two_parts() -> None:
    sentence = render(
        card("taux_logements_vacants"),
        territory="Annonay",
        year=2021,
        value=12.345,
        parts={"numerator": 1234.4, "denominator": 10000},
    )

    assert sentence == (
        f"En 2021, 12,3{NBSP}% des logements d’Annonay sont vacants (1{NNBSP}234 sur 10{NNBSP}000)."
    )


def test_the_parenthesis_disappears_when_its_numbers_are_unknown() -> None:
    sentence = render(card("taux_logements_vacants"), territory="Genlis", year=2021, value=5.0)

    assert sentence == f"En 2021, 5,0{NBSP}% des logements de Genlis sont vacants."


def test_constants_of_the_card_are_printed_from_the_card() -> None:
    sentence = render(card("taux_pauvrete"), territory="Genlis", year=2021, value=11.0)

    assert f"60{NBSP}% du niveau de vie médian" in sentence


def test_an_unknown_field_is_an_error_of_the_card() -> None:
    broken = card("population").model_copy(update={"reading": "{territoire} compte {value}."})

    with pytest.raises(CardError, match="territoire"):
        render(broken, territory="Genlis", year=2021, value=1.0)
