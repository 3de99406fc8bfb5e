"""Territories found by a search."""

from atelier.portraits.places import REAL
from atelier.portraits.presenters import places
from tests.atelier.fiction import KNOWN


def test_homonyms_are_told_apart_by_kind_and_code():
    shown = places.suggestions(KNOWN, REAL)

    assert shown[0]["what"] == "intercommunalité, 999900001"
    assert shown[1]["what"] == "commune, 99001"
    assert shown[1]["url"] == "/territoires/commune/99001/"
