"""Paper cards, photographs, counts by hand."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.demarches.models import Document
from atelier.demarches.rules import NotNow
from atelier.workshops.actions import paper
from atelier.workshops.models import ActivityKind, Bet, Card, CardOrigin, Guess, Participant, Vote
from atelier.workshops.rules import BY_HAND
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64


@pytest.fixture
def nadia():
    return make.person()


def test_card_typed_twice_with_its_uid_is_one_card(nadia):
    activity, uid = making.activity(), uuid.uuid4()

    for _ in range(2):
        paper.type_card(by=nadia, activity=activity, uid=uid, text="Une carte", theme="logement")

    card = Card.objects.get()
    assert (card.origin, card.is_checked, card.theme) == (CardOrigin.PAPER, True, "logement")


@pytest.mark.parametrize("text", ["  ", "x" * 401])
def test_card_empty_or_too_long_is_refused(nadia, text):
    with pytest.raises(NotNow):
        paper.type_card(by=nadia, activity=making.activity(), uid=uuid.uuid4(), text=text)


def test_card_is_typed_from_its_photograph(nadia):
    activity = making.activity()

    photo = paper.keep_photo(
        by=nadia, activity=activity, upload=SimpleUploadedFile("cartes.jpg", JPEG)
    )
    card = paper.type_card(
        by=nadia, activity=activity, uid=uuid.uuid4(), text="Recopiée", photo=photo
    )

    assert photo.target == f"activity:{activity.pk}"
    assert (card.origin, card.photo) == (CardOrigin.PHOTO, photo)


def test_only_a_photograph_is_kept_as_one(nadia):
    pdf = SimpleUploadedFile("cartes.pdf", b"%PDF-1.7 rien")

    with pytest.raises(NotNow):
        paper.keep_photo(by=nadia, activity=making.activity(), upload=pdf)

    assert not Document.objects.exists()


def test_count_sent_again_replaces_the_same_count(nadia):
    activity, uid = making.activity(ActivityKind.DOTS), uuid.uuid4()
    group = making.group(activity.workshop)
    said = {"by": nadia, "activity": activity, "uid": uid}

    paper.count_dots(**said, voters=10, dots={group.pk: 12})
    paper.count_dots(**said, voters=10, dots={group.pk: 14}, college="habitants")

    ballot = Participant.objects.get()
    assert (ballot.seats, ballot.table, ballot.college) == (10, BY_HAND, "habitants")
    assert Vote.objects.get().dots == 14


def test_more_dots_than_voters_had_is_refused(nadia):
    activity = making.activity(ActivityKind.DOTS)
    group = making.group(activity.workshop)

    with pytest.raises(NotNow, match="Vérifiez le nombre de votants"):
        paper.count_dots(
            by=nadia, activity=activity, uid=uuid.uuid4(), voters=2, dots={group.pk: 7}
        )


def test_hands_raised_are_so_many_voters(nadia):
    statement = making.statement(making.activity(ActivityKind.TRUE_FALSE))
    uid = uuid.uuid4()

    for _ in range(2):
        paper.count_bets(
            by=nadia, statement=statement, uid=uid, counts={Guess.TRUE: 9, Guess.FALSE: 0}
        )

    assert [(bet.guess, bet.participant.seats) for bet in Bet.objects.all()] == [("true", 9)]


def test_count_without_voter_or_of_another_workshop_is_refused(nadia):
    activity, uid = making.activity(ActivityKind.DOTS), uuid.uuid4()
    group = making.group(activity.workshop)
    with pytest.raises(NotNow):
        paper.count_dots(by=nadia, activity=activity, uid=uid, voters=0, dots={})
    paper.count_dots(by=nadia, activity=activity, uid=uid, voters=3, dots={group.pk: 1})

    with pytest.raises(NotNow):
        paper.count_dots(
            by=nadia, activity=making.activity(ActivityKind.DOTS), uid=uid, voters=3, dots={}
        )


@pytest.mark.parametrize("kind", [ActivityKind.WALL, ActivityKind.ACTORS])
def test_paper_goes_to_the_activity_it_is_made_for(nadia, kind):
    activity = making.activity(kind)

    with pytest.raises(NotNow):
        paper.type_card(by=nadia, activity=activity, uid=uuid.uuid4(), text="Ailleurs")
    with pytest.raises(NotNow):
        paper.count_dots(by=nadia, activity=activity, uid=uuid.uuid4(), voters=1, dots={})
