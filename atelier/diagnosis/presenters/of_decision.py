"""What a relevé says of the constats, on the page of a decision and on that of its meeting."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from atelier.demarches.permissions import Standing
from atelier.diagnosis import queries
from atelier.diagnosis.models import Finding, FindingStatus
from atelier.diagnosis.permissions import READ, READ_DRAFTS, VALIDATE
from atelier.diagnosis.presenters import chain
from atelier.diagnosis.rules import validation_text, written_on
from atelier.meetings import queries as meetings
from atelier.meetings.models import MeetingStatus


def of_decision(standing: Standing, decision_id: int) -> dict[str, Any]:
    """The constats it validates or is about, those the person may read."""
    found = queries.resting_on(standing.demarche, decision_id) if standing.may(READ) else ()
    return _panel("Les constats dont elle parle", found, standing)


def of_meeting(standing: Standing, meeting_id: int) -> dict[str, Any]:
    """The constats validated there, and those proposed that it may still validate."""
    found = queries.validated_in(standing.demarche, meeting_id) if standing.may(READ) else ()
    panel = _panel("Les constats validés ce jour-là", found, standing)
    return panel | {"proposed": _to_validate(standing, meeting_id)}


def _to_validate(standing: Standing, meeting_id: int) -> list[dict[str, Any]]:
    """Each proposed constat with what recording its validation sends; none before the day."""
    meeting = meetings.whole(standing.demarche, meeting_id)
    if meeting is None or not meeting.instance.is_deciding or not standing.may(VALIDATE):
        return []
    day = timezone.localdate(meeting.starts_at)
    if day > timezone.localdate() or meeting.status == MeetingStatus.CANCELLED:
        return []
    found = queries.findings(standing.demarche, drafts=True, status=FindingStatus.PROPOSED)
    return [
        _line(one)
        | {
            "validate_url": reverse(
                "diagnosis:validate",
                kwargs={"demarche_id": one.demarche_id, "finding_id": one.pk},
            ),
            "instance": meeting.instance_id,
            "decided_on": day.isoformat(),
            "text": validation_text(one),
        }
        for one in found
        if written_on(one) <= day
    ]


def _panel(title: str, found: Iterable[Finding], standing: Standing) -> dict[str, Any]:
    shown = chain.told(found, drafts=standing.may(READ_DRAFTS))
    return {
        "template": "diagnosis/_of_decision.html",
        "title": title,
        "findings": [_line(one) for one in shown],
    }


def _line(one: Finding) -> dict[str, Any]:
    return {
        "number": f"C{one.number}",
        "statement": one.statement,
        "url": chain.finding_url(one),
        "word": one.get_status_display(),
        "tone": chain.FINDING_TONES[one.status],
    }
