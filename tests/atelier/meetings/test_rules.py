"""Every status of meetings and decisions is in its table."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from atelier.meetings.models import DecisionStatus, MeetingStatus
from atelier.meetings.rules import DECISION_TRANSITIONS, MEETING_TRANSITIONS
from tests.factories import atelier as make


def test_every_status_is_in_its_table():
    assert set(MEETING_TRANSITIONS) == set(MeetingStatus)
    assert set(DECISION_TRANSITIONS) == set(DecisionStatus)


def test_held_meeting_is_held_for_good():
    assert MEETING_TRANSITIONS[MeetingStatus.HELD] == set()


@pytest.mark.django_db
def test_older_validations_nobody_carries_are_closed_as_those_recorded_since():
    demarche = make.demarche()
    copil = make.instance(demarche=demarche, is_deciding=True)
    given = {"instance": copil, "kind": "validation", "text": "Valider", "status": "open"}
    awaited = {"due_on": date(2027, 3, 1)}
    first = demarche.decisions.create(number=1, decided_on=date(2027, 1, 1), **given)
    second = demarche.decisions.create(number=2, decided_on=date(2027, 1, 1), **given, **awaited)

    import_module("atelier.meetings.migrations.0004_close_validations").close(apps, None)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (DecisionStatus.DONE, DecisionStatus.OPEN)
