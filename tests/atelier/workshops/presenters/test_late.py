"""What the facilitator reads of late votes: who, when, and nothing of what was voted for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from atelier.workshops.actions import late as actions
from atelier.workshops.models import ActivityKind, ActivityStatus
from atelier.workshops.presenters import late
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def vote():
    closed_at = timezone.now() - timedelta(minutes=5)
    return making.activity(ActivityKind.DOTS, status=ActivityStatus.CLOSED, closed_at=closed_at)


def came(vote, *, minutes, seats=1):
    device, _ = making.device(vote.workshop, seats=seats)
    actions.keep_dots(
        activity=vote,
        participant=device,
        group=making.group(vote.workshop),
        dots=1,
        waited=minutes * 60,
    )
    return device


@pytest.mark.parametrize(("minutes", "is_before"), [(9, True), (2, False)])
def test_vote_made_before_the_close_says_so(vote, minutes, is_before):
    came(vote, minutes=minutes)

    (shown,) = late.late(vote.workshop)

    assert (", avant la clôture" in shown["waiting"][0]["when"]) is is_before


def test_ballot_tells_nothing_of_what_was_voted_for(vote):
    came(vote, minutes=1, seats=4)

    (ballot,) = late.late(vote.workshop)[0]["waiting"]

    assert "4\u00a0personnes" in ballot["who"]
    assert "loger" not in str(ballot)


def test_decided_ballots_stand_apart(vote):
    device = came(vote, minutes=1)
    actions.decide(by=make.person(), activity=vote, participants=[device.pk], is_counted=True)

    (shown,) = late.late(vote.workshop)

    assert shown["waiting"] == []
    assert shown["decided"][0]["word"] == "Compté"
    assert late.uncounted(vote) == ""


def test_results_say_how_many_people_they_leave_out(vote):
    came(vote, minutes=1, seats=3)

    assert late.uncounted(vote).startswith("3\u00a0personnes ont voté après la clôture")
