"""Running a workshop."""

import pytest

from atelier.audit.models import Event
from atelier.demarches.rules import NotNow
from atelier.workshops.actions import conduct
from atelier.workshops.models import ActivityKind, ActivityStatus, WorkshopStatus
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


def test_opening_an_activity_opens_the_workshop_projects_it_and_closes_the_other(nadia):
    shop = making.workshop(status=WorkshopStatus.PREPARED)
    under_way = making.activity(workshop=shop)
    following = making.activity(ActivityKind.WALL, workshop=shop, status=ActivityStatus.WAITING)

    conduct.set_activity_status(by=nadia, activity=following, status=ActivityStatus.OPEN)

    under_way.refresh_from_db()
    shop.refresh_from_db()
    assert under_way.status == ActivityStatus.CLOSED
    assert (shop.status, shop.shown_id) == (WorkshopStatus.OPEN, following.pk)


@pytest.mark.parametrize("kind", [ActivityKind.DOTS, ActivityKind.TRUE_FALSE])
def test_vote_or_game_without_matter_is_not_opened(nadia, kind):
    activity = making.activity(kind, status=ActivityStatus.WAITING)

    with pytest.raises(NotNow):
        conduct.set_activity_status(by=nadia, activity=activity, status=ActivityStatus.OPEN)


def test_closing_the_workshop_closes_what_is_under_way(nadia):
    activity = making.activity()

    conduct.set_workshop_status(by=nadia, workshop=activity.workshop, status=WorkshopStatus.CLOSED)

    activity.refresh_from_db()
    assert activity.status == ActivityStatus.CLOSED


def test_reworded_card_keeps_its_original_out_of_the_journal(nadia):
    card = making.card(making.activity(), "Madame Durand est débordée", is_checked=False)

    conduct.check_card(by=nadia, card=card, text="Une professionnelle est débordée")

    card.refresh_from_db()
    event = Event.objects.get(action="workshops.card_checked")
    assert card.original == "Madame Durand est débordée"
    assert card.text == "Une professionnelle est débordée"
    assert "Durand" not in f"{event.before}{event.after}{event.target_label}"


def test_withheld_card_is_kept_and_comes_back(nadia):
    card = making.card(making.activity(), is_checked=False)

    conduct.check_card(by=nadia, card=card, is_withheld=True)
    assert card.is_withheld
    conduct.check_card(by=nadia, card=card, is_withheld=False)

    assert not card.is_withheld


def test_card_shown_is_never_empty(nadia):
    with pytest.raises(NotNow):
        conduct.check_card(by=nadia, card=making.card(making.activity()), text="  ")


def test_showing_all_leaves_the_cards_come_since_then(nadia):
    activity = making.activity()
    seen = making.card(activity, is_checked=False)
    new = making.card(activity, is_checked=False)

    assert conduct.check_all(by=nadia, workshop=activity.workshop, cards=[seen.pk]) == 1

    new.refresh_from_db()
    assert not new.is_checked


def test_showing_all_shows_the_words_typed_and_leaves_an_erased_card(nadia):
    activity = making.activity()
    named, erased = (
        making.card(activity, text, is_checked=False) for text in ("M. Durand boit", "Le bus")
    )
    typed = {named.pk: " Un voisin boit ", erased.pk: " "}

    shown = conduct.check_all(
        by=nadia, workshop=activity.workshop, cards=[named.pk, erased.pk], texts=typed
    )

    named.refresh_from_db()
    erased.refresh_from_db()
    assert shown == 1
    assert (named.text, named.original) == ("Un voisin boit", "M. Durand boit")
    assert (erased.text, erased.is_checked) == ("Le bus", False)
    told = "".join(f"{one.before}{one.after}{one.target_label}" for one in Event.objects.all())
    assert "boit" not in told


def test_rewording_a_card_already_shown_by_another_facilitator_is_not_undone(nadia):
    card = making.card(making.activity(), "Un voisin est seul")

    changed = conduct.reword_waiting(
        by=nadia, workshop=card.activity.workshop, texts={card.pk: "M. Durand est seul"}
    )

    card.refresh_from_db()
    assert (changed, card.text) == (0, "Un voisin est seul")


def test_group_named_after_a_card_follows_it_off_the_screen(nadia):
    activity = making.activity()
    group = making.group(activity.workshop, "M. Durand est seul")
    card = making.card(activity, "M. Durand est seul", group=group)

    conduct.check_card(by=nadia, card=card, text="Un voisin est seul")
    group.refresh_from_db()
    reworded = group.name
    conduct.check_card(by=nadia, card=card, is_withheld=True)
    group.refresh_from_db()

    assert (reworded, group.name) == ("Un voisin est seul", conduct.UNNAMED)


def test_game_stays_within_its_statements(nadia):
    game = making.activity(ActivityKind.TRUE_FALSE)
    making.statement(game)
    making.statement(game)

    assert conduct.step_to(by=nadia, activity=game, rank=9).cursor == 1


def test_revealing_twice_is_once(nadia):
    statement = making.statement(making.activity(ActivityKind.TRUE_FALSE))

    for _ in range(2):
        conduct.reveal(by=nadia, statement=statement)

    assert Event.objects.filter(action="workshops.revealed").count() == 1


def test_welcome_page_is_projected_again(nadia):
    activity = making.activity()
    shop = conduct.show(by=nadia, workshop=activity.workshop, activity=activity)

    assert conduct.show(by=nadia, workshop=shop, activity=None).shown is None
