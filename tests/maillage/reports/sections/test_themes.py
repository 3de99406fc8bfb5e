"""The themes."""

from typing import Any

from maillage.reports.document import Findings, Pair, Paragraph, Table
from tests.maillage.reports.sections.build import sections


def demography(content: dict[str, Any]) -> Any:
    return sections("themes", content)[0]


def test_a_theme_without_any_value_has_no_section(content: dict[str, Any]) -> None:
    titles = [section.title for section in sections("themes", content)]

    assert "Santé et accès aux soins" not in titles
    assert titles[0] == "Démographie"


def test_only_the_first_theme_opens_a_page(content: dict[str, Any]) -> None:
    assert [one.opens_page for one in sections("themes", content)][:3] == [True, False, False]


def test_the_table_compares_here_with_the_nearest_references_and_the_median(
    content: dict[str, Any],
) -> None:
    table = demography(content).blocks[0]
    assert isinstance(table, Table)

    labels = [column.label for column in table.columns]
    first = [cell.text for cell in table.rows[1]]

    assert labels == ["Indicateur", "Ici", "Onde", "Val-Moyen", "France", "Médiane", "Position"]
    assert first[:6] == [
        "Part des moins de 20 ans (2021)", "23,2\u00a0%", "22,8\u00a0%", "24,4\u00a0%",
        "23,9\u00a0%", "22,6\u00a0%",
    ]  # fmt: skip


def test_a_comparison_that_is_not_made_is_a_dash_and_a_hidden_one_a_word(
    content: dict[str, Any],
) -> None:
    compared = content["indicators"][1]["comparisons"]
    compared[1].update(value=None, status="secret")
    del compared[0]

    row = demography(content).blocks[0].rows[1]

    assert [cell.text for cell in row[2:4]] == ["—", "secret"]


def test_a_fragile_value_is_starred_and_the_star_is_explained(content: dict[str, Any]) -> None:
    content["indicators"][1]["reliability"] = "caution"

    table = demography(content).blocks[0]

    assert table.rows[1][1].text == "23,2\u00a0%*"
    assert table.note.startswith("* petits effectifs")


def test_sentences_stand_beside_the_evolution(content: dict[str, Any]) -> None:
    pair = demography(content).blocks[1]
    assert isinstance(pair, Pair)

    sentence = pair.left[0].items[0]  # type: ignore[attr-defined]

    assert "".join(run.text for run in sentence.runs) == content["indicators"][0]["sentence"]
    assert "Insee, recensement, 2021" in sentence.detail


def test_without_evolution_sentences_take_the_width(content: dict[str, Any]) -> None:
    for indicator in content["indicators"]:
        indicator["trend"] = []

    assert isinstance(demography(content).blocks[1], Findings)


def test_cautions_of_the_key_indicators_are_printed(content: dict[str, Any]) -> None:
    content["indicators"][0]["cautions"] = ["Double compte possible."]

    notes = [block for block in demography(content).blocks if isinstance(block, Paragraph)]

    assert notes[0].runs[0].text == "Population municipale : Double compte possible."


def test_the_other_indicators_come_after_in_small(content: dict[str, Any]) -> None:
    last = demography(content).blocks[-1]

    assert last.compact
    assert last.rows[0][0].text == "Indice de vieillissement (2021)"
