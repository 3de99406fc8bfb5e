"""Portraits made ready while someone chooses."""

import pytest

from atelier.portraits import plates, queries, warming
from atelier.portraits.places import REAL, Place
from maillage.base.errors import NoData
from tests.atelier.fiction import KNOWN


@pytest.fixture
def drawn(visitor, monkeypatch):
    """The places drawn, on a site that has a build."""
    places = []
    monkeypatch.setattr(queries, "build_of", lambda shelf: "20261122-1")
    monkeypatch.setattr(plates, "main_plate", lambda content, place: places.append(place))
    return places


def test_nothing_is_warmed_without_a_build(visitor):
    assert warming.prepare(KNOWN[0].name, KNOWN, REAL) is None


def test_likeliest_answer_is_read_and_drawn(drawn):
    warming.prepare("cc de valmeyrac", KNOWN[:1], REAL).result(timeout=20)

    assert drawn == [Place(REAL, "epci", KNOWN[0].code)]


def test_beginning_of_a_name_among_many_is_not_enough(drawn):
    assert warming.prepare("cc", KNOWN, REAL) is None


def test_busy_server_forgets_the_wish(drawn, monkeypatch):
    monkeypatch.setattr(warming, "MOST_WAITING", 0)

    assert warming.prepare(KNOWN[0].name, KNOWN, REAL) is None


def test_territory_without_data_breaks_nothing(monkeypatch):
    def refuse(place):
        raise NoData("Rien.")

    monkeypatch.setattr(queries, "portrait_of", refuse)

    warming.warm(Place(REAL, "epci", "1"))


def test_stores_are_opened_while_the_server_answers(monkeypatch):
    def refuse(name):
        raise NoData("Rien.")

    monkeypatch.setattr(queries, "open_named", refuse)

    warming.in_background().join(timeout=60)


def test_first_territory_is_read_once_for_all(visitor, monkeypatch):
    drawn = []
    monkeypatch.setattr(plates, "main_plate", lambda content, place: drawn.append(place))

    warming._first_reading(REAL, KNOWN[:1])

    assert len(drawn) == 1
