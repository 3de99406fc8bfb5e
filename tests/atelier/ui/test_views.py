"""Pages that belong to no room."""

import pytest

from atelier.demarches.models import Role
from tests.factories import atelier as make


@pytest.mark.django_db
def test_health_check_answers(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_unknown_address_is_told_in_french(visitor):
    response = visitor.get("/nulle-part")

    assert response.status_code == 404
    assert "Page introuvable" in response.content.decode()


@pytest.mark.django_db
def test_page_that_is_not_open_says_why_in_french(client_of):
    opened = make.demarche()
    reader = make.participant(demarche=opened, role=Role.LECTEUR)

    response = client_of(reader).get(f"/demarches/{opened.pk}/cadre")

    assert response.status_code == 403
    assert "Demandez à la personne qui la pilote" in response.text
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_form_without_token_is_told_in_french():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/donnees/telecharger/")

    assert response.status_code == 403
    assert "Formulaire expiré" in response.content.decode()


def test_broken_page_is_told_in_french(visitor, monkeypatch):
    def fail() -> None:
        raise RuntimeError("defect")

    monkeypatch.setattr("atelier.portraits.queries.sources", fail)
    visitor.raise_request_exception = False

    response = visitor.get("/donnees/")

    assert response.status_code == 500
    assert "Le défaut vient de Maillage" in response.content.decode()
