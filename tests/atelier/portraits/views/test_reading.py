"""Finding a territory and reading its portrait, as a visitor does."""

import pytest

from maillage.base.errors import NoData


PORTRAIT = "/fictif/territoires/epci/999900001/"


def text_of(response) -> str:
    return response.content.decode()


def test_home_asks_one_question_and_shows_the_demonstration(visitor):
    page = text_of(visitor.get("/"))

    assert "Quel est votre territoire" in page
    assert PORTRAIT in page
    assert "Recensement de la population" in page


def test_search_goes_straight_to_the_only_answer(visitor):
    response = visitor.get("/recherche/", {"q": "combes"})

    assert response.status_code == 302
    assert response.url == "/territoires/commune/99002/"


def test_search_lists_several_answers(visitor):
    page = text_of(visitor.get("/recherche/", {"q": "valmeyrac"}))

    assert "Quel territoire" in page
    assert "commune, Haute-Combe (99)" in page


def test_search_without_answer_says_what_to_try(visitor):
    page = text_of(visitor.get("/recherche/", {"q": "zzz"}))

    assert "Essayez le code postal" in page


def test_suggestions_are_options_of_the_list_that_asked(visitor):
    page = text_of(visitor.get("/recherche/suggestions/", {"q": "val", "liste": "recherche-liste"}))

    assert 'role="option"' in page
    assert 'id="recherche-liste-1"' in page


def test_one_letter_brings_no_suggestion(visitor):
    assert "option" not in text_of(visitor.get("/recherche/suggestions/", {"q": "v"}))


def test_portrait_shows_every_part(visitor):
    page = text_of(visitor.get(PORTRAIT))

    for part in (
        "Ce qui distingue ce territoire",
        "En un regard",
        "Les âges",
        "Les communes, côte à côte",
        "Ce qu’on ne sait pas",
        "Territoires semblables",
        "Emporter ce portrait",
    ):
        assert part in page


def test_fictitious_portrait_says_so_on_every_page(visitor):
    for address in (PORTRAIT, f"{PORTRAIT}themes/logement/"):
        assert "Aucun chiffre de cette page n’est réel" in text_of(visitor.get(address))


def test_htmx_receives_the_same_plate_as_the_page(visitor):
    query = {"carte": "part_65_plus"}

    part = text_of(visitor.get(PORTRAIT, query, headers={"HX-Target": "plate"}))

    assert part.strip() in text_of(visitor.get(PORTRAIT, query))


def test_theme_page_shows_key_indicators_in_full_then_lists_the_others(visitor):
    page = text_of(visitor.get(f"{PORTRAIT}themes/logement/"))

    assert page.count('<article class="full"') == 3
    assert "/indicateurs/taux_logements_vacants/" in page
    assert "Les autres indicateurs du thème" in page


def test_unknown_theme_is_not_found(visitor):
    assert visitor.get(f"{PORTRAIT}themes/astrologie/").status_code == 404


def test_unknown_code_is_told_with_a_search(visitor):
    response = visitor.get("/territoires/epci/999/")

    assert response.status_code == 404
    assert "n’est celui d’aucun territoire" in text_of(response)


def test_no_data_sends_to_the_sources(visitor, monkeypatch):
    def refuse(place):
        raise NoData("Aucune donnée construite.", todo="Lancez « maillage build ».")

    monkeypatch.setattr("atelier.portraits.queries.portrait_of", refuse)

    page = text_of(visitor.get("/territoires/commune/07042/"))

    assert "Pas encore de données" in page
    assert "/donnees/" in page


def test_perimeter_without_communes_asks_for_them(visitor):
    assert "Noms des communes" in text_of(visitor.get("/territoires/perimetre/"))


def test_perimeter_is_made_from_names(visitor):
    query = {"communes": "Valmeyrac, saint-aubin"}

    page = text_of(visitor.get("/fictif/territoires/perimetre/", query))

    assert "?communes=99001,99002" in page


def test_perimeter_asks_which_homonym_and_what_to_write_again(visitor):
    query = {"communes": "99001, a, xyz"}

    page = text_of(visitor.get("/fictif/territoires/perimetre/", query))

    assert '<input type="hidden" name="communes" value="99001">' in page
    assert '<option value="99002">Saint-Aubin-des-Combes, Haute-Combe (99)</option>' in page
    assert 'value="xyz"' in page


def test_search_in_an_empty_store_sends_to_the_sources(visitor, monkeypatch):
    def refuse(text, **_):
        raise NoData("Aucune donnée construite.")

    monkeypatch.setattr("atelier.portraits.queries.search", refuse)

    response = visitor.get("/recherche/", {"q": "valmeyrac"})

    assert response.status_code == 404
    assert "Obtenir les données" in text_of(response)
    assert visitor.get("/recherche/suggestions/", {"q": "val"}).status_code == 200


@pytest.mark.parametrize("written", ["99001,99002", "99001 99002", "99001; 99002"])
def test_perimeter_reads_codes_however_they_are_separated(visitor, written):
    page = text_of(visitor.get("/fictif/territoires/perimetre/", {"communes": written}))

    assert "?communes=99001,99002" in page


@pytest.mark.parametrize("fmt", ["json", "csv", "xlsx", "html"])
def test_portrait_is_taken_away_as_a_file(visitor, fmt):
    response = visitor.get(f"{PORTRAIT}telecharger/{fmt}")

    assert response.status_code == 200
    assert f'filename="portrait-999900001.{fmt}"' in response["Content-Disposition"]


def test_unknown_format_is_not_found(visitor):
    assert visitor.get(f"{PORTRAIT}telecharger/doc").status_code == 404


def test_portrait_opens_a_demarche_on_the_same_territory(visitor):
    page = text_of(visitor.get(PORTRAIT))

    address = "/demarches/ouvrir?territoires=fictif&amp;niveau=epci&amp;code=999900001"
    assert address in page
    assert f"{PORTRAIT}carte/" in page


def test_several_communes_open_a_demarche_with_their_codes(visitor):
    page = text_of(visitor.get("/fictif/territoires/perimetre/", {"communes": "99001,99002"}))

    assert "niveau=perimetre&amp;communes=99001,99002" in page


def test_names_can_be_left_for_the_map(visitor):
    assert "/territoires/choisir/" in text_of(visitor.get("/territoires/perimetre/"))
