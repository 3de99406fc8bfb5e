"""What a decision of the relevé says of the constats, on its own page."""

from typing import Any

from atelier.demarches.permissions import Standing
from atelier.diagnosis import queries
from atelier.diagnosis.permissions import READ, READ_DRAFTS
from atelier.diagnosis.presenters import chain


def of_decision(standing: Standing, decision_id: int) -> dict[str, Any]:
    """The constats it validates or is about, those the person may read."""
    found = queries.resting_on(standing.demarche, decision_id) if standing.may(READ) else ()
    shown = chain.told(found, drafts=standing.may(READ_DRAFTS))
    return {
        "template": "diagnosis/_of_decision.html",
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
