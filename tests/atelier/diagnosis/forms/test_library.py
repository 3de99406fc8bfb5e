"""Forms of the library."""

from datetime import timedelta

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
