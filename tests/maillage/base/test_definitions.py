"""Where the cards are, and what a file that is not a card gets."""

import pytest

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import CardError


def test_definitions_are_found_from_a_checkout():
    assert (definitions_root() / "themes.yaml").is_file()


def test_card_is_read_as_a_dictionary(tmp_path):
    path = tmp_path / "card.yaml"
    path.write_text("label: Taux de pauvreté\n", encoding="utf-8")

    assert read_card(path) == {"label": "Taux de pauvreté"}


@pytest.mark.parametrize("text", ["- a\n- b\n", "label: [\n", ""])
def test_file_that_is_not_a_card_is_named_in_the_error(tmp_path, text):
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CardError, match="broken"):
        read_card(path)
