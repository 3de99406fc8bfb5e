"""Preparing a workshop."""

from datetime import date

import pytest

from atelier.audit.models import Event
from atelier.demarches.models import Role
from atelier.demarches.permissions import standing
from atelier.demarches.rules import NotNow
from atelier.workshops.actions import preparation as actions
from atelier.workshops.models import ActivityKind, ActivityStatus, Workshop
from atelier.workshops.rules import CODE_LETTERS
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


def prepared(nadia, **fields):
    demarche = make.demarche(pilot=nadia, themes=["logement"], publics=["jeunes"], **fields)
    return actions.prepare_workshop(
        by=nadia, demarche=demarche, title="Lancement", held_on=date(2026, 11, 24), trame="complete"
    )


def test_trame_proposes_activities_on_the_themes_of_the_demarche(nadia):
    shop = prepared(nadia)

    activities = list(shop.activities.order_by("position"))
    assert [one.kind for one in activities] == list(ActivityKind)[:2] + [
        ActivityKind.DOTS,
        ActivityKind.TRUE_FALSE,
        ActivityKind.ACTORS,
    ]
    assert all(one.themes == ["logement"] and one.publics == ["jeunes"] for one in activities)
    assert activities[1].about == activities[0]
    assert activities[2].about == activities[1]


def test_code_is_six_letters_nobody_confuses(nadia):
    code = prepared(nadia).code

    assert len(code) == 6
    assert set(code) <= set(CODE_LETTERS)
    assert not {"O", "I", "L"} & set(CODE_LETTERS) - {"L"}


def test_renewed_code_is_another_one(nadia):
    shop = prepared(nadia)
    old = shop.code

    assert actions.renew_code(by=nadia, workshop=shop).code != old


def test_second_map_of_actors_is_compared_with_the_first(nadia):
    shop = prepared(nadia)
    first = shop.activities.get(kind=ActivityKind.ACTORS)

    again = actions.add_activity(by=nadia, workshop=shop, kind=ActivityKind.ACTORS)

    assert again.about == first


def test_activities_change_rank_and_stay_at_the_ends(nadia):
    shop = prepared(nadia)
    first = shop.activities.order_by("position").first()

    actions.move_activity(by=nadia, activity=first, before=True)
    actions.move_activity(by=nadia, activity=first, before=False)

    assert shop.activities.order_by("position")[1] == first


def test_what_was_opened_is_not_removed(nadia):
    shop = making.workshop(demarche=make.demarche(pilot=nadia))
    activity = making.activity(workshop=shop)

    with pytest.raises(NotNow):
        actions.remove_activity(by=nadia, activity=activity)
    with pytest.raises(NotNow):
        actions.remove_workshop(by=nadia, workshop=shop)


def test_what_was_never_opened_is_removed_with_its_trace(nadia):
    shop = prepared(nadia)
    activity = shop.activities.filter(status=ActivityStatus.WAITING).first()

    actions.remove_activity(by=nadia, activity=activity)
    actions.remove_workshop(by=nadia, workshop=shop)

    assert not Workshop.objects.exists()
    assert Event.objects.filter(action="workshops.removed").exists()


@pytest.mark.usefixtures("fictitious_store")
def test_statement_freezes_its_figure(nadia):
    game = prepared(nadia).activities.get(kind=ActivityKind.TRUE_FALSE)

    kept = actions.add_statement(
        by=nadia, activity=game, text="Plus ici", is_true=True, indicator="taux_logements_vacants"
    )

    assert kept.figure["value"] == 14.6
    assert kept.explanation == kept.figure["sentence"]


def test_revealed_statement_neither_changes_nor_goes(nadia):
    game = making.activity(ActivityKind.TRUE_FALSE)
    statement = making.statement(game, is_revealed=True)

    with pytest.raises(NotNow):
        actions.change_statement(by=nadia, statement=statement, text="Autre")
    with pytest.raises(NotNow):
        actions.remove_statement(by=nadia, statement=statement)


def test_statement_goes_in_a_game_only(nadia):
    with pytest.raises(NotNow):
        actions.add_statement(by=nadia, activity=making.activity(), text="Ailleurs")


def test_unchanged_form_writes_nothing(nadia):
    shop = prepared(nadia)
    count = Event.objects.count()

    actions.change_workshop(by=nadia, workshop=shop, title=shop.title)
    actions.change_workshop(by=nadia, workshop=shop, title="Autre nom")

    assert Event.objects.count() == count + 1


def test_workshop_follows_the_meeting_it_is_held_in(nadia):
    shop = making.workshop(demarche=make.demarche(pilot=nadia))
    reader = make.participant(demarche=shop.demarche, role=Role.RELECTEUR)

    actions.hold_in(standing(reader, shop.demarche), shop.pk, meeting=7, day=date(2027, 1, 5))
    shop.refresh_from_db()
    assert shop.meeting is None

    actions.hold_in(standing(nadia, shop.demarche), shop.pk, meeting=7, day=date(2027, 1, 5))
    shop.refresh_from_db()
    assert (shop.meeting, shop.held_on) == (7, date(2027, 1, 5))
