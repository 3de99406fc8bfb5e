"""Pieces of slides: gaps stay gaps, formats follow units, pictures keep their shape."""

import io

import pytest
from PIL import Image

from atelier.restitution.printing import shapes
from atelier.restitution.printing.deck import MESSAGE, empty
from atelier.restitution.writing.content import Bar


@pytest.fixture
def slide():
    deck = empty("", "Essai", "CCAS")
    return deck.slides.add_slide(deck.slide_layouts[MESSAGE])


def png(width, height):
    written = io.BytesIO()
    Image.new("RGB", (width, height)).save(written, "PNG")
    return written.getvalue()


def test_missing_year_cuts_the_line():
    points = [{"year": year, "value": value} for year, value in ((1, 2.0), (2, None), (3, 4.0))]

    assert shapes.segments(points) == [[(1, 2.0)], [(3, 4.0)]]


@pytest.mark.parametrize(
    ("unit", "written"),
    [("percent", '#,##0.0"\u00a0%"'), ("count", '#,##0""'), ("euros", '#,##0"\u00a0€"')],
)
def test_number_format_is_that_of_the_unit(unit, written):
    assert shapes.number_format(unit) == written


def test_picture_keeps_its_proportions_inside_its_box(slide):
    shown = shapes.picture(slide, (1, 1, 4, 4), png(200, 100), "Un rectangle")

    assert round(shown.width / shown.height, 2) == 2
    assert shown._element.xpath(".//p:cNvPr")[0].get("descr") == "Un rectangle"


def test_bars_of_negative_values_keep_their_side(slide):
    shown = [Bar("Ici", -1.5, "-1,5", is_own=True), Bar("Ailleurs", 2.0, "2")]

    chart = shapes.bars(slide, (1, 1, 5, 4), shown, "percent", "Barres").chart

    assert chart.value_axis.minimum_scale is None
    assert list(chart.plots[0].series[0].values) == [-1.5, 2.0]


def test_table_has_its_headings_and_no_band(slide):
    grid = shapes.table(slide, (1, 1, 5, 2), [("A", "B"), ("x", "1")], (1, 1), figures={1}).table

    assert grid.first_row
    assert not grid.horz_banding
    assert grid.cell(1, 1).text == "1"


def test_words_have_french_spaces_and_language(slide):
    run = shapes.words(slide, (1, 1, 3, 1), ["Oui ; non"], size=12).text_frame.paragraphs[0].runs[0]

    assert run.text == "Oui\u00a0; non"
    assert run._r.rPr.get("lang") == "fr-FR"
