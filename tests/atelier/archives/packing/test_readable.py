"""What reads without Maillage."""

import pytest

from atelier.archives.packing import readable
from tests.factories import meetings as gathering


pytestmark = pytest.mark.django_db


def test_decision_is_in_the_page_and_in_the_table():
    decision = gathering.decision(text="Le comité valide les douze constats.")

    found = readable.pages(decision.demarche)

    assert "Le comité valide les douze constats." in found["decisions.html"]
    assert "Le comité valide les douze constats." in found["decisions.csv"]


def test_text_of_a_decision_cannot_run():
    decision = gathering.decision(text="<script>alert(1)</script>")

    assert "<script>" not in readable.pages(decision.demarche)["decisions.html"]


def test_formula_stays_a_text():
    assert "'=2+2" in readable.table(("Texte",), [("=2+2",)])


def test_empty_demarche_has_its_pages():
    decision = gathering.decision()
    decision.delete()

    assert "Rien à ce jour" in readable.pages(decision.demarche)["decisions.html"]
