"""Passing on, told before and confirmed."""

import pytest
from django.core import mail
from django.urls import reverse

from atelier.accounts.models import Person
from atelier.demarches.models import InstanceKind, Role, Task
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


def address(page, demarche):
    return reverse(f"demarches:{page}", kwargs={"demarche_id": demarche.pk})


def test_what_will_move_is_listed_and_nothing_moves_before_it_is_confirmed(
    client_of, nadia, demarche
):
    copil = make.instance(demarche=demarche, kind=InstanceKind.COPIL, name="Comité de pilotage")
    odile = make.participant(demarche=demarche, role=Role.COPIL, instance=copil)
    yann = make.participant(demarche=demarche, role=Role.LECTEUR)
    Task.objects.create(demarche=demarche, title="Inviter", person=odile)

    page = client_of(nadia).post(
        address("hand_over", demarche), {"leaving": odile.pk, "arriving": yann.pk}
    )

    assert "Membre du COPIL, Comité de pilotage" in page.text
    assert "Tâches en cours&nbsp;: 1" in page.text
    assert "Confirmer la passation" in page.text
    assert odile.mandates.current().exists()


def test_handing_over_ones_own_seat_leads_out_of_the_demarche(client_of, nadia, demarche):
    yann = make.participant(demarche=demarche, role=Role.LECTEUR)
    browser = client_of(nadia)

    page = browser.post(
        address("hand_over", demarche),
        {"leaving": nadia.pk, "arriving": yann.pk, "confirmed": "1"},
        follow=True,
    )

    assert "reprend ce que" in page.text
    assert browser.get(address("people", demarche)).status_code == 404
    assert client_of(yann).get(address("hand_over", demarche)).status_code == 200


def test_successor_is_added_and_invited_in_the_same_gesture(
    client_of, nadia, demarche, django_capture_on_commit_callbacks
):
    caf = make.organisation(name="Caf fictive")
    odile = make.person(organisation=caf)
    make.mandate(demarche=demarche, person=odile, role=Role.COPIL)
    given = {
        "leaving": odile.pk,
        "first_name": "Soraya",
        "last_name": "Haddad",
        "email": "soraya@valmeyrac.example",
    }
    browser = client_of(nadia)
    assert "Soraya Haddad reprend" in browser.post(address("hand_over", demarche), given).text
    assert not Person.objects.filter(last_name="Haddad", email=given["email"]).exists()

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address("hand_over", demarche), {**given, "confirmed": "1"})

    soraya = Person.objects.get(email=given["email"])
    assert (soraya.organisation, soraya.mandates.get().role) == (caf, Role.COPIL)
    assert mail.outbox[0].to == [given["email"]]


def test_refused_handover_adds_nobody(client_of, nadia, demarche):
    page = client_of(nadia).post(
        address("hand_over", demarche), {"leaving": nadia.pk, "arriving": "", "confirmed": "1"}
    )

    assert page.status_code == 400
    assert "Écrivez le nom de la nouvelle personne" in page.text


def test_nobody_takes_over_from_themselves(client_of, nadia, demarche):
    page = client_of(nadia).post(
        address("hand_over", demarche), {"leaving": nadia.pk, "arriving": nadia.pk}
    )

    assert "une autre personne" in page.text
