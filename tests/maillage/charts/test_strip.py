"""The position strip."""

import re
from dataclasses import replace
from xml.etree import ElementTree

from maillage.charts import Position, positions, strip_key, strip_svg, strip_text
from maillage.disclosure import ReleasedTable
from tests.maillage.charts.tables import released


HERE = Position(
    value=11.6, p5=4.0, q1=7.8, median=9.2, q3=12.0, p95=18.0, unit="percent", count=633
)


def circle(svg: str) -> dict[str, str]:
    return dict(re.findall(r'(\w[\w-]*)="([^"]*)"', re.search(r"<circle[^>]*>", svg).group(0)))


def test_the_point_lies_between_its_neighbours_on_the_strip() -> None:
    svg = strip_svg(HERE, width=116)

    # 8 pixels of margin, 100 of range: 11.6 lies at 54.3 % of 4…18.
    assert circle(svg)["cx"] == "62.3"
    assert circle(svg)["fill"] != "#fffdf9"


def test_a_point_just_outside_stretches_the_strip() -> None:
    svg = strip_svg(replace(HERE, value=20.0), width=116)

    assert float(circle(svg)["cx"]) == 108.0
    assert circle(svg)["fill"] != "#fffdf9"


def test_a_point_far_outside_stays_at_the_edge_and_is_hollow() -> None:
    svg = strip_svg(replace(HERE, value=90.0), width=116)

    assert float(circle(svg)["cx"]) == 108.0
    assert circle(svg)["fill"] == "#fffdf9"


def test_equal_quantiles_still_draw() -> None:
    flat = Position(value=5.0, p5=5.0, q1=5.0, median=5.0, q3=5.0, p95=5.0, unit="count")

    assert ElementTree.fromstring(strip_svg(flat)) is not None  # noqa: S314 — our own drawing


def test_the_alternative_text_says_the_value_the_half_and_the_median() -> None:
    text = strip_text(HERE)

    for figure in ("11,6\u00a0%", "7,8\u00a0%", "12,0\u00a0%", "9,2\u00a0%", "633"):
        assert figure in text
    assert f'aria-label="{text}"' in strip_svg(HERE)


def placed(value: float | None, status: str, first: float | None = 2.0) -> ReleasedTable:
    columns = "indicator year value status unit of p5 q1 median q3 p95"
    row = ["essai", 2021, value, status, "count", 9, 1.0, first, 3.0, 4.0, 5.0]
    return released(columns, [row])


def test_a_hidden_value_or_one_without_peers_has_no_strip() -> None:
    assert positions(placed(None, "secret")) == {}
    assert positions(placed(3.0, "secret")) == {}
    assert positions(placed(3.0, "computed", None)) == {}


def test_a_released_value_has_its_place_by_indicator_and_year() -> None:
    found = positions(placed(3.0, "computed"))

    assert found["essai", 2021] == Position(3.0, 1.0, 2.0, 3.0, 4.0, 5.0, "count", count=9)


def test_the_key_names_every_part_of_the_strip() -> None:
    key = strip_key()

    for word in ("la médiane", "la moitié centrale", "ce territoire"):
        assert word in key
