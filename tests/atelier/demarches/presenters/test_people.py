"""People as pages print them."""

import pytest

from atelier.demarches import queries
from atelier.demarches.models import MandateFunction, Role
from atelier.demarches.permissions import standing
from atelier.demarches.presenters import people as pages
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    person = make.person(telephone="04 00 00 00 00")
    return make.mandate(person=person, role=Role.COPIL, function=MandateFunction.CHAIR)


@pytest.mark.parametrize(("role", "shown"), [(Role.PILOTE, True), (Role.LECTEUR, False)])
def test_telephone_is_for_those_who_may_see_it(seat, role, shown):
    reader = make.participant(demarche=seat.demarche, role=role)

    member = pages.member(seat, standing(reader, seat.demarche))

    assert bool(member["telephone"]) is shown
    assert bool(member["email"]) is shown


def test_seat_says_role_and_function(seat):
    assert pages.seat(seat) == "Membre du COPIL — préside"


def test_instance_counts_its_organisations_once():
    demarche = make.demarche()
    copil, caf = make.instance(demarche=demarche), make.organisation()
    for _ in range(2):
        make.mandate(
            demarche=demarche, instance=copil, person=make.person(organisation=caf), role=Role.COPIL
        )
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)

    (printed,) = pages.instances(queries.instances(demarche), standing(reader, demarche))

    assert (len(printed["members"]), printed["organisations"]) == (2, 1)


def test_history_names_who_sat_where(seat):
    seat.ends_on = seat.starts_on

    (line,) = pages.history([seat])

    assert line["instance"] == "La démarche entière"


def test_list_of_demarches_leads_to_each():
    demarche = make.demarche()

    (line,) = pages.listed([demarche])

    assert line["url"].endswith(f"/{demarche.pk}/entrer")


def test_members_outside_instances_are_kept_apart(seat):
    inside = make.mandate(instance=make.instance(demarche=seat.demarche), demarche=seat.demarche)

    assert pages.outside_instances([seat, inside]) == [seat]
