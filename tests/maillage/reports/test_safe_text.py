"""Texts that a spreadsheet does not compute."""

import pytest

from maillage.reports.safe_text import safe_text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_looks_like_a_formula_is_neutralised(start: str) -> None:
    assert safe_text(f"{start}cmd|' /C calc'!A0").startswith(f"'{start}")


def test_an_ordinary_text_is_kept() -> None:
    assert safe_text("Saint-Just-d'Ardèche") == "Saint-Just-d'Ardèche"
    assert safe_text(None) == ""
