"""Themes and publics of the démarche, in every form of the chain."""

import pytest

from atelier.diagnosis.forms import HypothesisForm
from atelier.workshops.models import Group
from tests.factories import atelier as make


@pytest.mark.django_db
def test_themes_of_the_demarche_are_offered_first():
    form = HypothesisForm(
        demarche=make.demarche(themes=["mobilite"]), groups=Group.objects.none(), communes=[]
    )

    _, first, _ = form.fields["theme"].choices

    assert first == ("Étudiés ici", [("mobilite", "Mobilité")])


def test_ages_of_the_demarche_are_publics_too(db):
    demarche = make.demarche(publics=["jeunes"], public_ages="18-30")

    form = HypothesisForm(demarche=demarche, groups=Group.objects.none(), communes=[])

    _, first, _ = form.fields["public"].choices
    assert first == ("Étudiés ici", [("jeunes", "Jeunes"), ("18-30", "18–30 ans")])
