"""What a home asks of each room."""

from datetime import date, timedelta

import pytest

from atelier.demarches.models import Role, Step, Task
from atelier.diagnosis.models import FindingStatus
from atelier.home import queries
from atelier.meetings.models import MeetingStatus
from tests.factories import atelier as make
from tests.factories import diagnosis
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db
TODAY = date.today()


def test_week_knows_what_is_late_and_what_comes():
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    late = Step.objects.create(
        demarche=demarche, position=0, title="Cadrage", ends_on=TODAY - timedelta(days=1)
    )
    after = Step.objects.create(demarche=demarche, position=1, title="Enquête")
    Task.objects.create(
        demarche=demarche, title="Hier", person=nadia, due_on=TODAY - timedelta(days=1)
    )
    soon = Task.objects.create(
        demarche=demarche, title="Demain", person=nadia, due_on=TODAY + timedelta(days=1)
    )
    Task.objects.create(
        demarche=demarche, title="Plus tard", person=nadia, due_on=TODAY + timedelta(days=30)
    )

    week = queries.week(demarche, nadia)

    assert (week.late_steps, week.current_step, week.next_step) == ([late], late, after)
    assert [task.title for task in week.late_tasks] == ["Hier"]
    assert week.tasks == [soon]


def test_week_knows_the_next_meeting_what_it_lacks_and_whom_to_chase():
    nadia, silent = make.person(), make.person()
    meeting = making.meeting(people=(silent,), status=MeetingStatus.CONVENED)

    week = queries.week(meeting.demarche, nadia)

    assert week.meeting == meeting
    assert "un ordre du jour" in week.missing
    assert [one.person for one in week.to_chase] == [silent]


def test_partner_is_asked_only_what_concerns_them():
    odile, other = make.person(), make.person()
    meeting = making.meeting(people=(odile, other), status=MeetingStatus.CONVENED)
    make.mandate(demarche=meeting.demarche, person=odile, role=Role.COPIL)

    expected = queries.expected(meeting.demarche, odile)

    assert [one.person for one in expected.answers] == [odile]
    assert expected.meeting == meeting


def test_late_decision_and_its_task_are_one_line():
    nadia = make.person()
    copil = making.copil(demarche=make.demarche(pilot=nadia))
    late = making.decision(instance=copil, due_on=TODAY - timedelta(days=2))
    for origin in (f"decision:{late.pk}", ""):
        copil.demarche.tasks.create(
            title=f"Relancer {origin}", origin=origin, due_on=TODAY - timedelta(days=2)
        )

    week = queries.week(copil.demarche, nadia)

    assert week.late_decisions == [late]
    assert [task.origin for task in week.late_tasks] == [""]


def test_constat_to_look_at_again_is_no_message():
    demarche = make.demarche()
    odile = make.participant(demarche=demarche, role=Role.COPIL)
    kept = diagnosis.finding(demarche=demarche, status=FindingStatus.VALIDATED)
    diagnosis.finding(demarche=demarche, status=FindingStatus.TO_REVIEW)

    assert queries.expected(demarche, odile).findings == [kept]
