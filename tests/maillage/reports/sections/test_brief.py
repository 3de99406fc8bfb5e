"""« En bref »."""

from typing import Any

from maillage.reports.document import KeyFigures, Pair, Picture
from tests.maillage.reports.sections.build import sections, words


def test_the_lead_is_the_identity_and_two_computed_sentences(
    content: dict[str, Any], shapes: Any
) -> None:
    (section,) = sections("brief", content, shapes)
    pair = section.blocks[0]
    assert isinstance(pair, Pair)

    lead = pair.left[0].runs[0].text  # type: ignore[attr-defined]

    assert lead.startswith("Intercommunalité de 14\u00a0communes")
    for highlight in content["highlights"][:2]:
        assert highlight["sentence"] in lead


def test_key_figures_are_the_first_indicators_that_have_a_value(content: dict[str, Any]) -> None:
    content["indicators"][0].update(value=None, status="secret")

    (section,) = sections("brief", content)
    figures = next(block for block in section.blocks if isinstance(block, KeyFigures))

    assert [item.label for item in figures.items][0] == "Part des moins de 20 ans, 2021"
    assert figures.items[0].detail == "Onde : 22,8\u00a0%"


def test_the_map_stands_beside_the_figures(content: dict[str, Any], shapes: Any) -> None:
    (section,) = sections("brief", content, shapes)
    pair = section.blocks[0]
    assert isinstance(pair, Pair)

    assert isinstance(pair.right[0], Picture)


def test_a_map_that_cannot_be_drawn_leaves_its_reason(content: dict[str, Any], shapes: Any) -> None:
    for row in content["members_values"]["taux_logements_vacants"]:
        row.update(value=None, status="secret")

    (section,) = sections("brief", content, shapes)

    assert "aucune valeur publiée pour ces 14 communes" in words(section)
