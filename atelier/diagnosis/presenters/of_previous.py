"""What a démarche had established, read again in the one that follows it."""

from functools import cache
from typing import Any

from atelier.demarches.models import Demarche
from atelier.demarches.permissions import Standing, standing
from atelier.demarches.rules import NotNow
from atelier.diagnosis import figures
from atelier.diagnosis.models import Evidence, EvidenceKind, Verdict
from atelier.diagnosis.permissions import READ
from atelier.diagnosis.presenters import chain, evidence
from atelier.diagnosis.rules import TOLD_FINDINGS
from atelier.diagnosis.verdicts import verdict_on


def of_previous(reader: Standing, pk: int) -> dict[str, Any]:
    """Figures pinned then beside those of today, and constats; for who reads that démarche."""
    old = Demarche.objects.filter(pk=pk).first()
    if old is None or not standing(reader.person, old).may(READ):
        return {"template": "diagnosis/_of_previous.html", "figures": [], "findings": []}
    content = cache(figures.content_at)
    pinned = old.evidence.filter(kind=EvidenceKind.INDICATOR).order_by("title", "-pinned_at")
    last = {(one.indicator, str(one.place)): one for one in reversed(pinned)}
    told = old.findings.filter(status__in=TOLD_FINDINGS).order_by("number")
    return {
        "template": "diagnosis/_of_previous.html",
        "name": old.name,
        "figures": [_then_and_now(one, content) for one in reversed(last.values())],
        "findings": [
            {"text": str(one), "url": chain.finding_url(one), "word": one.get_status_display()}
            for one in told
        ],
    }


def _then_and_now(one: Evidence, content: Any) -> dict[str, Any]:
    """« 8,4 % en 2018 », « 9,5 % en 2021 », and what it makes of it."""
    try:
        now = figures.figure_at(figures.as_place(one.place), one.indicator, content)
    except NotNow:
        now = {"value": None, "status": "unavailable"}
    found = verdict_on(one.frozen, now)
    return {
        "label": one.frozen.get("label") or one.title,
        "territory": one.frozen.get("territory", ""),
        "then": evidence.dated(one.frozen),
        "now": evidence.dated(now) if found else "rien de plus récent",
        "word": Verdict(found).label if found else "",
        "tone": evidence.VERDICT_TONES.get(found, "neutral"),
    }
