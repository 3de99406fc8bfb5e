"""Maps of classes: a number and a colour each, a table twin, a sentence."""

from xml.etree import ElementTree

from maillage.base.look import CARD, contrast, text_on
from maillage.maps.categories import MOST_DETAILED, PALETTE, category_map
from maillage.maps.choropleth import MapCaption
from tests.maillage.charts.tables import released
from tests.maillage.maps.shapes import squares


CAPTION = MapCaption(title="Typologie en 2 classes", source_line="essai.csv", unit="count")
CODES = "a b c d"
CLASSES = {1: "Au-dessus : âge", 2: "Proche de la moyenne"}


def table(*places: int | None, codes: str = CODES):
    rows = [
        (
            code,
            code.upper() * 3,
            None if place is None else float(place),
            None if place is None else CLASSES.get(place, ""),
            "unavailable" if place is None else "computed",
        )
        for code, place in zip(codes.split(), places, strict=True)
    ]
    return released("code name value label status", rows)


def test_each_class_has_its_colour_its_number_and_its_line_in_the_legend() -> None:
    drawn, reason = category_map(table(1, 1, 2, None), squares(CODES), CAPTION, CLASSES)

    assert reason == ""
    assert drawn is not None
    ElementTree.fromstring(drawn.svg())  # noqa: S314 — our own drawing
    assert drawn.svg().count(f'fill="{PALETTE[0]}" stroke="#fffdf9"') == 2
    assert "1. Au-dessus\u00a0: âge (2)" in drawn.svg()
    assert "Sans classe (1)" in drawn.svg()


def test_sentence_names_the_territories_of_each_class() -> None:
    drawn, _ = category_map(table(1, 1, 2, None), squares(CODES), CAPTION, CLASSES)

    assert drawn is not None
    assert "Classe 1 (Au-dessus : âge), 2\u00a0communes : AAA et BBB." in drawn.alternative
    assert "Sans classe : 1\u00a0commune." in drawn.alternative


def test_table_twin_gives_each_territory_its_class() -> None:
    drawn, _ = category_map(table(1, 2, 2, None), squares(CODES), CAPTION, CLASSES)

    assert drawn is not None
    assert drawn.rows()[0] == {
        "Territoire": "AAA",
        "Code": "a",
        "Classe": "1",
        "Nom": "Au-dessus : âge",
    }
    assert drawn.rows()[3]["Nom"] == "Sans classe"


def test_territory_without_contour_is_named_and_kept_in_the_table() -> None:
    drawn, _ = category_map(table(1, 2, 2, 1), squares("a b c"), CAPTION, CLASSES)

    assert drawn is not None
    assert "Non dessinés, faute de contour connu : DDD" in drawn.alternative
    assert len(drawn.rows()) == 4


def test_without_any_contour_the_reason_is_the_contours() -> None:
    drawn, reason = category_map(table(1, 2, 2, 1), {}, CAPTION, CLASSES)

    assert drawn is None
    assert reason == "Pas de carte : les contours des communes ne sont pas disponibles."


def test_more_classes_than_tints_are_not_drawn() -> None:
    many = {one: f"classe {one}" for one in range(1, len(PALETTE) + 2)}

    drawn, reason = category_map(table(1, 2, 2, 1), squares(CODES), CAPTION, many)

    assert drawn is None
    assert "ne se distinguent plus" in reason


def test_many_territories_are_drawn_without_titles_nor_numbers() -> None:
    codes = " ".join(f"c{rank}" for rank in range(MOST_DETAILED + 1))
    places = [1 + rank % 2 for rank in range(MOST_DETAILED + 1)]

    drawn, _ = category_map(
        table(*places, codes=codes), squares(codes, across=30), CAPTION, CLASSES
    )

    assert drawn is not None
    assert "<title>" not in drawn.svg()


def test_numbers_are_readable_on_every_tint() -> None:
    assert len(set(PALETTE)) == len(PALETTE)
    assert CARD not in PALETTE
    assert all(contrast(text_on(tint), tint) >= 4.5 for tint in PALETTE)
