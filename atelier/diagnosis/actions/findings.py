"""Constats: written with their evidence, proposed, validated by a relevé, looked at again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.audit.actions import changes, record
from atelier.demarches.models import Demarche, Instance
from atelier.demarches.rules import NotNow, check_transition
from atelier.diagnosis.models import (
    Evidence,
    Finding,
    FindingEvidence,
    FindingStatus,
    Hypothesis,
    PathBreak,
    Stance,
    Validation,
)
from atelier.diagnosis.rules import (
    FINDING_TRANSITIONS,
    check_open,
    check_speaks,
    check_validation,
    has_proof,
    is_silent,
    subject_of,
)
from atelier.meetings import queries as meetings
from atelier.meetings.actions.decisions import record_decision
from atelier.meetings.actions.meetings import set_agenda
from atelier.meetings.models import Decision, DecisionKind, Meeting


# What an instance reads before it validates.
WORDS = frozenset({"statement", "detail"})


@transaction.atomic
def write_finding(
    *,
    by: Person,
    demarche: Demarche,
    statement: str,
    hypotheses: list[Hypothesis] | None = None,
    **values: Any,
) -> Finding:
    """A new constat; it takes over the evidence of its hypotheses, for and against alike."""
    chosen = list(hypotheses or ())
    if any(one.demarche_id != demarche.pk for one in chosen):
        raise NotNow("Cette hypothèse vient d’une autre démarche.")
    finding = Finding.objects.create(
        demarche=demarche,
        number=_next_number(demarche),
        statement=statement,
        written_by=by,
        **values,
    )
    finding.hypotheses.set(chosen)
    _take_over(finding, chosen)
    record(
        "diagnosis.finding_written",
        by=by,
        target=finding,
        demarche_id=demarche.pk,
        after={"statement": statement, "hypotheses": [str(one) for one in chosen], **values},
    )
    return finding


@transaction.atomic
def change_finding(
    *, by: Person, finding: Finding, hypotheses: list[Hypothesis] | None = None, **values: Any
) -> Finding:
    """Reword or complete a constat that is neither validated nor withdrawn."""
    _hold(finding)
    check_open(FindingStatus(finding.status), "ses mots")
    if any(one.demarche_id != finding.demarche_id for one in hypotheses or ()):
        raise NotNow("Cette hypothèse vient d’une autre démarche.")
    before, after = changes(finding, values)
    for name, value in after.items():
        setattr(finding, name, value)
    if WORDS & set(after):
        finding.reworded_at = timezone.now()
    finding.save(update_fields=[*after, "reworded_at"])
    if hypotheses is not None:
        kept = list(finding.hypotheses.order_by("number"))
        finding.hypotheses.set(hypotheses)
        _take_over(finding, [one for one in hypotheses if one not in kept])
        if set(kept) != set(hypotheses):
            before["hypotheses"] = [str(one) for one in kept]
            after["hypotheses"] = [str(one) for one in hypotheses]
    record(
        "diagnosis.finding_changed",
        by=by,
        target=finding,
        demarche_id=finding.demarche_id,
        before=before,
        after=after,
    )
    return finding


@transaction.atomic
def rest_on(*, by: Person, finding: Finding, evidence: Evidence, stance: Stance) -> FindingEvidence:
    """Rest the constat on a piece of evidence, or note that it goes against it."""
    if evidence.demarche_id != finding.demarche_id:
        raise NotNow("Cette preuve vient d’une autre démarche.")
    check_speaks(evidence)
    _hold(finding)
    check_open(FindingStatus(finding.status), "ses preuves")
    before = _link(finding, evidence)
    link, _ = FindingEvidence.objects.update_or_create(
        finding=finding, evidence=evidence, defaults={"stance": stance}
    )
    record(
        "diagnosis.finding_rested",
        by=by,
        target=finding,
        demarche_id=finding.demarche_id,
        before=before,
        after={"evidence": str(evidence), "stance": stance},
    )
    return link


@transaction.atomic
def rest_off(*, by: Person, finding: Finding, evidence: Evidence) -> None:
    """Take a piece of evidence off a constat that is neither validated nor withdrawn."""
    _hold(finding)
    check_open(FindingStatus(finding.status), "ses preuves")
    before = _link(finding, evidence)
    if not before:
        return
    FindingEvidence.objects.filter(finding=finding, evidence=evidence).delete()
    record(
        "diagnosis.finding_unrested",
        by=by,
        target=finding,
        demarche_id=finding.demarche_id,
        before=before,
    )


@transaction.atomic
def set_finding_status(*, by: Person, finding: Finding, status: FindingStatus) -> Finding:
    """Propose, withdraw, take up again. Validating goes through `validate` only.

    Raises NotNow for a passage that is not in the table, or a proposal without evidence.
    """
    if status == FindingStatus.VALIDATED:
        raise NotNow("Un constat se valide par une décision du comité de pilotage ou du conseil.")
    _hold(finding)
    check_transition(FINDING_TRANSITIONS, finding.status, status, labels=FindingStatus)
    if status == FindingStatus.PROPOSED and not has_proof(finding.links):
        raise NotNow("Attachez au moins une preuve avant de proposer ce constat.")
    close_validation(finding)
    return _set(by, finding, status)


@transaction.atomic
def put_on_agenda(*, by: Person, finding: Finding, meeting: Meeting) -> None:
    """A last point of the agenda, « à décider »: the constat; written once."""
    if meeting.demarche_id != finding.demarche_id:
        raise NotNow("Cette réunion vient d’une autre démarche.")
    points = list(meeting.agenda.order_by("position", "pk"))
    if any(point.title == str(finding) for point in points):
        return
    added = {"title": str(finding), "asks_decision": True}
    set_agenda(by=by, meeting=meeting, items=[*({"pk": point.pk} for point in points), added])


@transaction.atomic
def validate(
    *, by: Person, finding: Finding, decision: Decision, was_read: bool = False
) -> Finding:
    """Validated by a line of the relevé: the instance and the day are what counts.

    was_read   whoever records it confirms that the words of today are those that were read
    Raises NotNow unless the decision is an adopted validation of this constat, by a deciding
    instance, on the day it was written, last reworded, reopened, or after.
    """
    _hold(finding)
    check_transition(
        FINDING_TRANSITIONS, finding.status, FindingStatus.VALIDATED, labels=FindingStatus
    )
    check_validation(finding, decision, was_read=was_read)
    finding.validated_in = decision
    finding.validated_on = decision.decided_on
    finding.save(update_fields=["validated_in", "validated_on"])
    close_validation(finding)
    Validation.objects.create(
        finding=finding,
        decision=decision,
        validated_on=decision.decided_on,
        statement=finding.statement,
    )
    return _set(by, finding, FindingStatus.VALIDATED)


@transaction.atomic
def validate_in_sitting(
    *,
    by: Person,
    finding: Finding,
    instance: Instance,
    decided_on: date,
    text: str,
    was_read: bool = False,
) -> Finding:
    """« Validé par le COPIL du 3 mars »: the line of the relevé and the validation, in one go.

    The line goes to the meeting of the instance that day, when one is written down.
    """
    decision = record_decision(
        by=by,
        instance=instance,
        decided_on=decided_on,
        text=text,
        kind=DecisionKind.VALIDATION,
        meeting=meetings.sitting(instance, decided_on),
        subject=subject_of(finding),
    )
    return validate(by=by, finding=finding, decision=decision, was_read=was_read)


@transaction.atomic
def set_path_breaks(
    *, by: Person, finding: Finding, breaks: list[dict[str, str]]
) -> list[PathBreak]:
    """The breaks in someone's path between services, in order; replaces those written before.

    Raises NotNow once the constat is validated or withdrawn.
    """
    _hold(finding)
    check_open(FindingStatus(finding.status), "les ruptures de parcours")
    before = [_told(one) for one in finding.path_breaks.order_by("position", "pk")]
    finding.path_breaks.all().delete()
    made = [
        PathBreak.objects.create(finding=finding, position=position, **one)
        for position, one in enumerate(breaks)
    ]
    record(
        "diagnosis.path_breaks_set",
        by=by,
        target=finding,
        demarche_id=finding.demarche_id,
        before={"breaks": before},
        after={"breaks": [_told(one) for one in made]},
    )
    return made


def _take_over(finding: Finding, hypotheses: list[Hypothesis]) -> None:
    """The evidence of these hypotheses, for and against alike; what has no value is left."""
    for hypothesis in hypotheses:
        for link in hypothesis.links.select_related("evidence__partner_figure"):
            if not is_silent(link.evidence):
                FindingEvidence.objects.get_or_create(
                    finding=finding, evidence=link.evidence, defaults={"stance": link.stance}
                )


def close_validation(finding: Finding) -> None:
    """The validation that held until today no longer does; it stays in the constat's history."""
    finding.validations.filter(reopened_on=None).update(reopened_on=timezone.localdate())


