"""Shown and hidden rows of a released table."""

from maillage.charts.rows import hidden_rows, listed, shown_rows
from tests.maillage.charts.tables import released


TABLE = released(
    "label value status",
    [("a", 0.0, "computed"), ("b", None, "secret"), ("c", None, "secret"), ("d", 4, "unavailable")],
)


def test_a_zero_is_shown() -> None:
    assert [row["label"] for row in shown_rows(TABLE)] == ["a"]


def test_every_other_row_is_hidden() -> None:
    assert [row["label"] for row in hidden_rows(TABLE)] == ["b", "c", "d"]


def test_hidden_rows_are_named_by_status() -> None:
    expected = " Sans valeur (secret statistique) : b et c. Sans valeur (non disponible) : d."

    assert listed(TABLE) == expected
