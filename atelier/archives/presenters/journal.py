"""Lines of the journal as pages and tables print them: the words of the site, not of its code."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils import timezone
from django.utils.formats import date_format

from atelier.archives.rules.sentences import ROOMS, WORDS, room_of, sentence
from atelier.audit.models import Event
from atelier.ui.dates import day, stamp, weekday


HEADS = ("Jour", "Heure", "Qui", "Quoi", "Objet", "Où", "Avant", "Après", "Origine")
NOTHING = "vide"


Imports = Mapping[int, Event]


def line(event: Event, imports: Imports = MappingProxyType({})) -> dict[str, Any]:
    """One line of the page.

    imports   lines of the journal that tell of an archive taken up, by identifier
    """
    at = timezone.localtime(event.at)
    return {
        "id": f"ligne-{event.pk}",
        "at": at,
        "day": weekday(at),
        "time": date_format(at, "H:i"),
        "who": _who(event),
        "what": sentence(event.action),
        "target": event.target_label,
        "room": ROOMS.get(room_of(event.action), room_of(event.action)),
        "changes": list(changes(event)),
        "origin": origin(event, imports),
    }


def origin(event: Event, imports: Imports) -> str:
    """Which archive the line came in, when, by whom; empty for what this site saw happen."""
    if event.taken_up is None:
        return ""
    told = imports.get(event.taken_up)
    if told is None:
        return "Ligne venue d’une archive : ce site n’a pas vu ce geste."
    made = _date(str(told.after.get("made_at") or "")) or "un jour inconnu"
    return (
        f"Ligne venue d’une archive (empreinte {told.after.get('archive', 'inconnue')}, faite "
        f"le {made}), reprise ici le {_date(told.at.isoformat())} par {told.person_label} : ce "
        "site n’a pas vu ce geste."
    )


def _who(event: Event) -> str:
    """The name; for a line of an archive, anyone may have written it there."""
    if event.taken_up is None:
        return event.person_label
    return f"{event.person_label}, selon l’archive"


def by_day(
    events: Iterable[Event], imports: Imports = MappingProxyType({})
) -> list[dict[str, Any]]:
    """Lines under the day they were written."""
    days: list[dict[str, Any]] = []
    for shown in (line(one, imports) for one in events):
        if not days or days[-1]["label"] != shown["day"]:
            days.append({"label": shown["day"], "lines": []})
        days[-1]["lines"].append(shown)
    return days


def changes(event: Event) -> Iterator[dict[str, str]]:
    """Each value that the line tells: its name, before, after."""
    fields = _fields(event.target.partition(":")[0])
    for name in dict.fromkeys([*event.before, *event.after]):
        field = fields.get(name)
        yield {
            "name": name_of(name, field),
            "before": said(event.before[name], field) if name in event.before else "",
            "after": said(event.after[name], field) if name in event.after else "",
        }


def table(events: Iterable[Event], imports: Imports = MappingProxyType({})) -> str:
    """Every line as CSV, with a semicolon as French spreadsheets expect."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    for event in events:
        writer.writerow([plain(cell) for cell in _cells(event, imports)])
    return written.getvalue()


def plain(text: str) -> str:
    """A leading = + - @ would be run by a spreadsheet: an apostrophe keeps it a text."""
    return f"'{text}" if text[:1] and text[0] in "=+-@\t\r" else text


def _cells(event: Event, imports: Imports) -> list[str]:
    shown = line(event, imports)
    told = shown["changes"]
    return [
        f"{shown['at']:%d/%m/%Y}",
        f"{shown['at']:%H:%M:%S}",
        shown["who"],
        shown["what"],
        shown["target"],
        shown["room"],
        "\n".join(f"{one['name']} : {one['before']}" for one in told if one["before"]),
        "\n".join(f"{one['name']} : {one['after']}" for one in told if one["after"]),
        shown["origin"],
    ]


def _fields(kind: str) -> dict[str, Field]:
    """Fields of the model a target names; none when no room has it any more."""
    for model in apps.get_models():
        if model._meta.model_name == kind and model.__module__.startswith("atelier."):
            return {field.name: field for field in model._meta.fields}
    return {}


def name_of(name: str, field: Field | None) -> str:
    """The word shown: that of the field when somebody wrote one, else of the table."""
    if field is not None and str(field.verbose_name) != name.replace("_", " "):
        return str(field.verbose_name)
    return WORDS.get(name) or _elsewhere(name) or name.replace("_", " ")


def _elsewhere(name: str) -> str:
    """The word another model of the site has for a field of this name; empty without one."""
    for model in apps.get_models():
        if not model.__module__.startswith("atelier."):
            continue
        try:
            word = str(getattr(model._meta.get_field(name), "verbose_name", ""))
        except FieldDoesNotExist:
            continue
        if word and word != name.replace("_", " "):
            return word
    return ""


def said(value: Any, field: Field | None = None) -> str:
    """A value in words."""
    if value is None or value == "" or value == [] or value == {}:
        return NOTHING
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return " · ".join(said(one) for one in value)
    if isinstance(value, dict):
        return " · ".join(f"{name_of(name, None)} : {said(one)}" for name, one in value.items())
    known = dict(getattr(field, "flatchoices", None) or ())
    return str(known[value]) if value in known else _date(str(value))


def _date(text: str) -> str:
    """« 2026-03-02 » is said « 2 mars 2026 »; anything else is left."""
    if len(text) == len("2026-03-02"):
        try:
            return day(date.fromisoformat(text))
        except ValueError:
            return text
    try:
        return stamp(datetime.fromisoformat(text))
    except ValueError:
        return text
