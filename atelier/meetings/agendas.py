"""The agenda as people type it: one point per line, « Choix des thèmes (30) ? »."""

import re
from collections.abc import Iterable
from typing import Any

from atelier.meetings.models import AgendaItem


LINE = re.compile(
    r"^(?P<title>.*?)\s*(?:\((?P<minutes>\d{1,3})\s*(?:min\.?|minutes)?\))?\s*(?P<asks>\?)?$"
)
MOST_POINTS = 40


def read(text: str, known: Iterable[AgendaItem] = ()) -> list[dict[str, Any]]:
    """Points of the text, in order. A point already written keeps its row and its notes."""
    rows = {point.title.casefold(): point.pk for point in known}
    points = []
    for line in text.splitlines()[:MOST_POINTS]:
        found = LINE.match(line.strip().lstrip("-•").strip())
        if found and found["title"]:
            title = found["title"][:300]
            points.append(
                {
                    "pk": rows.get(title.casefold()),
                    "title": title,
                    "minutes": int(found["minutes"]) if found["minutes"] else None,
                    "asks_decision": bool(found["asks"]),
                }
            )
    return points


def write(points: Iterable[AgendaItem]) -> str:
    """The agenda as it may be typed again."""
    return "\n".join(
        point.title
        + (f" ({point.minutes})" if point.minutes else "")
        + (" ?" if point.asks_decision else "")
        for point in points
    )
