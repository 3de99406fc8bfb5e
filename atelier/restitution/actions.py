"""Writes: prepare a restitution, choose, order and reword its elements, keep what is produced."""

import hashlib
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from atelier.accounts.models import Person
from atelier.audit.actions import changes, record
from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.restitution import figures
from atelier.restitution.models import Element, ElementKind, Production, Restitution
from atelier.restitution.rules import moved


MOST_ELEMENTS = 40
ROWS = {
    ElementKind.FINDING: ("finding", "findings"),
    ElementKind.EVIDENCE: ("evidence", "evidence"),
    ElementKind.WORDS: ("testimony", "testimonies"),
    ElementKind.DECISION: ("decision", "decisions"),
}


@transaction.atomic
def prepare(*, by: Person, demarche: Demarche, **values: Any) -> Restitution:
    """A new restitution, empty."""
    written = Restitution.objects.create(demarche=demarche, written_by=by, **values)
    _record("prepared", by, written, after={"title": written.title})
    return written


@transaction.atomic
def change(*, by: Person, restitution: Restitution, **values: Any) -> Restitution:
    """Its title, day, audience, message, requests."""
    before, after = changes(restitution, values)
    for name, value in after.items():
        setattr(restitution, name, value)
    restitution.save()
    _record("changed", by, restitution, before=before, after=after)
    return restitution


@transaction.atomic
def choose(*, by: Person, restitution: Restitution, keys: list[str]) -> list[Element]:
    """Show these and no other; those already there keep their place and their words.

    Raises NotNow for what is not of the démarche, cannot be quoted, or cannot be drawn.
    """
    if len(keys) > MOST_ELEMENTS:
        raise NotNow(
            f"{len(keys)} éléments sont cochés ; au-delà de {MOST_ELEMENTS}, personne n’écoute "
            "plus. Décochez-en."
        )
    kept = {one.key: one for one in restitution.elements.order_by("position", "pk")}
    removed = [one.pk for key, one in kept.items() if key not in keys]
    Element.objects.filter(pk__in=removed).delete()
    last = restitution.elements.aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    wanted = [key for key in dict.fromkeys(keys) if key not in kept]
    added = [_element(restitution, key, place + rank) for rank, key in enumerate(wanted)]
    _record(
        "chosen",
        by,
        restitution,
        before={"removed": [key for key in kept if key not in keys]},
        after={"added": wanted},
    )
    return added


@transaction.atomic
def move(
    *, by: Person, restitution: Restitution, element: int, move: str = "", before: int | None = None
) -> None:
    """One element up, down, before another, or last."""
    order = list(restitution.elements.order_by("position", "pk").values_list("pk", flat=True))
    wanted = moved(order, element, move=move, before=before)
    if wanted == order:
        return
    for position, pk in enumerate(wanted):
        Element.objects.filter(pk=pk).update(position=position)
    _record("moved", by, restitution, before={"order": order}, after={"order": wanted})


@transaction.atomic
def reword(*, by: Person, element: Element, **values: Any) -> Element:
    """The sentence of its slide, and what the speaker says."""
    before, after = changes(element, values)
    for name, value in after.items():
        setattr(element, name, value)
    element.save(update_fields=list(values))
    _record("reworded", by, element.restitution, before=before, after=after)
    return element


@transaction.atomic
def remove(*, by: Person, restitution: Restitution) -> None:
    """Delete it with its documents; what it showed stays in the démarche."""
    _record("removed", by, restitution, before={"title": restitution.title})
    files = [one.file for one in Production.objects.filter(restitution=restitution)]
    restitution.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))


@transaction.atomic
def keep(
    *, by: Person | None, restitution: Restitution, job: UUID, content: bytes, **values: Any
) -> Production:
    """Keep a document that a job made; the same job run again replaces its own.

    values   form, fmt, has_drafts
    """
    for old in Production.objects.filter(job=job):
        transaction.on_commit(lambda file=old.file: file.storage.delete(file.name))
        old.delete()
    made = Production(
        restitution=restitution,
        made_by=by,
        job=job,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **values,
    )
    made.file.save(f"document.{made.fmt}", ContentFile(content), save=False)
    made.save()
    _record("produced", by, restitution, after={"document": str(made), "sha256": made.sha256})
    return made


def _element(restitution: Restitution, key: str, position: int) -> Element:
    """A new element from its key. Raises NotNow."""
    kind, _, name = key.partition(":")
    if kind not in ElementKind.values or not name:
        raise NotNow("Un élément coché n’existe plus. Relisez la liste, puis recommencez.")
    made = Element(restitution=restitution, kind=kind, position=position)
    if kind in {ElementKind.MAP, ElementKind.TREND}:
        made.indicator = name
        made.frozen = figures.drawn(restitution.demarche, ElementKind(kind), name)
    else:
        _rest_on(made, ElementKind(kind), name)
    made.save()
    return made


def _rest_on(made: Element, kind: ElementKind, name: str) -> None:
    """Give it its row, of the same démarche. Raises NotNow."""
    field, rows = ROWS[kind]
    found = getattr(made.restitution.demarche, rows)
    row = found.filter(pk=name).first() if name.isdecimal() else None
    if row is None:
        raise NotNow("Un élément coché n’existe plus. Relisez la liste, puis recommencez.")
    if kind == ElementKind.WORDS and not row.may_quote:
        raise NotNow(f"{row.code} n’a pas accepté d’être cité : ses paroles ne se montrent pas.")
    setattr(made, field, row)


def _record(
    verb: str,
    by: Person | None,
    restitution: Restitution,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        f"restitution.{verb}",
        by=by,
        target=restitution,
        demarche_id=restitution.demarche_id,
        before=before,
        after=after,
    )
