"""After the workshop: what it gave, and the table people take away."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from atelier.demarches.spaces import Link
from atelier.workshops import queries
from atelier.workshops.models import Activity, ActivityKind, Card, Workshop
from atelier.workshops.presenters import actors, results
from atelier.workshops.presenters.late import uncounted
from atelier.workshops.presenters.preparing import address, onwards, taken_up
from atelier.workshops.presenters.room import card, labels
from maillage.base.french import plural


HEADINGS = (
    "Groupe",
    "Gommettes",
    "Carte",
    "Thème et public",
    "Collège",
    "Venue de",
    "Écrite le",
)
WRITTEN = {ActivityKind.REPRESENTATIONS, ActivityKind.WALL}
VOTES = {ActivityKind.DOTS, ActivityKind.TRUE_FALSE}
ORIGINAL = "Telle qu’écrite"
# A sheet of calculation takes a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def whole(
    workshop: Workshop,
    *,
    originals: bool,
    onward: Sequence[Link] = (),
    became: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Every activity with what came of it; cards as written for whoever may read them.

    became  what other rooms made of the groups: for each, its template and group → rows
    """
    activities = queries.activities(workshop)
    for one in activities:
        one.workshop = workshop
    present = queries.present(workshop)
    groups, loose = queries.wall(workshop)
    return {
        "workshop": workshop,
        "people": plural(present["people"], "personne"),
        "groups": [
            {
                "name": one.name,
                "note": labels(one),
                "cards": [card(slip) for slip in one.slips],
                "onward": onwards(one, onward),
                "became": taken_up(one, became),
            }
            for one in groups
        ],
        "loose": [card(one) for one in loose],
        "has_wall": bool(groups or loose) or any(one.kind in WRITTEN for one in activities),
        "sections": [_section(one) for one in activities],
        "originals": _originals(workshop) if originals else [],
        "urls": {page: address(workshop, page) for page in ("workshop", "export", "wall", "desk")},
    }


def table(workshop: Workshop, *, originals: bool) -> str:
    """The cards as CSV that spreadsheets of France open well: semicolons, accents marked."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([*HEADINGS, *([ORIGINAL] if originals else [])])
    told = results.college_told(queries.people_by_college(workshop))
    dots = {one.pk: one.dots for one in queries.groups_with_dots(workshop)}
    for one in queries.every_card(workshop):
        if originals or (one.is_checked and not one.is_withheld):
            writer.writerow([_plain(cell) for cell in _row(one, told, dots, originals=originals)])
    return "\ufeff" + written.getvalue()


def _row(one: Card, told: dict[str, str], dots: dict[int, int], *, originals: bool) -> list[Any]:
    is_shown = one.is_checked and not one.is_withheld
    row = [
        one.group.name if one.group else "",
        dots[one.group_id] if one.group_id else "",
        one.text if is_shown else "(retenue)",
        labels(one),
        told.get(one.college, ""),
        one.get_origin_display(),
        one.written_at.date().isoformat(),
    ]
    return [*row, one.original] if originals else row


def _plain(cell: Any) -> Any:
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA)
    return f"'{cell}" if is_formula else cell


def _section(one: Activity) -> dict[str, Any]:
    """What one activity gave, on phones or counted by hand."""
    shared = {
        "title": one.title,
        "kind": one.kind,
        "results": None,
        "statements": [],
        "map": None,
        "map_url": "",
        "uncounted": uncounted(one) if one.kind in VOTES else "",
    }
    if one.kind == ActivityKind.DOTS:
        found = results.dot_results(one, queries.groups(one.workshop))
        return {**shared, "results": found if found["voters"] else None}
    if one.kind == ActivityKind.TRUE_FALSE:
        return {**shared, "statements": _game(one)}
    if one.kind == ActivityKind.ACTORS:
        url = address(one.workshop, "map", activity_id=one.pk)
        return {**shared, "map": actors.drawn(one), "map_url": url}
    return shared


def _game(one: Activity) -> list[dict[str, Any]]:
    found = [statement for statement in queries.statements(one) if statement.is_revealed]
    bets = results.bet_results(one, found)
    return [
        {"statement": results.statement(statement), "bets": bets[statement.pk]}
        for statement in found
    ]


def _originals(workshop: Workshop) -> list[dict[str, Any]]:
    """Cards reworded or withheld, as they were written."""
    return [
        {
            "original": one.original,
            "text": "" if one.is_withheld else one.text,
            "word": "Retenue" if one.is_withheld else "Reformulée",
        }
        for one in queries.every_card(workshop)
        if one.is_withheld or one.text != one.original
    ]
