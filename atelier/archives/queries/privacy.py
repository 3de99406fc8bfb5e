"""Everything the site keeps about one person."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from atelier.accounts.models import Person
from atelier.archives.rules.erasure import ANONYMOUS, DETACHED
from atelier.audit.models import Event
from atelier.demarches.models import Document


def rows_about(person: Person) -> list[tuple[str, list[Any]]]:
    """What each room keeps: the name of its rows, then the rows, those without any left aside."""
    found: dict[str, dict[int, Any]] = {}
    for path in sorted({*ANONYMOUS, *DETACHED}):
        label, _, name = path.rpartition(".")
        model = apps.get_model(label)
        rows = model._base_manager.filter(**{name: person}).order_by("pk")
        found.setdefault(label, {}).update({row.pk: row for row in rows})
    return [
        (str(apps.get_model(label)._meta.verbose_name), list(rows.values()))
        for label, rows in found.items()
        if rows
    ]


def journal_of(person: Person) -> QuerySet[Event]:
    """What they did, and what was done to their account."""
    mine = Q(person_id=person.pk) | Q(target=f"person:{person.pk}")
    return Event.objects.filter(mine).order_by("-at", "-pk")


def documents_of(person: Person) -> QuerySet[Document]:
    """Documents they added."""
    return Document.objects.filter(added_by=person).order_by("added_at", "pk")


def people(words: str = "") -> QuerySet[Person]:
    """People of the site, erased ones aside, whose name or address holds the words."""
    found = Person.objects.filter(erased_at=None).select_related("organisation")
    for word in words.split():
        found = found.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        )
    return found.order_by("last_name", "first_name", "pk")
