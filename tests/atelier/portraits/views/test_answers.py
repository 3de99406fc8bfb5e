"""The place an address names."""

from django.test import RequestFactory

from atelier.portraits.places import FICTITIOUS, PERIMETER, REAL
from atelier.portraits.views.answers import COMMAND, place_of


def test_address_with_a_level_names_one_territory():
    place = place_of(RequestFactory().get("/"), REAL, "commune", "07042")

    assert (place.level, place.code, place.communes) == ("commune", "07042", ())


def test_address_without_level_lists_communes():
    place = place_of(RequestFactory().get("/?communes=99001,99002"), FICTITIOUS, "", "")

    assert place.level == PERIMETER
    assert place.communes == ("99001", "99002")


def test_refusal_tells_the_code_and_searches_near_it(visitor):
    response = visitor.get("/territoires/epci/999/indicateurs/population/")

    assert response.status_code == 404
    assert "999" in response.content.decode()


def test_refusal_proposes_no_command_to_those_who_read_a_page():
    todo = "Vérifiez le code, ou cherchez par le nom avec «\u00a0maillage territories\u00a0»."

    assert COMMAND.sub("", todo) == "Vérifiez le code, ou cherchez par le nom."
