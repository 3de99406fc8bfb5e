"""Indicators as evidence, read from the store."""

import pytest

from atelier.demarches.rules import NotNow
from atelier.diagnosis import figures
from atelier.portraits import queries as portraits
from atelier.portraits.places import Place
from maillage.base.errors import NoData
from tests.factories import atelier as make


@pytest.mark.django_db
def test_place_of_a_perimeter_is_its_communes():
    demarche = make.demarche(level="perimetre", code="", communes=["99001", "99002"])

    assert figures.place_of(demarche).communes == ("99001", "99002")


def test_place_is_kept_and_read_back_the_same():
    place = Place("fictif", "perimetre", communes=("99001",))

    assert figures.as_place(figures.as_json(place)) == place


def test_store_that_is_not_built_says_what_to_do(monkeypatch):
    def nothing(place):
        raise NoData("Rien n’est construit.", todo="Lancez « maillage build ».")

    monkeypatch.setattr(portraits, "portrait_object", nothing)

    with pytest.raises(NotNow, match="maillage build"):
        figures.figure_at(Place("fictif", "epci", "999000001"), "x")
