"""Proposals that say the same are read once."""

import uuid

import pytest

from atelier.workshops.actions import actors
from atelier.workshops.models import ActivityKind
from atelier.workshops.presenters import proposals
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def drawing():
    return making.activity(ActivityKind.ACTORS)


def propose(drawing, first, second, **said):
    device, _ = making.device(drawing.workshop)
    actors.propose_tie(
        activity=drawing,
        participant=device,
        uid=uuid.uuid4(),
        first=first,
        second=second,
        kind="works_with",
        **said,
    )


def test_same_link_named_either_way_is_one_line(drawing):
    propose(drawing, "CCAS", "Caf")
    propose(drawing, "caf", "ccas")
    propose(drawing, "CCAS", "Caf", theme="logement")

    shown = proposals.proposals(drawing.workshop)

    assert [len(one["pks"]) for one in shown["proposals"]] == [2, 1]
    assert shown["proposals"][0]["by"] == "proposé par 2\u00a0tables"
    assert len(shown["accept_all"]["pks"]) == 3


def test_nothing_proposed_is_nothing_to_read(drawing):
    assert proposals.proposals(drawing.workshop)["proposals"] == []
