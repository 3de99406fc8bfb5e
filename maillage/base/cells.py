"""What one cell says to a reader: a number with its unit, or in words why there is none."""

from maillage.base.french import with_unit
from maillage.base.statuses import HIDDEN, STATUS_LABELS, Status


SHORT_LABELS = {
    Status.SECRET: "secret",
    Status.UNAVAILABLE: "non disponible",
    Status.NOT_APPLICABLE: "sans objet",
}


def cell_text(value: float | None, status: str, unit: str, *, short: bool = False) -> str:
    """`11.64, "computed", "percent"` → `11,6 %`; a hidden cell → the word of its status.

    Raises ValueError when a hidden cell carries a number: it must never be printed.
    """
    state = Status(status)
    if state in HIDDEN:
        if value is not None:
            raise ValueError(f"a {state} cell carries a value")
        return SHORT_LABELS[state] if short else STATUS_LABELS[state]
    if value is None:
        return SHORT_LABELS[Status.UNAVAILABLE]
    return with_unit(value, unit)
