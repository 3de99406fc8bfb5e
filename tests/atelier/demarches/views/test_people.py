"""Pages of instances and people."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from atelier.accounts.models import Person
from atelier.demarches.models import Instance, Role
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


def address(page, demarche, **kwargs):
    return reverse(f"demarches:{page}", kwargs={"demarche_id": demarche.pk, **kwargs})


def test_instance_is_added_renamed_and_dissolved(client_of, nadia, demarche):
    browser = client_of(nadia)
    browser.post(address("add_instance", demarche), {"name": "COPIL", "kind": "copil"})
    copil = Instance.objects.get()
    one = {"instance_id": copil.pk}
    browser.post(
        address("edit_instance", demarche, **one), {"name": "Comité de pilotage", "kind": "copil"}
    )
    assert "Comité de pilotage" in browser.get(address("instance", demarche, **one)).text

    browser.post(address("dissolve", demarche, **one))

    copil.refresh_from_db()
    assert copil.closed_on == date.today()


def test_new_person_is_seated_and_invited(
    client_of, nadia, demarche, django_capture_on_commit_callbacks
):
    copil = make.instance(demarche=demarche, name="COPIL")
    with django_capture_on_commit_callbacks(execute=True):
        client_of(nadia).post(
            address("add_member", demarche),
            {
                "last_name": "Roumieu",
                "email": "odile@valmeyrac.example",
                "role": "copil",
                "instance": copil.pk,
                "organisation_name": "Caf fictive",
                "organisation_kind": "caf",
                "invite": "on",
            },
        )

    odile = Person.objects.get(email="odile@valmeyrac.example")
    assert str(odile.organisation) == "Caf fictive"
    assert odile.mandates.get().instance == copil
    assert mail.outbox[0].to == ["odile@valmeyrac.example"]


def test_person_without_address_takes_part_and_is_not_written_to(client_of, nadia, demarche):
    client_of(nadia).post(
        address("add_member", demarche), {"last_name": "Vialatte", "role": "habitant"}
    )

    assert Person.objects.get(last_name="Vialatte").email is None
    assert mail.outbox == []


def test_pilote_chooses_only_among_people_of_their_demarches(client_of, nadia, demarche):
    stranger = make.person(last_name="Inconnue")

    page = client_of(nadia).get(address("add_member", demarche))

    assert "Inconnue" not in page.text
    refused = client_of(nadia).post(
        address("add_member", demarche), {"known": stranger.pk, "role": "lecteur"}
    )
    assert refused.status_code == 400


def test_mandate_is_ended(client_of, nadia, demarche):
    held = make.mandate(
        demarche=demarche, role=Role.COPIL, starts_on=date.today() - timedelta(days=9)
    )

    page = client_of(nadia).post(address("end_mandate", demarche, mandate_id=held.pk), follow=True)

    assert "Mandats passés" in page.text


def test_last_pilote_is_told_to_hand_over(client_of, nadia, demarche):
    own = demarche.mandates.get()

    page = client_of(nadia).post(address("end_mandate", demarche, mandate_id=own.pk), follow=True)

    assert "Passer la main" in page.text


def test_handing_over_moves_everything_in_one_gesture(client_of, nadia, demarche):
    yann = make.participant(demarche=demarche, role=Role.LECTEUR)

    client_of(nadia).post(
        address("hand_over", demarche), {"leaving": nadia.pk, "arriving": yann.pk}
    )

    assert client_of(nadia).get(address("people", demarche)).status_code == 404
    assert client_of(yann).get(address("hand_over", demarche)).status_code == 200


def test_member_sees_people_without_their_telephones(client_of, demarche):
    make.mandate(demarche=demarche, person=make.person(telephone="04 11 22 33 44"))
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)

    page = client_of(reader).get(address("people", demarche))

    assert page.status_code == 200
    assert "04 11 22 33 44" not in page.text
