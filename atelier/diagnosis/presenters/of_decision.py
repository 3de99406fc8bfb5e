"""What a relevé says of the constats, on the page of a decision and on that of its meeting."""

from collections.abc import Iterable
from typing import Any

from atelier.demarches.permissions import Standing
from atelier.diagnosis import queries
from atelier.diagnosis.models import Finding
from atelier.diagnosis.permissions import READ, READ_DRAFTS
from atelier.diagnosis.presenters import chain


def of_decision(standing: Standing, decision_id: int) -> dict[str, Any]:
    """The constats it validates or is about, those the person may read."""
    found = queries.resting_on(standing.demarche, decision_id) if standing.may(READ) else ()
    return _panel("Les constats dont elle parle", found, standing)


def of_meeting(standing: Standing, meeting_id: int) -> dict[str, Any]:
    """The constats validated there."""
    found = queries.validated_in(standing.demarche, meeting_id) if standing.may(READ) else ()
    return _panel("Les constats validés ce jour-là", found, standing)


def _panel(title: str, found: Iterable[Finding], standing: Standing) -> dict[str, Any]:
    shown = chain.told(found, drafts=standing.may(READ_DRAFTS))
    return {
        "template": "diagnosis/_of_decision.html",
        "title": title,
        "findings": [
            {
                "number": f"C{one.number}",
                "statement": one.statement,
                "url": chain.finding_url(one),
                "word": one.get_status_display(),
                "tone": chain.FINDING_TONES[one.status],
            }
            for one in shown
        ],
    }
