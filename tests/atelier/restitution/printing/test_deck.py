"""The empty deck: ours in size, colours and types."""

import pytest

from atelier.restitution.printing.deck import MESSAGE, OPENING, accent_of, empty
from maillage.base.look import BLUE


def test_deck_without_colour_is_blue_and_a_wrong_colour_too():
    assert accent_of("") == BLUE
    assert accent_of("rouge vif") == BLUE


def test_pale_colour_is_darkened_until_it_reads():
    assert accent_of("#ffee99") != "#ffee99"


@pytest.mark.parametrize("layout", [OPENING, MESSAGE])
def test_layouts_hold_titles_only_inside_the_sheet(layout):
    deck = empty("", "Titre", "CCAS")

    for shape in deck.slide_layouts[layout].placeholders:
        assert shape.left + shape.width <= deck.slide_width
        assert "TITLE" in shape.placeholder_format.type.name


def test_deck_says_its_title_and_language():
    properties = empty("", "Titre", "CCAS").core_properties

    assert (properties.title, properties.author, properties.language) == ("Titre", "CCAS", "fr-FR")
