"""Erasing people: who they were goes, what was decided and their public mandates stay."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import CharField, JSONField, Model, Q, QuerySet, TextField
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from atelier.accounts.models import Person
from atelier.archives import standing, storage, traces
from atelier.archives.rules.erasure import (
    DETACHED,
    JOURNAL_WORDS,
    KEPT,
    OWN_WORDS,
    PERSON_VALUES,
    WITHDRAWN,
)
from atelier.archives.rules.travel import PERSONAL
from atelier.audit.actions import record
from atelier.audit.models import Event
from atelier.demarches.models import Mandate
from atelier.demarches.rules import NotNow


BATCH = 500
NAMING = {"first_name", "last_name", "email", "telephone", "function"}


@transaction.atomic
def erase(*, by: Person | None, person: Person) -> Person:
    """Erase a person. Done twice, it leaves what it leaves when done once.

    Raises NotNow for the last pilote of a démarche, or the last to administer the site.
    """
    kept = Person.objects.select_for_update().get(pk=person.pk)
    if kept.erased_at:
        return kept
    reasons = standing.obstacles(kept)
    if reasons:
        raise NotNow(" ".join(reasons))
    erase_all([kept])
    kept.refresh_from_db()
    author = kept if by is not None and by.pk == kept.pk else by
    record("archives.person_erased", by=author, target=kept)
    return kept


def erase_all(people: list[Person]) -> None:
    """Erase these people, in the transaction under way; whoever calls has checked who they are."""
    looked_for = traces.Traces([pair for one in people for pair in patterns(one)])
    for person in people:
        name_public_mandates(person.mandates.select_related("instance", "person"))
        _withdraw_words(person)
        _detach(person)
        _close_doors(person)
        _anonymise(person)
    _forget_letters(looked_for)
    scrub(looked_for)
    transaction.on_commit(storage.forget_made)


def patterns(person: Person) -> list[tuple[Any, str]]:
    """What to look for: the names, addresses and number of a person, former ones too."""
    lines = Event.objects.filter(target=f"person:{person.pk}").order_by("pk")
    told = [side for line in lines for side in (line.before, line.after)]
    names = {(person.first_name, person.last_name)}
    firsts = {person.first_name, *(str(one.get("first_name") or "") for one in told)}
    lasts = {person.last_name, *(str(one.get("last_name") or "") for one in told)}
    names |= {(first, last) for first in firsts for last in lasts}
    emails = {person.email or "", *(str(one.get("email") or "") for one in told)} - {""}
    return traces.of_person(
        label=f"Personne effacée {person.pk}",
        names=sorted(names),
        emails=sorted(emails),
        telephone=person.telephone,
    )


def name_public_mandates(mandates: Iterable[Mandate]) -> None:
    """Write on each public mandate the name that the public record keeps; end those in force."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for mandate in mandates:
        if not mandate.label and standing.public_seat_of(mandate):
            mandate.label = mandate.person.label
        if mandate.ends_on is None or mandate.ends_on > yesterday:
            mandate.ends_on = max(yesterday, mandate.starts_on)
        mandate.save(update_fields=["label", "ends_on"])


def scrub(looked_for: traces.Traces, rows_of: Any = None) -> None:
    """Take names, addresses and numbers out of every text of the site.

    rows_of   gives the rows of a model to look at; all of them by default
    """
    for model in apps.get_models():
        if not model.__module__.startswith("atelier."):
            continue
        names = text_fields(model)
        found = rows_of(model) if rows_of else model._base_manager.all()
        if names and found is not None:
            _scrub_rows(model, found, names, looked_for)


def text_fields(model: type[Model]) -> list[str]:
    """Fields of a model in which someone may be named and that the public record does not keep."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField)
        and not field.choices
        and not field.primary_key
        and f"{model._meta.label}.{field.name}" not in KEPT
    ]


def _scrub_rows(
    model: type[Model], found: QuerySet[Model], names: list[str], looked_for: traces.Traces
) -> None:
    changed = []
    for row in found.order_by("pk").iterator(chunk_size=BATCH):
        before = [getattr(row, name) for name in names]
        after = [looked_for.without(value) for value in before]
        if after != before:
            for name, value in zip(names, after, strict=True):
                length = getattr(model._meta.get_field(name), "max_length", None)
                short = value[:length] if length and isinstance(value, str) else value
                setattr(row, name, short)
            changed.append(row)
    model._base_manager.bulk_update(changed, names, batch_size=BATCH)


def _withdraw_words(person: Person) -> None:
    """What they wrote about themselves or as an opinion, whoever typed it for them."""
    targets = set()
    for path, link in OWN_WORDS.items():
        label, _, name = path.rpartition(".")
        theirs = apps.get_model(label)._base_manager.filter(**{link: person})
        kind = theirs.model._meta.model_name
        targets |= {f"{kind}:{pk}" for pk in theirs.values_list("pk", flat=True)}
        theirs.update(**{name: ""})
    spoken = Event.objects.filter(Q(person_id=person.pk) | Q(target__in=targets))
    for line in spoken.filter(action__in=JOURNAL_WORDS).order_by("pk"):
        names = JOURNAL_WORDS[line.action]
        line.before, line.after = _withheld(line.before, names), _withheld(line.after, names)
        line.save(update_fields=["before", "after"])


def _detach(person: Person) -> None:
    for path in DETACHED:
        label, _, name = path.rpartition(".")
        apps.get_model(label)._base_manager.filter(**{name: person}).update(**{name: None})


def _close_doors(person: Person) -> None:
    """Personal links, sessions, second factors, other ways in."""
    for label in PERSONAL:
        model = apps.get_model(label)
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Person:
                model._base_manager.filter(**{field.name: person}).delete()
    for session in Session.objects.order_by("pk").iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def _forget_letters(looked_for: traces.Traces) -> None:
    """E-mails waiting, or sent and not yet forgotten by the queue, that name someone."""
    for task in DBTaskResult.objects.order_by("pk").iterator(chunk_size=BATCH):
        told = [task.args_kwargs, task.return_value, task.traceback]
        if looked_for.without(told) != told:
            task.delete()


def _anonymise(person: Person) -> None:
    """The row itself, and the lines of the journal that it wrote or that speak of it."""
    for name, value in PERSON_VALUES.items():
        setattr(person, name, value)
    person.set_unusable_password()
    person.erased_at = timezone.now()
    person.save()
    Event.objects.filter(person_id=person.pk).update(person_label=person.label)
    for line in Event.objects.filter(target=f"person:{person.pk}").order_by("pk"):
        line.target_label = person.label
        line.before, line.after = _withheld(line.before, NAMING), _withheld(line.after, NAMING)
        line.save(update_fields=["target_label", "before", "after"])


def _withheld(values: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: WITHDRAWN if name in names and value else value for name, value in values.items()}
