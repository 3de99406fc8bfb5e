"""Pages of the library."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atelier.demarches.models import Role
from atelier.diagnosis.models import Evidence, Study, Testimony
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


def test_library_is_whole_on_one_page(client_of, nadia, demarche):
    making.study_finding(demarche=demarche)
    making.offer_fact(demarche=demarche)

    page = client_of(nadia).get(address("library", demarche))

    assert "Le parc ancien se vide." in page.text
    assert "Un seul bailleur" in page.text


def test_row_becomes_evidence(client_of, nadia, demarche):
    row = making.study_finding(demarche=demarche)

    client_of(nadia).post(address("pin_row", demarche, kind="etude", row_id=row.pk))

    assert Evidence.objects.get().study_finding == row


def test_row_of_another_demarche_is_not_reachable(client_of, nadia, demarche):
    foreign = making.offer_fact(demarche=make.demarche())

    page = client_of(nadia).post(address("pin_row", demarche, kind="offre", row_id=foreign.pk))

    assert page.status_code == 404


def test_wrong_table_says_why_and_keeps_nothing(client_of, nadia, demarche):
    upload = SimpleUploadedFile("e.csv", b"texte\nUn.")

    page = client_of(nadia).post(address("import_testimonies", demarche), {"upload": upload})

    assert page.status_code == 400
    assert "colonne « paroles »" in page.text
    assert not Testimony.objects.exists()


def test_right_table_is_imported(client_of, nadia, demarche):
    upload = SimpleUploadedFile("e.csv", "paroles;theme\nC’est loin.;mobilite".encode())

    page = client_of(nadia).post(
        address("import_testimonies", demarche), {"upload": upload}, follow=True
    )

    assert "C’est loin." in page.text


def test_interviews_are_closed_to_partners(client_of, demarche):
    partner = make.participant(demarche=demarche, role=Role.PARTENAIRE)

    assert client_of(partner).get(address("testimonies", demarche)).status_code == 403


def test_study_whose_file_is_refused_keeps_what_was_typed(client_of, nadia, demarche):
    upload = SimpleUploadedFile("e.exe", b"MZ\x00")

    page = client_of(nadia).post(
        address("add_study", demarche), {"title": "Titre gardé", "upload": upload}
    )

    assert "Titre gardé" in page.text
    assert not Study.objects.exists()


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("add_offer_fact", {"text": "Un fait.", "source": "Inventaire"}),
        (
            "add_partner_figure",
            {"label": "Demandes", "year": 2025, "territory": "EPCI", "source": "Bailleur"},
        ),
        (
            "add_testimony",
            {"kind": "interview", "text": "C’est loin.", "collected_on": "2026-01-05"},
        ),
    ],
)
def test_each_kind_is_typed_in(client_of, nadia, demarche, page, fields):
    browser = client_of(nadia)
    assert browser.get(address(page, demarche)).status_code == 200

    assert browser.post(address(page, demarche), fields).status_code == 302


def test_sentence_of_a_study_is_taken_with_its_page(client_of, nadia, demarche):
    study = making.study_finding(demarche=demarche).study

    client_of(nadia).post(
        address("extract", demarche, study_id=study.pk), {"text": "Autre.", "page": "14"}
    )

    assert study.findings.filter(page="14").exists()


def test_interview_grid_prints_the_hypotheses_retained(client_of, nadia, demarche):
    making.hypothesis(demarche=demarche, status="retained", statement="Retenue.")
    making.hypothesis(demarche=demarche, statement="Proposée.")

    page = client_of(nadia).get(address("grid", demarche))

    assert "Retenue." in page.text
    assert "Proposée." not in page.text
