"""One letter a week, and only when something is expected."""

from datetime import date

import pytest
from django.core import mail

from atelier.demarches.models import DemarcheStatus, Role, Task
from atelier.home import letters
from atelier.home.letters import send_digests
from atelier.meetings.models import MeetingStatus
from tests.factories import atelier as make
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db
ADDRESS = "https://abs.example/"


def send(capture):
    with capture(execute=True):
        return send_digests(address=ADDRESS)


def test_one_letter_gathers_everything(django_capture_on_commit_callbacks):
    odile = make.person()
    meeting = making.meeting(people=(odile,), status=MeetingStatus.CONVENED)
    make.mandate(demarche=meeting.demarche, person=odile, role=Role.COPIL)
    task = Task.objects.create(
        demarche=meeting.demarche, title="Relire", person=odile, due_on=date.today()
    )

    sent = send(django_capture_on_commit_callbacks)

    (letter,) = mail.outbox
    task.refresh_from_db()
    assert sent == 1
    assert "Premiers résultats" in letter.body
    assert "Relire" in letter.body
    assert task.reminded_at


@pytest.mark.parametrize(
    ("person", "demarche"),
    [
        ({"wants_digest": False}, {}),
        ({"email": None}, {}),
        ({}, {"status": DemarcheStatus.CLOSED}),
    ],
)
def test_nobody_is_written_to_against_their_wish(
    person, demarche, django_capture_on_commit_callbacks
):
    reached = make.person(**person)
    owner = make.demarche(pilot=reached, **demarche)
    Task.objects.create(demarche=owner, title="Relire", person=reached, due_on=date.today())

    assert send(django_capture_on_commit_callbacks) == 0


def test_nothing_expected_is_no_letter(django_capture_on_commit_callbacks):
    make.demarche(pilot=make.person())

    assert send(django_capture_on_commit_callbacks) == 0


def test_letters_leave_on_monday_only(monkeypatch):
    sent = []
    monkeypatch.setattr(letters, "send_digests", lambda *, address: sent.append(address))
    for day in (date(2026, 11, 22), date(2026, 11, 23)):
        monkeypatch.setattr(letters.timezone, "localdate", lambda day=day: day)
        letters.every_day()

    assert len(sent) == 1
