"""« Comment lire »."""

from typing import Any

from maillage.reports.document import Picture
from tests.maillage.reports.sections.build import sections, words


def test_the_key_of_the_strips_has_its_alternative_text(content: dict[str, Any]) -> None:
    (section,) = sections("guide", content)
    drawing = section.blocks[0]
    assert isinstance(drawing, Picture)

    assert "médiane" in drawing.alternative
    assert not section.opens_page


def test_the_three_words_for_a_missing_value_are_explained(content: dict[str, Any]) -> None:
    (section,) = sections("guide", content)

    for word in ("secret statistique", "non disponible", "sans objet"):
        assert word in words(section).replace("\\xa0", " ")
