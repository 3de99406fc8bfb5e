"""Writing in the journal. Every action of every room calls `record` once, in its transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from atelier.audit.models import Event


LABEL_LENGTH = 300
NAME_LENGTH = 200


def record(
    action: str,
    *,
    by: Any,
    target: models.Model | None = None,
    demarche_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Event:
    """Add one event.

    by       the person, or None for what the site does by itself (an import, a reminder)
    target   the row acted upon; its kind, identifier and text are copied
    """
    return Event.objects.create(
        action=action,
        person_id=getattr(by, "pk", None),
        person_label=str(by)[:NAME_LENGTH] if by is not None else "Maillage",
        demarche_id=demarche_id,
        target=f"{target._meta.model_name}:{target.pk}" if target is not None else "",
        target_label=str(target)[:LABEL_LENGTH] if target is not None else "",
        before=_plain(before),
        after=_plain(after),
    )


def changes(row: models.Model, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What `values` would change on the row: the fields before, and after. Empty when nothing."""
    before = {name: getattr(row, name) for name in values}
    changed = [name for name, value in values.items() if before[name] != value]
    return {name: before[name] for name in changed}, {name: values[name] for name in changed}


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: _json(value) for name, value in values.items()} if values else {}


def _json(value: Any) -> Any:
    """A value as JSON keeps it; a row by its text."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value)
