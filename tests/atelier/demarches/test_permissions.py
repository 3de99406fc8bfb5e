"""Who may do what in a démarche."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from atelier.demarches.models import MandateFunction, Role
from atelier.demarches.permissions import (
    EDIT,
    HOLD_TASKS,
    MANAGE_PEOPLE,
    OPENERS,
    READ,
    VISIT,
    Capability,
    may_open,
    may_take_up,
    standing,
)
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "capability", "expected"),
    [
        (Role.PILOTE, MANAGE_PEOPLE, True),
        (Role.PRESTATAIRE, EDIT, True),
        (Role.PRESTATAIRE, MANAGE_PEOPLE, False),
        (Role.RELECTEUR, READ, True),
        (Role.RELECTEUR, EDIT, False),
        (Role.HABITANT, READ, False),
        (Role.HABITANT, VISIT, True),
    ],
)
def test_role_gives_what_its_table_says(role, capability, expected):
    demarche = make.demarche()
    person = make.participant(demarche=demarche, role=role)

    assert standing(person, demarche).may(capability) is expected


def test_stranger_has_no_standing():
    demarche = make.demarche()

    held = standing(make.person(), demarche)

    assert held.mandates == ()
    assert not held.may(VISIT)


def test_mandate_that_ended_yesterday_gives_nothing():
    demarche = make.demarche()
    person = make.participant(
        demarche=demarche, role=Role.PILOTE, ends_on=date.today() - timedelta(days=1)
    )

    assert not standing(person, demarche).may(READ)


def test_mandate_that_begins_tomorrow_gives_nothing_yet():
    demarche = make.demarche()
    person = make.participant(
        demarche=demarche, role=Role.PILOTE, starts_on=date.today() + timedelta(days=1)
    )

    assert not standing(person, demarche).may(READ)


def test_person_made_inactive_loses_everything():
    demarche = make.demarche()
    person = make.participant(demarche=demarche, role=Role.PILOTE)
    person.is_active = False

    assert not standing(person, demarche).may(READ)


def test_host_of_an_instance_may_for_this_instance_only():
    demarche = make.demarche()
    hosted, other = make.instance(demarche=demarche), make.instance(demarche=demarche)
    person = make.participant(
        demarche=demarche, role=Role.COPIL, instance=hosted, function=MandateFunction.HOST
    )
    held = standing(person, demarche)

    assert held.may(HOLD_TASKS, instance=hosted)
    assert not held.may(HOLD_TASKS, instance=other)
    assert not held.may(HOLD_TASKS)


def test_role_in_one_demarche_gives_nothing_in_another():
    here, elsewhere = make.demarche(), make.demarche()
    person = make.participant(demarche=here, role=Role.PILOTE)

    assert not standing(person, elsewhere).may(VISIT)


def test_capability_grants_nothing_by_default():
    nothing = Capability("essai.rien", "Rien", frozenset())
    demarche = make.demarche()
    person = make.participant(demarche=demarche, role=Role.PILOTE)

    assert not standing(person, demarche).may(nothing)


@pytest.mark.parametrize(
    ("setting", "alone", "of_an_organisation"),
    [("tous", True, True), ("organisation", False, True), ("administration", False, False)],
)
def test_setting_says_who_opens_a_demarche(settings, setting, alone, of_an_organisation):
    settings.OPENING = setting

    assert may_open(make.person()) is alone
    assert may_open(make.person(organisation=make.organisation())) is of_an_organisation
    assert may_open(make.administrator())
    assert not may_open(make.administrator(is_active=False))


def test_every_setting_of_opening_is_in_the_table(settings):
    assert settings.OPENING in OPENERS


@pytest.mark.parametrize(
    ("mandate", "person", "is_shown"),
    [
        ({}, {}, True),
        ({"accepted_at": None}, {}, False),
        ({"accepted_at": None, "introduces": True}, {}, True),
        ({"accepted_at": None, "introduces": True}, {"last_login": timezone.now()}, False),
        ({"accepted_at": None}, {"email": None}, True),
    ],
    ids=["agreed", "only added", "typed here", "typed here but signed in since", "no address"],
)
@pytest.mark.parametrize("role", [Role.PILOTE, Role.LECTEUR])
def test_telephone_is_shown_by_role_and_only_of_those_who_agreed(mandate, person, is_shown, role):
    demarche = make.demarche()
    reader = make.participant(demarche=demarche, role=role)
    odile = make.person(**person)
    make.mandate(demarche=demarche, person=odile, **mandate)

    assert standing(reader, demarche).may_call(odile) is (is_shown and role == Role.PILOTE)


def test_telephone_of_someone_without_mandate_is_not_shown():
    nadia = make.person()

    assert not standing(nadia, make.demarche(pilot=nadia)).may_call(make.person())


def test_administrators_and_pilotes_take_a_demarche_up():
    opened = make.demarche()

    assert may_take_up(make.administrator())
    assert may_take_up(make.participant(demarche=opened, role=Role.PILOTE))
    assert not may_take_up(make.participant(demarche=opened, role=Role.COPIL))
    assert not may_take_up(make.person())
