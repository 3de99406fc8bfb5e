"""Addresses of a place."""

from atelier.portraits.places import FICTITIOUS, PERIMETER, REAL, Place


def test_territory_address_names_level_and_code():
    assert Place(REAL, "epci", "240700864").url() == "/territoires/epci/240700864/"


def test_fictitious_place_stays_under_its_own_address():
    place = Place(FICTITIOUS, "epci", "999")

    assert place.url("theme", theme="logement") == "/fictif/territoires/epci/999/themes/logement/"
    assert place.other("commune", "99001").is_fictitious


def test_perimeter_keeps_its_communes_on_every_page():
    place = Place(REAL, PERIMETER, communes=("07042", "07264"))

    assert place.url() == "/territoires/perimetre/?communes=07042,07264"
    assert place.url("download", fmt="pdf").endswith("/telecharger/pdf?communes=07042,07264")
