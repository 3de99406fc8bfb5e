"""The pieces of a drawn map."""

from maillage.maps.drawing import label_text, shape_path, svg_document
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
