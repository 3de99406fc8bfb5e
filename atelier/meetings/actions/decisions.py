"""Decisions: recorded from the relevé, followed to the next meeting; consultations and answers."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.accounts import links
from atelier.accounts.mail import write_soon
from atelier.accounts.models import LinkScope, Person
from atelier.audit.actions import changes, record
from atelier.demarches import queries as people
from atelier.demarches.models import Demarche, Instance, Task
from atelier.demarches.rules import NotNow, check_transition
from atelier.meetings.models import (
    Confirmation,
    Consultation,
    Decision,
    DecisionKind,
    DecisionStatus,
    Opinion,
)
from atelier.meetings.rules import DECISION_TRANSITIONS, status_at_first


MOST_MESSAGES = 3
LONGEST_CONSULTATION = timedelta(days=366)


@transaction.atomic
def record_decision(
    *,
    by: Person,
    instance: Instance,
    decided_on: date,
    text: str,
    kind: DecisionKind,
    **values: Any,
) -> Decision:
    """One line of the relevé: « validé en COPIL du … ». Who recorded it is kept apart.

    values   meeting, subject, carried_by, due_on, is_approved…
    With someone to carry it, a task is given to them; a validation nobody carries is done by being
    taken. Raises NotNow when an instance that does not
    decide is said to validate, for the meeting of another instance, or for a day to come.
    """
    demarche = instance.demarche
    meeting = values.get("meeting")
    if meeting is not None and meeting.instance_id != instance.pk:
        raise NotNow(f"Cette réunion n’est pas celle de « {instance} » : choisissez son instance.")
    if kind == DecisionKind.VALIDATION and not instance.is_deciding:
        raise NotNow(
            f"« {instance} » ne valide pas : seuls le comité de pilotage et le conseil le peuvent."
        )
    if decided_on > timezone.localdate():
        raise NotNow("Une décision s’enregistre le jour où elle est prise, ou après.")
    Demarche.objects.select_for_update().get(pk=demarche.pk)
    last = demarche.decisions.aggregate(last=Max("number"))["last"]
    decision = Decision.objects.create(
        demarche=demarche,
        instance=instance,
        number=1 if last is None else last + 1,
        kind=kind,
        text=text,
        decided_on=decided_on,
        recorded_by=by,
        **{"status": status_at_first(kind, values), **values},
    )
    if decision.carried_by_id:
        Task.objects.create(
            demarche=demarche,
            person=decision.carried_by,
            title=decision.text[:200],
            due_on=decision.due_on,
            origin=f"decision:{decision.pk}",
        )
    record(
        "meetings.decided",
        by=by,
        target=decision,
        demarche_id=demarche.pk,
        after={"instance": instance, "decided_on": decided_on, "text": text, **values},
    )
    return decision


@transaction.atomic
def follow_decision(
    *, by: Person, decision: Decision, status: DecisionStatus, follow_up: str = ""
) -> Decision:
    """What became of it: followed by effect, dropped, or to follow again."""
    decision.refresh_from_db(from_queryset=Decision.objects.select_for_update())
    check_transition(DECISION_TRANSITIONS, decision.status, status, labels=DecisionStatus)
    before = {"status": decision.status, "follow_up": decision.follow_up}
    decision.status = status
    decision.follow_up = follow_up.strip() or decision.follow_up
    decision.save(update_fields=["status", "follow_up"])
    if status != DecisionStatus.OPEN:
        Task.objects.filter(origin=f"decision:{decision.pk}", done_on=None).update(
            done_on=timezone.localdate()
        )
    record(
        "meetings.decision_followed",
        by=by,
        target=decision,
        demarche_id=decision.demarche_id,
        before=before,
        after={"status": status, "follow_up": decision.follow_up},
    )
    return decision


@transaction.atomic
def consult(
    *,
    by: Person,
    instance: Instance,
    messages: list[str],
    question: str,
    closes_on: date,
    address: str,
) -> Consultation:
    """Send three messages at most and one question to the members, each by personal link.

    Members without address are asked too: whoever calls them records their answer.
    """
    kept = [message.strip() for message in messages if message.strip()]
    if not kept or len(kept) > MOST_MESSAGES:
        raise NotNow("Écrivez un à trois messages courts, puis une question.")
    if closes_on < timezone.localdate():
        raise NotNow("La date limite est déjà passée.")
    if closes_on > timezone.localdate() + LONGEST_CONSULTATION:
        raise NotNow("La date limite est trop lointaine : choisissez-la dans les douze mois.")
    consultation = Consultation.objects.create(
        demarche=instance.demarche,
        instance=instance,
        messages=kept,
        question=question,
        closes_on=closes_on,
    )
    seats = dict.fromkeys(seat.person for seat in people.members(instance))
    for person in seats:
        confirmation = Confirmation.objects.create(consultation=consultation, person=person)
        if person.email:
            _write(by, confirmation, address)
    record(
        "meetings.consulted",
        by=by,
        target=consultation,
        demarche_id=instance.demarche_id,
        after={"members": len(seats), "question": question},
    )
    return consultation


@transaction.atomic
def confirm(
    *, by: Person, confirmation: Confirmation, opinion: Opinion, comment: str = ""
) -> Confirmation:
    """« Oui » or « À discuter »; may change until the last day. Raises NotNow afterwards."""
    _hold(confirmation)
    return _answered(by, confirmation, opinion, comment=comment.strip(), by_telephone=False)


@transaction.atomic
def answer_for(*, by: Person, confirmation: Confirmation, opinion: Opinion) -> Confirmation:
    """An answer given on the telephone, recorded by whoever called; corrected in the same way.

    Raises NotNow when the member has answered by themselves: nobody speaks over them.
    """
    _hold(confirmation)
    if confirmation.opinion and not confirmation.by_telephone:
        raise NotNow(
            f"{confirmation.person} a répondu de son côté : "
            f"« {confirmation.get_opinion_display()} ». Sa réponse est gardée ; son lien personnel "
            "lui permet d’en changer."
        )
    return _answered(by, confirmation, opinion, comment=confirmation.comment, by_telephone=True)


def _answered(
    by: Person, confirmation: Confirmation, opinion: Opinion, **values: Any
) -> Confirmation:
    """Write the answer over the one before, which the journal keeps."""
    if confirmation.consultation.closes_on < timezone.localdate():
        raise NotNow("Cette consultation est close. Écrivez à la personne qui pilote la démarche.")
    before, after = changes(confirmation, {"opinion": opinion, **values})
    for name, value in after.items():
        setattr(confirmation, name, value)
    confirmation.answered_at = timezone.now()
    confirmation.save(update_fields=[*after, "answered_at"])
    record(
        "meetings.confirmed",
        by=by,
        target=confirmation,
        demarche_id=confirmation.consultation.demarche_id,
        before=before,
        after=after,
    )
    return confirmation


def _hold(confirmation: Confirmation) -> None:
    """Read the row again and lock it: what two people do at once is done one after the other."""
    confirmation.refresh_from_db(from_queryset=Confirmation.objects.select_for_update())


def _write(by: Person, confirmation: Confirmation, address: str) -> None:
    consultation = confirmation.consultation
    token = links.issue(
        by=by,
        person=confirmation.person,
        scope=LinkScope.CONFIRMATION,
        days=(consultation.closes_on - timezone.localdate()).days + 1,
        target=f"confirmation:{confirmation.pk}",
    )
    context = {
        "consultation": consultation,
        "person": confirmation.person,
        "by": by,
        "link": f"{address}avis/{token}",
    }
    write_soon("meetings/mail/avis", confirmation.person.email, context, reply_to=by.email)
