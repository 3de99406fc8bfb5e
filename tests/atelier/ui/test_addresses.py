"""Addresses that only receive a form."""

import pytest

from atelier.ui.addresses import page_above
from tests.factories import atelier as make
from tests.factories import diagnosis


@pytest.mark.django_db
def test_form_address_opened_alone_shows_the_way_back(client_of):
    nadia = make.person()
    opened = make.demarche(pilot=nadia)
    finding = diagnosis.finding(demarche=opened)

    page = client_of(nadia).get(f"/demarches/{opened.pk}/constats/{finding.pk}/valider")

    assert page.status_code == 405
    assert f'href="/demarches/{opened.pk}/constats/{finding.pk}"' in page.content.decode()


def test_answer_to_a_program_stays_as_it_is(client):
    assert client.post("/healthz").content == b""


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/demarches/3/constats/6/valider", "/demarches/3/constats/6"),
        ("/rien/de/tel", "/"),
        ("/", "/"),
    ],
)
def test_page_above_is_the_nearest_that_leads_somewhere(path, above):
    assert page_above(path) == above
