"""What a démarche had established, in the one that follows it."""

import pytest

from atelier.demarches.models import Role
from atelier.demarches.permissions import standing
from atelier.diagnosis import figures
from atelier.diagnosis.models import FindingStatus
from atelier.diagnosis.presenters.of_previous import of_previous
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def old(nadia):
    return make.demarche(pilot=nadia, name="ABS 2020")


@pytest.fixture
def following(nadia, old):
    return make.demarche(pilot=nadia, previous=old)


def test_figures_then_stand_beside_those_of_today(nadia, old, following, monkeypatch):
    pinned = making.indicator(demarche=old)
    making.indicator(demarche=old)
    now = {**pinned.frozen, "value": 22.0, "year": 2024}
    monkeypatch.setattr(figures, "figure_at", lambda *_: now)

    (row,) = of_previous(standing(nadia, following), old.pk)["figures"]

    assert row["then"].endswith("en 2021")
    assert row["now"].endswith("en 2024")
    assert row["word"] in {"Déplacé", "Inversé"}


def test_constats_then_are_those_everyone_read(nadia, old, following):
    making.finding(demarche=old, statement="Validé alors.", status=FindingStatus.VALIDATED)
    making.finding(demarche=old, statement="Brouillon.")

    told = of_previous(standing(nadia, following), old.pk)["findings"]

    assert [one["text"] for one in told] == ["C1 — Validé alors."]


def test_who_does_not_read_the_old_demarche_sees_nothing_of_it(old, following):
    making.finding(demarche=old, status=FindingStatus.VALIDATED)
    newcomer = make.participant(demarche=following, role=Role.PILOTE)

    assert of_previous(standing(newcomer, following), old.pk)["findings"] == []


def test_page_of_the_frame_tells_them(client_of, nadia, old, following):
    making.finding(demarche=old, statement="Validé alors.", status=FindingStatus.VALIDATED)
    making.indicator(demarche=old)

    page = client_of(nadia).get(f"/demarches/{following.pk}/cadre")

    assert "Les constats d’alors" in page.text
    assert "Les chiffres d’alors" in page.text
