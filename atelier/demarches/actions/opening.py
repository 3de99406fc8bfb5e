"""Opening a démarche from a frame, and changing its settings."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.accounts.models import Organisation, Person
from atelier.audit.actions import changes, record
from atelier.demarches import library
from atelier.demarches.models import (
    Deliverable,
    Demarche,
    DemarcheStatus,
    Instance,
    InstanceKind,
    Mandate,
    Presentation,
    Role,
    Step,
)
from atelier.demarches.rules import (
    DEMARCHE_TRANSITIONS,
    WHOLE_ANALYSES,
    check_transition,
    council_named,
    council_of,
    due_dates,
    grouped_by,
    owes_analysis,
    step_period,
)


# A quick démarche, for a crisis, keeps the steps without which nothing is established.
QUICK_STEPS = frozenset({"cadrage", "objectivation", "analyse", "preconisations", "presentation"})
QUICK_PACE = 0.34


@transaction.atomic
def open_demarche(
    *,
    by: Person,
    organisation: Organisation,
    place: dict[str, Any],
    settings: dict[str, Any],
    bodies: tuple[str, ...] = (),
    previous: Demarche | None = None,
) -> Demarche:
    """A démarche with the instances, steps and presentations of its frame; `by` pilots it.

    place     shelf, level, code, communes, territory_name
    settings  name, kind, and any other field of the démarche
    bodies    further bodies owed the report (the CCAS that still exist beside a CIAS)
    previous  what is carried over: themes, publics, instances with their members still in place
    """
    frame = library.frames()[settings["kind"]]
    chosen = {"themes": list(frame.themes), "publics": list(frame.publics), **settings}
    if previous is not None:
        chosen = {**chosen, "themes": settings.get("themes") or previous.themes}
        chosen = {**chosen, "publics": settings.get("publics") or previous.publics}
    demarche = Demarche.objects.create(
        organisation=organisation, previous=previous, **place, **chosen
    )
    Mandate.objects.create(
        demarche=demarche,
        person=by,
        role=Role.PILOTE,
        starts_on=_in_place_from(demarche),
        accepted_at=timezone.now(),
    )
    instances = _instances(demarche, _proposed(frame, settings), previous)
    if previous is not None:
        _renew_roles(demarche, previous, by)
    _steps(demarche, frame, instances)
    _presentations(demarche, frame, bodies)
    record("demarches.opened", by=by, target=demarche, demarche_id=demarche.pk, after=settings)
    return demarche


@transaction.atomic
def change_demarche(*, by: Person, demarche: Demarche, **values: Any) -> Demarche:
    """Change settings of the démarche."""
    before, after = changes(demarche, values)
    if after:
        for name, value in after.items():
            setattr(demarche, name, value)
        demarche.save(update_fields=list(after))
        record(
            "demarches.changed",
            by=by,
            target=demarche,
            demarche_id=demarche.pk,
            before=before,
            after=after,
        )
    return demarche


@transaction.atomic
def set_demarche_status(*, by: Person, demarche: Demarche, status: DemarcheStatus) -> Demarche:
    """Close, reopen or archive. Raises NotNow when the passage is not in the table."""
    check_transition(DEMARCHE_TRANSITIONS, demarche.status, status, labels=DemarcheStatus)
    before = demarche.status
    demarche.status = status
    demarche.closed_on = None if status == DemarcheStatus.OPEN else timezone.localdate()
    demarche.save(update_fields=["status", "closed_on"])
    record(
        "demarches.status_set",
        by=by,
        target=demarche,
        demarche_id=demarche.pk,
        before={"status": before},
        after={"status": status},
    )
    return demarche


@transaction.atomic
def add_presentation(*, by: Person, demarche: Demarche, **values: Any) -> Presentation:
    """A further body owed the report."""
    presentation = Presentation.objects.create(demarche=demarche, **values)
    record(
        "demarches.presentation_added",
        by=by,
        target=presentation,
        demarche_id=demarche.pk,
        after=values,
    )
    return presentation


@transaction.atomic
def change_presentation(*, by: Person, presentation: Presentation, **values: Any) -> Presentation:
    """Dates, or the day it was presented and the number of the délibération."""
    before, after = changes(presentation, values)
    if after:
        for name, value in after.items():
            setattr(presentation, name, value)
        presentation.save(update_fields=list(after))
        record(
            "demarches.presentation_changed",
            by=by,
            target=presentation,
            demarche_id=presentation.demarche_id,
            before=before,
            after=after,
        )
    return presentation


def _in_place_from(demarche: Demarche) -> date:
    """A démarche that opens later is prepared from today: nobody is shut out until that day."""
    return min(demarche.opened_on, timezone.localdate())


def _instances(
    demarche: Demarche, proposed: list[library.InstanceModel], previous: Demarche | None
) -> dict[str, list[Instance]]:
    """Those proposed, or those of the previous démarche, with their current members."""
    made: dict[str, list[Instance]] = {}
    if previous is not None and previous.instances.exists():
        for old in previous.instances.filter(closed_on=None).order_by("position", "id"):
            made.setdefault(old.kind, []).append(_renewed(demarche, old))
        return made
    for position, model in enumerate(proposed):
        fields = model.model_dump()
        fields["name"] = model.name.format(conseil=council_of(demarche.organisation.kind))
        made.setdefault(model.kind, []).append(
            Instance.objects.create(demarche=demarche, position=position, **fields)
        )
    return made


def _proposed(frame: library.Frame, settings: dict[str, Any]) -> list[library.InstanceModel]:
    """The frame's instances; its thematic groups are those of the themes chosen, if any were."""
    chosen = grouped_by(settings.get("themes") or [])
    groups = [one for one in frame.instances if one.kind == InstanceKind.GROUPE_THEMATIQUE]
    if not chosen or not groups:
        return list(frame.instances)
    first = frame.instances.index(groups[0])
    named = [
        groups[0].model_copy(update={"name": f"Groupe {_small(library.themes()[theme])}"})
        for theme in chosen
    ]
    others = [one for one in frame.instances if one not in groups]
    return [*others[:first], *named, *others[first:]]


