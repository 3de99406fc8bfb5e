"""Reading the rows of a released table for a drawing: what is shown, and what is not, in words."""

from typing import Any

from maillage.base.french import join_words
from maillage.base.statuses import SHOWN, STATUS_LABELS, Status
from maillage.disclosure import ReleasedTable


def shown_rows(table: ReleasedTable) -> list[dict[str, Any]]:
    """The rows that carry a number."""
    return [row for row in table.frame.to_dicts() if row["value"] is not None and _shown(row)]


def hidden_rows(table: ReleasedTable) -> list[dict[str, Any]]:
    """The rows that carry none: secret, missing or not applicable."""
    return [row for row in table.frame.to_dicts() if row["value"] is None or not _shown(row)]


def listed(table: ReleasedTable, *, name: str = "label") -> str:
    """One sentence naming the hidden rows by status; empty when everything is shown."""
    by_status: dict[Status, list[str]] = {}
    for row in hidden_rows(table):
        by_status.setdefault(Status(row["status"]), []).append(str(row[name]))
    return "".join(
        f" Sans valeur ({STATUS_LABELS[status]}) : {join_words(names)}."
        for status, names in by_status.items()
    )


def _shown(row: dict[str, Any]) -> bool:
    return Status(row["status"]) in SHOWN
