"""One indicator in one territory: its page and its files."""

import pytest

from tests.factories import atelier as given


PORTRAIT = "/fictif/territoires/epci/999900001/"
FIGURE = f"{PORTRAIT}indicateurs/taux_logements_vacants/"


def text_of(response) -> str:
    return response.content.decode()


def test_page_says_everything_of_the_indicator(visitor):
    page = text_of(visitor.get(FIGURE))

    for part in (
        "En mots simples",
        "Carte",
        "Évolution",
        "Commune par commune",
        "Télécharger, citer",
        "Lien à citer",
        "http://testserver" + FIGURE,
    ):
        assert part in page


def test_page_without_map_says_why(visitor):
    page = text_of(visitor.get(f"{PORTRAIT}indicateurs/places_ehpad/"))

    assert "Pas de carte" in page


def test_same_page_exists_for_several_communes(visitor):
    address = "/fictif/territoires/perimetre/indicateurs/population/?communes=99001,99002"

    page = text_of(visitor.get(address))

    assert "perimetre/indicateurs/population/donnees.csv?communes=99001,99002" in page


def test_indicator_absent_here_is_told_with_its_card(visitor):
    response = visitor.get(f"{PORTRAIT}indicateurs/densite/")

    assert response.status_code == 404
    assert "/indicateurs/densite/" in text_of(response)


def test_indicator_nobody_knows_is_not_found(visitor):
    assert visitor.get(f"{PORTRAIT}indicateurs/bonheur/").status_code == 404


def test_values_open_in_a_spreadsheet(visitor):
    response = visitor.get(f"{FIGURE}donnees.csv")

    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Territoire fictif")
    assert lines[1].startswith("Territoire;Code;Niveau")
    assert len(lines) > 10


@pytest.mark.parametrize("drawing", ["carte", "evolution"])
def test_drawing_carries_its_source(visitor, drawing):
    response = visitor.get(f"{FIGURE}{drawing}.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert "Source :" in text_of(response)
    assert "Territoire fictif" in text_of(response)


def test_drawing_is_also_an_image(visitor):
    assert visitor.get(f"{FIGURE}carte.png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["carte.gif", "camembert.svg", "carte"])
def test_file_that_is_not_offered_is_not_found(visitor, name):
    assert visitor.get(f"{FIGURE}{name}").status_code == 404


def test_visitor_is_not_offered_to_pin(visitor):
    assert "Épingler comme preuve" not in text_of(visitor.get(FIGURE))


def test_pilote_pins_from_the_page(client_of):
    nadia = given.person()
    opened = given.demarche(pilot=nadia)

    page = text_of(client_of(nadia).get(FIGURE))

    assert f'formaction="/demarches/{opened.pk}/portrait/epingler"' in page
    assert '<input type="hidden" name="indicateur" value="taux_logements_vacants">' in page


def test_demarche_on_another_store_is_not_offered(client_of):
    nadia = given.person()
    given.demarche(pilot=nadia, shelf="territories")

    assert "Épingler comme preuve" not in text_of(client_of(nadia).get(FIGURE))
