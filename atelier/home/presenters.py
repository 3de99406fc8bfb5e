"""Homes in words: three messages at most, then what to do, then the rest."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from atelier.demarches import library
from atelier.demarches.models import Demarche, Role
from atelier.demarches.permissions import EDIT, READ, Standing
from atelier.demarches.presenters import steps as step_pages
from atelier.diagnosis.presenters import chain
from atelier.diagnosis.presenters import evidence as proofs
from atelier.home.queries import NEWS, Expected, Week
from atelier.meetings import presenters as meeting_pages
from atelier.meetings.models import Confirmation


def week(found: Week, standing: Standing) -> dict[str, Any]:
    """The pilote's page."""
    demarche = standing.demarche
    meeting = found.meeting
    return {
        "meeting": meeting_pages.line(meeting) if meeting else None,
        "untold": [meeting_pages.line(one) for one in found.untold],
        "first_steps": _first_steps(demarche) if found.begins else [],
        "missing": found.missing,
        "tally": _tally(meeting) if meeting else "",
        "folder_url": _folder(meeting) if meeting else "",
        "to_chase": [
            {
                "name": str(one.person),
                "organisation": str(one.person.organisation or ""),
                "telephone": one.person.telephone if standing.may_call(one.person) else "",
                "email": one.person.email or "",
                "meeting": one.meeting.title,
                "word": "n’a pas répondu" if one.convened_at else "à convoquer",
            }
            for one in found.to_chase
        ],
        "late_steps": step_pages.timeline(found.late_steps),
        "late_tasks": step_pages.tasks(found.late_tasks),
        "late_decisions": [meeting_pages.decision(one) for one in found.late_decisions],
        "tasks": step_pages.tasks(found.tasks),
        "to_review": [proofs.line(one) for one in found.to_review],
        "owed": step_pages.owed(found.owed),
        "current": _step(found.current_step, demarche),
        "next": _step(found.next_step, demarche),
        "is_late": bool(found.late_steps or found.late_tasks or found.late_decisions),
    }


def others(found: Expected, standing: Standing) -> dict[str, Any]:
    """The page of an élu, a partner, a resident."""
    reads = standing.may(READ)
    mine = [one for one in found.tasks if one.person_id == standing.person.pk]
    shared = [one for one in found.tasks if one.person_id != standing.person.pk]
    awaited = bool(found.confirmations or found.answers or found.tasks)
    return {
        "title": "Ce que l’on attend de vous" if awaited else "Rien à faire pour l’instant",
        "lead": "" if awaited else "Merci de votre participation.",
        "messages": messages(found) if reads else [],
        "answers": [
            {
                "pk": one.pk,
                **meeting_pages.line(one.meeting),
            }
            for one in found.answers
        ],
        "confirmations": [_question(one) for one in found.confirmations],
        "told": [_question(one) for one in found.told],
        "tasks": step_pages.tasks(mine),
        "done": step_pages.tasks(found.done),
        "shared_tasks": step_pages.tasks(shared),
        "meeting": meeting_pages.line(found.meeting) if found.meeting else None,
        "roles": sorted({Role(role).label for role in standing.roles}),
        "reads": reads,
    }


def _question(one: Confirmation) -> dict[str, Any]:
    """What is asked of the person, and what they said if they did."""
    return {
        "pk": one.pk,
        "question": one.consultation.question,
        "messages": one.consultation.messages,
        "closes": step_pages.day(one.consultation.closes_on),
        "opinion": one.opinion,
        "word": one.get_opinion_display(),
        "comment": one.comment,
    }


def messages(found: Expected) -> list[dict[str, str]]:
    """Three at most: the constats established, else the last decisions."""
    told = [
        {
            "text": one.statement,
            "note": chain.validated(one) or one.get_status_display(),
            "url": chain.finding_url(one),
        }
        for one in found.findings
    ]
    told += [
        {"text": one["text"], "note": one["formula"], "url": one["url"]}
        for one in (meeting_pages.logged(decision) for decision in found.decisions)
    ]
    return told[:NEWS]


def folder_panel(standing: Standing, pk: int) -> dict[str, Any]:
    """What the page of a meeting offers to print."""
    kwargs = {"demarche_id": standing.demarche.pk, "meeting_id": pk}
    return {
        "template": "home/_folder.html",
        "pdf": reverse("home:folder", kwargs={**kwargs, "fmt": "pdf"}),
        "word": reverse("home:folder", kwargs={**kwargs, "fmt": "docx"}),
    }


def is_pilote(standing: Standing) -> bool:
    """Whether the person drives the démarche: their home is « Ma semaine »."""
    return standing.may(EDIT)


def today(day: Any) -> str:
    """« Lundi 23 novembre »."""
    return f"{date_format(day, 'l')} {step_pages.day(day, year=False)}".capitalize()


def _first_steps(demarche: Demarche) -> list[dict[str, str]]:
    """What to do on the first day, in order."""
    asked = library.frames()[demarche.kind].missions
    told = (
        {"demarches:missions": "Dire qui exerce les quatre missions petite enfance"}
        if not all(demarche.missions.get(one.key) for one in asked)
        else {}
    )
    told |= {
        "demarches:add_member": "Inviter les premières personnes",
        "demarches:people": "Composer le comité de pilotage",
        "meetings:plan": "Fixer la date de la première réunion",
    }
    return [
        {"label": label, "url": reverse(page, kwargs={"demarche_id": demarche.pk})}
        for page, label in told.items()
    ]


def _step(step: Any, demarche: Demarche) -> dict[str, str] | None:
    if step is None:
        return None
    return {
        "title": step.title,
        "period": step_pages.period(step.starts_on, step.ends_on),
        "url": reverse("demarches:step", kwargs={"demarche_id": demarche.pk, "step_id": step.pk}),
    }


def _tally(meeting: Any) -> str:
    return meeting_pages.tally(list(meeting.attendances.all()))


def _folder(meeting: Any) -> str:
    return reverse(
        "home:folder",
        kwargs={"demarche_id": meeting.demarche_id, "meeting_id": meeting.pk, "fmt": "pdf"},
    ).removesuffix("pdf")
