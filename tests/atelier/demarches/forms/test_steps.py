"""Steps say what is wrong with their dates."""

import pytest

from atelier.demarches.forms import StepForm
from atelier.demarches.models import Step
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def test_step_cannot_end_before_it_begins():
    demarche = make.demarche()
    step = Step(demarche=demarche, position=0, title="Cadrage")
    form = StepForm(
        {"title": "Cadrage", "starts_on": "2027-03-01", "ends_on": "2027-02-01"},
        instance=step,
        demarche=demarche,
        people=[],
    )

    assert "précède" in form.errors["ends_on"][0]
