"""Reads of the démarche. Each page asks for what it prints in a constant number of queries."""

from collections.abc import Collection
from datetime import date

from django.db.models import CharField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from atelier.accounts.models import Organisation, Person
from atelier.audit.models import Event
from atelier.demarches.models import (
    Demarche,
    Instance,
    Mandate,
    Presentation,
    Step,
    StepStatus,
    Task,
)
from atelier.demarches.permissions import MANAGE_PEOPLE
from atelier.demarches.spaces import awaiting
from atelier.portraits.places import Place


# What the journal says of a démarche that came from an archive.
TAKEN_UP = "archives.demarche_imported"
# What it says of an invitation to join.
INVITED = "demarches.invited"


def demarches_of(person: Person) -> QuerySet[Demarche]:
    """The démarches where the person holds a mandate in force, latest first.

    `taken_up_at`: when it came from an archive; None for those opened here.
    """
    held = Mandate.objects.current().filter(person=person).values("demarche_id")
    came = Event.objects.filter(action=TAKEN_UP, demarche_id=OuterRef("pk")).order_by("-at")
    return (
        Demarche.objects.filter(pk__in=held)
        .annotate(taken_up_at=Subquery(came.values("at")[:1]))
        .select_related("organisation")
        .order_by("-opened_on", "-pk")
    )


def piloted_by(person: Person) -> QuerySet[Demarche]:
    """The démarches whose people the person manages today, latest first.

    Whoever only takes part in one never finds its members again in a démarche of their own.
    """
    held = Mandate.objects.current().filter(person=person, role__in=MANAGE_PEOPLE.roles)
    return demarches_of(person).filter(pk__in=held.values("demarche_id"))


def previous_choices(
    person: Person, *, place: Place, communes: Collection[str] = ()
) -> QuerySet[Demarche]:
    """The démarches a new one may start from, with their members: those the person pilots.

    Only those of the same territory, or that share a commune with it: nobody follows elsewhere.
    """
    here = (place.shelf, place.level, place.code)
    near = [
        one.pk
        for one in piloted_by(person).filter(shelf=place.shelf)
        if (one.code and (one.shelf, one.level, one.code) == here)
        or not set(one.communes).isdisjoint(communes)
    ]
    return piloted_by(person).filter(pk__in=near)


def steps(demarche: Demarche) -> list[Step]:
    """Every step with its deliverables, instances and pen."""
    return list(
        demarche.steps.select_related("holder__organisation")
        .prefetch_related("deliverables", "instances")
        .order_by("position", "id")
    )


def current_step(found: list[Step]) -> Step | None:
    """The step under way, else the first one to come; None when all is done."""
    waiting = (StepStatus.UNDER_WAY, StepStatus.PLANNED)
    return next((step for wanted in waiting for step in found if step.status == wanted), None)


def is_late(step: Step, today: date | None = None) -> bool:
    """Whether its end has passed and it is not finished."""
    day = today or timezone.localdate()
    open_states = {StepStatus.PLANNED, StepStatus.UNDER_WAY}
    return step.ends_on is not None and step.ends_on < day and step.status in open_states


def instances(demarche: Demarche, *, past: bool = False) -> list[Instance]:
    """Instances with their members in force, `members`, and each member's person."""
    in_force = _with_invitation(Mandate.objects.current()).select_related("person__organisation")
    found = demarche.instances.prefetch_related(
        Prefetch(
            "mandates",
            queryset=in_force.order_by("person__last_name", "person__first_name", "pk"),
            to_attr="members",
        )
    ).order_by("position", "id")
    return list(found if past else found.filter(closed_on=None))


def _with_invitation(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Each with `invited_at`, the last time an invitation left for it; None when none did."""
    own = Concat(Value("mandate:"), Cast(OuterRef("pk"), CharField()))
    left = Event.objects.filter(action=INVITED, target=own).order_by("-at")
    return mandates.annotate(invited_at=Subquery(left.values("at")[:1]))


def mandates(demarche: Demarche) -> list[Mandate]:
    """Mandates in force, in the démarche or its instances."""
    return list(
        _with_invitation(demarche.mandates.current())
        .select_related("person__organisation", "instance")
        .order_by("person__last_name", "person__first_name", "person_id", "pk")
    )


def mandates_of(person: Person, demarche: Demarche) -> list[Mandate]:
    """What the person holds here today."""
    held = demarche.mandates.current().filter(person=person)
    return list(held.select_related("instance").order_by("instance__position", "pk"))


def burden(person: Person, demarche: Demarche) -> dict[str, int]:
    """What a handover passes on beside the mandates: label → how many, without what is nought."""
    own = {
        "étapes dont elle tient la plume": demarche.steps.filter(holder=person).count(),
        "tâches en cours": demarche.tasks.filter(person=person, done_on=None).count(),
    }
    return {label: count for label, count in own.items() if count} | awaiting(demarche, person)


def past_mandates(demarche: Demarche) -> list[Mandate]:
    """Mandates that have ended: the history of who sat where."""
    return list(
        demarche.mandates.filter(ends_on__lt=timezone.localdate())
        .select_related("person", "instance")
        .order_by("-ends_on", "pk")
    )


def members(instance: Instance) -> list[Mandate]:
    """Who sits in the instance today."""
    return list(
        instance.mandates.current()
        .select_related("person__organisation")
        .order_by("person__last_name", "person__first_name", "pk")
    )


def people(demarche: Demarche) -> list[Person]:
    """Everyone with a mandate in force, by name, once."""
    held = demarche.mandates.current().values("person_id")
    return list(
        Person.objects.filter(pk__in=held)
        .select_related("organisation")
        .order_by("last_name", "first_name", "pk")
    )


def organisations(demarche: Demarche) -> QuerySet[Organisation]:
    """The organisations of those who take part."""
    held = demarche.mandates.current().values("person__organisation_id")
    return Organisation.objects.filter(pk__in=held).order_by("name", "pk")


def tasks(demarche: Demarche, *, done: bool = False) -> QuerySet[Task]:
    """Open tasks, soonest first; or the done ones, latest first."""
    found = demarche.tasks.select_related("person", "instance", "step")
    if done:
        return found.exclude(done_on=None).order_by("-done_on", "-pk")
    return found.filter(done_on=None).order_by("due_on", "pk")


def tasks_of(person: Person, demarche: Demarche) -> QuerySet[Task]:
    """Open tasks of the person, or of an instance they sit in when nobody is named."""
    seats = demarche.mandates.current().filter(person=person).values("instance_id")
    return tasks(demarche).filter(Q(person=person) | Q(person=None, instance_id__in=seats))


def late_tasks(demarche: Demarche, today: date | None = None) -> QuerySet[Task]:
    """Open tasks whose day has passed."""
    return tasks(demarche).filter(due_on__lt=today or timezone.localdate())


def presentations(demarche: Demarche) -> QuerySet[Presentation]:
    """Reports owed, soonest first."""
    return demarche.presentations.order_by("due_by", "pk")
