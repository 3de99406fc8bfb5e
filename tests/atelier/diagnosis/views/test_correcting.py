"""Pages where the library is corrected."""

import pytest
from django.urls import reverse

from atelier.demarches.models import Role
from atelier.diagnosis.models import OfferFact, Testimony
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


def test_every_kind_of_row_opens_its_form_and_its_end(client_of, nadia, demarche):
    browser = client_of(nadia)
    found = making.study_finding(demarche=demarche)
    rows = {"etude": found, "ouvrage": found.study, "offre": making.offer_fact(demarche=demarche)}

    for kind, row in rows.items():
        for page in ("correct_row", "remove_row"):
            shown = browser.get(address(page, demarche, kind=kind, row_id=row.pk))
            assert shown.status_code == 200


def test_fact_is_corrected_from_its_page(client_of, nadia, demarche):
    row = making.offer_fact(demarche=demarche)

    client_of(nadia).post(
        address("correct_row", demarche, kind="offre", row_id=row.pk),
        {"text": "Deux bailleurs ont une antenne.", "source": "Inventaire"},
    )

    assert OfferFact.objects.get().text == "Deux bailleurs ont une antenne."


def test_name_left_in_words_is_taken_out(client_of, nadia, demarche):
    row = making.testimony(demarche=demarche, text="Paul Brun l’a dit.")

    client_of(nadia).post(
        address("correct_words", demarche, row_id=row.pk),
        {"text": "Un voisin l’a dit.", "kind": "interview"},
    )

    row.refresh_from_db()
    assert row.text == "Un voisin l’a dit."


def test_words_ticked_are_confirmed_then_removed(client_of, nadia, demarche):
    rows = [making.testimony(demarche=demarche) for _ in range(2)]
    browser, given = client_of(nadia), {"paroles": [one.pk for one in rows]}
    asked = browser.post(address("remove_testimonies", demarche), given)
    assert "2\xa0paroles" in asked.text
    assert Testimony.objects.count() == 2

    done = browser.post(
        address("remove_testimonies", demarche), {**given, "confirmed": "1"}, follow=True
    )

    assert "2 paroles sont supprimées." in done.text
    assert not Testimony.objects.exists()


@pytest.mark.parametrize("given", [{}, {"paroles": ["9" * 20, "x"]}])
def test_nothing_ticked_says_so(client_of, nadia, demarche, given):
    page = client_of(nadia).post(address("remove_testimonies", demarche), given, follow=True)

    assert "Cochez d’abord" in page.text


def test_row_of_another_demarche_is_not_reachable(client_of, nadia, demarche):
    foreign = making.offer_fact(demarche=make.demarche())

    page = client_of(nadia).get(address("correct_row", demarche, kind="offre", row_id=foreign.pk))

    assert page.status_code == 404


def test_partner_adds_and_does_not_correct(client_of, demarche):
    partner = make.participant(demarche=demarche, role=Role.PARTENAIRE)
    row = making.offer_fact(demarche=demarche)

    page = client_of(partner).get(address("correct_row", demarche, kind="offre", row_id=row.pk))

    assert page.status_code == 403
