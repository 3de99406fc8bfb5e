"""Evidence: pinned from a portrait, or taken from the library; read again when figures change."""

import logging
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.demarches.models import Demarche, DemarcheStatus
from atelier.demarches.rules import NotNow
from atelier.diagnosis import figures
from atelier.diagnosis.actions.findings import close_validation
from atelier.diagnosis.models import (
    Evidence,
    EvidenceKind,
    Finding,
    FindingStatus,
    OfferFact,
    PartnerFigure,
    StudyFinding,
    Testimony,
    Verdict,
)
from atelier.diagnosis.verdicts import verdict_on
from atelier.portraits.places import Place


TITLE_LENGTH = 300
# What a newer figure says that a validated constat does not survive without being read again.
SHAKING = frozenset({Verdict.SHIFTED, Verdict.REVERSED, Verdict.REDEFINED, Verdict.LOST})

logger = logging.getLogger(__name__)


@transaction.atomic
def pin_indicator(
    *, by: Person, demarche: Demarche, place: Place, indicator: str, note: str = ""
) -> Evidence:
    """Freeze an indicator as it is today; the same one of the same build is pinned once.

    Raises NotNow when the démarche and the figure are not of the same world: an invented number
    never becomes evidence of a real territory; and for a figure without a value.
    """
    if place.shelf != demarche.shelf:
        raise NotNow(
            "Ce chiffre et cette démarche ne vont pas ensemble : l’un est fictif, l’autre réel."
        )
    frozen = figures.figure_at(place, indicator)
    if frozen["value"] is None:
        raise NotNow(
            f"« {frozen['label']} » n’a pas de valeur pour ce territoire : une absence n’est pas "
            "une preuve. Demandez ce chiffre à un partenaire, ou choisissez-en un autre."
        )
    kept = figures.as_json(place)
    known = demarche.evidence.filter(
        kind=EvidenceKind.INDICATOR, indicator=indicator, place=kept, frozen__year=frozen["year"]
    ).first()
    if known is not None and known.frozen.get("value") == frozen["value"]:
        return known
    evidence = Evidence.objects.create(
        demarche=demarche,
        kind=EvidenceKind.INDICATOR,
        title=_titled(frozen),
        indicator=indicator,
        place=kept,
        frozen=frozen,
        note=note,
        pinned_by=by,
    )
    return _pinned(by, evidence)


@transaction.atomic
def pin_row(
    *, by: Person, row: StudyFinding | Testimony | OfferFact | PartnerFigure, note: str = ""
) -> Evidence:
    """Make a row of the library a piece of evidence, once. Raises NotNow without a value."""
    if isinstance(row, PartnerFigure) and row.value is None:
        raise NotNow(
            f"« {row.label} » n’a pas été communiqué : une absence n’est pas une preuve. Il "
            "reste noté dans la bibliothèque."
        )
    kind, field = ORIGINS[type(row)]
    demarche = row.study.demarche if isinstance(row, StudyFinding) else row.demarche
    known = Evidence.objects.filter(**{field: row}).first()
    if known is not None:
        return known
    evidence = Evidence.objects.create(
        demarche=demarche,
        kind=kind,
        title=str(row)[:TITLE_LENGTH],
        note=note,
        pinned_by=by,
        **{field: row},
    )
    return _pinned(by, evidence)


@transaction.atomic
def unpin(*, by: Person, evidence: Evidence) -> None:
    """Remove a piece of evidence that nothing rests on. Raises NotNow otherwise."""
    if evidence.hypothesis_links.exists() or evidence.finding_links.exists():
        raise NotNow("Une hypothèse ou un constat s’appuie sur cette preuve : détachez-la d’abord.")
    record("diagnosis.evidence_unpinned", by=by, target=evidence, demarche_id=evidence.demarche_id)
    evidence.delete()


@transaction.atomic
def acknowledge(*, by: Person, evidence: Evidence) -> Evidence:
    """The pilote has seen what the newer figure does to this evidence."""
    evidence.is_acknowledged = True
    evidence.save(update_fields=["is_acknowledged"])
    record(
        "diagnosis.verdict_acknowledged", by=by, target=evidence, demarche_id=evidence.demarche_id
    )
    return evidence


