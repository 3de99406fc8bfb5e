"""The colours of whoever pilots."""

import pytest
from django.urls import reverse

from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def test_colour_of_the_organisation_dresses_its_pages(client_of):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia, organisation=make.organisation(colour="#7a3b8f"))
    address = reverse("demarches:identity", args=[demarche.pk])
    browser = client_of(nadia)

    response = browser.get(address)

    assert response["Content-Type"].startswith("text/css")
    assert "--blue" in response.text
    assert address in browser.get(reverse("demarches:tasks", args=[demarche.pk])).text


def test_organisation_without_colour_keeps_those_of_the_house(client_of):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)

    response = client_of(nadia).get(reverse("demarches:identity", args=[demarche.pk]))

    assert response.status_code == 404
