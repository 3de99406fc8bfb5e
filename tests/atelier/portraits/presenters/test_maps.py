"""A sheet, as its page prints it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from atelier.portraits import atlas
from atelier.portraits.places import FICTITIOUS, Place
from atelier.portraits.presenters import maps
from maillage.base.levels import Level
from maillage.indicators.cards import card
from tests.atelier.fiction import KNOWN


PLACE = Place(FICTITIOUS, "epci", "999900001")


@pytest.fixture
def sheet(fictitious_store):
    """Vacant dwellings by commune."""
    return atlas.sheet(PLACE, "commune", "taux_logements_vacants")


def test_choices_are_grouped_by_theme_without_empty_ones():
    groups = maps.choices([card("population")], {"demographie": "Démographie", "b": "B"}, "x")

    assert [one["label"] for one in groups] == ["Démographie"]
    assert groups[0]["options"][0]["is_chosen"] is False


def test_divisions_are_named_in_the_plural():
    assert maps.levels([Level.COMMUNE], "commune")[0] == {
        "id": "commune",
        "label": "Communes",
        "is_chosen": True,
    }


def test_table_keeps_every_part_in_its_order(sheet):
    told = maps.table(sheet, PLACE)

    assert [row["code"] for row in told["rows"]] == sorted(row["code"] for row in told["rows"])
    assert told["heading"] == "Commune"
    assert told["rows"][0]["url"] == "/fictif/territoires/commune/99001/"


def test_value_that_rests_on_few_people_has_its_star(sheet):
    spread = replace(sheet.spread, fragile=frozenset({"99001"}))

    told = maps.table(replace(sheet, spread=spread), PLACE)

    assert told["has_fragile"]
    assert [row["code"] for row in told["rows"] if row["value"].endswith("*")] == ["99001"]


def test_legend_names_what_has_no_value(sheet):
    labels = [one["label"] for one in maps.legend(sheet)]

    assert labels[0].startswith("moins de")
    has_gap = any(row["value"] is None for row in sheet.rows())
    assert ("sans valeur" in labels) == has_gap


def test_shape_carries_what_is_said_of_it(sheet):
    told = maps.told(maps.table(sheet, PLACE)["rows"])

    found = maps.collection([("99001", "L'Abbaye", {"type": "Polygon"})], told)

    assert found["features"][0]["id"] == 1
    assert found["features"][0]["properties"]["name"] == "L’Abbaye"
    assert found["features"][0]["properties"]["tint"] in range(-1, 5)


def test_boxes_are_sorted_by_name_whatever_their_accents():
    communes = [SimpleNamespace(code=str(i), name=n) for i, n in enumerate(("Zed", "Élan", "Dun"))]

    assert [one["name"] for one in maps.boxes(communes)] == ["Dun", "Élan", "Zed"]


def test_boxes_are_named_as_pages_write():
    [one] = maps.boxes(KNOWN[1:2], ticked=["99001"])

    assert one == {"code": "99001", "name": "Valmeyrac", "is_ticked": True}
