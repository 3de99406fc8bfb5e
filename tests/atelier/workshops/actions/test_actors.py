"""Ties between actors."""

import uuid

import pytest

from atelier.demarches.rules import NotNow
from atelier.workshops import queries
from atelier.workshops.actions import actors
from atelier.workshops.models import ActivityKind, ActivityStatus, Actor, Tie, TieKind
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    return making.activity(ActivityKind.ACTORS)


def test_tie_drawn_again_in_the_other_direction_changes_its_kind(activity):
    nadia = make.person()

    actors.draw_tie(by=nadia, activity=activity, first="CCAS", second="Caf", kind=TieKind.MISSING)
    actors.draw_tie(
        by=nadia, activity=activity, first="caf", second=" ccas ", kind=TieKind.WORKS_WITH
    )

    assert Tie.objects.get().kind == TieKind.WORKS_WITH
    assert sorted(Actor.objects.values_list("name", flat=True)) == ["CCAS", "Caf"]


def test_another_theme_is_another_tie(activity):
    nadia = make.person()
    for theme in ("logement", "sante"):
        actors.draw_tie(
            by=nadia,
            activity=activity,
            first="CCAS",
            second="Caf",
            kind=TieKind.OCCASIONAL,
            theme=theme,
            public="",
        )

    assert Tie.objects.count() == 2
    actors.remove_tie(by=nadia, tie=Tie.objects.first())
    assert Tie.objects.count() == 1


@pytest.mark.parametrize(("first", "second"), [("CCAS", "ccas"), ("CCAS", "  ")])
def test_tie_needs_two_different_names(activity, first, second):
    with pytest.raises(NotNow):
        actors.draw_tie(
            by=make.person(), activity=activity, first=first, second=second, kind=TieKind.MISSING
        )


def test_tie_is_drawn_on_a_map_only():
    with pytest.raises(NotNow):
        actors.draw_tie(
            by=make.person(),
            activity=making.activity(),
            first="CCAS",
            second="Caf",
            kind=TieKind.MISSING,
        )


def proposed(activity, first, second="", kind="works_with", **said):
    device, _ = making.device(activity.workshop)
    return actors.propose_tie(
        activity=activity,
        participant=device,
        uid=uuid.uuid4(),
        first=first,
        second=second,
        kind=kind,
        **said,
    )


def test_what_a_table_proposes_is_not_on_the_map_before_it_is_read(activity):
    proposed(activity, "CCAS", "Caf")

    assert not Tie.objects.exists()
    assert not Actor.objects.exists()


def test_same_link_proposed_by_two_tables_is_drawn_once(activity):
    made = [proposed(activity, "CCAS", "Caf", theme="logement"), proposed(activity, "caf", "ccas")]
    made[1].theme = "logement"
    made[1].save()

    count = actors.accept_proposals(
        by=make.person(), activity=activity, proposals=[one.pk for one in made]
    )

    assert count == 2
    assert (Tie.objects.count(), Actor.objects.count()) == (1, 2)


def test_words_of_a_proposal_are_corrected_on_the_map_and_kept_as_written(activity):
    one = proposed(activity, "Mme X du CCAS", "Caf")

    actors.accept_proposals(
        by=make.person(),
        activity=activity,
        proposals=[one.pk],
        first="CCAS",
        second="Caf",
        kind="missing",
        theme="",
        public="",
    )

    one.refresh_from_db()
    assert str(Tie.objects.get()) == "CCAS — Caf"
    assert one.first == "Mme X du CCAS"


def test_actor_that_works_with_nobody_stands_alone_until_a_link_reaches_it(activity):
    nadia, one = make.person(), proposed(activity, "Club de lecture")

    actors.accept_proposals(by=nadia, activity=activity, proposals=[one.pk])
    assert [str(actor) for actor in queries.alone(activity)] == ["Club de lecture"]
    actors.draw_tie(
        by=nadia,
        activity=activity,
        first="Club de lecture",
        second="CCAS",
        kind=TieKind.OCCASIONAL,
    )

    assert queries.alone(activity) == []


def test_proposal_left_aside_may_come_back(activity):
    nadia, one = make.person(), proposed(activity, "CCAS", "Caf")

    actors.set_aside_proposals(by=nadia, activity=activity, proposals=[one.pk])
    assert queries.proposals(activity.workshop) == []
    actors.accept_proposals(by=nadia, activity=activity, proposals=[one.pk])

    assert Tie.objects.exists()


def test_accepting_twice_draws_once(activity):
    nadia, one = make.person(), proposed(activity, "CCAS", "Caf")

    counts = [
        actors.accept_proposals(by=nadia, activity=activity, proposals=[one.pk]) for _ in range(2)
    ]

    assert counts == [1, 0]


@pytest.mark.parametrize(("first", "second"), [("", ""), (" ", "Caf"), ("Caf", "CAF ")])
def test_proposal_names_one_actor_or_two_different_ones(activity, first, second):
    with pytest.raises(NotNow):
        proposed(activity, first, second)


def test_nothing_is_proposed_before_the_activity_opens():
    waiting = making.activity(ActivityKind.ACTORS, status=ActivityStatus.WAITING)

    with pytest.raises(NotNow, match="pas encore"):
        proposed(waiting, "CCAS")


def test_actor_named_alone_twice_is_named_once(activity):
    nadia = make.person()
    for name in ("Club", " club "):
        actors.name_actor(by=nadia, activity=activity, name=name)

    assert activity.proposals.count() == 1
