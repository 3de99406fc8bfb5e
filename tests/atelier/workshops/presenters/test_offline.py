"""What the page without network keeps."""

import json

import pytest

from atelier.workshops.actions import actors
from atelier.workshops.models import ActivityKind, TieKind
from atelier.workshops.presenters import offline
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_state_is_plain_json_with_the_figure_of_each_statement():
    game = making.activity(ActivityKind.TRUE_FALSE)
    making.statement(game)

    state = json.loads(json.dumps(offline.state(game.workshop)))

    (activity,) = state["activities"]
    assert activity["statements"][0]["figure"]["value"] == "14,6 %"


def test_state_knows_nothing_of_devices_nor_withheld_cards():
    activity = making.activity()
    device, token = making.device(activity.workshop, college="elus")
    group = making.group(activity.workshop)
    shown = making.card(activity, "Montrée", participant=device, group=group)
    making.card(activity, "Retenue", is_withheld=True)

    state = offline.state(activity.workshop)

    assert state["cards"] == [
        {"uid": str(shown.uid), "text": "Montrée", "status": "shown", "group": str(group.uid)}
    ]
    assert token not in str(state)
    assert str(device.uid) not in str(state)


def test_state_holds_the_map_with_the_actors_that_have_no_link():
    drawing = making.activity(ActivityKind.ACTORS)
    nadia = make.person()
    actors.draw_tie(by=nadia, activity=drawing, first="CCAS", second="Caf", kind=TieKind.OCCASIONAL)
    actors.name_actor(by=nadia, activity=drawing, name="Club de lecture")

    state = offline.state(drawing.workshop)

    drawn = [(one["first"], one["second"]) for one in state["activities"][0]["ties"]]
    assert drawn == [("CCAS", "Caf"), ("Club de lecture", "")]
    assert sorted(state["actors"]) == ["CCAS", "Caf", "Club de lecture"]


def test_card_nobody_has_read_waits_to_be_read():
    activity = making.activity()
    making.card(activity, is_checked=False)

    (card,) = offline.state(activity.workshop)["cards"]

    assert card["status"] == "unread"
