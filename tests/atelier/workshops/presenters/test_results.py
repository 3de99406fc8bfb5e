"""Results by college: never under five voters, never by subtraction, never while people vote."""

import pytest

from atelier.workshops.models import ActivityKind, ActivityStatus, Bet, Vote
from atelier.workshops.presenters import results
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def vote(status, colleges, *, by_college=True):
    activity = making.activity(ActivityKind.DOTS, status=status, by_college=by_college)
    group = making.group(activity.workshop)
    for college, seats in colleges.items():
        voter, _ = making.device(activity.workshop, college=college, seats=seats)
        Vote.objects.create(activity=activity, participant=voter, group=group, dots=seats)
    return results.dot_results(activity, [group])


def test_small_college_takes_another_with_it():
    found = vote(ActivityStatus.CLOSED, {"elus": 2, "associations": 6, "habitants": 20})

    assert found["colleges"] == ["Habitants (20)"]
    assert found["is_partly_hidden"]
    assert found["lines"][0]["colleges"] == [("Habitants (20)", 20)]
    assert found["lines"][0]["total"] == 28


@pytest.mark.parametrize(
    ("status", "by_college"),
    [(ActivityStatus.OPEN, True), (ActivityStatus.CLOSED, False)],
)
def test_no_college_while_people_vote_nor_when_it_is_not_asked(status, by_college):
    found = vote(status, {"elus": 9, "habitants": 20}, by_college=by_college)

    assert found["colleges"] == []
    assert not found["is_partly_hidden"]


def test_room_that_gave_no_college_has_no_column():
    found = vote(ActivityStatus.CLOSED, {"": 12})

    assert found["colleges"] == []
    assert not found["is_partly_hidden"]


def test_groups_come_by_dots_then_by_rank():
    activity = making.activity(ActivityKind.DOTS)
    groups = [
        making.group(activity.workshop, name, position=rank) for rank, name in enumerate("ab")
    ]
    voter, _ = making.device(activity.workshop)
    Vote.objects.create(activity=activity, participant=voter, group=groups[1], dots=1)

    found = results.dot_results(activity, groups)

    assert [(line["name"], line["width"]) for line in found["lines"]] == [("b", 100), ("a", 0)]


def test_bets_tell_only_how_many_before_the_figure():
    activity = making.activity(ActivityKind.TRUE_FALSE, status=ActivityStatus.CLOSED)
    hidden, shown = making.statement(activity), making.statement(activity, is_revealed=True)
    voter, _ = making.device(activity.workshop, seats=8, college="habitants")
    for statement in (hidden, shown):
        Bet.objects.create(statement=statement, participant=voter, guess="true")

    found = results.bet_results(activity, [hidden, shown])

    assert (found[hidden.pk]["total"], found[hidden.pk]["lines"]) == (8, [])
    assert [line["total"] for line in found[shown.pk]["lines"]] == [8, 0, 0]
    assert found[shown.pk]["colleges"] == ["Habitants (8)"]


def test_figure_says_reference_year_and_source():
    figure = results.figure(making.FIGURE)

    assert figure["reference"] == "France métropolitaine : 8,1 %"
    assert (figure["year"], figure["source"]) == (2021, "Insee, recensement de la population")


def test_statement_hides_its_truth_until_it_is_revealed():
    statement = making.statement(making.activity(ActivityKind.TRUE_FALSE), explanation="Parce que")

    assert results.statement(statement)["truth"] == ""
    assert results.statement(statement)["explanation"] == ""
    statement.is_revealed = True
    assert results.statement(statement)["truth"] == "Vrai"


def test_college_of_a_card_is_told_when_it_is_large_enough():
    assert results.college_told({"elus": 2, "associations": 6, "habitants": 20}) == {
        "habitants": "Habitants"
    }
