"""Names as people type them."""

import pytest

from maillage.geography.words import full_key, is_acronym, short_key, words


def test_words_lose_accents_ligatures_and_abbreviations() -> None:
    assert words("L'Île-d'Yeu") == ("l", "ile", "d", "yeu")
    assert full_key("ST Œdeme") == "saint oedeme"


def test_short_key_forgets_small_words_and_kinds_of_epci() -> None:
    assert short_key("CC de la Plaine Dijonnaise") == "plaine dijonnaise"
    assert short_key("communauté de communes plaine") == "plaine"


def test_short_key_keeps_a_name_made_of_small_words() -> None:
    assert short_key("La") == "la"


@pytest.mark.parametrize("letters", ["draga", "rga", "raga", "cdragdla"])
def test_acronym_takes_small_words_at_will(letters: str) -> None:
    name = words("CC du Rhône aux Gorges de l'Ardèche")

    assert is_acronym(letters, name)


def test_acronym_needs_every_important_word() -> None:
    assert not is_acronym("dra", words("CC du Rhône aux Gorges de l'Ardèche"))
