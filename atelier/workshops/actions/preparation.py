"""Preparing: a workshop from a trame, its activities, the statements of « vrai, faux »."""

import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from atelier.accounts.models import Person
from atelier.audit.actions import changes, record
from atelier.demarches.models import Demarche
from atelier.demarches.permissions import Standing
from atelier.demarches.rules import NotNow
from atelier.workshops import figures, library
from atelier.workshops.actions.rhythm import stir
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Statement,
    Workshop,
    WorkshopStatus,
)
from atelier.workshops.permissions import may_facilitate
from atelier.workshops.rules import CODE_LENGTH, CODE_LETTERS
from atelier.workshops.sorting import publics_of


# What each kind builds on: the wall groups cards, dots go to the groups of the wall.
BUILDS_ON = {
    ActivityKind.WALL: ActivityKind.REPRESENTATIONS,
    ActivityKind.DOTS: ActivityKind.WALL,
}
TRIES = 20


@transaction.atomic
def prepare_workshop(
    *, by: Person, demarche: Demarche, title: str, held_on: date, trame: str, **where: Any
) -> Workshop:
    """A workshop with the activities of a trame, on the themes and publics of the démarche.

    where   place, meeting (the identifier of the meeting it takes place in)
    """
    workshop = Workshop.objects.create(
        demarche=demarche, title=title, held_on=held_on, code=_free_code(), **where
    )
    for kind in library.trames()[trame].activities:
        _propose(workshop, kind)
    record(
        "workshops.prepared",
        by=by,
        target=workshop,
        demarche_id=demarche.pk,
        after={"trame": trame, "held_on": held_on, **where},
    )
    return workshop


@transaction.atomic
def change_workshop(*, by: Person, workshop: Workshop, **values: Any) -> Workshop:
    """Change title, day, place, remarks."""
    before, after = changes(workshop, values)
    if after:
        for name, value in after.items():
            setattr(workshop, name, value)
        workshop.save(update_fields=list(after))
        stir(workshop.pk, phones=True)
        _journal("workshops.changed", by, workshop, workshop, before, after)
    return workshop


def hold_in(standing: Standing, pk: int, *, meeting: int, day: date) -> None:
    """The workshop takes place in this meeting, that day; nothing for whoever may not run it."""
    found = standing.demarche.workshops.filter(pk=pk).exclude(status=WorkshopStatus.CLOSED).first()
    if found is not None and may_facilitate(standing):
        change_workshop(by=standing.person, workshop=found, meeting=meeting, held_on=day)


@transaction.atomic
def renew_code(*, by: Person, workshop: Workshop) -> Workshop:
    """Another code to join; devices already in stay in."""
    workshop.code = _free_code()
    workshop.save(update_fields=["code"])
    stir(workshop.pk, phones=True)
    _journal("workshops.code_renewed", by, workshop, workshop)
    return workshop


@transaction.atomic
def remove_workshop(*, by: Person, workshop: Workshop) -> None:
    """Remove one that was never opened. Raises NotNow for any other: what people said is kept."""
    if workshop.status != WorkshopStatus.PREPARED:
        raise NotNow("Cet atelier a été ouvert : ce que la salle y a dit est gardé.")
    _journal("workshops.removed", by, workshop, workshop)
    workshop.delete()


@transaction.atomic
def add_activity(*, by: Person, workshop: Workshop, kind: ActivityKind) -> Activity:
    """One more activity at the end, as the shelf proposes it."""
    activity = _propose(workshop, kind)
    stir(workshop.pk)
    _journal("workshops.activity_added", by, activity, workshop, after={"kind": kind})
    return activity


@transaction.atomic
def change_activity(*, by: Person, activity: Activity, **values: Any) -> Activity:
    """Change what an activity asks. Its kind stays."""
    before, after = changes(activity, values)
    if after:
        for name, value in after.items():
            setattr(activity, name, value)
        activity.save(update_fields=list(after))
        stir(activity.workshop_id, phones=True)
        _journal("workshops.activity_changed", by, activity, activity.workshop, before, after)
    return activity


@transaction.atomic
def move_activity(*, by: Person, activity: Activity, before: bool) -> Activity:
    """One rank up or down."""
    ordered = list(activity.workshop.activities.order_by("position", "pk"))
    rank = ordered.index(activity)
    other = rank - 1 if before else rank + 1
    if 0 <= other < len(ordered):
        ordered[rank], ordered[other] = ordered[other], ordered[rank]
    for position, one in enumerate(ordered):
        one.position = position
    Activity.objects.bulk_update(ordered, ["position"])
    stir(activity.workshop_id)
    _journal("workshops.activity_moved", by, activity, activity.workshop)
    return activity


