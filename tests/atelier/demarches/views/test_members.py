"""Giving seats."""

import pytest
from django.core import mail
from django.urls import reverse

from atelier.accounts.models import Person
from atelier.demarches.models import InstanceKind, Role
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

    known = f"{address('add_member', demarche)}?qui=connue"

    page = client_of(nadia).get(known)

    assert "Inconnue" not in page.text
    refused = client_of(nadia).post(known, {"known": stranger.pk, "role": "lecteur"})
    assert refused.status_code == 400


def test_form_opened_from_an_instance_proposes_its_role(client_of, nadia, demarche):
    copil = make.instance(demarche=demarche, kind=InstanceKind.COPIL, name="COPIL")

    page = client_of(nadia).get(f"{address('add_member', demarche)}?instance={copil.pk}")

    assert '<option value="copil" selected>' in page.text
    assert '<option value="pilote" selected>' not in page.text
    assert "Lit la démarche, sans rien modifier." in page.text


def test_one_more_person_is_added_in_the_same_instance(client_of, nadia, demarche):
    copil = make.instance(demarche=demarche, kind=InstanceKind.COPIL, name="COPIL")

    page = client_of(nadia).post(
        address("add_member", demarche),
        {"last_name": "Roumieu", "instance": copil.pk, "again": "1"},
    )

    assert f"instance={copil.pk}" in page.url
    assert copil.mandates.get().role == Role.COPIL


def test_pasted_list_seats_everyone_and_invites_who_has_an_address(
    client_of, nadia, demarche, django_capture_on_commit_callbacks
):
    copil = make.instance(demarche=demarche, kind=InstanceKind.COPIL, name="COPIL")
    with django_capture_on_commit_callbacks(execute=True):
        client_of(nadia).post(
            f"{address('add_member', demarche)}?qui=liste",
            {
                "lines": "Odile;Roumieu;odile@valmeyrac.example;directrice\nYann;Le Goff",
                "instance": copil.pk,
                "invite": "on",
            },
        )

    assert {str(one.person) for one in copil.mandates.all()} == {"Odile Roumieu", "Yann Le Goff"}
    assert [letter.to for letter in mail.outbox] == [["odile@valmeyrac.example"]]


def test_list_is_seated_whole_or_not_at_all(client_of, nadia, demarche):
    held = make.mandate(demarche=demarche, role=Role.LECTEUR)

    page = client_of(nadia).post(
        f"{address('add_member', demarche)}?qui=liste",
        {"lines": f"Zoé;Nouvelle\nX;Y;{held.person.email}", "role": "lecteur"},
    )

    assert "déjà ce rôle" in page.text
    assert not Person.objects.filter(last_name="Nouvelle").exists()
