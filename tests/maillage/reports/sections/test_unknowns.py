"""« Ce qu'on ne sait pas »."""

from typing import Any

from maillage.reports.document import Table
from tests.maillage.reports.sections.build import sections, words


def test_each_state_has_its_table(content: dict[str, Any]) -> None:
    (section,) = sections("unknowns", content)
    captions = [block.caption for block in section.blocks if isinstance(block, Table)]

    assert captions == ["Non disponible", "Sur demande", "Secret statistique"]


def test_reason_shared_by_a_whole_table_is_said_once_under_it(content: dict[str, Any]) -> None:
    (section,) = sections("unknowns", content)

    table = section.blocks[2]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == [
        "Accessibilité aux médecins généralistes",
        "ARS",
    ]
    assert table.note == "Trop peu de praticiens pour être diffusé."


def test_what_why_and_whom_to_ask(content: dict[str, Any]) -> None:
    other = {
        **content["unknowns"][2],
        "label": "Dentistes",
        "reason": "Un seul cabinet.",
        "ask": "",
    }
    content["unknowns"].append(other)

    (section,) = sections("unknowns", content)

    row = section.blocks[2].rows[1]  # type: ignore[attr-defined]
    assert [cell.text for cell in row] == ["Dentistes", "Un seul cabinet.", "—"]


def test_what_misses_for_one_reason_is_one_line(content: dict[str, Any]) -> None:
    twin = {**content["unknowns"][0], "label": "Intensité de pauvreté"}
    content["unknowns"].append(twin)

    (section,) = sections("unknowns", content)

    table = section.blocks[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    assert table.rows[0][0].text == "Taux de pauvreté et Intensité de pauvreté"


def test_long_list_is_cut_and_says_where_the_whole_is(content: dict[str, Any]) -> None:
    twins = [{**content["unknowns"][0], "label": f"Indicateur {rank}"} for rank in range(20)]
    content["unknowns"] += twins

    (section,) = sections("unknowns", content)

    assert "et 13\u00a0autres" in section.blocks[0].rows[0][0].text  # type: ignore[union-attr]
    assert "La liste entière" in words(section)


def test_nothing_unknown_is_said_plainly(content: dict[str, Any]) -> None:
    content["unknowns"] = []

    (section,) = sections("unknowns", content)

    assert "ont une valeur pour ce territoire" in words(section)
