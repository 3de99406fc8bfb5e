"""The meetings: convened, held or to come, their minutes and their relevé."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from atelier.demarches.models import MandateFunction
from atelier.demonstration import clock, shelf
from atelier.demonstration.actions.cast import Cast
from atelier.diagnosis.actions import findings
from atelier.diagnosis.rules import subject_of
from atelier.meetings.actions import convoking, decisions, meetings
from atelier.meetings.models import Answer, Decision, DecisionKind, DecisionStatus, Meeting
from atelier.workshops.actions import preparation


ANSWERS = {"viendra": Answer.YES, "ne_viendra_pas": Answer.NO}


def sit(cast: Cast) -> None:
    """Every meeting of the card, in its order."""
    for card in shelf.card("reunions")["meetings"]:
        meeting = _plan(cast, card)
        if "workshop" in card:
            with cast.on(card["convened"] - 2):
                preparation.change_workshop(
                    by=cast.pilote, workshop=cast.workshops[card["workshop"]], meeting=meeting.pk
                )
        if "convened" in card:
            with cast.on(card["convened"], "11:00"):
                convoking.convene(by=cast.pilote, meeting=meeting, address=settings.ADDRESS)
        _answers(cast, meeting, card)
        if "cancelled" in card:
            with cast.on(card["cancelled"]):
                meetings.cancel(by=cast.pilote, meeting=meeting)
        elif card["day"] < 0:
            _hold(cast, meeting, card)


def _plan(cast: Cast, card: dict[str, Any]) -> Meeting:
    starts = clock.moment(cast.day(card["day"]), card["at"])
    # Not before the members took their seats, the day after the opening.
    seated = shelf.card("demarche")["opened"] + 2
    planned = max(card.get("convened", min(card["day"], 0) - 5) - 3, seated)
    with cast.on(planned):
        return meetings.plan_meeting(
            by=cast.pilote,
            demarche=cast.demarche,
            instance=cast.instances[card["instance"]],
            step=cast.steps[card["step"]],
            starts_at=starts,
            ends_at=starts + timedelta(hours=card["hours"]),
            agenda=[_point(cast, one) for one in card["agenda"]],
            **{name: card[name] for name in ("title", "purpose", "place", "link") if name in card},
        )


def _point(cast: Cast, one: dict[str, Any]) -> dict[str, Any]:
    if "presenter" not in one:
        return dict(one)
    return {**one, "presenter": cast.people[one["presenter"]]}


def _answers(cast: Cast, meeting: Meeting, card: dict[str, Any]) -> None:
    """What the card says; for a meeting held, whoever came had said so."""
    attended = {one.person_id: one for one in meeting.attendances.order_by("pk")}
    for key, said in card.get("answers", {}).items():
        told = said if isinstance(said, dict) else {"answer": said}
        with cast.on(-1):
            meetings.answer(
                by=None,
                attendance=attended[cast.people[key].pk],
                answer=ANSWERS[told["answer"]],
                note=told.get("note", ""),
            )


def _hold(cast: Cast, meeting: Meeting, card: dict[str, Any]) -> None:
    away = dict.fromkeys(card.get("excused", ()), Answer.EXCUSED)
    away |= dict.fromkeys(card.get("absent", ()), Answer.ABSENT)
    missing = {cast.people[key].pk: answer for key, answer in away.items()}
    present = {
        one.pk: missing.get(one.person_id, Answer.PRESENT)
        for one in meeting.attendances.order_by("pk")
    }
    with cast.on(card["day"], "18:00"):
        keeper = _keeper(cast, meeting)
        meetings.hold(by=keeper, meeting=meeting, present=present)
        meetings.write_minutes(by=keeper, meeting=meeting, minutes=card["minutes"].strip())
        made = [_decide(cast, meeting, one) for one in card.get("decisions", ())]
    for decision, one in zip(made, card.get("decisions", ()), strict=True):
        _follow(cast, decision, one)
    if "sent" in card:
        with cast.on(card["sent"], "09:00"):
            meetings.send_minutes(by=keeper, meeting=meeting, address=settings.ADDRESS)


def _keeper(cast: Cast, meeting: Meeting) -> Any:
    """Who keeps the relevé of the instance that day, the pilote by default."""
    seat = (
        meeting.instance.mandates.current()
        .filter(function__in=(MandateFunction.SECRETARY, MandateFunction.HOST))
        .order_by("-function", "pk")
        .first()
    )
    return seat.person if seat else cast.pilote


def _decide(cast: Cast, meeting: Meeting, card: dict[str, Any]) -> Decision:
    """One line of the relevé. A validation adopted validates the constat it names."""
    named = cast.findings[card["validates"]] if "validates" in card else None
    decision = decisions.record_decision(
        by=cast.pilote,
        instance=meeting.instance,
        decided_on=cast.day_of(meeting),
        text=card["text"],
        kind=DecisionKind(card["kind"]),
        meeting=meeting,
        subject=subject_of(named) if named else "",
        is_approved=card.get("is_approved", True),
        carried_by=cast.people[card["carried_by"]] if "carried_by" in card else None,
        due_on=cast.day(card["due"]) if "due" in card else None,
    )
    if named and decision.is_approved:
        findings.validate(by=cast.pilote, finding=named, decision=decision)
    return decision


def _follow(cast: Cast, decision: Decision, card: dict[str, Any]) -> None:
    if "done" not in card:
        return
    with cast.on(card["done"]["day"], "15:00"):
        decisions.follow_decision(
            by=cast.pilote,
            decision=decision,
            status=DecisionStatus.DONE,
            follow_up=card["done"]["text"],
        )
