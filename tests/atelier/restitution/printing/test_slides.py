"""The PPTX, opened back with the library: order, texts, charts, alternative texts, notes."""

import io

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches

from atelier.diagnosis.models import FindingStatus
from atelier.restitution import actions
from atelier.restitution.printing.slides import presentation, size_of
from atelier.restitution.writing.content import content_of
from tests.factories import atelier as make
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]


def deck_of(made, *requests):
    return Presentation(io.BytesIO(presentation(content_of(made), requests or ("Agir",))))


def texts(slide):
    found = [one.text_frame.text for one in slide.shapes if one.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def alternatives(slide):
    """Alternative text of everything that is not text."""
    return {
        one.name: one._element.xpath(".//p:cNvPr")[0].get("descr", "")
        for one in slide.shapes
        if one.shape_type in {MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.TABLE}
        or one.has_chart
    }


def test_deck_opens_then_tells_the_thread_then_each_element_in_order_then_asks():
    deck = deck_of(given.whole(drawings=True), "Choisir deux priorités")

    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[0] == "Restitution au conseil d’administration"
    assert titles[1] == "De ce que l’on entend à ce que l’on décide"
    assert titles[2] == given.STATEMENT
    assert titles[3].startswith("À Valmeyrac, 14,6")
    assert titles[4].startswith("Part des logements vacants, par commune")
    assert titles[5] == "Part des logements vacants, évolution"
    assert given.WORDS in titles[6]
    assert titles[7] == given.DECISION
    assert titles[8] == "Ce que nous vous demandons"
    assert "Choisir deux priorités" in texts(deck.slides[8])


def test_deck_is_sixteen_by_nine_and_keeps_two_layouts():
    deck = deck_of(given.whole())

    assert round(deck.slide_width / deck.slide_height, 2) == 1.78
    assert [one.name for one in deck.slide_layouts] == ["Ouverture", "Un message"]


def test_figure_is_a_native_chart_with_the_frozen_values():
    slide = deck_of(given.whole()).slides[3]

    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert list(chart.plots[0].series[0].values) == [14.6, 9.94, 8.56]
    assert "14,6" in texts(slide)


def test_trend_is_a_native_chart_at_the_true_distance_of_its_years():
    slide = deck_of(given.whole(drawings=True)).slides[5]

    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert list(chart.plots[0].series[0].values) == [13.14, 14.02, 14.6]


def test_every_picture_chart_and_table_has_its_alternative_text():
    deck = deck_of(given.whole(drawings=True))

    described = [told for slide in deck.slides for told in alternatives(slide).values()]
    assert len(described) >= 4
    assert all(described)


def test_map_is_a_picture_with_the_sentence_of_the_map():
    slide = deck_of(given.whole(drawings=True)).slides[4]

    (told,) = [text for name, text in alternatives(slide).items() if name.startswith("Picture")]
    assert "logements vacants" in told


def test_every_slide_has_notes_and_those_of_a_figure_name_its_source():
    deck = deck_of(given.whole())

    assert all(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert "Insee, recensement" in deck.slides[3].notes_slide.notes_text_frame.text


def test_every_slide_says_that_the_territory_is_fictitious():
    deck = deck_of(given.whole())

    assert all("Territoire fictif" in texts(slide) for slide in deck.slides)


def test_constat_not_validated_is_flagged_on_its_slide():
    made = given.restitution()
    draft = given.finding(made.demarche, statement=given.DRAFT, status=FindingStatus.PROPOSED)
    actions.choose(by=made.written_by, restitution=made, keys=[f"finding:{draft.pk}"])

    deck = deck_of(given.read(made))

    assert "Non validé, proposé" in texts(deck.slides[2])


def test_secret_figure_is_said_and_never_drawn():
    made = given.restitution()
    hidden = given.evidence(made.demarche, given.SECRET)
    actions.choose(by=made.written_by, restitution=made, keys=[f"evidence:{hidden.pk}"])

    slide = deck_of(given.read(made)).slides[2]

    assert "secret statistique" in texts(slide)
    assert not [shape for shape in slide.shapes if shape.has_chart]


def test_nothing_stands_outside_the_slide():
    deck = deck_of(given.whole(drawings=True))

    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + Inches(0.01)
            assert shape.top + shape.height <= deck.slide_height + Inches(0.01)


def test_accent_is_that_of_the_organisation():
    demarche = make.demarche(organisation=make.organisation(colour="#7a1f5c"))
    deck = deck_of(given.whole(demarche))

    theme = deck.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    ).blob.decode()
    assert "7A1F5C" in theme
    assert "Newsreader" in theme


def test_title_shrinks_with_its_length():
    assert size_of("court") > size_of("un titre " * 20) > size_of("un titre " * 50)
