"""The map of actors: what tables propose, who is named, which ties are drawn."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.workshops.actions.rhythm import stir
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Actor,
    Participant,
    ProposalStatus,
    Tie,
    TieKind,
    TieProposal,
)
from atelier.workshops.rules import PROPOSAL_TRANSITIONS


LONGEST_NAME = 150
SAID = ("first", "second", "kind", "theme", "public")


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
    stir(activity.workshop_id, phones=True)
    record(
        "workshops.tie_drawn",
        by=by,
        target=tie,
        demarche_id=demarche.pk,
        after={"kind": kind, **sorting},
    )
    return tie


@transaction.atomic
def propose_tie(
    *, activity: Activity, participant: Participant, uid: uuid.UUID, first: str, **said: str
) -> TieProposal:
    """What a table proposes: a link, or an actor alone. It waits for the facilitator to read it.

    said   second, kind, theme, public; without second, the actor has no link
    Raises NotNow before the activity opens, for another kind, or when both are the same.
    """
    if activity.kind != ActivityKind.ACTORS or activity.status == ActivityStatus.WAITING:
        raise NotNow("Cette activité n’est pas encore ouverte.")
    names = _names(first, said.get("second", ""))
    proposal, is_new = TieProposal.objects.get_or_create(
        uid=uid,
        defaults={
            "activity": activity,
            "participant": participant,
            "first": names[0],
            "second": names[1],
            "kind": said.get("kind", "") if names[1] else "",
            "theme": said.get("theme", ""),
            "public": said.get("public", ""),
        },
    )
    if is_new:
        stir(activity.workshop_id)
    return proposal


@transaction.atomic
def accept_proposals(
    *, by: Person, activity: Activity, proposals: Iterable[int], **edited: str
) -> int:
    """Put what tables proposed on the map, once each; returns how many proposals that answers.

    edited   first, second, kind, theme, public, when the facilitator changed the words
    """
    found = _waiting(activity, proposals, ProposalStatus.ACCEPTED)
    for one in found:
        said = {name: edited.get(name, getattr(one, name)) for name in SAID}
        names = _names(said["first"], said["second"])
        if names[1]:
            about = {name: said[name] for name in ("theme", "public")}
            kind = TieKind(said["kind"] or TieKind.WORKS_WITH)
            draw_tie(by=by, activity=activity, first=names[0], second=names[1], kind=kind, **about)
        one.actor = None if names[1] else _named(activity.workshop.demarche, names[0])
        one.status = ProposalStatus.ACCEPTED
        one.save(update_fields=["actor", "status"])
    _decided(by, activity, len(found), ProposalStatus.ACCEPTED)
    return len(found)


@transaction.atomic
def set_aside_proposals(*, by: Person, activity: Activity, proposals: Iterable[int]) -> int:
    """Keep them off the map. What was proposed stays readable by whoever facilitates."""
    found = _waiting(activity, proposals, ProposalStatus.ASIDE)
    for one in found:
        one.status = ProposalStatus.ASIDE
        one.save(update_fields=["status"])
    _decided(by, activity, len(found), ProposalStatus.ASIDE)
    return len(found)


@transaction.atomic
def name_actor(*, by: Person, activity: Activity, name: str) -> Actor:
    """An actor that works with nobody yet: it stands alone on the map."""
    if activity.kind != ActivityKind.ACTORS:
        raise NotNow("Les acteurs se nomment sur une carte des acteurs.")
    actor = _named(activity.workshop.demarche, name)
    TieProposal.objects.get_or_create(
        activity=activity,
        actor=actor,
        participant=None,
        status=ProposalStatus.ACCEPTED,
        defaults={"first": actor.name},
    )
    stir(activity.workshop_id, phones=True)
    record(
        "workshops.actor_named",
        by=by,
        target=actor,
        demarche_id=activity.workshop.demarche_id,
    )
    return actor


@transaction.atomic
def remove_tie(*, by: Person, tie: Tie) -> None:
    """A tie drawn by mistake."""
    workshop = tie.activity.workshop
    record("workshops.tie_removed", by=by, target=tie, demarche_id=workshop.demarche_id)
    tie.delete()
    stir(workshop.pk, phones=True)


def _names(first: str, second: str) -> tuple[str, str]:
    """Both names, spaces put in order. Raises NotNow without the first, or for twice the same."""
    written = tuple(" ".join(name.split())[:LONGEST_NAME] for name in (first, second))
    if not written[0]:
        raise NotNow("Nommez au moins un acteur.")
    if written[0].casefold() == written[1].casefold():
        raise NotNow("Un lien relie deux acteurs différents.")
    return written[0], written[1]


def _waiting(
    activity: Activity, proposals: Iterable[int], wanted: ProposalStatus
) -> list[TieProposal]:
    """Those of the activity that may become so."""
    found = activity.proposals.filter(pk__in=proposals).order_by("pk")
    return [one for one in found if wanted in PROPOSAL_TRANSITIONS[ProposalStatus(one.status)]]


def _decided(by: Person, activity: Activity, count: int, status: ProposalStatus) -> None:
    stir(activity.workshop_id, phones=True)
    record(
        "workshops.proposals_read",
        by=by,
        target=activity,
        demarche_id=activity.workshop.demarche_id,
        after={"count": count, "status": status},
    )


def _named(demarche: Demarche, name: str) -> Actor:
    """The actor of this name, whatever its capitals; a new one when nobody has it."""
    written = " ".join(name.split())[:LONGEST_NAME]
    if not written:
        raise NotNow("Nommez les deux acteurs.")
    known = Actor.objects.filter(demarche=demarche, name__iexact=written).order_by("pk").first()
    return known or Actor.objects.create(demarche=demarche, name=written)
