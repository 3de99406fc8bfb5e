"""From a portrait to its document."""

from typing import Any

from maillage.reports.document import Document
from maillage.reports.portrait_document import portrait_document
from tests.maillage.reports import fictitious


def test_the_parts_follow_the_plan(document: Document) -> None:
    titles = [section.title for section in document.sections]

    assert titles[:3] == ["En bref", "Ce qui distingue ce territoire", "Démographie"]
    assert titles[-4:] == [
        "Les communes côte à côte", "Ce qu’on ne sait pas", "Comment lire ce portrait",
        "Sources et méthode",
    ]  # fmt: skip


def test_the_cover_names_the_territory_and_draws_it(document: Document) -> None:
    assert document.cover.name == "Communauté de communes de Valmeyrac"
    assert document.cover.svg.startswith("<svg")
    assert "Communauté de communes de Valmeyrac" in document.cover.svg_text


def test_a_commune_is_shown_among_its_neighbours(shapes: Any) -> None:
    made = portrait_document(fictitious.told(fictitious.commune_portrait()), contours=shapes)

    assert "Carte de situation\u00a0: Brissac-le-Vieux." in made.cover.svg
    assert "communes" not in [section.identifier for section in made.sections]


def test_without_outlines_there_is_no_map_and_no_gap(content: dict[str, Any]) -> None:
    made = portrait_document(fictitious.told(content))

    assert made.cover.svg == ""
    assert made.cover.svg_text == ""


def test_a_poor_portrait_still_makes_a_document(content: dict[str, Any]) -> None:
    content.update(indicators=[], highlights=[], members_values={}, unknowns=[], peers=None)

    made = portrait_document(fictitious.told(content))

    assert [section.identifier for section in made.sections] == [
        "en-bref", "inconnu", "lire", "sources",
    ]  # fmt: skip
