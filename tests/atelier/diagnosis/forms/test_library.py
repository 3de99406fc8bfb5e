"""Forms of the library."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from atelier.accounts.models import Organisation
from atelier.diagnosis.forms import PartnerFigureForm, TestimonyForm
from atelier.diagnosis.models import PartnerFigure
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def test_words_are_not_of_tomorrow_and_say_a_commune_of_the_demarche():
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = {"kind": "interview", "text": "C’est loin.", "collected_on": tomorrow, "commune": "2A"}

    form = TestimonyForm(given, demarche=make.demarche(), communes=[("00014", "Aubessac")])

    assert set(form.errors) == {"collected_on", "commune"}


def test_partner_who_left_is_still_the_one_who_gave_the_figure():
    demarche, caf = make.demarche(), make.organisation()
    kept = PartnerFigure(demarche=demarche, organisation=caf, label="X", year=2025)

    form = PartnerFigureForm(
        instance=kept, demarche=demarche, organisations=Organisation.objects.none()
    )

    assert caf in form.fields["organisation"].queryset


@pytest.mark.parametrize(
    ("held", "shown"), [("118.000", "118"), ("12.500", "12.5"), ("100", "100")]
)
def test_figure_is_read_back_as_it_was_typed(held, shown):
    kept = PartnerFigure(demarche=make.demarche(), value=Decimal(held), label="X", year=2025)

    form = PartnerFigureForm(
        instance=kept, demarche=kept.demarche, organisations=Organisation.objects.none()
    )

    assert form["value"].value() == shown
