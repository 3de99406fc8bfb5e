"""The communes side by side."""

from typing import Any

from maillage.reports.document import Table
from tests.maillage.reports.fictitious import COMMUNES
from tests.maillage.reports.sections.build import sections


def tables(content: dict[str, Any]) -> list[Table]:
    (section,) = sections("communes", content)
    return [block for block in section.blocks if isinstance(block, Table)]


def test_communes_follow_the_official_codes_then_comes_the_whole(content: dict[str, Any]) -> None:
    names = [row[0].text for row in tables(content)[0].rows]

    assert names == [*COMMUNES.values(), "Communauté de communes de Valmeyrac"]


def test_a_secret_commune_is_a_word(content: dict[str, Any]) -> None:
    texts = [cell.text for table in tables(content) for row in table.rows for cell in row]

    assert texts.count("secret") == 3


def test_a_commune_without_line_is_not_available(content: dict[str, Any]) -> None:
    del content["members_values"]["population"][0]

    assert tables(content)[0].rows[0][1].text == "non disponible"


def test_columns_are_shared_between_balanced_tables(content: dict[str, Any]) -> None:
    widths = [len(table.columns) for table in tables(content)]

    assert max(widths) <= 7
    assert max(widths) - min(widths) <= 1


def test_iris_are_named_as_such(content: dict[str, Any]) -> None:
    for member in content["territory"]["members"]:
        member["level"] = "iris"

    (section,) = sections("communes", content)

    assert section.title == "Les IRIS côte à côte"
    assert section.blocks[0].columns[0].label == "IRIS"  # type: ignore[attr-defined]


def test_a_territory_without_members_has_no_such_part(content: dict[str, Any]) -> None:
    content["territory"]["members"] = []

    assert sections("communes", content) == []
