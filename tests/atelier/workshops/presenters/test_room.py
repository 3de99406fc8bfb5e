"""What phones and the screen show."""

import uuid

import pytest

from atelier.workshops.actions import actors, conduct
from atelier.workshops.models import ActivityKind, ActivityStatus, WorkshopStatus
from atelier.workshops.presenters import room
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (WorkshopStatus.PREPARED, "Bienvenue"),
        (WorkshopStatus.OPEN, "Regardez l’écran"),
        (WorkshopStatus.CLOSED, "Merci"),
    ],
)
def test_phone_without_activity_says_what_to_do(status, title):
    device, _ = making.device(making.workshop(status=status))

    assert room.moment(device)["title"] == title


def test_phone_looks_at_the_screen_while_the_room_works_on_it():
    device, _ = making.device(making.activity(ActivityKind.WALL).workshop)

    shown = room.moment(device)

    assert (shown["kind"], shown["title"]) == ("waiting", "Regardez l’écran")


def test_phone_proposes_links_and_sees_what_became_of_its_own():
    activity = making.activity(ActivityKind.ACTORS)
    mine, _ = making.device(activity.workshop)
    theirs, _ = making.device(activity.workshop)
    for device, first in ((mine, "CCAS"), (theirs, "Caf")):
        actors.propose_tie(
            activity=activity, participant=device, uid=uuid.uuid4(), first=first, second=""
        )

    shown = room.moment(mine)

    assert shown["kind"] == "actors"
    assert [(one["names"], one["word"]) for one in shown["proposed"]] == [("CCAS", "À lire")]
    assert shown["map"] == "La carte est encore vide."


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], ""),
        (["waiting"], "1 vote est arrivé après la clôture : l’animation n’a pas encore décidé."),
        (
            ["counted", "aside", "counted"],
            "3 votes sont arrivés après la clôture : 2 comptés, 1 non compté.",
        ),
    ],
)
def test_late_votes_of_a_phone_are_told_in_one_sentence(found, words):
    assert room.late_words(found).replace("\u00a0", " ") == words


def test_table_of_four_has_its_dots_to_place():
    activity = making.activity(ActivityKind.DOTS, dots=3)
    making.group(activity.workshop)
    device, _ = making.device(activity.workshop, seats=4)

    shown = room.moment(device)

    assert shown["left"] == shown["budget"] == 12
    assert shown["choices"][0]["more"] == 1


def test_statement_under_way_stays_within_the_list():
    game = making.activity(ActivityKind.TRUE_FALSE, cursor=8)
    last = making.statement(game)

    assert room.current(game, [last]) == last
    assert room.current(game, []) is None


def test_screen_counts_the_people_and_not_their_names():
    shop = making.workshop()
    making.device(shop, seats=4, table="Table des élus")

    shown = room.screen(shop)

    assert (shown["devices"], shown["people"]) == ("1\u00a0téléphone", "4\u00a0personnes")
    assert "Table" not in str(shown)


def test_screen_keeps_the_last_cards_and_counts_the_others():
    activity = making.activity()
    for rank in range(15):
        making.card(activity, f"Carte {rank}")
    shop = activity.workshop
    shop.shown = activity

    shown = room.screen(shop)

    assert len(shown["cards"]) == 12
    assert shown["more"] == "3\u00a0autres cartes"


def test_card_says_its_theme_and_public():
    card = making.card(making.activity(), theme="logement", public="jeunes")

    assert room.labels(card) == "Logement et habitat · Jeunes"


def test_vote_under_way_tells_how_many_voted_only():
    activity = making.activity(ActivityKind.DOTS, status=ActivityStatus.OPEN)
    shop = activity.workshop
    shop.shown = activity

    assert room.screen(shop)["voters"] == "0\u00a0votant"


def test_room_is_thanked_with_what_it_gives_once_the_workshop_ends():
    activity = making.activity()
    making.card(activity)
    shop = conduct.set_workshop_status(
        by=make.person(), workshop=activity.workshop, status=WorkshopStatus.CLOSED
    )

    shown = room.screen(shop)

    assert (shown["kind"], shown["given"]) == ("end", "1\u00a0carte")


def test_screen_counts_the_cards_being_read_without_showing_them():
    activity = making.activity()
    for _ in range(5):
        making.card(activity, "M. Durand est seul", is_checked=False)
    activity.workshop.shown = activity

    shown = room.screen(activity.workshop)

    assert shown["waiting"] == "5\u00a0cartes reçues, en relecture"
    assert shown["cards"] == []


def test_phone_lists_its_cards_and_which_may_be_taken_back():
    activity = making.activity()
    device, _ = making.device(activity.workshop)
    making.card(activity, "Lue", participant=device)
    making.card(activity, "Pas encore lue", participant=device, is_checked=False)
    making.card(activity, "D’un autre téléphone", is_checked=False)

    shown = room.moment(device)

    assert shown["written"] == "2\xa0cartes envoyées"
    assert [(one["text"], one["may_take_back"]) for one in shown["sent"]] == [
        ("Pas encore lue", True),
        ("Lue", False),
    ]


@pytest.mark.parametrize(("seats", "by_number"), [(1, False), (6, True)])
def test_table_types_its_dots_and_a_person_presses(seats, by_number):
    activity = making.activity(ActivityKind.DOTS)
    making.group(activity.workshop)
    device, _ = making.device(activity.workshop, seats=seats)

    shown = room.moment(device)

    assert shown["by_number"] is by_number
    assert shown["choices"][0]["most"] == 3 * seats
