"""Marks on views: who opens what."""

import pytest
from django.urls import reverse

from atelier.demarches.models import DemarcheStatus, Role
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def steps(demarche):
    return reverse("demarches:steps", args=[demarche.pk])


def test_stranger_does_not_learn_that_the_demarche_exists(client_of):
    assert client_of(make.person()).get(steps(make.demarche())).status_code == 404


def test_unknown_demarche_is_not_found_alike(client_of):
    assert client_of(make.person()).get("/demarches/999999/etapes").status_code == 404


def test_visitor_is_sent_to_sign_in_and_back(visitor):
    demarche = make.demarche()

    page = visitor.get(steps(demarche))

    assert page.status_code == 302
    assert f"next=%2Fdemarches%2F{demarche.pk}%2Fetapes" in page["Location"]


def test_role_without_the_capability_is_told_which_one(client_of):
    demarche = make.demarche()
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)

    page = client_of(reader).get(reverse("demarches:frame", args=[demarche.pk]))

    assert page.status_code == 403


def test_archived_demarche_is_read_and_not_written(client_of):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia, status=DemarcheStatus.ARCHIVED)
    browser = client_of(nadia)

    assert browser.get(steps(demarche)).status_code == 200
    written = browser.post(reverse("demarches:add_task", args=[demarche.pk]), {"title": "Non"})
    assert written.status_code == 403
    assert not demarche.tasks.exists()
