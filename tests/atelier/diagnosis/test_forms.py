"""Forms of the chain."""

import pytest

from atelier.diagnosis.forms import BreaksForm, HypothesisForm, StatusForm
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


def test_only_possible_conclusions_are_offered_and_none_is_chosen():
    values = [value for value, _ in StatusForm(current="proposed").fields["status"].choices]

    assert values == ["", "retained", "set_aside"]


def test_breaks_are_cut_into_their_three_parts():
    form = BreaksForm({"breaks": "Mission locale > Bailleur : le dossier repart de zéro\n\n"})

    assert form.is_valid()
    assert form.cleaned_data["breaks"] == [
        {
            "from_service": "Mission locale",
            "to_service": "Bailleur",
            "what_happens": "le dossier repart de zéro",
        }
    ]


def test_line_that_cannot_be_cut_is_told_by_its_number():
    form = BreaksForm({"breaks": "A > B : rien\nn’importe quoi"})

    assert "Ligne 2" in form.errors["breaks"][0]


def test_service_too_long_is_refused_rather_than_cut():
    form = BreaksForm({"breaks": f"{'A' * 151} > B : rien"})

    assert "Ligne 1 : un nom de service tient en 150 caractères." in form.errors["breaks"][0]
