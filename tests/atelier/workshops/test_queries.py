"""Reads of workshops."""

import pytest

from atelier.workshops import queries
from atelier.workshops.models import ActivityKind, ActivityStatus, Bet, Vote
from atelier.workshops.rules import BY_HAND
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_list_counts_cards_and_groups_apart():
    shop = making.workshop()
    activity = making.activity(workshop=shop)
    for _ in range(3):
        making.card(activity)
    making.group(shop, "a")
    making.group(shop, "b")

    (one,) = queries.workshops(shop.demarche)

    assert (one.card_count, one.group_count) == (3, 2)


def test_wall_shows_only_what_was_read_and_not_withheld():
    activity = making.activity()
    group = making.group(activity.workshop)
    making.card(activity, "Seule")
    making.card(activity, "Groupée", group=group)
    making.card(activity, "Pas encore relue", is_checked=False)
    making.card(activity, "Retenue", is_withheld=True, group=group)

    groups, loose = queries.wall(activity.workshop)

    assert [one.text for one in loose] == ["Seule"]
    assert [one.text for one in groups[0].slips] == ["Groupée"]


@pytest.mark.parametrize("many", [1, 9])
def test_wall_is_constant_in_queries(many, django_assert_num_queries):
    activity = making.activity()
    for rank in range(many):
        making.card(activity, group=making.group(activity.workshop, f"Groupe {rank}"))

    with django_assert_num_queries(3):
        queries.wall(activity.workshop)


def test_counts_made_by_hand_are_no_devices():
    shop = making.workshop()
    making.device(shop, seats=4)
    making.device(shop, seats=20, table=BY_HAND)

    assert queries.present(shop) == {"devices": 1, "people": 4}
    assert queries.people_by_college(shop) == {"": 24}


def test_dots_and_voters_are_counted_by_seat():
    activity = making.activity(ActivityKind.DOTS)
    group = making.group(activity.workshop)
    for seats, dots in ((5, 7), (1, 2)):
        voter, _ = making.device(activity.workshop, seats=seats, college="habitants")
        Vote.objects.create(activity=activity, participant=voter, group=group, dots=dots)

    placed, people = queries.dots(activity)

    assert placed[group.pk] == {"habitants": 9}
    assert people == {"habitants": 6}


def test_bets_are_counted_by_seat():
    statement = making.statement(making.activity(ActivityKind.TRUE_FALSE))
    voter, _ = making.device(statement.activity.workshop, seats=6, college="elus")
    Bet.objects.create(statement=statement, participant=voter, guess="true")

    assert queries.bets([statement])[statement.pk]["true"] == {"elus": 6}
    assert queries.own_bet(statement, voter) == "true"


def test_activity_of_another_demarche_is_not_found():
    activity = making.activity()

    assert queries.whole_activity(make.demarche(), activity.workshop_id, activity.pk) is None


def test_earlier_maps_are_those_of_the_demarche():
    shop = making.workshop()
    first = making.activity(ActivityKind.ACTORS, workshop=shop)
    making.activity(ActivityKind.ACTORS)
    last = making.activity(ActivityKind.ACTORS, workshop=shop, status=ActivityStatus.WAITING)

    assert list(queries.earlier_maps(last)) == [first]


def test_groups_ready_for_hypotheses_carry_cards_and_dots():
    activity = making.activity(ActivityKind.DOTS)
    group = making.group(activity.workshop)
    making.card(making.activity(workshop=activity.workshop), group=group)
    voter, _ = making.device(activity.workshop)
    Vote.objects.create(activity=activity, participant=voter, group=group, dots=3)

    (ready,) = queries.ready_groups(activity.workshop.demarche)

    assert (ready["group"], len(ready["cards"]), ready["dots"]) == (group, 1, 3)


def test_bet_on_an_earlier_statement_is_no_answer_to_this_one():
    game = making.activity(ActivityKind.TRUE_FALSE, cursor=1)
    earlier, now = making.statement(game), making.statement(game)
    early, _ = making.device(game.workshop)
    present, _ = making.device(game.workshop)
    Bet.objects.create(statement=earlier, participant=early, guess="true")
    Bet.objects.create(statement=now, participant=present, guess="false")

    assert queries.who_answered(game) == {present.pk}


def test_workshop_gives_its_cards_but_those_withheld():
    activity = making.activity()
    making.card(activity)
    making.card(activity, is_withheld=True)

    given = queries.given(activity.workshop)

    assert given == {"cards": 1, "groups": 0, "dots": 0, "bets": 0, "ties": 0}