def _small(label: str) -> str:
    """« Logement et habitat » → « logement et habitat »."""
    return label[:1].lower() + label[1:]


def _renewed(demarche: Demarche, old: Instance) -> Instance:
    """The same instance in a new démarche, with the members still in place."""
    fields = {
        name: getattr(old, name) for name in ("kind", "name", "mission", "is_deciding", "position")
    }
    instance = Instance.objects.create(demarche=demarche, **fields)
    for held in old.mandates.current().exclude(role=Role.PRESTATAIRE):
        _renew_mandate(demarche, held, instance)
    return instance


def _renew_roles(demarche: Demarche, previous: Demarche, by: Person) -> None:
    """Those who hold a role of the whole démarche keep it; its piloting is asked again."""
    alone = previous.mandates.current().filter(instance=None).exclude(person=by)
    for held in alone.exclude(role__in=(Role.PILOTE, Role.PRESTATAIRE)):
        _renew_mandate(demarche, held, None)


def _renew_mandate(demarche: Demarche, held: Mandate, instance: Instance | None) -> None:
    Mandate.objects.create(
        demarche=demarche,
        person=held.person,
        role=held.role,
        instance=instance,
        function=held.function,
        starts_on=_in_place_from(demarche),
        succeeds=held,
        accepted_at=held.accepted_at,
    )


def _steps(demarche: Demarche, frame: library.Frame, instances: dict[str, list[Instance]]) -> None:
    """The frame's steps, one after the other from the opening day, August apart."""
    day: date = demarche.opened_on
    kept = [one for one in frame.steps if not demarche.is_quick or one.key in QUICK_STEPS]
    for position, model in enumerate(kept):
        card = library.steps()[model.key]
        length = timedelta(weeks=model.weeks) * (QUICK_PACE if demarche.is_quick else 1)
        starts_on, ends_on = step_period(day, length, is_quick=demarche.is_quick)
        step = Step.objects.create(
            demarche=demarche,
            position=position,
            key=model.key,
            title=card.title,
            purpose=card.purpose,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        step.instances.set([one for kind in model.instances for one in instances.get(kind, ())])
        Deliverable.objects.bulk_create(
            Deliverable(step=step, title=title) for title in card.deliverables
        )
        day = ends_on + timedelta(days=1)


def _presentations(demarche: Demarche, frame: library.Frame, bodies: tuple[str, ...]) -> None:
    """What the frame owes, and what each further body is owed: a CCAS or CIAS by law."""
    council = council_named(demarche.organisation)
    owed: dict[str, tuple[bool, str]] = {}
    for model in frame.presentations:
        owed[model.body.format(conseil=council)] = (model.required, model.calendar)
        others = (model.required, model.calendar)
        for body in bodies:
            by_law = demarche.kind in WHOLE_ANALYSES and owes_analysis(body)
            owed.setdefault(body, (True, "year_after_renewal") if by_law else others)
    for body, (required, calendar) in owed.items():
        due_from, due_by = due_dates(calendar, demarche.opened_on, library.renewals())
        Presentation.objects.create(
            demarche=demarche, body=body, required=required, due_from=due_from, due_by=due_by
        )
