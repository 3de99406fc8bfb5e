"""Choropleths of released values."""

from xml.etree import ElementTree

from maillage.base.look import DIVERGING, SEQUENTIAL
from maillage.maps.choropleth import MapCaption, choropleth
from tests.maillage.charts.tables import released
from tests.maillage.maps.shapes import squares


CAPTION = MapCaption(
    title="Logements vacants, 2021", source_line="Insee, recensement, 2021", unit="percent"
)
NAMES = "a b c d e f"
CONTOURS = squares(NAMES)


def table(*values: float | None, hidden: str = "secret"):
    rows = [
        (code, code.upper() * 3, value, "computed" if value is not None else hidden)
        for code, value in zip(NAMES.split(), values, strict=True)
    ]
    return released("code name value status", rows)


def test_each_commune_takes_the_tint_of_its_class() -> None:
    drawn, reason = choropleth(table(4, 7, 10, 14, 24, 24.5), CONTOURS, CAPTION)

    assert reason == ""
    assert drawn is not None
    for tint in SEQUENTIAL:
        assert f'fill="{tint}"' in drawn.svg()
    ElementTree.fromstring(drawn.svg())  # noqa: S314 — our own drawing


def test_secret_communes_are_hatched_and_named_in_the_sentence() -> None:
    drawn, _ = choropleth(table(4, 7, 10, 14, None, None), CONTOURS, CAPTION)

    assert drawn is not None
    assert drawn.svg().count('fill="url(#maillage-sans-valeur)"') == 3
    assert "EEE\u00a0: secret statistique" in drawn.svg()
    assert "De 4,0\u00a0% à 14,0\u00a0%. Sans valeur : EEE et FFF." in drawn.alternative


def test_fewer_than_half_published_draws_nothing_and_says_why() -> None:
    drawn, reason = choropleth(table(4, 7, None, None, None, None), CONTOURS, CAPTION)

    assert drawn is None
    assert reason == "Pas de carte : la valeur n’est publiée que pour 2 des 6 communes."


def test_exactly_half_published_is_drawn() -> None:
    drawn, _ = choropleth(table(4, 7, 9, None, None, None), CONTOURS, CAPTION)

    assert drawn is not None


def test_without_any_outline_the_reason_is_the_outlines() -> None:
    drawn, reason = choropleth(table(4, 7, 9, 10, 11, 12), {}, CAPTION)

    assert drawn is None
    assert "contours des communes" in reason


def test_a_lone_commune_has_nothing_to_compare() -> None:
    lone = released("code name value status", [("a", "AAA", 4, "computed")])

    assert choropleth(lone, CONTOURS, CAPTION)[0] is None


def test_equal_values_make_one_class_labelled_by_the_value() -> None:
    drawn, _ = choropleth(table(4, 4, 4, 4, 4, 4), CONTOURS, CAPTION)

    assert drawn is not None
    assert ">4,0\u00a0%</text>" in drawn.svg()


def test_the_diverging_palette_goes_from_blue_to_clay() -> None:
    drawn, _ = choropleth(table(-9, -4, 0, 4, 9, 9.5), CONTOURS, CAPTION, palette="diverging")

    assert drawn is not None
    assert DIVERGING[0] in drawn.svg()
    assert DIVERGING[-1] in drawn.svg()


def test_the_table_twin_has_every_commune() -> None:
    drawn, _ = choropleth(table(4, 7, 10, 14, None, 9), CONTOURS, CAPTION)

    assert drawn is not None
    assert drawn.rows()[4] == {"Territoire": "EEE", "Valeur": "secret statistique"}
    assert len(drawn.rows()) == 6


def test_commune_without_contour_is_named_under_the_map_and_in_the_sentence() -> None:
    drawn, _ = choropleth(table(4, 7, 10, 14, 24, 24.5), squares("a b c d e"), CAPTION)

    assert drawn is not None
    assert "faute de contour connu : FFF" in drawn.svg()
    assert drawn.alternative.endswith("faute de contour connu : FFF.")


def test_whole_map_says_nothing_of_contours() -> None:
    drawn, _ = choropleth(table(4, 7, 10, 14, 24, 24.5), CONTOURS, CAPTION)

    assert drawn is not None
    assert "contour" not in drawn.svg()
