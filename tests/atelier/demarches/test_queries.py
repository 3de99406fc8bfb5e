"""Reads of the démarche."""

from datetime import date, timedelta

import pytest

from atelier.audit.models import Event
from atelier.demarches import queries
from atelier.demarches.models import Role, Step, StepStatus, Task
from atelier.portraits.places import Place
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db
TODAY = date.today()


def step(demarche, position, **fields):
    return Step.objects.create(
        demarche=demarche, position=position, title=f"Étape {position}", **fields
    )


def test_one_reads_only_the_demarches_where_one_has_a_mandate():
    mine, _other = make.demarche(), make.demarche()
    person = make.participant(demarche=mine, role=Role.COPIL)

    assert list(queries.demarches_of(person)) == [mine]


def test_step_under_way_comes_before_the_one_planned():
    demarche = make.demarche()
    step(demarche, 0)
    going = step(demarche, 1, status=StepStatus.UNDER_WAY)

    assert queries.current_step(queries.steps(demarche)) == going


def test_no_step_is_current_when_all_are_done():
    demarche = make.demarche()
    step(demarche, 0, status=StepStatus.DONE)

    assert queries.current_step(queries.steps(demarche)) is None


@pytest.mark.parametrize(
    ("status", "late"),
    [(StepStatus.PLANNED, True), (StepStatus.DONE, False), (StepStatus.SKIPPED, False)],
)
def test_step_is_late_when_its_end_has_passed_and_it_is_not_finished(status, late):
    demarche = make.demarche()

    past = step(demarche, 0, status=status, ends_on=TODAY - timedelta(days=1))

    assert queries.is_late(past) is late


def test_person_sees_their_tasks_and_those_of_their_instance_given_to_nobody():
    demarche = make.demarche()
    copil = make.instance(demarche=demarche)
    nadia = make.participant(demarche=demarche, role=Role.COPIL, instance=copil)
    own = Task.objects.create(demarche=demarche, title="À elle", person=nadia)
    shared = Task.objects.create(demarche=demarche, title="À toutes", instance=copil)
    Task.objects.create(demarche=demarche, title="À un autre", person=make.person(), instance=copil)

    assert set(queries.tasks_of(nadia, demarche)) == {own, shared}


def test_members_who_left_are_in_the_history_only():
    demarche = make.demarche()
    copil = make.instance(demarche=demarche)
    left = make.mandate(
        demarche=demarche, instance=copil, role=Role.COPIL, ends_on=TODAY - timedelta(days=1)
    )
    here = make.mandate(demarche=demarche, instance=copil, role=Role.COPIL)

    (instance,) = queries.instances(demarche)

    assert instance.members == [here]
    assert queries.past_mandates(demarche) == [left]


def test_page_of_people_costs_the_same_for_two_members_and_for_twenty(django_assert_num_queries):
    demarche = make.demarche()
    copil = make.instance(demarche=demarche)
    for _ in range(20):
        make.mandate(demarche=demarche, instance=copil, role=Role.COPIL)

    with django_assert_num_queries(2):
        (instance,) = queries.instances(demarche)
        assert [str(one.person.organisation) for one in instance.members]


def test_organisations_are_those_of_people_who_take_part():
    caf = make.organisation(name="Caf fictive")
    make.organisation()
    demarche = make.demarche()
    make.mandate(demarche=demarche, person=make.person(organisation=caf))

    assert list(queries.organisations(demarche)) == [caf]


def test_demarche_taken_up_from_an_archive_says_when():
    nadia = make.person()
    opened, came = make.demarche(pilot=nadia), make.demarche(pilot=nadia)
    Event.objects.create(action="archives.demarche_imported", demarche_id=came.pk)

    found = {one.pk: one.taken_up_at for one in queries.demarches_of(nadia)}

    assert found[opened.pk] is None
    assert found[came.pk] is not None


def test_member_is_told_with_the_day_the_invitation_left():
    nadia = make.person()
    opened = make.demarche(pilot=nadia)
    waited = make.participant(demarche=opened, role=Role.PARTENAIRE).mandates.get()
    Event.objects.create(
        action="demarches.invited", demarche_id=opened.pk, target=f"mandate:{waited.pk}"
    )

    found = {one.pk: one.invited_at for one in queries.mandates(opened)}

    assert [at is None for at in found.values()].count(False) == 1
    assert found[waited.pk] is not None


def test_demarche_follows_one_of_the_same_territory_or_that_shares_a_commune():
    nadia = make.person()
    given = {"pilot": nadia, "shelf": "territories"}
    same = make.demarche(level="epci", code="240700864", **given)
    inside = make.demarche(level="commune", code="07042", communes=["07042"], **given)
    make.demarche(level="epci", code="200000925", communes=["21292"], **given)
    make.demarche(level="perimetre", code="", communes=["21292"], **given)
    place = Place("territories", "epci", "240700864")

    found = queries.previous_choices(nadia, place=place, communes=["07042", "07034"])

    assert set(found) == {same, inside}


def test_demarche_of_an_invented_territory_is_followed_by_none_of_a_real_one():
    nadia = make.person()
    make.demarche(pilot=nadia, shelf="fictif", level="epci", code="240700864", communes=["07042"])
    place = Place("territories", "epci", "240700864")

    assert not queries.previous_choices(nadia, place=place, communes=["07042"])
