"""The portrait of a démarche, where figures are pinned."""

import pytest
from django.urls import reverse

from atelier.demarches.models import Role
from atelier.diagnosis import figures
from atelier.portraits import queries as portraits
from maillage.base.errors import NoData
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


def address(page, demarche):
    return reverse(f"diagnosis:{page}", kwargs={"demarche_id": demarche.pk})


def test_nothing_built_says_what_to_do(client_of, monkeypatch):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    browser = client_of(nadia)

    def nothing(place):
        raise NoData("Rien n’est construit.", todo="Lancez « maillage build ».")

    monkeypatch.setattr(portraits, "portrait_of", nothing)

    page = browser.get(address("portrait", demarche))

    assert "maillage build" in page.text


def test_figure_is_pinned_and_said(client_of, monkeypatch):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    monkeypatch.setattr(figures, "figure_at", lambda place, indicator: dict(making.FIGURE))

    client_of(nadia).post(
        address("pin", demarche), {"indicateur": "taux_logements_vacants", "next": "/demarches"}
    )

    assert demarche.evidence.get().indicator == "taux_logements_vacants"


def test_address_elsewhere_is_never_followed(client_of, monkeypatch):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    monkeypatch.setattr(figures, "figure_at", lambda place, indicator: dict(making.FIGURE))

    page = client_of(nadia).post(
        address("pin", demarche), {"indicateur": "x", "next": "https://ailleurs.example/"}
    )

    assert page["Location"].startswith("/demarches/")


def test_reader_does_not_pin(client_of):
    demarche = make.demarche()
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)

    assert client_of(reader).post(address("pin", demarche)).status_code == 403


def test_figure_pinned_for_a_hypothesis_goes_back_to_it_ready_to_attach(client_of, monkeypatch):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    parent = making.hypothesis(demarche=demarche)
    monkeypatch.setattr(figures, "figure_at", lambda place, indicator: dict(making.FIGURE))
    browser = client_of(nadia)

    page = browser.post(
        address("pin", demarche), {"indicateur": "x", "hypothese": parent.pk}, follow=True
    )

    kept = demarche.evidence.get()
    assert page.context["attach_form"].initial["evidence"] == kept.pk
    assert page.context["hypothesis"]["number"] == "H1"


def test_portrait_opens_on_the_theme_of_the_hypothesis_and_leads_back_to_it(client_of, monkeypatch):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia, themes=["mobilite"])
    parent = making.hypothesis(demarche=demarche)
    told = {
        "themes": [
            {"id": "mobilite", "label": "Mobilité"},
            {"id": "logement", "label": "Logement"},
        ],
        "indicators": [],
        "territory": {"name": "Valmeyrac", "members": [{"code": "99001", "name": "Aubrac"}]},
    }
    monkeypatch.setattr(portraits, "portrait_of", lambda place: told)
    here = f"{address('portrait', demarche)}?hypothese={parent.pk}"

    page = client_of(nadia).get(f"{here}&commune=99001")

    assert (page.context["theme"], page.context["place"].code) == ("Logement", "99001")
    assert "Revenir à H1" in page.text
