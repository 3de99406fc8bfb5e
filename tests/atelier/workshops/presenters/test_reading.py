"""Results and their table."""

import pytest

from atelier.workshops.models import ActivityKind, Vote
from atelier.workshops.presenters import reading
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_vote_counted_by_hand_is_told_though_its_activity_was_never_opened():
    activity = making.activity(ActivityKind.DOTS, status="waiting")
    group = making.group(activity.workshop)
    voter, _ = making.device(activity.workshop, seats=12)
    Vote.objects.create(activity=activity, participant=voter, group=group, dots=20)

    (section,) = reading.whole(activity.workshop, originals=False)["sections"]

    assert section["results"]["voters"] == 12


def test_only_cards_changed_or_withheld_are_told_as_written():
    activity = making.activity()
    making.card(activity, "Telle quelle")
    making.card(activity, "Reformulée", original="Avant")
    making.card(activity, "Nommant quelqu’un", is_withheld=True)

    shown = reading.whole(activity.workshop, originals=True)["originals"]

    assert [(one["word"], one["original"]) for one in shown] == [
        ("Reformulée", "Avant"),
        ("Retenue", "Nommant quelqu’un"),
    ]


def test_table_opens_in_a_spreadsheet():
    activity = making.activity()
    making.card(activity, "Une ; deux", group=making.group(activity.workshop, "Groupe"))

    text = reading.table(activity.workshop, originals=False)

    assert text.startswith("\ufeffGroupe;Gommettes;Carte")
    assert '"Une ; deux"' in text
    assert "Telle qu’écrite" not in text


@pytest.mark.parametrize(
    ("kind", "has_wall"), [(ActivityKind.TRUE_FALSE, False), (ActivityKind.WALL, True)]
)
def test_workshop_that_writes_no_card_shows_no_empty_wall(kind, has_wall):
    shop = making.activity(kind).workshop

    assert reading.whole(shop, originals=True)["has_wall"] is has_wall
