"""Portraits made ready while someone chooses."""

from atelier.portraits import plates, queries, warming
from atelier.portraits.places import REAL, Place
from maillage.base.errors import NoData
from tests.atelier.fiction import KNOWN


def test_nothing_is_warmed_without_a_build(visitor):
    assert warming.prepare(KNOWN, REAL) is False


def test_likeliest_answer_is_read_and_drawn(visitor, monkeypatch):
    monkeypatch.setattr(queries, "build_of", lambda shelf: "20261122-1")
    drawn = []
    monkeypatch.setattr(plates, "main_plate", lambda content, place: drawn.append(place))

    assert warming.prepare(KNOWN, REAL) is True
    warming._under_way.result(timeout=20)

    assert drawn == [Place(REAL, "epci", KNOWN[0].code)]


def test_territory_without_data_breaks_nothing(monkeypatch):
    def refuse(place):
        raise NoData("Rien.")

    monkeypatch.setattr(queries, "portrait_of", refuse)

    warming.warm(Place(REAL, "epci", "1"))


def test_libraries_of_the_first_map_are_there():
    warming.libraries()
