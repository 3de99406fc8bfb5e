"""What is asked of each room for a home page. Nothing is kept here."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches import queries as demarches
from atelier.demarches.models import Demarche, Presentation, Step, Task
from atelier.diagnosis import queries as diagnosis
from atelier.diagnosis.models import Evidence, Finding, FindingStatus
from atelier.meetings import queries as meetings
from atelier.meetings.models import Attendance, Confirmation, Decision, Meeting


HORIZON = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """The pilote's week. `begins`: no meeting was ever written down."""

    begins: bool
    meeting: Meeting | None
    missing: list[str]
    to_chase: list[Attendance]
    late_steps: list[Step]
    untold: list[Meeting]
    late_tasks: list[Task]
    tasks: list[Task]
    late_decisions: list[Decision]
    to_review: list[Evidence]
    owed: list[Presentation]
    current_step: Step | None
    next_step: Step | None


def week(demarche: Demarche, person: Person, today: date | None = None) -> Week:
    """Next meeting and what it lacks, whom to chase, what is late, what comes.

    The task of a late decision is not said twice.
    """
    day = today or timezone.localdate()
    coming = list(meetings.coming(demarche).prefetch_related("agenda", "attendances"))
    meeting = next((one for one in coming if one.ends_at >= timezone.now()), None)
    steps = demarches.steps(demarche)
    current = demarches.current_step(steps)
    after = [step for step in steps if current and step.position > current.position]
    late_decisions = _late_decisions(demarche, day)
    told = {f"decision:{one.pk}" for one in late_decisions}
    return Week(
        begins=not demarche.meetings.exists(),
        meeting=meeting,
        missing=meetings.missing(meeting) if meeting else [],
        untold=[one for one in coming if one.ends_at < timezone.now()],
        to_chase=meetings.to_chase(demarche),
        late_steps=[step for step in steps if demarches.is_late(step, day)],
        late_tasks=[one for one in demarches.late_tasks(demarche, day) if one.origin not in told],
        tasks=list(
            demarches.tasks_of(person, demarche).filter(due_on__gte=day, due_on__lte=day + HORIZON)
        ),
        late_decisions=late_decisions,
        to_review=diagnosis.to_look_at_again(demarche),
        owed=[one for one in demarches.presentations(demarche) if one.presented_on is None],
        current_step=current,
        next_step=after[0] if after else None,
    )


def _late_decisions(demarche: Demarche, day: date) -> list[Decision]:
    found = demarche.decisions.filter(status="open", is_approved=True, due_on__lt=day)
    return list(found.select_related("carried_by").order_by("due_on", "pk"))


def _established(demarche: Demarche) -> QuerySet[Finding]:
    """Constats validated and not looked at again since."""
    found = diagnosis.findings(demarche, drafts=False, status=FindingStatus.VALIDATED)
    return found.order_by("-validated_on", "-number")


@dataclass(frozen=True)
class Expected:
    """What is expected of a partner or an élu."""

    answers: list[Attendance]
    confirmations: list[Confirmation]
    told: list[Confirmation]
    tasks: list[Task]
    done: list[Task]
    meeting: Meeting | None
    findings: list[Finding]
    decisions: list[Decision]


NEWS = 3


def expected(demarche: Demarche, person: Person) -> Expected:
    """Convocations and questions waiting for them, their tasks, and the three last news."""
    waiting = meetings.to_chase(demarche)
    return Expected(
        answers=[one for one in waiting if one.person_id == person.pk],
        confirmations=meetings.awaited_from(person, demarche),
        told=meetings.told_by(person, demarche),
        tasks=list(demarches.tasks_of(person, demarche)),
        done=_lately_done(demarche, person),
        meeting=meetings.next_of(person, demarche),
        findings=list(_established(demarche)[:NEWS]),
        decisions=list(meetings.decisions(demarche)[:NEWS]),
    )


def _lately_done(demarche: Demarche, person: Person) -> list[Task]:
    """One's tasks ticked these last days: still there to be taken back."""
    since = timezone.localdate() - HORIZON
    return list(demarches.tasks(demarche, done=True).filter(person=person, done_on__gte=since))
