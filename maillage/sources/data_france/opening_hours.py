"""Opening hours of a town hall in French: « lundi à vendredi 8 h 15–12 h, 13 h 30–17 h »."""

import json

from maillage.base.french import NBSP


def opening_hours(text: str | None) -> str | None:
    """From `[["lundi", "vendredi", [["08:15:00", "12:00:00"]]]]`; None when unreadable."""
    try:
        spans = json.loads(text or "")
        parts = [_span(first, last, hours) for first, last, hours in spans]
    except (ValueError, TypeError):
        return None
    return f"{NBSP}; ".join(parts) or None


def _span(first: str, last: str, hours: list[tuple[str, str]]) -> str:
    days = first if first == last else f"{first} à {last}"
    return f"{days} " + ", ".join(f"{_hour(start)}–{_hour(end)}" for start, end in hours)


def _hour(text: str) -> str:
    """`08:15:00` → `8 h 15`."""
    hour, minute, *_ = text.split(":")
    return f"{int(hour)}{NBSP}h" + (f"{NBSP}{minute}" if minute != "00" else "")
