"""What is told to people: restitutions prepared, their elements, their documents already made."""

from typing import Any
from uuid import uuid4

from atelier.demonstration import shelf
from atelier.demonstration.actions.cast import Cast
from atelier.restitution import actions, queries
from atelier.restitution.models import Restitution
from atelier.restitution.printing.making import made


def tell(cast: Cast, key: str) -> None:
    """One restitution of the card, as the démarche stands when it is played."""
    card = shelf.card("restitutions")[key]
    _produce(cast, _prepare(cast, card), card)


def _prepare(cast: Cast, card: dict[str, Any]) -> Restitution:
    told = {name: card[name] for name in ("title", "audience", "message") if name in card}
    keys = [_key(cast, one) for one in card["elements"]]
    by = cast.person_of(card)
    with cast.on(card["day"], "14:00"):
        prepared = actions.prepare(
            by=by,
            demarche=cast.demarche,
            held_on=cast.day(card["held"]),
            instance=cast.instances[card["instance"]] if "instance" in card else None,
            requests="\n".join(card.get("requests", ())),
            **told,
        )
        chosen = actions.choose(by=by, restitution=prepared, keys=keys)
    with cast.on(card["day"], "15:30"):
        for element, one in zip(chosen, card["elements"], strict=True):
            words = {name: one[name] for name in ("message", "note") if name in one}
            if words:
                actions.reword(by=by, element=element, **words)
    return prepared


def _key(cast: Cast, one: dict[str, str]) -> str:
    """What the page of choice calls the row a card names."""
    if "finding" in one:
        return f"finding:{cast.findings[one['finding']].pk}"
    if "evidence" in one:
        return f"evidence:{cast.evidence[one['evidence']].pk}"
    if "words" in one:
        return f"words:{cast.evidence[one['words']].testimony_id}"
    if "validates" in one:
        cast.findings[one["validates"]].refresh_from_db()
        return f"decision:{cast.findings[one['validates']].validated_in_id}"
    (kind,) = {"map", "trend"} & set(one)
    return f"{kind}:{one[kind]}"


def _produce(cast: Cast, prepared: Restitution, card: dict[str, Any]) -> None:
    """The documents, as a job would have made them."""
    with cast.on(card["produced"], "16:45"):
        for form, fmt in card["documents"]:
            found = queries.restitution(cast.demarche, prepared.pk)
            document = made(found, form, fmt)
            actions.keep(
                by=cast.person_of(card),
                restitution=prepared,
                job=uuid4(),
                content=document.content,
                form=form,
                fmt=fmt,
                has_drafts=document.has_drafts,
            )
