"""Pages of evidence."""

import pytest
from django.urls import reverse

from atelier.diagnosis.models import Evidence
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


def address(page, demarche, **kwargs):
    return reverse(f"diagnosis:{page}", kwargs={"demarche_id": demarche.pk, **kwargs})


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


def test_what_changed_comes_first_with_both_years(client_of, nadia, demarche):
    making.indicator(
        demarche=demarche,
        verdict="reversed",
        latest={**making.FIGURE, "year": 2022, "value": 8.0},
        is_acknowledged=False,
    )

    page = client_of(nadia).get(address("evidence", demarche))

    assert "Ce qui a changé depuis" in page.text
    assert "Inversé" in page.text


def test_one_piece_shows_what_rests_on_it(client_of, nadia, demarche):
    finding = making.finding(demarche=demarche)
    figure = making.indicator(demarche=demarche)
    making.supports(finding, figure)

    page = client_of(nadia).get(address("one_evidence", demarche, evidence_id=figure.pk))

    assert finding.statement in page.text
    assert "Recensement (fictif)" in page.text


def test_review_says_when_nothing_changed(client_of, nadia, demarche):
    page = client_of(nadia).post(address("review", demarche), follow=True)

    assert "Aucun chiffre n’a changé" in page.text


def test_evidence_nothing_rests_on_is_removed(client_of, nadia, demarche):
    figure = making.indicator(demarche=demarche)

    client_of(nadia).post(address("unpin", demarche, evidence_id=figure.pk))

    assert not Evidence.objects.exists()


def test_seen_is_recorded(client_of, nadia, demarche):
    figure = making.indicator(demarche=demarche, verdict="shifted", is_acknowledged=False)

    client_of(nadia).post(address("acknowledge", demarche, evidence_id=figure.pk))

    figure.refresh_from_db()
    assert figure.is_acknowledged


def test_evidence_is_in_its_kinds_with_what_rests_on_it(client_of, nadia, demarche):
    figure = making.indicator(demarche=demarche)
    making.supports(making.hypothesis(demarche=demarche), figure)
    making.words(demarche=demarche)

    page = client_of(nadia).get(address("evidence", demarche)).text

    assert "Chiffres du portrait (1)" in page
    assert "sert à 1\xa0hypothèse" in page
    assert "Paroles recueillies (1)" in page
    assert "rien ne s’y appuie encore" in page
