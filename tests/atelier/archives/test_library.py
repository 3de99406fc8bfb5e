"""Models of legal pages and terms proposed."""

from datetime import date

import pytest

from atelier.archives import library
from atelier.archives.models import LegalKind
from atelier.demarches.models import Demarche, DemarcheKind


@pytest.mark.parametrize("kind", LegalKind.values)
def test_every_page_has_its_model_with_something_to_fill(kind):
    model = library.page_model(kind)

    assert "[à compléter" in model.body
    assert "'" not in model.body + model.lead
    assert model.body.count("[") == model.body.count("]")


@pytest.mark.parametrize("kind", DemarcheKind.values)
def test_every_kind_of_demarche_has_a_term_and_its_reason(kind):
    day, reason = library.proposal(Demarche(kind=kind, opened_on=date(2026, 3, 2)))

    assert day.year > 2026
    assert "RGPD" in reason


def test_mandatory_analysis_is_kept_until_the_next_report():
    day, _ = library.proposal(Demarche(kind="abs_obligatoire", opened_on=date(2026, 3, 2)))

    assert day == date(2033, 12, 31)
