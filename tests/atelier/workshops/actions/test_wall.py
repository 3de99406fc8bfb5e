"""The wall."""

import uuid

import pytest

from atelier.audit.models import Event
from atelier.demarches.rules import NotNow
from atelier.workshops.actions import wall
from atelier.workshops.models import ActivityKind, Card, Group, Vote
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


def test_same_uid_is_the_same_group(nadia):
    shop, uid = making.workshop(), uuid.uuid4()

    for name in ("Se loger", "Se loger autrement"):
        wall.add_group(by=nadia, workshop=shop, name=name, uid=uid)

    assert [one.name for one in Group.objects.all()] == ["Se loger"]
    with pytest.raises(NotNow):
        wall.add_group(by=nadia, workshop=making.workshop(), name="Ailleurs", uid=uid)


def test_card_goes_before_another(nadia):
    activity = making.activity()
    group = making.group(activity.workshop)
    first, second, third = (making.card(activity, text) for text in "abc")

    wall.move_card(by=nadia, card=first, group=group)
    wall.move_card(by=nadia, card=second, group=group)
    wall.move_card(by=nadia, card=third, group=group, before=second)

    assert [one.text for one in Card.objects.filter(group=group).order_by("position")] == [
        "a",
        "c",
        "b",
    ]


def test_text_of_a_card_stays_out_of_the_journal(nadia):
    card = making.card(making.activity(), "Un nom propre")

    wall.move_card(by=nadia, card=card, group=making.group(card.activity.workshop))

    event = Event.objects.get(action="workshops.card_moved")
    assert "nom propre" not in f"{event.before}{event.after}{event.target_label}"


def test_merging_adds_cards_and_dots_and_loses_none(nadia):
    activity = making.activity(ActivityKind.DOTS)
    shop = activity.workshop
    cards = making.activity(workshop=shop)
    one, other = making.group(shop, "Un"), making.group(shop, "Autre")
    making.card(cards, group=one)
    making.card(cards, group=other)
    both, _ = making.device(shop)
    alone, _ = making.device(shop)
    for voter, group, count in ((both, one, 1), (both, other, 2), (alone, one, 3)):
        Vote.objects.create(activity=activity, participant=voter, group=group, dots=count)

    wall.merge_groups(by=nadia, group=one, into=other)

    assert Card.objects.filter(group=other).count() == 2
    assert sorted(other.votes.values_list("dots", flat=True)) == [3, 3]
    assert not Group.objects.filter(pk=one.pk).exists()


def test_group_merges_neither_with_itself_nor_elsewhere(nadia):
    group = making.group(making.workshop())

    for into in (group, making.group(making.workshop())):
        with pytest.raises(NotNow):
            wall.merge_groups(by=nadia, group=group, into=into)


def test_group_voted_upon_is_not_removed(nadia):
    activity = making.activity(ActivityKind.DOTS)
    group = making.group(activity.workshop)
    voter, _ = making.device(activity.workshop)
    Vote.objects.create(activity=activity, participant=voter, group=group, dots=1)

    with pytest.raises(NotNow):
        wall.remove_group(by=nadia, group=group)


def test_removed_group_gives_its_cards_back(nadia):
    card = making.card(making.activity())
    group = making.group(card.activity.workshop)
    wall.move_card(by=nadia, card=card, group=group)

    wall.change_group(by=nadia, group=group, name="Autre nom", theme="logement")
    wall.remove_group(by=nadia, group=group)

    card.refresh_from_db()
    assert card.group is None
