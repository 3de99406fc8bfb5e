"""A territory beside others."""

import pytest

from atelier.portraits import queries
from atelier.portraits.places import Place
from atelier.portraits.presenters import opening
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


@pytest.fixture
def counts_ages(monkeypatch):
    """The census of each age is there."""
    monkeypatch.setattr(opening, "has_value", lambda *_: True)


def test_two_territories_are_drawn_with_their_table_and_their_words(visitor, monkeypatch):
    known = queries.portrait_of
    monkeypatch.setattr(
        queries, "portrait_of", lambda one: known(Place(one.shelf, "epci", "999900001"))
    )

    page = text_of(visitor.get(COMPARE, {"avec": [ONE, "commune:99001"]}))

    assert "Indicateur dessiné" in page
    assert page.count('class="bar"') == 2
    assert '<p class="unseen">' in page


def test_ages_no_file_gives_name_the_file_before_anything_is_asked(visitor, monkeypatch):
    monkeypatch.setattr(Place, "is_fictitious", False)
    found = [{"name": "insee_rp_dossier", "label": "Dossier complet", "count": 1}]
    monkeypatch.setattr(queries, "lacking", lambda names: found)

    page = text_of(visitor.get(f"{PORTRAIT}ages/", {"youngest": 25, "oldest": 40}))

    assert 'href="/donnees/#insee_rp_dossier">Dossier complet' in page
    assert "Compter</button>" not in page


def test_ages_of_a_place_without_them_say_so(visitor):
    page = text_of(visitor.get(f"{PORTRAIT}ages/"))

    assert "ne donnent pas les âges de ce territoire" in page
    assert "Compter</button>" not in page


def test_ages_are_asked_for_then_counted(visitor, monkeypatch, counts_ages):
    asked = []
    monkeypatch.setattr(
        "atelier.portraits.queries.with_ages",
        lambda place, ages: asked.append(ages) or {"indicators": []},
    )
    assert "Combien de personnes de cet âge" in text_of(visitor.get(f"{PORTRAIT}ages/"))

    visitor.get(f"{PORTRAIT}ages/", {"youngest": 25, "oldest": 40})

    assert asked == [(25, 40)]


def test_ages_the_wrong_way_round_are_told(visitor, counts_ages):
    page = text_of(visitor.get(f"{PORTRAIT}ages/", {"youngest": 40, "oldest": 25}))

    assert "échangez-les" in page
    assert 'value="40"' in page


def test_ages_that_cannot_be_counted_are_refused_with_what_to_do(visitor, monkeypatch, counts_ages):
    def refuse(place, ages):
        raise WrongCall("Impossible.", todo="Autre chose.")

    monkeypatch.setattr("atelier.portraits.queries.with_ages", refuse)

    response = visitor.get(f"{PORTRAIT}ages/", {"youngest": 25, "oldest": 40})

    assert response.status_code == 404
