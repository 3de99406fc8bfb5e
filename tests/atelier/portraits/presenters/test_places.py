"""Territories found by a search."""

from atelier.portraits.naming import Communes, Doubt
from atelier.portraits.places import REAL
from atelier.portraits.presenters import places
from tests.atelier.fiction import KNOWN


NAMES = {"99": "Val-d'Oubli"}


def test_homonyms_are_told_apart_by_their_departement():
    shown = places.suggestions(KNOWN, REAL, NAMES)

    assert shown[1]["what"] == "commune, Val-d’Oubli (99)"
    assert shown[1]["url"] == "/territoires/commune/99001/"


def test_territory_of_no_known_departement_keeps_its_code():
    assert places.suggestions(KNOWN, REAL, NAMES)[0]["what"] == "intercommunalité, 999900001"


def test_choice_offers_homonyms_and_gives_back_what_nobody_is_called():
    communes = Communes(known=KNOWN[1:2], doubts=(Doubt("val", KNOWN[1:]), Doubt("xyz", ())))

    shown = places.choice(communes, NAMES)

    assert shown["known"] == [{"code": "99001", "name": "Valmeyrac"}]
    assert shown["homonyms"][0]["options"][1]["name"] == "Saint-Aubin-des-Combes, Val-d’Oubli (99)"
    assert shown["unknown"] == ["xyz"]
