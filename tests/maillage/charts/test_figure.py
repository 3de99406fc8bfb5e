"""A figure is born with its table, its sentence and its source."""

import pytest

from maillage.charts import age_bars
from tests.maillage.charts.tables import CAPTION, released


ROWS = [("0 à 14 ans", 15.2, "computed", 17.1), ("75 ans ou plus", None, "secret", 9.8)]


def test_a_figure_carries_its_title_and_its_source() -> None:
    figure = age_bars(released("label value status reference", ROWS), CAPTION)

    assert figure.title == CAPTION.title
    assert figure.source_line == CAPTION.source_line


def test_the_table_twin_prints_numbers_and_says_why_there_is_none() -> None:
    figure = age_bars(released("label value status reference", ROWS), CAPTION, reference="France")

    assert figure.rows() == [
        {"Âge": "0 à 14 ans", "Valmeyrac": "15,2\u00a0%", "France": "17,1\u00a0%"},
        {"Âge": "75 ans ou plus", "Valmeyrac": "secret statistique", "France": "9,8\u00a0%"},
    ]


def test_the_svg_stands_alone_and_speaks_french() -> None:
    svg = age_bars(released("label value status reference", ROWS), CAPTION).svg()

    assert svg.startswith("<svg")
    assert "15,2" in svg
    assert "<script" not in svg
    assert "maillage-prudence" in svg


def test_a_figure_refuses_what_did_not_go_through_the_gate() -> None:
    with pytest.raises(AttributeError):
        age_bars([{"label": "0 à 14 ans", "value": 15.2}], CAPTION)  # type: ignore[arg-type]
