"""A sheet of the atlas."""

import pytest

from atelier.portraits import atlas
from atelier.portraits.places import FICTITIOUS, Place


PLACE = Place(FICTITIOUS, "epci", "999900001")


@pytest.fixture(autouse=True)
def _store(fictitious_store):
    """The hand-made portrait."""


def test_epci_is_divided_into_its_communes():
    assert atlas.divisions(PLACE) == ["commune"]


def test_chosen_communes_are_their_own_parts():
    assert atlas.divisions(Place(FICTITIOUS, "perimetre", communes=("99001",))) == ["commune"]


def test_sheet_is_drawn_in_the_classes_it_tells():
    sheet = atlas.sheet(PLACE, "commune", "taux_logements_vacants")

    assert sheet.drawing is not None
    assert set(sheet.tints.values()) <= {rank for rank, _ in sheet.classes}
    assert "2021" in sheet.drawing.title


def test_sheet_without_value_says_why():
    sheet = atlas.sheet(PLACE, "commune", "densite")

    assert sheet.drawing is None
    assert sheet.reason.startswith("Pas de carte")
    assert sheet.classes == []


def test_place_without_parts_has_no_sheet():
    assert atlas.sheet(PLACE, "iris", "population") is None


def test_shapes_are_rounded_to_ten_metres():
    (code, name, geometry), *_ = atlas.shapes([("99001", "Valmeyrac")], "commune", FICTITIOUS)

    assert (code, name) == ("99001", "Valmeyrac")
    x, _ = geometry["coordinates"][0][0]
    assert round(x, 4) == x
