"""What the page without network keeps."""

import json

import pytest

from atelier.workshops.models import ActivityKind
from atelier.workshops.presenters import offline
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

    assert state["cards"] == [{"uid": str(shown.uid), "text": "Montrée", "group": str(group.uid)}]
    assert token not in str(state)
    assert str(device.uid) not in str(state)
