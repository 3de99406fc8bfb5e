"""Ties between actors."""

import pytest

from atelier.demarches.rules import NotNow
from atelier.workshops.actions import actors
from atelier.workshops.models import ActivityKind, Actor, Tie, TieKind
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
