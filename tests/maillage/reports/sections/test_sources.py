"""« Sources et méthode »."""

from typing import Any

from maillage.reports.document import Table
from tests.maillage.reports.sections.build import sections, words


def test_each_source_has_its_line(content: dict[str, Any]) -> None:
    (section,) = sections("sources", content)
    table = section.blocks[0]
    assert isinstance(table, Table)

    assert [cell.text for cell in table.rows[0]] == [
        "Recensement de la population 2021", "Insee", "2021", "Licence Ouverte 2.0", "2026-10-28",
    ]  # fmt: skip


def test_peers_and_the_nearest_are_told(content: dict[str, Any]) -> None:
    (section,) = sections("sources", content)

    assert "Comparé à 633 intercommunalités" in words(section)
    assert "Pays d" in words(section)


def test_without_peers_their_title_disappears(content: dict[str, Any]) -> None:
    content["peers"] = None

    (section,) = sections("sources", content)

    assert len(section.blocks) == 1
