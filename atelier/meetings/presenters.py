"""Meetings and decisions as pages print them."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from atelier.demarches.permissions import Standing
from atelier.meetings import queries
from atelier.meetings.models import (
    Answer,
    Attendance,
    Confirmation,
    Consultation,
    Decision,
    DecisionKind,
    DecisionStatus,
    Meeting,
    MeetingStatus,
    Opinion,
)
from atelier.meetings.rules import print_of
from atelier.ui.dates import day, hour, moment


MEETING_TONES = {
    MeetingStatus.PLANNED: "warning",
    MeetingStatus.CONVENED: "info",
    MeetingStatus.HELD: "good",
    MeetingStatus.CANCELLED: "neutral",
}
DECISION_TONES = {
    DecisionStatus.OPEN: "info",
    DecisionStatus.DONE: "good",
    DecisionStatus.DROPPED: "neutral",
}


def line(meeting: Meeting) -> dict[str, Any]:
    """One meeting in a list."""
    return {
        "title": meeting.title,
        "full_title": full_title(meeting),
        "instance": meeting.instance.name,
        "when": moment(meeting.starts_at, meeting.ends_at),
        "where": meeting.place or meeting.link,
        "word": meeting.get_status_display(),
        "tone": MEETING_TONES[MeetingStatus(meeting.status)],
        "url": url(meeting),
    }


def full_title(meeting: Meeting) -> str:
    """« COPIL — Choisir les thèmes »; the title alone when it already names the instance."""
    name = meeting.instance.name
    is_named = name.casefold() in meeting.title.casefold()
    return meeting.title if is_named else f"{name} — {meeting.title}"


def url(meeting: Meeting, page: str = "meeting") -> str:
    """Address of a page of the meeting."""
    return reverse(
        f"meetings:{page}",
        kwargs={"demarche_id": meeting.demarche_id, "meeting_id": meeting.pk},
    )


def whole(meeting: Meeting, standing: Standing) -> dict[str, Any]:
    """The page of a meeting."""
    came = list(meeting.attendances.all())
    return {
        **line(meeting),
        "pk": meeting.pk,
        "purpose": meeting.purpose,
        "place": meeting.place,
        "link": meeting.link,
        "agenda": list(meeting.agenda.all()),
        "minutes": meeting.minutes,
        "is_told": bool(meeting.minutes or any(one.note for one in meeting.agenda.all())),
        "missing": queries.missing(meeting) if _is_coming(meeting) else [],
        "attendances": [attendance(one, standing) for one in came],
        "tally": tally(came),
        "decisions": [decision(one) for one in meeting.decisions.all()],
        "open_decisions": [
            decision(one) for one in queries.open_decisions(meeting.instance, before=meeting)
        ],
        "too_long": too_long(meeting) if _is_coming(meeting) else "",
        "documents": list(queries.documents(meeting)),
        "is_coming": _is_coming(meeting),
        "is_held": meeting.status == MeetingStatus.HELD,
        "is_open": meeting.status != MeetingStatus.CANCELLED,
        "convocation": sent("Convocation envoyée", meeting.convened_at, came, "convened_at"),
        "releve": {
            **sent("Relevé envoyé", meeting.minutes_sent_at, came, "minutes_sent_at"),
            "is_stale": _is_stale(meeting),
        },
    }


def draft(
    meeting: Meeting, written: str | None = None, notes: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """The form of the minutes: what is saved, or what one wrote while somebody else was saving.

    written, notes   one's own text, which the form keeps; the text saved meanwhile is shown above
    """
    is_conflict = written is not None
    return {
        "seen": print_of(meeting),
        "is_conflict": is_conflict,
        "minutes": written if is_conflict else meeting.minutes,
        "points": [
            {
                "pk": point.pk,
                "title": point.title,
                "note": (notes or {}).get(point.pk, point.note),
            }
            for point in meeting.agenda.all()
        ],
    }


def too_long(meeting: Meeting) -> str:
    """« L’ordre du jour dure 180 min, la réunion 90 min… »; empty when it fits, or is not timed."""
    told = sum(point.minutes for point in meeting.agenda.all() if point.minutes is not None)
    lasts = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    if told <= lasts:
        return ""
    return (
        f"L’ordre du jour dure {told} min, la réunion {lasts} min : "
        "retirez un point, raccourcissez-en, ou prolongez la réunion."
    )


def sent(what: str, at: datetime | None, came: list[Attendance], field: str) -> dict[str, Any]:
    """« Relevé envoyé le 3 mars 2027 à 9 h à 11 personnes », to whom, and who was left out.

    field   of an attendance: when the letter left for that person
    """
    if at is None:
        return {"is_sent": False}
    reached = [str(one.person) for one in came if getattr(one, field)]
    others = [one for one in came if not getattr(one, field)]
    here = timezone.localtime(at)
    counted = "1 personne" if len(reached) == 1 else f"{len(reached)} personnes"
    return {
        "is_sent": True,
        "told": f"{what} le {day(here.date())} à {hour(here)}, à {counted}.",
        "to": reached,
        "later": [str(one.person) for one in others if one.person.email],
        "by_telephone": [str(one.person) for one in others if not one.person.email],
    }


def _is_stale(meeting: Meeting) -> bool:
    """Whether a decision was added to the relevé after it was sent."""
    at = meeting.minutes_sent_at
    return at is not None and any(one.recorded_at > at for one in meeting.decisions.all())


def over(meeting: Meeting) -> str:
    """Why nobody is asked to come any more; empty while they are."""
    if meeting.status == MeetingStatus.CANCELLED:
        return "Cette réunion est annulée : il n’y a rien à répondre."
    is_past = meeting.ends_at < timezone.now()
    if meeting.status == MeetingStatus.HELD or is_past:
        return "Cette réunion a eu lieu : il n’est plus temps de répondre."
    return ""


def replied(one: Attendance) -> str:
    """« Vous viendrez. », to whoever answered; empty before, and once the meeting was held."""
    words = {Answer.YES: "Vous viendrez.", Answer.NO: "Vous ne viendrez pas."}
    return words.get(Answer(one.answer), "")


def attendance(one: Attendance, standing: Standing) -> dict[str, Any]:
    """One person of the list."""
    return {
        "pk": one.pk,
        "name": str(one.person),
        "organisation": str(one.person.organisation or ""),
        "answer": one.answer,
        "word": one.get_answer_display() if _is_asked(one) else "À convoquer",
        "note": one.note,
        "telephone": one.person.telephone if standing.may_call(one.person) else "",
        "can_be_written_to": bool(one.person.email),
    }


def _is_asked(one: Attendance) -> bool:
    """Whether a letter left for the person, or they answered without one, as on the telephone."""
    return one.answer != Answer.WAITING or one.convened_at is not None


def tally(came: list[Attendance]) -> str:
    """« 5 viendront, 1 ne viendra pas, 3 sans réponse, 1 à convoquer »."""
    counted = Counter(Answer(one.answer) if _is_asked(one) else "" for one in came)
    words = {
        Answer.PRESENT: ("présent", "présents"),
        Answer.EXCUSED: ("excusé", "excusés"),
        Answer.ABSENT: ("absent", "absents"),
        Answer.YES: ("viendra", "viendront"),
        Answer.NO: ("ne viendra pas", "ne viendront pas"),
        Answer.WAITING: ("sans réponse", "sans réponse"),
        "": ("à convoquer", "à convoquer"),
    }
    told = [
        f"{counted[which]} {one if counted[which] == 1 else many}"
        for which, (one, many) in words.items()
        if counted[which]
    ]
    return ", ".join(told) or "Personne n’est encore sur la liste"


def decision(one: Decision) -> dict[str, Any]:
    """One line of the relevé."""
    return {
        "pk": one.pk,
        "number": f"D{one.number}",
        "kind": one.get_kind_display(),
        "text": one.text,
        "is_approved": one.is_approved,
        "when": day(one.decided_on),
        "carried_by": str(one.carried_by or ""),
        "due": day(one.due_on) if one.due_on else "",
        "is_late": bool(
            one.due_on and one.due_on < timezone.localdate() and one.status == DecisionStatus.OPEN
        ),
        "word": _decision_word(one),
        "tone": DECISION_TONES[DecisionStatus(one.status)] if one.is_approved else "neutral",
        "follow_up": one.follow_up,
        "url": reverse(
            "meetings:decision",
            kwargs={"demarche_id": one.demarche_id, "decision_id": one.pk},
        ),
    }


def _decision_word(one: Decision) -> str:
    """A validation is acquired by being taken: nobody had to follow it."""
    if not one.is_approved:
        return "Non adoptée"
    is_acquired = one.kind == DecisionKind.VALIDATION and one.status == DecisionStatus.DONE
    return "Acquise" if is_acquired and not one.follow_up else one.get_status_display()


def logged(one: Decision) -> dict[str, Any]:
    """One decision in the log: « validé en COPIL du … », and who recorded it."""
    verb = "Validé" if one.kind == "validation" and one.is_approved else "Décidé"
    verb = verb if one.is_approved else "Refusé"
    return {
        **decision(one),
        "instance": one.instance.name,
        "formula": f"{verb} en {one.instance.name} du {day(one.decided_on)}",
        "meeting": url(one.meeting) if one.meeting else "",
        "recorded": f"saisi par {one.recorded_by or 'une personne partie'} "
        f"le {day(timezone.localdate(one.recorded_at))}",
    }


def consultation(one: Consultation) -> dict[str, Any]:
    """A consultation and who answered what."""
    answers = list(one.confirmations.all())
    counted = Counter(answer.opinion for answer in answers)
    return {
        "pk": one.pk,
        "question": one.question,
        "messages": one.messages,
        "instance": one.instance.name,
        "closes": day(one.closes_on),
        "is_open": one.closes_on >= timezone.localdate(),
        "summary": f"{counted[Opinion.YES]} oui, {counted[Opinion.DISCUSS]} à discuter, "
        f"{counted['']} sans réponse",
        "answers": [_answer(answer) for answer in answers],
    }


def _answer(one: Confirmation) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "name": str(one.person),
        "opinion": one.opinion,
        "by_telephone": one.by_telephone,
        "can_be_told": not one.opinion or one.by_telephone,
        "word": one.get_opinion_display() or "Sans réponse",
        "comment": one.comment,
        "when": day(timezone.localdate(one.answered_at)) if one.answered_at else "",
    }


def _is_coming(meeting: Meeting) -> bool:
    return meeting.status in {MeetingStatus.PLANNED, MeetingStatus.CONVENED}
