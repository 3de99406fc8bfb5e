"""The people of chosen ages."""

from atelier.portraits.places import FICTITIOUS, Place
from atelier.portraits.presenters import ages
from maillage.portraits.ages import AGES_CARD
from tests.atelier.fiction import portrait


PLACE = Place(FICTITIOUS, "epci", "999900001")


def content():
    told = portrait()
    told["indicators"][0]["id"] = AGES_CARD
    told["members_values"][AGES_CARD] = told["members_values"].pop("population")
    return told


def test_ages_are_told_here_beside_and_in_each_part():
    told = ages.counted(content(), PLACE, (25, 40))

    assert told["title"] == "De 25 à 40 ans"
    assert told["value"]
    assert len(told["members"]) == 14


def test_one_age_is_said_alone():
    assert ages.counted(content(), PLACE, (18, 18))["title"] == "18 ans"


def test_level_without_that_card_counts_nothing():
    assert ages.counted(portrait(), PLACE, (25, 40)) is None
