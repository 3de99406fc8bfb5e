"""How every chart looks."""

from maillage.base.look import TEXT_FONT
from maillage.charts.theme import HATCH, HATCH_PATTERN, THEME, number_format


def test_charts_are_transparent_and_use_the_text_font() -> None:
    assert THEME["background"] is None
    assert THEME["font"] == TEXT_FONT


def test_the_hatching_named_by_figures_is_the_one_the_svg_carries() -> None:
    assert f'id="{HATCH.removeprefix("url(#").removesuffix(")")}"' in HATCH_PATTERN


def test_axis_labels_are_grouped() -> None:
    assert number_format("percent").startswith(",")
    assert number_format("count").startswith(",")
