"""What was run without network comes in after; what the site changed meanwhile is put to choice."""

import uuid

import pytest

from atelier.workshops.actions import conduct, gestures, syncing
from atelier.workshops.models import (
    ActivityKind,
    ActivityStatus,
    Tie,
    TieKind,
    WorkshopStatus,
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


def sent(shop, nadia, *made):
    whole = [{"uid": str(uuid.uuid4()), **gesture} for gesture in made]
    return syncing.sync(by=nadia, workshop=shop, gestures=gestures.read(whole))


def checked(card, **fields):
    known = {"had": card.text, "had_status": "withheld" if card.is_withheld else "shown"}
    return {"kind": "check", "card": str(card.uid), "status": "shown", **known, **fields}


def moved(activity, status, had, **fields):
    about = {"kind": "activity", "activity": activity.pk}
    return {**about, "status": str(status), "had_status": str(had), **fields}


def test_card_is_reworded_and_its_original_stays(shop, nadia):
    card = making.card(making.activity(workshop=shop), "Mme X boit", is_checked=False)

    report = sent(shop, nadia, checked(card, text="Des voisins boivent"))

    card.refresh_from_db()
    assert report["counts"] == {"check": 1}
    assert (card.text, card.original, card.is_checked) == (
        "Des voisins boivent",
        "Mme X boit",
        True,
    )


def test_card_is_withheld(shop, nadia):
    card = making.card(making.activity(workshop=shop))

    sent(shop, nadia, checked(card, status="withheld"))

    card.refresh_from_db()
    assert card.is_withheld


def test_card_reworded_on_the_site_meanwhile_waits_for_a_choice(shop, nadia):
    card = making.card(making.activity(workshop=shop), "Avant")
    mine = checked(card, text="La mienne", uid=str(uuid.uuid4()))
    conduct.check_card(by=nadia, card=card, text="La leur")

    report = sent(shop, nadia, mine)

    card.refresh_from_db()
    assert card.text == "La leur"
    assert report["done"] == []
    assert report["conflicts"] == {mine["uid"]: "Affichée : « La leur »"}
    assert "pendant la coupure" in report["refused"][mine["uid"]]


def test_choice_of_whoever_facilitates_is_done(shop, nadia):
    card = making.card(making.activity(workshop=shop), "Avant")
    mine = checked(card, text="La mienne")
    conduct.check_card(by=nadia, card=card, text="La leur")

    sent(shop, nadia, {**mine, "is_sure": True})

    card.refresh_from_db()
    assert card.text == "La mienne"


def test_card_withheld_on_the_site_is_not_shown_by_surprise(shop, nadia):
    card = making.card(making.activity(workshop=shop), "Nomme quelqu’un")
    mine = checked(card, text="Nomme quelqu’un")
    conduct.check_card(by=nadia, card=card, is_withheld=True)

    report = sent(shop, nadia, mine)

    card.refresh_from_db()
    assert card.is_withheld
    assert "Retenue" in next(iter(report["conflicts"].values()))


def test_activities_of_an_evening_are_opened_and_closed_in_order(shop, nadia):
    first = making.activity(workshop=shop, status=ActivityStatus.WAITING)
    second = making.activity(ActivityKind.WALL, workshop=shop, status=ActivityStatus.WAITING)

    report = sent(
        shop,
        nadia,
        moved(first, "open", "waiting"),
        moved(first, "closed", "open"),
        moved(second, "open", "waiting"),
    )

    for one in (first, second):
        one.refresh_from_db()
    assert report["refused"] == {}
    assert (first.status, second.status) == (ActivityStatus.CLOSED, ActivityStatus.OPEN)
    assert first.closed_at is not None


def test_activity_changed_on_the_site_holds_all_that_follows_on_it(shop, nadia):
    activity = making.activity(workshop=shop, status=ActivityStatus.CLOSED)

    report = sent(
        shop,
        nadia,
        moved(activity, "open", "waiting"),
        moved(activity, "closed", "open"),
    )

    activity.refresh_from_db()
    assert activity.status == ActivityStatus.CLOSED
    assert len(report["conflicts"]) == 2
    assert "fermée" in next(iter(report["conflicts"].values()))


def test_sending_the_same_opening_twice_opens_once(shop, nadia):
    activity = making.activity(workshop=shop, status=ActivityStatus.WAITING)
    opened = moved(activity, "open", "waiting", uid=str(uuid.uuid4()))

    assert [sent(shop, nadia, opened)["counts"] for _ in range(2)] == [
        {"activity": 1},
        {"activity": 0},
    ]


def test_workshop_never_opened_on_the_site_is_ended_from_the_hall(nadia):
    shop = making.workshop(status=WorkshopStatus.PREPARED)

    report = sent(shop, nadia, {"kind": "workshop", "status": "closed", "had_status": "prepared"})

    shop.refresh_from_db()
    assert report["refused"] == {}
    assert shop.status == WorkshopStatus.CLOSED


def test_room_goes_to_the_next_statement(shop, nadia):
    game = making.activity(ActivityKind.TRUE_FALSE, workshop=shop)
    for _ in range(3):
        making.statement(game)

    sent(shop, nadia, *({"kind": "step", "activity": game.pk, "rank": rank} for rank in (1, 2)))

    game.refresh_from_db()
    assert game.cursor == 2


def test_link_and_lonely_actor_are_drawn(shop, nadia):
    drawing = making.activity(ActivityKind.ACTORS, workshop=shop)
    link = {"first": "CCAS", "second": "Caf", "tie": "missing", "theme": "logement"}

    sent(
        shop,
        nadia,
        {"kind": "tie", "activity": drawing.pk, **link},
        {"kind": "tie", "activity": drawing.pk, "first": "Club de lecture"},
    )

    assert [(str(one), one.kind) for one in Tie.objects.all()] == [("CCAS — Caf", TieKind.MISSING)]
    assert drawing.proposals.get().actor.name == "Club de lecture"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "activity", "status": "ailleurs"},
        {"kind": "workshop", "status": ""},
        {"kind": "activity", "status": "open", "activity": 0},
        {"kind": "check", "card": str(uuid.uuid4())},
        {"kind": "step", "activity": 0},
        {"kind": "tie", "activity": 0, "first": "CCAS"},
    ],
)
def test_what_cannot_be_done_is_kept_by_the_page_and_told(shop, nadia, wrong):
    report = sent(shop, nadia, wrong)

    assert len(report["refused"]) == 1
    assert report["conflicts"] == {}
