"""Reads of restitutions: what may be chosen, what was, and what became of what people said."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from atelier.demarches.models import Demarche
from atelier.diagnosis import queries as diagnosis
from atelier.diagnosis.models import (
    Evidence,
    EvidenceKind,
    Finding,
    FindingEvidence,
    Hypothesis,
    Testimony,
)
from atelier.meetings import queries as meetings
from atelier.meetings.models import Decision
from atelier.restitution import figures
from atelier.restitution.models import Element, Production, Restitution
from atelier.restitution.rules import GONE
from atelier.work.models import Job
from atelier.workshops.models import Card, Group


JOB = "restitution.produce"


def restitutions(demarche: Demarche) -> QuerySet[Restitution]:
    """The restitutions of the démarche, latest first, with what each shows."""
    return (
        demarche.restitutions.select_related("instance", "written_by")
        .prefetch_related("elements", "productions")
        .order_by("-written_at", "-pk")
    )


def restitution(demarche: Demarche, restitution_id: int) -> Restitution | None:
    """One restitution, with its elements in order and all they rest on."""
    return (
        demarche.restitutions.filter(pk=restitution_id)
        .select_related("instance", "written_by", "demarche__organisation")
        .prefetch_related(
            Prefetch("elements", queryset=_elements()),
            Prefetch("productions", queryset=Production.objects.select_related("made_by")),
        )
        .first()
    )


def _elements() -> QuerySet[Element]:
    return (
        Element.objects.select_related(
            "finding__validated_in__instance",
            "testimony",
            "decision__instance",
            *(f"evidence__{origin}" for origin in diagnosis.ORIGINS),
        )
        .prefetch_related(Prefetch("finding__links", queryset=_links()))
        .order_by("position", "pk")
    )


def _links() -> QuerySet[FindingEvidence]:
    origins = (f"evidence__{origin}" for origin in diagnosis.ORIGINS)
    return FindingEvidence.objects.select_related("evidence", *origins).order_by("stance", "pk")


@dataclass(frozen=True)
class Choices:
    """What may be ticked."""

    findings: list[Finding]
    evidence: list[Evidence]
    words: list[Testimony]
    decisions: list[Decision]
    drawings: list[dict[str, str]]


def choices(demarche: Demarche, *, drafts: bool) -> Choices:
    """Everything that may be shown; constats not validated only to those who may read them."""
    return Choices(
        findings=list(diagnosis.findings(demarche, drafts=drafts).exclude(status__in=GONE)),
        evidence=list(diagnosis.evidence(demarche).exclude(kind=EvidenceKind.TESTIMONY)),
        words=list(demarche.testimonies.filter(may_quote=True).order_by("code", "pk")),
        decisions=list(meetings.decisions(demarche).filter(is_approved=True)),
        drawings=figures.offered(demarche),
    )


def jobs(restitution: Restitution, person_id: int) -> list[Job]:
    """The productions this person asked for, latest first."""
    found = Job.objects.filter(
        kind=JOB,
        person_id=person_id,
        demarche_id=restitution.demarche_id,
        payload__restitution=restitution.pk,
    )
    return list(found.order_by("-asked_at", "pk")[:20])


@dataclass(frozen=True)
class Followed:
    """A group of représentations and what came of it."""

    group: Group
    cards: int
    hypotheses: list[Hypothesis]
    findings: list[Finding]
    decisions: list[Decision]


def said_and_done(demarche: Demarche) -> list[Followed]:
    """What people said, in the order of the workshops, and what was done with it."""
    established = Finding.objects.exclude(status__in=GONE).select_related("validated_in__instance")
    shown = Card.objects.filter(is_checked=True, is_withheld=False)
    found = (
        Group.objects.filter(workshop__demarche=demarche)
        .select_related("workshop")
        .prefetch_related(
            Prefetch("cards", queryset=shown.order_by("position", "pk"), to_attr="slips"),
            Prefetch("hypotheses", queryset=Hypothesis.objects.order_by("number")),
            Prefetch("hypotheses__findings", queryset=established.order_by("number")),
        )
        .order_by("workshop__held_on", "position", "pk")
    )
    about = _decisions_about(demarche)
    return [_followed(group, about) for group in found]


def _followed(group: Any, about: dict[int, list[Decision]]) -> Followed:
    hypotheses = list(group.hypotheses.all())
    findings = {one.pk: one for parent in hypotheses for one in parent.findings.all()}
    decisions = {one.pk: one for pk in findings for one in about.get(pk, ())}
    for finding in findings.values():
        if finding.validated_in is not None:
            decisions.setdefault(finding.validated_in.pk, finding.validated_in)
    return Followed(
        group=group,
        cards=len(group.slips),
        hypotheses=hypotheses,
        findings=sorted(findings.values(), key=lambda one: one.number),
        decisions=sorted(decisions.values(), key=lambda one: one.number),
    )


def _decisions_about(demarche: Demarche) -> dict[int, list[Decision]]:
    """Adopted decisions by the constat they are about."""
    found = demarche.decisions.filter(subject__startswith="finding:", is_approved=True)
    about: dict[int, list[Decision]] = {}
    for one in found.select_related("instance").order_by("number"):
        about.setdefault(int(one.subject.removeprefix("finding:")), []).append(one)
    return about