def _told(one: PathBreak) -> str:
    """A break as the journal keeps it."""
    return f"{one.from_service} → {one.to_service} : {one.what_happens}"


def _link(finding: Finding, evidence: Evidence) -> dict[str, Any]:
    """Which way the evidence went, for the journal; empty when the constat did not rest on it."""
    kept = FindingEvidence.objects.filter(finding=finding, evidence=evidence).first()
    return {} if kept is None else {"evidence": str(evidence), "stance": kept.stance}


def _hold(finding: Finding) -> None:
    """Read the row again and lock it: what two people do at once is done one after the other."""
    finding.refresh_from_db(from_queryset=Finding.objects.select_for_update())


def _set(by: Person, finding: Finding, status: FindingStatus) -> Finding:
    before = {"status": finding.status, "decision": _held_by(finding)}
    finding.status = status
    finding.save(update_fields=["status"])
    record(
        "diagnosis.finding_status_set",
        by=by,
        target=finding,
        demarche_id=finding.demarche_id,
        before=before,
        after={"status": status, "decision": _held_by(finding)},
    )
    return finding


def _held_by(finding: Finding) -> str:
    """The decision by which the constat is validated today, for the journal."""
    is_held = finding.status == FindingStatus.VALIDATED
    return str(finding.validated_in) if is_held and finding.validated_in else ""


def _next_number(demarche: Demarche) -> int:
    """One more than the last; the démarche's row is locked meanwhile."""
    Demarche.objects.select_for_update().get(pk=demarche.pk)
    last = demarche.findings.aggregate(last=Max("number"))["last"]
    return 1 if last is None else last + 1
