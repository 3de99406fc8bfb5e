"""Pages of instances and people."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

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


def test_member_sees_people_without_their_telephones(client_of, demarche):
    make.mandate(demarche=demarche, person=make.person(telephone="04 11 22 33 44"))
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)

    page = client_of(reader).get(address("people", demarche))

    assert page.status_code == 200
    assert "04 11 22 33 44" not in page.text


def test_knowing_an_address_does_not_show_the_telephone_of_its_account(
    client_of, nadia, demarche, django_capture_on_commit_callbacks
):
    odile = make.person(
        email="odile@valmeyrac.example", telephone="04 11 22 33 44", last_login=timezone.now()
    )
    browser = client_of(nadia)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(
            address("add_member", demarche),
            {
                "last_name": "X",
                "function": "Écrite par une autre",
                "email": odile.email,
                "role": "copil",
                "invite": "on",
            },
        )

    page = browser.get(address("people", demarche)).text
    assert "04 11 22 33 44" not in page
    assert "invitation envoyée le " in page
    odile.refresh_from_db()
    assert odile.function == ""

    link = re.search(r"http://testserver(/lien/\S+)", mail.outbox[-1].body).group(1)
    guest = Client()
    assert "vous acceptez de prendre part" in guest.get(link).text
    guest.post(link)

    assert "04 11 22 33 44" in browser.get(address("people", demarche)).text


def test_telephone_of_someone_just_added_is_shown_to_who_typed_it(client_of, nadia, demarche):
    browser = client_of(nadia)
    browser.post(
        address("add_member", demarche),
        {
            "last_name": "Roumieu",
            "telephone": "04 11 22 33 44",
            "email": "odile@valmeyrac.example",
            "role": "copil",
        },
    )

    assert "04 11 22 33 44" in browser.get(address("people", demarche)).text


def test_someone_added_joins_from_any_page_of_the_demarche(client_of, demarche):
    odile = make.mandate(demarche=demarche, accepted_at=None).person
    browser = client_of(odile)
    assert "Rejoindre la démarche" in browser.get(address("people", demarche)).text

    browser.post(address("join", demarche))

    assert "Rejoindre la démarche" not in browser.get(address("people", demarche)).text


def test_pilote_invites_again_until_the_day_is_spent(
    client_of, nadia, demarche, settings, django_capture_on_commit_callbacks
):
    settings.INVITATIONS_PER_DAY = 1
    held = make.mandate(demarche=demarche, accepted_at=None)
    browser = client_of(nadia)
    where = address("invite", demarche, mandate_id=held.pk)

    with django_capture_on_commit_callbacks(execute=True):
        first, second = (browser.post(where, follow=True).text for _ in range(2))

    assert "Une invitation part" in first
    assert "le nombre permis" in second
    assert len(mail.outbox) == 1


def test_invitation_of_another_demarche_is_not_found(client_of, nadia, demarche):
    held = make.mandate(accepted_at=None)

    page = client_of(nadia).post(address("invite", demarche, mandate_id=held.pk))

    assert page.status_code == 404
