"""Hypotheses: written, decided upon, given their evidence."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from atelier.accounts.models import Person
from atelier.audit.actions import changes, record
from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow, check_transition
from atelier.diagnosis.models import (
    Evidence,
    Hypothesis,
    HypothesisEvidence,
    HypothesisStatus,
    Stance,
)
from atelier.diagnosis.rules import (
    CONCLUSIONS,
    HYPOTHESIS_TRANSITIONS,
    check_open,
    check_speaks,
    has_proof,
)
from atelier.workshops.models import Group


@transaction.atomic
def write_hypothesis(
    *,
    by: Person,
    demarche: Demarche,
    statement: str,
    groups: list[Group] | None = None,
    **values: Any,
) -> Hypothesis:
    """A new hypothesis, numbered after the others, from groups of représentations or from nothing.

    Raises NotNow when a group is of another démarche.
    """
    chosen = list(groups or ())
    if any(group.workshop.demarche_id != demarche.pk for group in chosen):
        raise NotNow("Ces représentations viennent d’une autre démarche.")
    hypothesis = Hypothesis.objects.create(
        demarche=demarche,
        number=_next_number(demarche),
        statement=statement,
        written_by=by,
        **values,
    )
    hypothesis.groups.set(chosen)
    record(
        "diagnosis.hypothesis_written",
        by=by,
        target=hypothesis,
        demarche_id=demarche.pk,
        after={"statement": statement, "groups": [str(group) for group in chosen], **values},
    )
    return hypothesis


@transaction.atomic
def change_hypothesis(
    *, by: Person, hypothesis: Hypothesis, groups: list[Group] | None = None, **values: Any
) -> Hypothesis:
    """Reword or complete it. A hypothesis already concluded is reopened first."""
    _hold(hypothesis)
    check_open(HypothesisStatus(hypothesis.status), "ses mots")
    if any(group.workshop.demarche_id != hypothesis.demarche_id for group in groups or ()):
        raise NotNow("Ces représentations viennent d’une autre démarche.")
    before, after = changes(hypothesis, values)
    for name, value in after.items():
        setattr(hypothesis, name, value)
    hypothesis.save(update_fields=list(after))
    if groups is not None:
        kept = list(hypothesis.groups.order_by("pk"))
        hypothesis.groups.set(groups)
        if set(kept) != set(groups):
            before["groups"] = [str(one) for one in kept]
            after["groups"] = [str(one) for one in groups]
    record(
        "diagnosis.hypothesis_changed",
        by=by,
        target=hypothesis,
        demarche_id=hypothesis.demarche_id,
        before=before,
        after=after,
    )
    return hypothesis


@transaction.atomic
def set_hypothesis_status(
    *, by: Person, hypothesis: Hypothesis, status: HypothesisStatus, reason: str = ""
) -> Hypothesis:
    """Retain, set aside with a reason, conclude on evidence, or reopen.

    Raises NotNow for a passage that is not in the table, a conclusion without evidence, and without
    a word of why: a hypothesis set aside, refuted though nothing goes against it, or confirmed
    though something does.
    """
    _hold(hypothesis)
    check_transition(HYPOTHESIS_TRANSITIONS, hypothesis.status, status, labels=HypothesisStatus)
    if status in CONCLUSIONS and not has_proof(hypothesis.links):
        raise NotNow("Attachez au moins une preuve avant de conclure.")
    if status == HypothesisStatus.SET_ASIDE and not reason.strip():
        raise NotNow("Dites pourquoi vous l’écartez : cela se saura plus tard.")
    if not reason.strip():
        _check_evident(hypothesis, status)
    before = {"status": hypothesis.status, "reason": hypothesis.reason}
    hypothesis.status = status
    hypothesis.reason = reason.strip()
    hypothesis.save(update_fields=["status", "reason"])
    record(
        "diagnosis.hypothesis_status_set",
        by=by,
        target=hypothesis,
        demarche_id=hypothesis.demarche_id,
        before=before,
        after={"status": status, "reason": hypothesis.reason},
    )
    return hypothesis


def _check_evident(hypothesis: Hypothesis, status: HypothesisStatus) -> None:
    against = hypothesis.links.filter(stance=Stance.CONTRADICTS).exists()
    if status == HypothesisStatus.REFUTED and not against:
        raise NotNow("Aucune preuve ne va contre : dites pourquoi vous la concluez infirmée.")
    if status == HypothesisStatus.CONFIRMED and against:
        raise NotNow("Une preuve va contre : dites pourquoi vous la concluez confirmée.")


@transaction.atomic
def attach(
    *, by: Person, hypothesis: Hypothesis, evidence: Evidence, stance: Stance, note: str = ""
) -> HypothesisEvidence:
    """Put a piece of evidence for or against a hypothesis; attached again, its stance changes.

    Raises NotNow for a figure without a value, and when the hypothesis is concluded: what it
    rested on stays as it was.
    """
    if evidence.demarche_id != hypothesis.demarche_id:
        raise NotNow("Cette preuve vient d’une autre démarche.")
    check_speaks(evidence)
    _hold(hypothesis)
    check_open(HypothesisStatus(hypothesis.status), "ses preuves")
    before = _link(hypothesis, evidence)
    link, _ = HypothesisEvidence.objects.update_or_create(
        hypothesis=hypothesis, evidence=evidence, defaults={"stance": stance, "note": note}
    )
    record(
        "diagnosis.evidence_attached",
        by=by,
        target=hypothesis,
        demarche_id=hypothesis.demarche_id,
        before=before,
        after={"evidence": str(evidence), "stance": stance, "note": note},
    )
    return link


@transaction.atomic
def detach(*, by: Person, hypothesis: Hypothesis, evidence: Evidence) -> None:
    """Take a piece of evidence off a hypothesis; it stays in the démarche.

    Raises NotNow when the hypothesis is concluded.
    """
    _hold(hypothesis)
    check_open(HypothesisStatus(hypothesis.status), "ses preuves")
    before = _link(hypothesis, evidence)
    if not before:
        return
    HypothesisEvidence.objects.filter(hypothesis=hypothesis, evidence=evidence).delete()
    record(
        "diagnosis.evidence_detached",
        by=by,
        target=hypothesis,
        demarche_id=hypothesis.demarche_id,
        before=before,
    )


def _link(hypothesis: Hypothesis, evidence: Evidence) -> dict[str, Any]:
    """How the evidence was attached, for the journal; empty when it was not."""
    kept = HypothesisEvidence.objects.filter(hypothesis=hypothesis, evidence=evidence).first()
    if kept is None:
        return {}
    return {"evidence": str(evidence), "stance": kept.stance, "note": kept.note}


def _hold(hypothesis: Hypothesis) -> None:
    """Read the row again and lock it: what two people do at once is done one after the other."""
    hypothesis.refresh_from_db(from_queryset=Hypothesis.objects.select_for_update())


def _next_number(demarche: Demarche) -> int:
    """One more than the last; numbers are never given twice, the démarche's row being locked."""
    Demarche.objects.select_for_update().get(pk=demarche.pk)
    last = demarche.hypotheses.aggregate(last=Max("number"))["last"]
    return 1 if last is None else last + 1
