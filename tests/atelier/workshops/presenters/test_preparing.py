"""A workshop listed, prepared, printed."""

import pytest

from atelier.workshops import queries
from atelier.workshops.models import ActivityKind, WorkshopStatus
from atelier.workshops.presenters import preparing
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_line_says_the_day_and_the_state():
    making.workshop(status=WorkshopStatus.CLOSED, held_on="2026-11-24")
    (shop,) = queries.workshops(making.Workshop.objects.get().demarche)

    line = preparing.line(shop)

    assert line["when"] == "mardi 24 novembre 2026"
    assert (line["word"], line["tone"]) == ("Terminé", "good")


def test_game_without_statement_says_what_it_lacks():
    activity = making.activity(ActivityKind.TRUE_FALSE)

    (shown,) = preparing.whole(activity.workshop)["activities"]

    assert "choisissez-les dans le portrait" in shown["lacks"]
    assert shown["urls"]["statements"]


def test_each_theme_has_its_sheet_of_cards():
    activity = making.activity(themes=["logement", "sante"])

    cards = preparing.materials(activity.workshop)["cards"]

    assert len(cards) == 16
    assert {card["kicker"] for card in cards} == {"Logement et habitat", "Santé et accès aux soins"}


def test_nothing_useless_is_printed():
    printed = preparing.materials(making.activity(ActivityKind.WALL).workshop)

    assert not printed["cards"]
    assert not printed["ballots"]
    assert printed["minutes"] == 20
