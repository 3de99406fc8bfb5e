"""Names, addresses and numbers are found as people write them, and nobody else's."""

import pytest

from atelier.archives.traces import Traces, of_person


LABEL = "Personne effacée 12"


def looked_for(
    first="Élodie", last="Le Goff", email="e.legoff@mairie.example", tel="06 12 34 56 78"
):
    return Traces(of_person(label=LABEL, names=[(first, last)], emails=[email], telephone=tel))


@pytest.mark.parametrize(
    "text",
    [
        "Élodie Le Goff",
        "ELODIE LE GOFF",
        "Le Goff Elodie",
        "É. Le Goff",
        "Mme Le Goff",
        "Mme Élodie Le\u00a0Goff",
        "Élodie Le-Goff",
    ],
)
def test_name_is_found_as_people_write_it(text):
    assert looked_for().without(f"Selon {text}, tout va bien") == f"Selon {LABEL}, tout va bien"


@pytest.mark.parametrize(
    "text", ["0612345678", "06.12.34.56.78", "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78"]
)
def test_telephone_is_found_as_people_write_it(text):
    assert looked_for().without(f"au {text}.") == "au [retiré]."


def test_address_is_found_whatever_its_capitals():
    assert looked_for().without("E.LeGoff@mairie.example") == "[retiré]"


@pytest.mark.parametrize(
    "text",
    ["Élodie", "Le Goff", "Élodie Le Goffic", "Mélodie Le Goff", "206123456789", "rue Le Goff"],
)
def test_others_are_left(text):
    assert looked_for().without(text) == text


def test_lists_and_dictionaries_are_searched_keys_included():
    value = {"Élodie Le Goff": ["Mme Le Goff", 3, None], "n": {"x": "06 12 34 56 78"}}

    assert looked_for().without(value) == {LABEL: [LABEL, 3, None], "n": {"x": "[retiré]"}}


def test_name_with_signs_of_patterns_is_only_a_name():
    odd = looked_for(first="A(b", last="C+*d\\1")

    assert odd.without("A(b C+*d\\1") == LABEL
    assert odd.without("Ab Cd") == "Ab Cd"


@pytest.mark.parametrize("first, last, tel", [("Nadia", "", ""), ("", "", "12"), ("", "", "")])
def test_nothing_is_looked_for_when_too_little_is_known(first, last, tel):
    found = looked_for(first, last, email="", tel=tel)

    assert found.without("Nadia habite au 12") == "Nadia habite au 12"
