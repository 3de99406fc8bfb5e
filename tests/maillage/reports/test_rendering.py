"""One portrait, five formats."""

from typing import Any

import pytest

from maillage.base.errors import WrongCall
from maillage.reports import FORMATS, MEDIA_TYPES, render
from tests.maillage.reports.fictitious import told


STARTS = {"json": b"{", "csv": b"\xef\xbb\xbf", "html": b"<!DOCTYPE", "pdf": b"%PDF", "xlsx": b"PK"}


@pytest.mark.parametrize("fmt", FORMATS)
def test_each_format_is_what_it_says(content: dict[str, Any], fmt: str) -> None:
    made = render(told(content), fmt)

    assert made.startswith(STARTS[fmt])
    assert fmt in MEDIA_TYPES


def test_a_dictionary_of_numbers_is_not_a_portrait(content: dict[str, Any]) -> None:
    with pytest.raises(AttributeError):
        render(content, "html")  # type: ignore[arg-type]


def test_an_unknown_format_is_refused_with_the_list(content: dict[str, Any]) -> None:
    with pytest.raises(WrongCall, match="docx.*json, csv, html, pdf ou xlsx"):
        render(told(content), "docx")
