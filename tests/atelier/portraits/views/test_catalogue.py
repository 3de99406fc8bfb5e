"""The catalogue and the card of an indicator."""


def text_of(response) -> str:
    return response.content.decode()


def test_catalogue_lists_themes_and_cards(visitor):
    page = text_of(visitor.get("/indicateurs/"))

    assert "Démographie" in page
    assert "/indicateurs/population/" in page


def test_catalogue_is_searched_by_words(visitor):
    page = text_of(visitor.get("/indicateurs/", {"mots": "logement vacant"}))

    assert "/indicateurs/taux_logements_vacants/" in page
    assert "/indicateurs/population/" not in page


def test_indicator_card_gives_its_formula_and_precautions(visitor):
    page = text_of(visitor.get("/indicateurs/taux_chomage_rp/"))

    assert "Numérateur" in page
    assert "Précautions" in page


def test_unknown_indicator_is_not_found(visitor):
    assert visitor.get("/indicateurs/bonheur/").status_code == 404
