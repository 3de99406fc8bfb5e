"""The facilitator counts late votes, or not."""

import pytest
from django.urls import reverse

from atelier.workshops.actions import late
from atelier.workshops.models import ActivityKind, ActivityStatus, LateStatus
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def vote(nadia):
    shop = making.workshop(demarche=make.demarche(pilot=nadia))
    return making.activity(ActivityKind.DOTS, workshop=shop, status=ActivityStatus.CLOSED)


def address(page, vote, **parts):
    known = {"demarche_id": vote.workshop.demarche_id, "workshop_id": vote.workshop_id}
    return reverse(f"workshops:{page}", kwargs={**known, **parts})


@pytest.mark.parametrize(
    ("do", "status", "words"),
    [
        ("count", LateStatus.COUNTED, "sont comptés"),
        ("aside", LateStatus.ASIDE, "gardés, sans compter"),
    ],
)
def test_late_votes_are_decided_of_at_the_desk(client_of, nadia, vote, do, status, words):
    device, _ = making.device(vote.workshop)
    late.keep_dots(activity=vote, participant=device, group=making.group(vote.workshop), dots=1)
    browser = client_of(nadia)
    assert "1\u00a0vote arrivé après la clôture" in browser.get(address("desk", vote)).text

    page = browser.post(
        address("decide_late", vote, activity_id=vote.pk),
        {"device": [device.pk, "x"], "do": do},
        follow=True,
    )

    assert words in page.text
    assert vote.late_votes.get().status == status


def test_results_say_what_they_leave_out(client_of, nadia, vote):
    device, _ = making.device(vote.workshop, seats=2)
    late.keep_dots(activity=vote, participant=device, group=making.group(vote.workshop), dots=1)

    page = client_of(nadia).get(address("results", vote))

    assert "2\u00a0personnes ont voté après la clôture" in page.text
