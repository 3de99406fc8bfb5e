"""Opening and the frame."""

import pytest

from atelier.demarches.forms import FrameForm, MissionsForm, OpeningForm
from atelier.demarches.models import Demarche


pytestmark = pytest.mark.django_db
FRAME = {"name": "ABS", "means": "in_house"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("25-40", "25-40"),
        ("25 à 40 ans", "25-40"),
        ("", ""),
        ("0–2", "0-2"),
        ("18 à 30 ans et 60-74", "18-30, 60-74"),
    ],
)
def test_ages_are_read_as_people_write_them(typed, kept):
    form = FrameForm({**FRAME, "public_ages": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["public_ages"] == kept


@pytest.mark.parametrize(
    "typed", ["jeunes", "40-25", "25", "-3-4", "25-40, jeunes", "1-2, 3-4, 5-6"]
)
def test_ages_that_cannot_be_read_show_an_example(typed):
    form = FrameForm({**FRAME, "public_ages": typed})

    assert "tranches" in form.errors["public_ages"][0]


def test_opening_does_not_ask_for_a_previous_demarche_when_there_is_none():
    assert "previous" not in OpeningForm(previous=Demarche.objects.none()).fields


def test_other_bodies_are_read_one_per_line():
    form = OpeningForm(
        {
            **FRAME,
            "kind": "abs_obligatoire",
            "organisation_name": "CIAS",
            "organisation_kind": "cias",
            "opened_on": "2026-11-22",
            "other_bodies": "CCAS de Brousse\n\n  CCAS de Lestours ",
        },
        previous=Demarche.objects.none(),
    )

    assert form.is_valid(), form.errors
    assert form.bodies() == ("CCAS de Brousse", "CCAS de Lestours")


def test_missions_say_from_how_many_inhabitants_they_are_due():
    form = MissionsForm()

    assert "3\u202f500" in form.fields["planifier"].help_text
    assert "toute commune" in form.fields["recenser"].help_text
