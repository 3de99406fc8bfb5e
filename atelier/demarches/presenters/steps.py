"""Steps as the timeline and the step page print them."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from atelier.demarches import library, queries
from atelier.demarches.models import Demarche, Presentation, Step, StepStatus, Task
from atelier.portraits import queries as portraits
from atelier.ui.dates import day, day_number


TONES = {
    StepStatus.PLANNED: "neutral",
    StepStatus.UNDER_WAY: "info",
    StepStatus.DONE: "good",
    StepStatus.SKIPPED: "neutral",
}
# The step in which the report is presented.
PRESENTED = "presentation"
FORMATS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
SECTIONS = (
    ("why", "À quoi sert cette étape"),
    ("invite", "Qui inviter"),
    ("prepare", "Ce qu’il faut préparer"),
    ("mistakes", "Les erreurs fréquentes"),
    ("train", "Former ceux qui vont sur le terrain"),
)


def period(start: date | None, end: date | None) -> str:
    """« du 3 mars au 4 avril 2027 », « du 16 au 29 mars 2027 », « le 3 mars 2027 », or none yet."""
    if start and end and start != end:
        if (start.year, start.month) == (end.year, end.month):
            return f"du {day_number(start)} au {day(end)}"
        return f"du {day(start, year=start.year != end.year)} au {day(end)}"
    if start or end:
        return f"le {day(start or end)}"
    return "dates à fixer"


def state(step: Step, *, is_current: bool, today: date | None = None) -> dict[str, str]:
    """The word and tone of a step; « En retard » wins over the rest."""
    if queries.is_late(step, today):
        return {"word": "En retard", "tone": "warning", "state": "late"}
    if is_current and step.status == StepStatus.PLANNED:
        return {"word": "Étape en cours", "tone": "info", "state": "next"}
    names = {
        StepStatus.DONE: "done",
        StepStatus.UNDER_WAY: "current",
        StepStatus.SKIPPED: "skipped",
    }
    return {
        "word": step.get_status_display(),
        "tone": TONES[StepStatus(step.status)],
        "state": names.get(StepStatus(step.status), "planned"),
    }


def timeline(found: list[Step]) -> list[dict[str, Any]]:
    """Lines of the timeline."""
    current = queries.current_step(found)
    return [
        {
            "number": number,
            "title": step.title,
            "purpose": step.purpose,
            "url": _url(step),
            "period": period(step.starts_on, step.ends_on),
            "holder": step.holder,
            "instances": ", ".join(one.name for one in step.instances.all()),
            "delivered": sum(1 for one in step.deliverables.all() if one.delivered_on),
            "deliverables": len(step.deliverables.all()),
            **state(step, is_current=step == current),
        }
        for number, step in enumerate(found, start=1)
    ]


def sheet(step: Step) -> dict[str, Any] | None:
    """The method sheet: this démarche's own words where they were written, the model's elsewhere.

    None for a step of one's own without any text.
    """
    card = library.steps().get(step.key)
    model = card.sheet.model_dump() if card else {}
    own = step.sheet
    if not model and not own:
        return None
    sections = [
        {"key": key, "title": title, "lines": own.get(key, model.get(key, ()))}
        for key, title in SECTIONS
    ]
    agenda = own.get("agenda", model.get("agenda", ()))
    return {
        "sections": [one for one in sections if one["lines"]],
        "agenda": agenda,
        "minutes": sum(moment["minutes"] for moment in agenda),
        "materials": [_material(one, step.demarche_id) for one in card.sheet.materials]
        if card
        else [],
        "homework": library.homework(step.key, own),
        "is_own": bool(own),
    }


def _material(one: library.Material, demarche_id: int) -> dict[str, Any]:
    """Something to print, with the addresses it is found at."""
    kwargs = {"demarche_id": demarche_id}
    if one.page:
        return {"label": one.label, "links": [("Ouvrir", reverse(one.page, kwargs=kwargs))]}
    links = [
        (FORMATS[fmt], reverse("home:blank", kwargs={**kwargs, "key": one.blank, "fmt": fmt}))
        for fmt in one.formats
    ]
    return {"label": one.label, "links": links}


def owed(found: list[Presentation]) -> list[dict[str, Any]]:
    """Reports owed: to whom, by when, done or not."""
    today = timezone.localdate()
    return [
        {
            "body": one.body,
            "pk": one.pk,
            "period": _owed_period(one),
            "word": _owed_word(one, today),
            "tone": "good" if one.presented_on else _owed_tone(one, today),
            "required": one.required,
            "reference": one.reference,
            "note": one.note,
        }
        for one in found
    ]


def beyond_the_law(steps: list[Step], owed: list[Presentation]) -> list[str]:
    """What is planned after the last day a report is due: one sentence for each body."""
    planned = [one for one in steps if one.key == PRESENTED and one.starts_on]
    return [
        f"« {step.title} » commence le {day(step.starts_on)}, après le {day(one.due_by)}, dernier "
        f"jour où le rapport est dû ({one.body}) : avancez cette étape."
        for one in owed
        for step in planned
        if one.required and one.due_by and not one.presented_on and step.starts_on > one.due_by
    ]


def compared(demarche: Demarche) -> dict[str, Any] | None:
    """What changed since the démarche this one follows; None when there is none."""
    old = demarche.previous
    if old is None:
        return None
    themes, publics = library.themes(), library.publics()
    return {
        "previous": old,
        "rows": [
            _difference("Thèmes", old.themes, demarche.themes, themes),
            _difference("Publics", _publics(old), _publics(demarche), publics),
            _difference("Communes", old.communes, demarche.communes, _changed_communes(demarche)),
            _difference(
                "Instances",
                [one.name for one in old.instances.all()],
                [one.name for one in demarche.instances.all()],
                {},
            ),
            _difference(
                "Personnes",
                sorted({str(one.person) for one in old.mandates.select_related("person")}),
                sorted({str(one) for one in queries.people(demarche)}),
                {},
            ),
        ],
    }


def tasks(found: list[Task]) -> list[dict[str, Any]]:
    """Tasks with whose they are and whether they are late."""
    today = timezone.localdate()
    return [
        {
            "pk": task.pk,
            "title": task.title,
            "note": task.note,
            "who": str(task.person or task.instance or "À confier"),
            "due": f"pour le {day(task.due_on)}" if task.due_on else "sans date",
            "is_late": bool(task.due_on and task.due_on < today and not task.done_on),
            "done": day(task.done_on) if task.done_on else "",
            "step": task.step,
        }
        for task in found
    ]


def _changed_communes(demarche: Demarche) -> dict[str, str]:
    """Names of the communes that only one of the two démarches has."""
    old = demarche.previous
    found = portraits.communes_of(old.shelf, {*old.communes} ^ {*demarche.communes})
    return {one.code: one.name for one in found}


def _publics(demarche: Demarche) -> list[str]:
    """Its publics, and the ages it chose."""
    return [*demarche.publics, *library.ages(demarche.public_ages).values()]


def _difference(
    label: str, before: list[str], after: list[str], names: dict[str, str]
) -> dict[str, Any]:
    """What came in and what went out."""
    return {
        "label": label,
        "added": [names.get(one, one) for one in after if one not in before],
        "removed": [names.get(one, one) for one in before if one not in after],
        "kept": sum(1 for one in after if one in before),
    }


def _owed_period(one: Presentation) -> str:
    if one.due_from and one.due_by:
        return period(one.due_from, one.due_by)
    return f"au plus tard le {day(one.due_by)}" if one.due_by else "à la date de votre choix"


def _owed_word(one: Presentation, today: date) -> str:
    if one.presented_on:
        return f"Présenté le {day(one.presented_on)}"
    if one.due_by and one.due_by < today:
        return "En retard"
    return "À présenter"


def _owed_tone(one: Presentation, today: date) -> str:
    return "bad" if one.due_by and one.due_by < today else "neutral"


def _url(step: Step) -> str:
    return reverse("demarches:step", kwargs={"demarche_id": step.demarche_id, "step_id": step.pk})
