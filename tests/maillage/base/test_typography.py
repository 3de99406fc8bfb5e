"""French spacing of running text."""

from maillage.base.typography import no_break


def test_colons_guillemets_and_units_hold_to_their_word() -> None:
    expected = "Il dit\u00a0: «\u00a0oui\u00a0»\u00a0; 3\u00a0%"
    assert no_break("Il dit : « oui » ; 3 %") == expected


def test_already_spaced_text_is_kept() -> None:
    spaced = "Il dit\u00a0: «\u00a0oui\u00a0»"

    assert no_break(spaced) == spaced


def test_ordinary_spaces_and_addresses_are_kept() -> None:
    assert no_break("voir https://exemple.fr à midi") == "voir https://exemple.fr à midi"