@transaction.atomic
def remove_activity(*, by: Person, activity: Activity) -> None:
    """Remove one that was never opened."""
    if activity.status != ActivityStatus.WAITING:
        raise NotNow("Cette activité a été ouverte : ce que la salle y a dit est gardé.")
    _journal("workshops.activity_removed", by, activity, activity.workshop)
    workshop_id = activity.workshop_id
    activity.delete()
    stir(workshop_id)


@transaction.atomic
def add_statement(
    *,
    by: Person,
    activity: Activity,
    text: str,
    is_true: bool | None = None,
    explanation: str = "",
    indicator: str = "",
) -> Statement:
    """One sentence to bet on; with an indicator, its figure is frozen as the portrait releases it.

    Raises NotNow when the indicator is not in the portrait of the démarche's territory.
    """
    if activity.kind != ActivityKind.TRUE_FALSE:
        raise NotNow("Les affirmations se rangent dans un « vrai, faux, on ne sait pas ».")
    figure = figures.frozen(activity.workshop.demarche, indicator) if indicator else {}
    last = activity.statements.aggregate(last=Max("position"))["last"]
    statement = Statement.objects.create(
        activity=activity,
        position=0 if last is None else last + 1,
        text=text,
        is_true=is_true,
        explanation=explanation.strip() or figure.get("sentence", ""),
        figure=figure,
    )
    stir(activity.workshop_id, phones=True)
    _journal(
        "workshops.statement_added", by, statement, activity.workshop, after={"figure": figure}
    )
    return statement


@transaction.atomic
def change_statement(*, by: Person, statement: Statement, **values: Any) -> Statement:
    """Reword one that is not revealed yet. Raises NotNow afterwards: the room has bet on it."""
    if statement.is_revealed:
        raise NotNow("Cette affirmation a été dévoilée : elle ne change plus.")
    before, after = changes(statement, values)
    if after:
        for name, value in after.items():
            setattr(statement, name, value)
        statement.save(update_fields=list(after))
        workshop = statement.activity.workshop
        stir(workshop.pk, phones=True)
        _journal("workshops.statement_changed", by, statement, workshop, before, after)
    return statement


@transaction.atomic
def remove_statement(*, by: Person, statement: Statement) -> None:
    """Remove one that was not revealed."""
    if statement.is_revealed:
        raise NotNow("Cette affirmation a été dévoilée : elle reste avec ce que la salle a parié.")
    workshop = statement.activity.workshop
    _journal("workshops.statement_removed", by, statement, workshop)
    statement.delete()
    stir(workshop.pk, phones=True)


def _propose(workshop: Workshop, kind: ActivityKind) -> Activity:
    """An activity as the shelf describes it, after those already there."""
    method = library.methods()[kind]
    ordered = list(workshop.activities.order_by("position", "pk"))
    if kind == ActivityKind.ACTORS:
        about = _first_map(workshop)
    else:
        wanted = BUILDS_ON.get(kind)
        about = next((one for one in reversed(ordered) if one.kind == wanted), None)
    return Activity.objects.create(
        workshop=workshop,
        kind=kind,
        position=len(ordered),
        title=method.title,
        instruction=method.instruction,
        themes=workshop.demarche.themes,
        publics=publics_of(workshop.demarche),
        about=about,
    )


def _first_map(workshop: Workshop) -> Activity | None:
    """The first map the démarche drew: the one drawn again is compared with it."""
    drawn = Activity.objects.filter(
        kind=ActivityKind.ACTORS, workshop__demarche=workshop.demarche_id, ties__isnull=False
    )
    here = workshop.activities.filter(kind=ActivityKind.ACTORS)
    return (
        drawn.order_by("workshop__held_on", "position", "pk").first()
        or here.order_by("-position", "-pk").first()
    )


def _free_code() -> str:
    """Six letters nobody uses; there are 85 million of them."""
    for _ in range(TRIES):
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if not Workshop.objects.filter(code=code).exists():
            return code
    raise NotNow("Aucun code libre n’a été trouvé. Recommencez.")


def _journal(
    action: str,
    by: Person,
    target: Any,
    workshop: Workshop,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        action,
        by=by,
        target=target,
        demarche_id=workshop.demarche_id,
        before=before,
        after=after,
    )
