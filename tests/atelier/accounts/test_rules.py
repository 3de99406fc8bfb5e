"""What a Siret, a colour and a commune's code must be."""

import pytest

from atelier.accounts import rules


@pytest.mark.parametrize(
    "siret",
    [
        "73282932000074",  # example of the usual article on Luhn's key
        "35600000000048",  # the seat of La Poste follows the general rule
        "35600000049837",  # a branch of La Poste follows its own
    ],
)
def test_siret_that_holds_together_is_accepted(siret):
    assert rules.clean_siret(f"{siret[:3]} {siret[3:6]} {siret[6:9]}\u202f{siret[9:]}") == siret


def test_siret_may_be_absent():
    assert rules.clean_siret("  ") == ""


@pytest.mark.parametrize("siret", ["73282932000075", "35600000049838", "00000000000001"])
def test_siret_with_a_wrong_key_is_refused(siret):
    with pytest.raises(rules.WrongValue, match="clé"):
        rules.clean_siret(siret)


@pytest.mark.parametrize("siret", ["732829320", "7328293200007A", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"])
def test_siret_of_another_length_or_alphabet_is_refused(siret):
    with pytest.raises(rules.WrongValue, match="quatorze chiffres"):
        rules.clean_siret(siret)


def test_luhn_sum_of_a_hand_counted_example():
    # 7 9 9 2 7 3 9 8 7 1 3: doubled from the right, 1→2, 8→16→7, 3→6, 2→4, 9→18→9; total 70.
    assert rules.luhn("79927398713") == 70


@pytest.mark.parametrize(("written", "kept"), [("", ""), (" #1D4F91 ", "#1d4f91")])
def test_colour_is_kept_in_small_letters(written, kept):
    assert rules.clean_colour(written) == kept


@pytest.mark.parametrize("written", ["bleu", "#123", "1d4f91", "#1d4f9g"])
def test_colour_otherwise_written_is_refused(written):
    with pytest.raises(rules.WrongValue, match="#1d4f91"):
        rules.clean_colour(written)


@pytest.mark.parametrize(("written", "kept"), [("63113", "63113"), ("2a004", "2A004"), ("", "")])
def test_code_of_a_commune_is_accepted(written, kept):
    assert rules.clean_commune_code(written) == kept


@pytest.mark.parametrize("written", ["6311", "631130", "2C004", "Clermont"])
def test_code_otherwise_written_is_refused(written):
    with pytest.raises(rules.WrongValue, match="code postal"):
        rules.clean_commune_code(written)
