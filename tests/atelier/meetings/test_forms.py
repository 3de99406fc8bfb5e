"""Forms of meetings."""

import pytest

from atelier.meetings.forms import ConsultationForm, MeetingForm
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


def test_meeting_ends_after_it_starts():
    copil = making.copil()
    form = MeetingForm(
        {
            "instance": copil.pk,
            "title": "Lancement",
            "starts_at": "2027-01-05T10:00",
            "ends_at": "2027-01-05T09:00",
        },
        demarche=copil.demarche,
        instances=[copil],
    )

    assert "après" in form.errors["ends_at"][0]


def test_every_label_of_a_meeting_is_in_french():
    copil = making.copil()

    form = MeetingForm(demarche=copil.demarche, instances=[copil])

    assert form.fields["step"].label == "Étape"


def test_instance_one_does_not_host_is_not_offered():
    copil = making.copil()

    form = MeetingForm(demarche=copil.demarche, instances=[])

    assert not form.fields["instance"].queryset.exists()


def test_consultation_needs_one_message_only():
    copil = making.copil()
    form = ConsultationForm(
        {"instance": copil.pk, "first": "Un", "question": "D’accord ?", "closes_on": "2027-01-05"},
        demarche=copil.demarche,
    )

    assert form.is_valid(), form.errors
    assert form.messages() == ["Un", "", ""]
