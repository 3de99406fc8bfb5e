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


def marie(text):
    traces = of_person(
        label=LABEL,
        names=[("Marie", "Martin")],
        emails=["marie.martin@x.fr"],
        telephone="0639981018",
    )
    return Traces(traces).without(text)


@pytest.mark.parametrize(
    "text",
    [
        "MARTIN, Marie",
        "Martin (Marie)",
        "M.Martin",
        "Mme. Martin",
        "MM. Martin",
        "Mesdames Martin",
        "Docteur Martin",
        "Me Martin",
        "M.\u202fMartin",
        "Marie\u2011Martin",
    ],
)
def test_name_is_found_under_ordinary_french_spellings(text):
    assert marie(f"Vu {text}.") == f"Vu {LABEL}."


@pytest.mark.parametrize("text", ["0033 6 39 98 10 18", "06/39/98/10/18", "06\u201139 98 10 18"])
def test_telephone_is_found_under_other_signs(text):
    assert marie(f"au {text}.") == "au [retiré]."


@pytest.mark.parametrize(
    "text",
    [
        "Marie Martin-Duval",
        "Jean-Marie Martin",
        "marie.martin@x.fr.org",
        "anne.marie.martin@x.fr",
        "le martin marie les cieux",
    ],
)
def test_other_people_are_left_whole(text):
    assert marie(text) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("Élisabeth", "L’Héritier", "Élisabeth L'Héritier"),
        ("Élisabeth", "L'Héritier", "E\u0301lisabeth L’He\u0301ritier"),
        ("Jean-Luc", "Bœuf", "Jean-Luc Boeuf"),
        ("Jean-Luc", "Boeuf", "J.-L. Bœuf"),
        ("Jean-Luc", "Bœuf", "J. Bœuf"),
        ("Jean-Luc", "Bœuf", "Jean‑Luc Bœuf"),
        ("Jeanne", "d’Arc", "Jeanne d'Arc"),
        ("Marie", "de La Tour", "Mme de La Tour"),
    ],
)
def test_name_is_found_however_it_is_typed(first, last, text):
    found = Traces(of_person(label=LABEL, names=[(first, last)], emails=[], telephone=""))

    assert found.without(f"Selon {text}.") == f"Selon {LABEL}."


def test_words_of_everyday_taken_for_a_name_are_left():
    found = Traces(of_person(label=LABEL, names=[("Du", "territoire")], emails=[], telephone=""))

    assert found.without("La population du territoire vieillit.") == (
        "La population du territoire vieillit."
    )
