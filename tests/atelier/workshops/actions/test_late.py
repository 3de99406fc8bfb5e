"""Late votes are kept as they came, and counted only when the facilitator says so."""

import uuid

import pytest

from atelier.demarches.rules import NotNow
from atelier.workshops.actions import conduct, late, room, wall
from atelier.workshops.models import ActivityKind, ActivityStatus, Bet, Guess, LateStatus, Vote
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def vote():
    return making.activity(ActivityKind.DOTS, dots=3)


def closed(nadia, activity):
    return conduct.set_activity_status(by=nadia, activity=activity, status=ActivityStatus.CLOSED)


def came_late(vote, *, seats=1, dots=2, group=None):
    device, _ = making.device(vote.workshop, seats=seats)
    about = group or making.group(vote.workshop)
    late.keep_dots(activity=vote, participant=device, group=about, dots=dots, waited=30)
    return device, about


def decide(nadia, vote, device, *, is_counted):
    return late.decide(by=nadia, activity=vote, participants=[device.pk], is_counted=is_counted)


def test_late_dots_change_no_result_until_they_are_counted(nadia, vote):
    closed(nadia, vote)
    device, group = came_late(vote)

    assert not Vote.objects.exists()
    assert decide(nadia, vote, device, is_counted=True) == 1
    assert [(one.group, one.dots) for one in Vote.objects.all()] == [(group, 2)]


def test_vote_there_was_before_comes_back_when_the_late_one_counts_no_more(nadia, vote):
    group = making.group(vote.workshop)
    device, _ = making.device(vote.workshop)
    room.put_dots(activity=vote, participant=device, group=group, dots=1)
    closed(nadia, vote)
    late.keep_dots(activity=vote, participant=device, group=group, dots=3)

    decide(nadia, vote, device, is_counted=True)
    counted = Vote.objects.get().dots
    decide(nadia, vote, device, is_counted=False)

    assert (counted, Vote.objects.get().dots) == (3, 1)
    assert vote.late_votes.get().status == LateStatus.ASIDE


def test_what_is_left_aside_is_kept_and_may_be_counted_afterwards(nadia, vote):
    device, _ = came_late(vote)

    decide(nadia, vote, device, is_counted=False)
    assert not Vote.objects.exists()
    decide(nadia, vote, device, is_counted=True)

    assert Vote.objects.get().dots == 2


def test_counting_twice_is_counting_once(nadia, vote):
    device, _ = came_late(vote)

    assert [decide(nadia, vote, device, is_counted=True) for _ in range(2)] == [1, 0]
    assert Vote.objects.get().dots == 2


def test_last_word_of_a_phone_replaces_the_one_before_and_waits_again(nadia, vote):
    device, group = came_late(vote, dots=1)
    decide(nadia, vote, device, is_counted=False)

    late.keep_dots(activity=vote, participant=device, group=group, dots=3)

    kept = vote.late_votes.get()
    assert (kept.dots, kept.status) == (3, LateStatus.WAITING)


def test_same_late_vote_sent_again_disturbs_nobody(nadia, vote):
    device, group = came_late(vote)
    decide(nadia, vote, device, is_counted=True)

    late.keep_dots(activity=vote, participant=device, group=group, dots=2)

    assert vote.late_votes.get().status == LateStatus.COUNTED


def test_more_dots_than_a_device_has_are_not_counted(nadia, vote):
    group = making.group(vote.workshop)
    device, _ = making.device(vote.workshop)
    room.put_dots(activity=vote, participant=device, group=group, dots=2)
    late.keep_dots(
        activity=vote, participant=device, group=making.group(vote.workshop, "Autre"), dots=2
    )

    with pytest.raises(NotNow, match="4 pour 3"):
        decide(nadia, vote, device, is_counted=True)

    assert sum(Vote.objects.values_list("dots", flat=True)) == 2
    assert vote.late_votes.get().status == LateStatus.WAITING


def test_late_bet_is_counted_then_gives_way(nadia):
    statement = making.statement(making.activity(ActivityKind.TRUE_FALSE), is_revealed=True)
    device, _ = making.device(statement.activity.workshop)
    late.keep_bet(statement=statement, participant=device, guess=Guess.FALSE)

    decide(nadia, statement.activity, device, is_counted=True)
    assert Bet.objects.get().guess == Guess.FALSE
    decide(nadia, statement.activity, device, is_counted=False)

    assert not Bet.objects.exists()


def test_device_of_another_workshop_is_not_decided_of(nadia, vote):
    other = making.activity(ActivityKind.DOTS)
    device, _ = came_late(other)

    assert decide(nadia, vote, device, is_counted=True) == 0
    assert not Vote.objects.exists()


def test_late_dots_follow_their_group_when_it_is_merged(nadia, vote):
    device, gone = came_late(vote, dots=1)
    into = making.group(vote.workshop, "Le bon")
    late.keep_dots(activity=vote, participant=device, group=into, dots=2)

    wall.merge_groups(by=nadia, group=gone, into=into)

    assert [(one.group, one.dots) for one in vote.late_votes.all()] == [(into, 3)]


def test_group_people_voted_for_too_late_is_not_undone(nadia, vote):
    _, group = came_late(vote)

    with pytest.raises(NotNow, match="voté"):
        wall.remove_group(by=nadia, group=group)


@pytest.mark.parametrize("waited", [-5, 10**12])
def test_clock_of_a_phone_that_is_wrong_breaks_nothing(vote, waited):
    device, _ = making.device(vote.workshop)

    kept = late.keep_dots(
        activity=vote,
        participant=device,
        group=making.group(vote.workshop, uid=uuid.uuid4()),
        dots=1,
        waited=waited,
    )

    assert kept.received_at - late.LONGEST_WAIT <= kept.made_at <= kept.received_at
