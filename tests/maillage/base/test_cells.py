"""What one cell says."""

import pytest

from maillage.base.cells import cell_text


def test_a_shown_cell_is_its_number_with_its_unit() -> None:
    assert cell_text(11.64, "computed", "percent") == "11,6\u00a0%"


def test_a_hidden_cell_is_a_word_and_never_a_zero() -> None:
    assert cell_text(None, "secret", "percent") == "secret statistique"
    assert cell_text(None, "secret", "percent", short=True) == "secret"
    assert cell_text(None, "not_applicable", "count") == "sans objet"


def test_a_zero_is_a_value() -> None:
    assert cell_text(0.0, "published", "count") == "0"


def test_a_shown_status_without_number_says_unavailable() -> None:
    assert cell_text(None, "published", "count") == "non disponible"


def test_a_secret_cell_with_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="secret"):
        cell_text(3.0, "secret", "count")
