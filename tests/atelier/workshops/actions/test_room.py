"""What the room sends."""

import uuid

import pytest

from atelier.demarches.rules import NotNow
from atelier.workshops.actions import late, room
from atelier.workshops.models import (
    ActivityKind,
    ActivityStatus,
    Guess,
    Participant,
    WorkshopStatus,
)
from atelier.workshops.rules import Late
from atelier.workshops.tokens import hashed
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_token_of_a_device_opens_that_device_only():
    shop = making.workshop()

    token = room.join(workshop=shop, uid=uuid.uuid4(), seats=80)

    device = Participant.objects.get()
    assert device.token_hash == hashed(token)
    assert device.seats == 30


def test_nobody_joins_a_closed_workshop_nor_with_the_form_of_another():
    shop, other = making.workshop(), making.workshop(status=WorkshopStatus.CLOSED)
    uid = uuid.uuid4()
    room.join(workshop=shop, uid=uid)

    with pytest.raises(NotNow):
        room.join(workshop=other, uid=uuid.uuid4())
    with pytest.raises(NotNow):
        room.join(workshop=making.workshop(), uid=uid)


def test_college_is_kept_on_a_card_only_when_the_activity_reads_it():
    shop = making.workshop()
    device, _ = making.device(shop, college="elus")
    cards = [
        room.write_card(
            activity=making.activity(workshop=shop, by_college=by_college),
            participant=device,
            uid=uuid.uuid4(),
            text="Une carte",
        )
        for by_college in (True, False)
    ]

    assert [card.college for card in cards] == ["elus", ""]


@pytest.mark.parametrize(
    ("status", "text"), [(ActivityStatus.WAITING, "Trop tôt"), (ActivityStatus.OPEN, " ")]
)
def test_card_too_early_or_empty_is_refused(status, text):
    activity = making.activity(status=status)
    device, _ = making.device(activity.workshop)

    with pytest.raises(NotNow):
        room.write_card(activity=activity, participant=device, uid=uuid.uuid4(), text=text)


def test_dots_taken_back_leave_no_line():
    activity = making.activity(ActivityKind.DOTS)
    group = making.group(activity.workshop)
    device, _ = making.device(activity.workshop)

    for count in (2, 0, 0):
        left = room.put_dots(activity=activity, participant=device, group=group, dots=count)

    assert left == 3
    assert not device.votes.exists()


@pytest.mark.parametrize(
    ("status", "refusal"), [(ActivityStatus.WAITING, NotNow), (ActivityStatus.CLOSED, Late)]
)
def test_vote_is_refused_before_it_opens_and_late_once_it_closed(status, refusal):
    activity = making.activity(ActivityKind.DOTS, status=status)
    device, _ = making.device(activity.workshop)

    with pytest.raises(NotNow) as told:
        room.put_dots(
            activity=activity, participant=device, group=making.group(activity.workshop), dots=1
        )

    assert type(told.value) is refusal


def test_vote_in_time_takes_the_place_of_one_that_waited():
    activity = making.activity(ActivityKind.DOTS)
    group = making.group(activity.workshop)
    device, _ = making.device(activity.workshop)
    late.keep_dots(activity=activity, participant=device, group=group, dots=2)

    room.put_dots(activity=activity, participant=device, group=group, dots=1)

    assert not activity.late_votes.exists()


def test_same_bet_again_disturbs_nobody():
    statement = making.statement(making.activity(ActivityKind.TRUE_FALSE))
    shop = statement.activity.workshop
    device, _ = making.device(shop)
    room.bet(statement=statement, participant=device, guess=Guess.TRUE)
    shop.refresh_from_db()

    room.bet(statement=statement, participant=device, guess=Guess.TRUE)

    before, _ = shop.revision, shop.refresh_from_db()
    assert shop.revision == before


def test_card_is_taken_back_by_its_author_until_it_is_read():
    activity = making.activity()
    author, _ = making.device(activity.workshop)
    other, _ = making.device(activity.workshop)
    card = making.card(activity, "Le bus", participant=author, is_checked=False)
    read = making.card(activity, "Les loyers", participant=author)

    for participant, pk in ((other, card.pk), (author, read.pk)):
        with pytest.raises(NotNow):
            room.take_back_card(activity=activity, participant=participant, card=pk)
    taken = room.take_back_card(activity=activity, participant=author, card=card.pk)

    assert taken.original == "Le bus"
    assert list(activity.cards.all()) == [read]
