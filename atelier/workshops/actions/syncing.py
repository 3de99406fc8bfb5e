"""What was typed without network comes in: each gesture says the whole of what it wants.

A gesture carries the uid of what it makes or the identity of what it changes, and the site notes
those it has done: sent twice, it is done once. What others changed meanwhile is told.
"""

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from atelier.accounts.models import Person
from atelier.demarches.rules import NotNow
from atelier.workshops.actions import conduct, conducting, paper, wall
from atelier.workshops.actions.conducting import activity_of, card_of, subject
from atelier.workshops.actions.gestures import Gesture
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    Card,
    Group,
    Guess,
    ReceivedGesture,
    Statement,
    Workshop,
)
from atelier.workshops.rules import Conflict


def sync(*, by: Person, workshop: Workshop, gestures: list[Gesture]) -> dict[str, Any]:
    """Do each gesture in order, each in its own transaction.

    returns   done: uids to forget; refused: uid → why, in French (kept by the page); conflicts:
              uid → what the site holds instead, for whoever facilitates to choose; told: what
              others had changed meanwhile; counts: how many of each kind were new
    """
    told: list[str] = []
    done: list[str] = []
    refused: dict[str, str] = {}
    conflicts: dict[str, str] = {}
    held: dict[str, Conflict] = {}
    counts: Counter[str] = Counter()
    for gesture in gestures:
        try:
            # What follows on the same subject waits for the same choice.
            if subject(gesture) in held:
                raise held[subject(gesture)]
            is_new = _once(by, workshop, gesture, told)
        except NotNow as problem:
            refused[str(gesture.uid)] = str(problem)
            if isinstance(problem, Conflict):
                held[subject(gesture)] = problem
                conflicts[str(gesture.uid)] = problem.theirs
        else:
            done.append(str(gesture.uid))
            counts[gesture.kind] += is_new
    return {
        "done": done,
        "refused": refused,
        "conflicts": conflicts,
        "told": told,
        "counts": dict(counts),
    }


@transaction.atomic
def take_photo(*, by: Person, activity: Activity, uid: uuid.UUID, upload: UploadedFile) -> bool:
    """Keep a photograph taken without network; sent again, it is kept once.

    returns  whether it is new. Raises NotNow for what is not a photograph.
    """
    _, is_new = ReceivedGesture.objects.get_or_create(
        workshop=activity.workshop,
        fingerprint=hashlib.sha256(f"photo {uid}".encode()).hexdigest(),
    )
    if is_new:
        paper.keep_photo(by=by, activity=activity, upload=upload)
    return is_new


@transaction.atomic
def _once(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """Do it unless it was done. What is refused is not noted: it may be sent again."""
    _, is_new = ReceivedGesture.objects.get_or_create(
        workshop=workshop,
        fingerprint=hashlib.sha256(gesture.model_dump_json().encode()).hexdigest(),
    )
    return is_new and _doer(gesture.kind)(by, workshop, gesture, told)


Doer = Callable[[Person, Workshop, Gesture, list[str]], bool]


def _doer(kind: str) -> Doer:
    if kind not in DOERS:
        raise NotNow("Cette saisie vient d’une version plus ancienne de la page. Rechargez-la.")
    return DOERS[kind]


def _card(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """A paper card typed."""
    is_new = not Card.objects.filter(uid=gesture.uid).exists()
    paper.type_card(
        by=by,
        activity=activity_of(workshop, gesture, ActivityKind.REPRESENTATIONS),
        uid=gesture.uid,
        text=gesture.text,
        theme=gesture.theme,
        public=gesture.public,
        college=gesture.college or "",
    )
    return is_new


def _group(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """A group made or named. One merged away meanwhile comes back under its name."""
    known = Group.objects.filter(uid=gesture.uid).first()
    if known is None:
        if not gesture.text.strip():
            raise NotNow("Nommez ce groupe avant de l’envoyer.")
        wall.add_group(
            by=by,
            workshop=workshop,
            name=gesture.text,
            uid=gesture.uid,
            theme=gesture.theme,
            public=gesture.public,
        )
        return True
    if known.workshop_id != workshop.pk:
        raise NotNow("Ce groupe appartient à un autre atelier.")
    wall.change_group(by=by, group=known, name=gesture.text.strip() or known.name)
    return False


def _move(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """A card put in a group. `was`: where the page had taken it from."""
    card = card_of(workshop, gesture)
    wanted = None
    if gesture.group:
        wanted = Group.objects.filter(uid=gesture.group, workshop=workshop).first()
        if wanted is None:
            raise NotNow("Le groupe visé n’existe plus : rangez de nouveau cette carte.")
    here = card.group.uid if card.group else None
    if here == gesture.group:
        return False
    if here != gesture.was and card.group is not None:
        told.append(
            f"« {card.text[:60]} » avait été rangée ailleurs pendant la coupure "
            f"(« {card.group.name[:60]} ») ; votre rangement est gardé."
        )
    wall.move_card(by=by, card=card, group=wanted)
    return True


def _merge(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """The group `was` goes into `group`; already gone, there is nothing to do."""
    gone = Group.objects.filter(uid=gesture.was, workshop=workshop).first()
    into = Group.objects.filter(uid=gesture.group, workshop=workshop).first()
    if gone is None:
        return False
    if into is None:
        raise NotNow("Le groupe visé n’existe plus : fusionnez de nouveau.")
    wall.merge_groups(by=by, group=gone, into=into)
    return True


def _dots(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """A vote counted by hand; sent again, it replaces the same count."""
    activity = activity_of(workshop, gesture, ActivityKind.DOTS)
    known = {str(one.uid): one.pk for one in workshop.groups.order_by("pk")}
    is_new = not workshop.participants.filter(uid=gesture.uid).exists()
    lost = [uid for uid in gesture.counts if uid not in known]
    if lost:
        raise NotNow("Un groupe compté n’existe plus : comptez de nouveau ce vote.")
    paper.count_dots(
        by=by,
        activity=activity,
        uid=gesture.uid,
        voters=gesture.voters,
        dots={known[uid]: count for uid, count in gesture.counts.items()},
        college=gesture.college or "",
    )
    return is_new


def _bets(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """Hands raised for a statement."""
    counts = {Guess(key): count for key, count in gesture.counts.items() if key in Guess}
    made = {uuid.uuid5(gesture.uid, str(guess)) for guess in counts}
    is_new = not workshop.participants.filter(uid__in=made).exists()
    paper.count_bets(
        by=by,
        statement=_statement(workshop, gesture),
        uid=gesture.uid,
        counts=counts,
        college=gesture.college or "",
    )
    return is_new


def _reveal(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """The figure was shown to the room."""
    statement = _statement(workshop, gesture)
    was_revealed = statement.is_revealed
    conduct.reveal(by=by, statement=statement)
    return not was_revealed


DOERS: dict[str, Doer] = {
    "card": _card,
    "group": _group,
    "move": _move,
    "merge": _merge,
    "dots": _dots,
    "bets": _bets,
    "reveal": _reveal,
    **conducting.DOERS,
}


def _statement(workshop: Workshop, gesture: Gesture) -> Statement:
    found = Statement.objects.filter(pk=gesture.statement, activity__workshop=workshop)
    statement = found.select_related("activity__workshop").first()
    if statement is None:
        raise NotNow("Cette affirmation n’existe plus dans l’atelier.")
    return statement
