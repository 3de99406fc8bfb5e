"""What was typed without network comes in once, and says what others had changed."""

import uuid

import pytest

from atelier.workshops.actions import gestures as received
from atelier.workshops.actions import syncing
from atelier.workshops.models import (
    ActivityKind,
    ActivityStatus,
    Bet,
    Card,
    Group,
    Participant,
    Vote,
)
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return making.workshop()


@pytest.fixture
def nadia():
    return make.person()


def sent(shop, nadia, *gestures):
    whole = [{"uid": str(uuid.uuid4()), **gesture} for gesture in gestures]
    return syncing.sync(by=nadia, workshop=shop, gestures=received.read(whole))


def evening(shop):
    """A whole workshop typed without network."""
    writing = making.activity(workshop=shop, status=ActivityStatus.WAITING)
    vote = making.activity(ActivityKind.DOTS, workshop=shop, status=ActivityStatus.WAITING)
    game = making.activity(ActivityKind.TRUE_FALSE, workshop=shop, status=ActivityStatus.WAITING)
    statement = making.statement(game)
    card, other, group, merged = (str(uuid.uuid4()) for _ in range(4))
    return [
        {"kind": "card", "uid": card, "activity": writing.pk, "text": "Le bus"},
        {"kind": "card", "uid": other, "activity": writing.pk, "text": "La voiture"},
        {"kind": "group", "uid": group, "text": "Se déplacer"},
        {"kind": "group", "uid": merged, "text": "Bouger"},
        {"kind": "move", "uid": str(uuid.uuid4()), "card": card, "group": group, "was": None},
        {"kind": "move", "uid": str(uuid.uuid4()), "card": other, "group": merged, "was": None},
        {"kind": "merge", "uid": str(uuid.uuid4()), "was": merged, "group": group},
        {"kind": "group", "uid": group, "text": "Se déplacer sans voiture"},
        {
            "kind": "dots",
            "uid": str(uuid.uuid4()),
            "activity": vote.pk,
            "voters": 8,
            "counts": {group: 20},
        },
        {
            "kind": "bets",
            "uid": str(uuid.uuid4()),
            "statement": statement.pk,
            "counts": {"true": 5, "false": 3},
        },
        {"kind": "reveal", "uid": str(uuid.uuid4()), "statement": statement.pk},
    ]


def test_whole_evening_sent_twice_counts_once(shop, nadia):
    gestures = received.read(evening(shop))

    first = syncing.sync(by=nadia, workshop=shop, gestures=gestures)
    second = syncing.sync(by=nadia, workshop=shop, gestures=gestures)

    assert first["refused"] == {}
    assert first["counts"] == {
        "card": 2, "group": 2, "move": 2, "merge": 1, "dots": 1, "bets": 1, "reveal": 1
    }  # fmt: skip
    assert {model: model.objects.count() for model in (Card, Vote, Bet, Participant)} == {
        Card: 2,
        Vote: 1,
        Bet: 2,
        Participant: 3,
    }
    assert second["refused"] == {}
    assert sum(second["counts"].values()) == 0
    assert second["done"] == first["done"]


def test_gesture_received_again_does_not_undo_what_others_did_since(shop, nadia):
    card = making.card(making.activity(workshop=shop))
    ours, theirs = making.group(shop, "Le nôtre"), making.group(shop, "Le leur")
    move = {"kind": "move", "uid": str(uuid.uuid4()), "card": str(card.uid)}
    move["group"] = str(ours.uid)
    sent(shop, nadia, move)
    card.refresh_from_db()
    card.group = theirs
    card.save()

    sent(shop, nadia, move)

    card.refresh_from_db()
    assert card.group == theirs


def test_refused_gesture_may_be_sent_again(shop, nadia):
    vote = making.activity(ActivityKind.DOTS, workshop=shop)
    uid = str(uuid.uuid4())
    count = {"kind": "dots", "uid": uid, "activity": vote.pk, "voters": 3, "counts": {uid: 2}}
    sent(shop, nadia, count)
    making.group(shop, uid=uid)

    assert sent(shop, nadia, count)["counts"] == {"dots": 1}


def test_group_named_as_before_takes_that_name_back(shop, nadia):
    uid = str(uuid.uuid4())
    for at, name in enumerate(("Se loger", "Habiter", "Se loger")):
        sent(shop, nadia, {"kind": "group", "uid": uid, "text": name, "at": at})

    assert Group.objects.get().name == "Se loger"


def test_group_merged_away_does_not_come_back_when_sent_again(shop, nadia):
    gestures = received.read(evening(shop))
    for _ in range(2):
        syncing.sync(by=nadia, workshop=shop, gestures=gestures)

    filled = [one.name for one in Group.objects.filter(cards__isnull=False).distinct()]
    assert filled == ["Se déplacer sans voiture"]


def test_card_put_elsewhere_meanwhile_is_told(shop, nadia):
    card = making.card(making.activity(workshop=shop), "Une carte")
    theirs, ours = making.group(shop, "Le leur"), making.group(shop, "Le nôtre")
    card.group = theirs
    card.save()

    report = sent(
        shop,
        nadia,
        {"kind": "move", "card": str(card.uid), "group": str(ours.uid), "was": None},
    )

    card.refresh_from_db()
    assert card.group == ours
    assert "« Le leur »" in report["told"][0]


def test_what_cannot_be_done_is_refused_alone_and_says_why(shop, nadia):
    writing = making.activity(workshop=shop)
    report = sent(
        shop,
        nadia,
        {"kind": "card", "activity": 0, "text": "Perdue"},
        {"kind": "move", "card": str(uuid.uuid4())},
        {"kind": "reveal", "statement": 0},
        {"kind": "autre"},
        {"kind": "card", "activity": writing.pk, "text": "Gardée"},
    )

    assert [card.text for card in Card.objects.all()] == ["Gardée"]
    assert len(report["refused"]) == 4
    assert all(why.endswith((".", "la.")) for why in report["refused"].values())


def test_gesture_reaches_no_other_workshop(shop, nadia):
    theirs = making.workshop()
    card = making.card(making.activity(workshop=theirs))
    group = making.group(theirs, "Le leur")

    report = sent(
        shop,
        nadia,
        {"kind": "move", "card": str(card.uid)},
        {"kind": "group", "uid": str(group.uid), "text": "Volé"},
        {"kind": "merge", "was": str(group.uid), "group": str(group.uid)},
    )

    group.refresh_from_db()
    assert group.name == "Le leur"
    assert len(report["refused"]) == 2


def test_count_on_a_group_gone_is_kept_by_the_page(shop, nadia):
    vote = making.activity(ActivityKind.DOTS, workshop=shop)

    report = sent(
        shop,
        nadia,
        {"kind": "dots", "activity": vote.pk, "voters": 3, "counts": {str(uuid.uuid4()): 2}},
    )

    assert "comptez de nouveau" in next(iter(report["refused"].values()))
