"""One portrait, five formats."""

from typing import Any

import pytest

from maillage.base.errors import WrongCall
from maillage.reports import FORMATS, MEDIA_TYPES, render


class Object:
    """A portrait with `to_dict()`."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content

    def to_dict(self) -> dict[str, Any]:
        """Its dictionary."""
        return self.content


STARTS = {"json": b"{", "csv": b"\xef\xbb\xbf", "html": b"<!DOCTYPE", "pdf": b"%PDF", "xlsx": b"PK"}


@pytest.mark.parametrize("fmt", FORMATS)
def test_each_format_is_what_it_says(content: dict[str, Any], fmt: str) -> None:
    made = render(content, fmt)

    assert made.startswith(STARTS[fmt])
    assert fmt in MEDIA_TYPES


def test_a_portrait_object_and_its_dictionary_give_the_same_file(content: dict[str, Any]) -> None:
    assert render(Object(content), "json") == render(content, "json")


def test_an_unknown_format_is_refused_with_the_list(content: dict[str, Any]) -> None:
    with pytest.raises(WrongCall, match="docx.*json, csv, html, pdf ou xlsx"):
        render(content, "docx")
