"""A territory beside others."""

from atelier.portraits import queries
from atelier.portraits.places import Place
from maillage.base.errors import WrongCall


PORTRAIT = "/fictif/territoires/epci/999900001/"


COMPARE = "/fictif/territoires/comparer/"
ONE = "epci:999900001"


def text_of(response) -> str:
    return response.content.decode()


def test_comparison_begins_with_a_search(visitor):
    page = text_of(visitor.get(COMPARE, {"q": "valmeyrac"}))

    assert "?avec=epci:999900001" in page


def test_one_territory_asks_for_a_second(visitor):
    assert "Il en faut un second" in text_of(visitor.get(COMPARE, {"avec": ONE}))


def test_two_territories_are_told_line_by_line(visitor, monkeypatch):
    known = queries.portrait_of
    monkeypatch.setattr(
        queries, "portrait_of", lambda one: known(Place(one.shelf, "epci", "999900001"))
    )

    page = text_of(visitor.get(COMPARE, {"avec": [ONE, "commune:99001"]}))

    assert "Population" in page
    assert page.count("Retirer<span") == 2


def test_unknown_territory_is_told_and_the_others_stay(visitor):
    page = text_of(visitor.get(COMPARE, {"avec": [ONE, "commune:00000"]}))

    assert "n’est celui d’aucun territoire" in page
    assert "Valmeyrac" in page


def test_similar_territories_are_told_with_their_distance(visitor):
    page = text_of(visitor.get(f"{PORTRAIT}semblables/"))

    assert "CC du Val d’Orgue (fictive)" in page
    assert "0,31" in page
    assert "avec=epci:999900001&amp;avec=epci:200000001" in page


def test_ages_are_asked_for_then_counted(visitor, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "atelier.portraits.queries.with_ages",
        lambda place, ages: asked.append(ages) or {"indicators": []},
    )
    assert "Combien de personnes de cet âge" in text_of(visitor.get(f"{PORTRAIT}ages/"))

    visitor.get(f"{PORTRAIT}ages/", {"youngest": 25, "oldest": 40})

    assert asked == [(25, 40)]


def test_ages_the_wrong_way_round_are_told(visitor):
    page = text_of(visitor.get(f"{PORTRAIT}ages/", {"youngest": 40, "oldest": 25}))

    assert "échangez-les" in page
    assert 'value="40"' in page


def test_ages_no_file_gives_are_refused_with_what_to_do(visitor, monkeypatch):
    def refuse(place, ages):
        raise WrongCall("Impossible.", todo="Autre chose.")

    monkeypatch.setattr("atelier.portraits.queries.with_ages", refuse)

    response = visitor.get(f"{PORTRAIT}ages/", {"youngest": 25, "oldest": 40})

    assert response.status_code == 404
