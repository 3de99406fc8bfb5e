"""The map of actors: who is named, which ties are drawn."""

from django.db import transaction

from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.workshops.actions.rhythm import stir
from atelier.workshops.models import Activity, ActivityKind, Actor, Tie, TieKind


@transaction.atomic
def draw_tie(
    *,
    by: Person,
    activity: Activity,
    first: str,
    second: str,
    kind: TieKind,
    **about: str,
) -> Tie:
    """A tie between two actors, made known by their names; drawing it again changes its kind.

    about   theme, public; empty for all
    Raises NotNow when both are the same, or for another kind of activity.
    """
    if activity.kind != ActivityKind.ACTORS:
        raise NotNow("Les liens se dessinent sur une carte des acteurs.")
    demarche = activity.workshop.demarche
    ends = sorted((_named(demarche, first), _named(demarche, second)), key=lambda one: one.pk)
    if ends[0].pk == ends[1].pk:
        raise NotNow("Un lien relie deux acteurs différents.")
    sorting = {"theme": about.get("theme", ""), "public": about.get("public", "")}
    tie, _ = Tie.objects.update_or_create(
        activity=activity, first=ends[0], second=ends[1], **sorting, defaults={"kind": kind}
    )
    stir(activity.workshop_id)
    record(
        "workshops.tie_drawn",
        by=by,
        target=tie,
        demarche_id=demarche.pk,
        after={"kind": kind, **sorting},
    )
    return tie


@transaction.atomic
def remove_tie(*, by: Person, tie: Tie) -> None:
    """A tie drawn by mistake."""
    workshop = tie.activity.workshop
    record("workshops.tie_removed", by=by, target=tie, demarche_id=workshop.demarche_id)
    tie.delete()
    stir(workshop.pk)


def _named(demarche: Demarche, name: str) -> Actor:
    """The actor of this name, whatever its capitals; a new one when nobody has it."""
    written = " ".join(name.split())[:150]
    if not written:
        raise NotNow("Nommez les deux acteurs.")
    known = Actor.objects.filter(demarche=demarche, name__iexact=written).order_by("pk").first()
    return known or Actor.objects.create(demarche=demarche, name=written)
