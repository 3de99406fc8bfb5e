"""The pieces of a drawn map."""

from shapely.geometry import box

from maillage.maps.drawing import label_text, name_layers, shape_path, svg_document
from maillage.maps.labels import Label


def test_the_document_is_named_by_its_alternative_text() -> None:
    svg = svg_document(["<g/>"], width=10, height=5, label="Carte : L'Isle & Cie")

    assert 'role="img"' in svg
    assert "L&#x27;Isle &amp; Cie" in svg


def test_a_name_is_text_and_never_markup() -> None:
    drawn = shape_path("M0,0z", fill="#fff", title="<script>") + label_text(
        Label("a", "<b>Gras</b>", 1, 2), size=10
    )

    assert "<script>" not in drawn
    assert "&lt;b&gt;Gras" in drawn


def test_larger_names_are_drawn_beside_the_others_and_not_shown() -> None:
    shapes = {"a": box(0, 0, 200, 60), "b": box(0, 60, 30, 120)}

    drawn = name_layers(
        {"a": "Gras", "b": "Larnas"}, shapes, lambda _: ("#000", "#fff"), size=10, width=200
    )

    shown, larger = drawn.split('<g class="names-larger" display="none">')
    assert "Larnas" in shown
    assert 'font-size="14.5"' in larger
    assert "Larnas" not in larger
