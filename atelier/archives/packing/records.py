"""Rows of a démarche as records: plain values, uids instead of keys.

{"uid": "…", "fields": {"title": "…", "meeting": "<uid>", "instances": ["<uid>", …]}}
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Field, FileField, Model, QuerySet

from atelier.archives.packing.naming import Names, model_of
from atelier.archives.rules.travel import (
    EXPORTED,
    FIELDS_LEFT,
    IDENTIFIERS,
    JOURNAL_IDENTIFIERS,
    SHARED,
    TARGETS,
)
from atelier.demarches.models import Demarche


Record = dict[str, Any]


def all_of(demarche: Demarche, names: Names) -> dict[str, list[Record]]:
    """Every record of the démarche, by model, in the order rows are made again."""
    exported = {label: [record(row, names) for row in rows(label, demarche)] for label in EXPORTED}
    shared = {label: [record(row, names) for row in found] for label, found in _shared(demarche)}
    return {**shared, **exported}


def rows(label: str, demarche: Demarche) -> QuerySet[Model]:
    """Rows of one model that belong to the démarche, oldest first."""
    model = model_of(label)
    many = [field.name for field in travelling_links(model)]
    found = model._base_manager.filter(**{EXPORTED[label]: demarche.pk}).order_by("pk")
    return found.prefetch_related(*many)


def record(row: Model, names: Names) -> Record:
    """One row."""
    label = row._meta.label
    fields = {field.name: _value(row, field, names) for field in travelling(type(row))}
    for field in travelling_links(type(row)):
        keys = [one.pk for one in getattr(row, field.name).all()]
        fields[field.name] = sorted(names.of(field.related_model._meta.label, key) for key in keys)
    if label == "audit.Event":
        fields["after"] = _journal_values(row, names)
    return {"uid": names.of(label, row.pk), "fields": fields}


def travelling(model: type[Model]) -> list[Field]:
    """Fields of a model that leave with it."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and path(field) not in FIELDS_LEFT
    ]


def travelling_links(model: type[Model]) -> list[Field]:
    """Links to several rows that have no model of their own."""
    return [
        field
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created
    ]


def path(field: Field) -> str:
    """« meetings.Meeting.uid »."""
    return f"{field.model._meta.label}.{field.name}"


def files(demarche: Demarche, names: Names) -> Iterator[tuple[str, FileField]]:
    """Name in the archive, then the stored file, for every file of an exported or shared row."""
    shared = dict(_shared(demarche))
    for label in (*SHARED, *EXPORTED):
        holders = [one for one in travelling(model_of(label)) if isinstance(one, FileField)]
        if not holders:
            continue
        for row in shared[label] if label in shared else rows(label, demarche):
            for field in holders:
                stored = getattr(row, field.name)
                if stored:
                    yield file_name(row, field, names), stored


def file_name(row: Model, field: Field, names: Names) -> str:
    """Where the bytes of a file are inside the archive."""
    stored = getattr(row, field.name).name
    suffix = stored.rpartition(".")[2].lower()[:8] if "." in stored else "bin"
    return f"documents/{row._meta.model_name}-{names.of(row._meta.label, row.pk)}.{suffix}"


def _value(row: Model, field: Field, names: Names) -> Any:
    if field.is_relation:
        return names.of(field.related_model._meta.label, getattr(row, field.attname))
    if isinstance(field, FileField):
        return file_name(row, field, names) if getattr(row, field.name) else ""
    value = getattr(row, field.attname)
    if path(field) in IDENTIFIERS:
        return names.of(IDENTIFIERS[path(field)], value)
    if path(field) in TARGETS:
        return names.target(value)
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def _journal_values(event: Any, names: Names) -> dict[str, Any]:
    return {
        key: names.of(JOURNAL_IDENTIFIERS[(event.action, key)], value)
        if (event.action, key) in JOURNAL_IDENTIFIERS and isinstance(value, int)
        else value
        for key, value in event.after.items()
    }


def _shared(demarche: Demarche) -> list[tuple[str, QuerySet[Model]]]:
    """Organisations and people that rows of the démarche name."""
    people = _named("accounts.Person", demarche)
    found = model_of("accounts.Person")._base_manager.filter(pk__in=people)
    organisations = _named("accounts.Organisation", demarche)
    organisations |= set(found.exclude(organisation=None).values_list("organisation_id", flat=True))
    bodies = model_of("accounts.Organisation")._base_manager.filter(pk__in=organisations)
    return [
        ("accounts.Organisation", bodies.order_by("pk")),
        ("accounts.Person", found.order_by("pk")),
    ]


def _named(label: str, demarche: Demarche) -> set[int]:
    """Keys of a shared model that exported rows hold, by foreign key or as a number."""
    keys: set[int] = set()
    for exported in EXPORTED:
        for field in travelling(model_of(exported)):
            target = field.related_model._meta.label if field.is_relation else ""
            if label in {target, IDENTIFIERS.get(path(field))}:
                found = rows(exported, demarche).prefetch_related(None)
                keys |= set(found.order_by().values_list(field.attname, flat=True).distinct())
    return keys - {None}