@transaction.atomic
def review(*, by: Person | None, demarche: Demarche) -> list[Evidence]:
    """Read every pinned indicator again in the newest build; returns those with something new.

    The constats validated on evidence that shifted or was reversed become « à revoir ».
    """
    content = cache(figures.content_at)
    moved = [
        evidence
        for evidence in demarche.evidence.filter(kind=EvidenceKind.INDICATOR).order_by("pk")
        if _read_again(evidence, content)
    ]
    if moved:
        look_again(by, demarche, [one.pk for one in moved if one.verdict in SHAKING])
        record(
            "diagnosis.reviewed",
            by=by,
            target=demarche,
            demarche_id=demarche.pk,
            after={"evidence": [f"{one}: {one.get_verdict_display()}" for one in moved]},
        )
    return moved


def every_day() -> None:
    """Run by the worker: what a newer build says, in every open démarche.

    One that cannot be read again, from an archive made by hand, does not deprive the others.
    """
    for demarche in Demarche.objects.filter(status=DemarcheStatus.OPEN).order_by("pk"):
        try:
            review(by=None, demarche=demarche)
        except Exception:
            logger.exception("evidence of démarche %s", demarche.pk)


def _titled(frozen: dict[str, Any]) -> str:
    """« Part des logements vacants — Valmeyrac, 2021 »; a figure of no year tells none."""
    told = (frozen["territory"], frozen["year"])
    where = ", ".join(str(part) for part in told if part)
    return f"{frozen['label']} — {where}"[:TITLE_LENGTH]


def _read_again(evidence: Evidence, content: Callable[[Place], dict[str, Any]]) -> bool:
    """Compare with today's figure; True when it says something that was not said before."""
    place = figures.as_place(evidence.place)
    try:
        latest = figures.figure_at(place, evidence.indicator, content)
    except NotNow:
        latest = {"value": None, "status": "unavailable"}
    verdict = verdict_on(evidence.frozen, latest)
    if (verdict or "") == evidence.verdict and _says_the_same(latest, evidence.latest):
        return False
    evidence.verdict = verdict or ""
    evidence.latest = latest if verdict else {}
    evidence.is_acknowledged = verdict is None
    evidence.reviewed_at = timezone.now()
    evidence.save(update_fields=["verdict", "latest", "is_acknowledged", "reviewed_at"])
    return verdict is not None


# A store built again with the same data says nothing new.
SAID = ("year", "value", "status", "comparisons", "unit", "formula", "members", "reliability")


def _says_the_same(latest: dict[str, Any], before: dict[str, Any]) -> bool:
    """What an earlier version of the site did not note cannot have changed."""
    if bool(latest) != bool(before) and before:
        return False
    return all(latest.get(name) == before[name] for name in SAID if name in before)


def look_again(by: Person | None, demarche: Demarche, evidence: Iterable[int]) -> int:
    """Constats validated on these pieces of evidence are « à revoir »; returns how many."""
    found = Finding.objects.filter(
        demarche=demarche, status=FindingStatus.VALIDATED, links__evidence__in=evidence
    ).distinct()
    shaken = list(found.order_by("pk"))
    for finding in shaken:
        finding.status = FindingStatus.TO_REVIEW
        finding.save(update_fields=["status"])
        close_validation(finding)
        record(
            "diagnosis.finding_to_review",
            by=by,
            target=finding,
            demarche_id=demarche.pk,
            before={"status": FindingStatus.VALIDATED},
            after={"status": FindingStatus.TO_REVIEW},
        )
    return len(shaken)


def _pinned(by: Person, evidence: Evidence) -> Evidence:
    record(
        "diagnosis.evidence_pinned",
        by=by,
        target=evidence,
        demarche_id=evidence.demarche_id,
        after={"title": evidence.title, "kind": evidence.kind},
    )
    return evidence


ORIGINS: dict[type, tuple[Any, str]] = {
    StudyFinding: (EvidenceKind.STUDY, "study_finding"),
    Testimony: (EvidenceKind.TESTIMONY, "testimony"),
    OfferFact: (EvidenceKind.OFFER, "offer_fact"),
    PartnerFigure: (EvidenceKind.PARTNER, "partner_figure"),
}
