"""What the desk prints."""

import pytest

from atelier.workshops.models import ActivityKind, ActivityStatus, Bet
from atelier.workshops.presenters import desk
from atelier.workshops.rules import BY_HAND
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "gesture", "wanted"),
    [
        (ActivityStatus.WAITING, "Ouvrir", "open"),
        (ActivityStatus.OPEN, "Fermer", "closed"),
        (ActivityStatus.CLOSED, "Rouvrir", "open"),
    ],
)
def test_activity_offers_the_next_gesture(status, gesture, wanted):
    activity = making.activity(status=status)

    (shown,) = desk.desk(activity.workshop)["activities"]

    assert (shown["gesture"], shown["wanted"]) == (gesture, wanted)


def test_cards_to_read_come_first_come_first():
    activity = making.activity()
    for text in ("première", "seconde"):
        making.card(activity, text, is_checked=False)

    shown = desk.pulse(activity.workshop)

    assert [card["text"] for card in shown["waiting"]] == ["première", "seconde"]
    assert shown["waiting_title"] == "2\u00a0cartes à relire"


def test_progress_is_counted_in_people():
    statement = making.statement(making.activity(ActivityKind.TRUE_FALSE))
    shop = statement.activity.workshop
    voter, _ = making.device(shop, seats=6)
    Bet.objects.create(statement=statement, participant=voter, guess="true")

    assert "6\u00a0paris" in desk.pulse(shop)["under_way"]


def test_game_goes_from_one_statement_to_the_next():
    game = making.activity(ActivityKind.TRUE_FALSE, cursor=1)
    for _ in range(3):
        making.statement(game)

    (shown,) = desk.desk(game.workshop)["activities"]

    assert (shown["game"]["before"], shown["game"]["after"]) == (0, 2)


def test_typing_lists_the_last_cards():
    activity = making.activity()
    making.card(activity, "Dernière")

    shown = desk.typing(activity, None)

    assert [card["text"] for card in shown["typed"]] == ["Dernière"]
    assert shown["photo_url"] == ""


def test_phones_that_answered_are_told_from_the_others_and_never_what():
    activity = making.activity()
    shop = activity.workshop
    writer, _ = making.device(shop, seats=4)
    making.device(shop)
    making.device(shop, table=BY_HAND)
    making.card(activity, "Un secret", participant=writer)

    shown = desk.pulse(shop)

    assert [one["has_answered"] for one in shown["devices"]] == [True, False]
    assert shown["devices_title"] == "1 sur 2\u00a0téléphones a répondu"
    assert "secret" not in str(shown["devices"])


def test_nothing_asked_is_nothing_to_answer():
    shop = making.activity(ActivityKind.WALL).workshop
    making.device(shop)

    assert desk.pulse(shop)["devices_title"] == "1\u00a0téléphone entré"


def test_desk_without_telephone_says_so_and_names_an_activity_once():
    activity = making.activity(ActivityKind.WALL)

    shown = desk.desk(activity.workshop)

    assert shown["people"] == "Aucun téléphone pour l’instant"
    assert shown["activities"][0]["kind"] == ""
