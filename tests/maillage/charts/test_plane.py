"""The factorial plane: places, labels that do not cover one another, oppositions in words."""

from maillage.charts.plane import LINE_HEIGHT, _without_overlap, class_plane
from tests.maillage.charts.test_dendrogram import classes


def drawn(count: int = 4):
    return class_plane(classes(count), title="Plan", source_line="Textes inventés")


def test_every_class_and_the_words_of_each_are_in_the_table():
    rows = drawn().rows()

    assert [row["Mot"] for row in rows[:4]] == ["Classe 1", "Classe 2", "Classe 3", "Classe 4"]
    assert {row["Classe qu’il distingue"] for row in rows[4:]} == {"1", "2", "3", "4"}


def test_label_that_would_cover_another_is_moved_or_left_out():
    rows = [{"name": "logement", "value": 0.0, "y": 0.0, "kind": "word"} for _ in range(20)]

    kept = _without_overlap(rows, [-1.0, 1.0], [-1.0, 1.0])

    heights = sorted((row["y"] + 1) / 2 * 520 for row in kept)
    assert 1 < len(kept) < 20
    assert all(b - a >= LINE_HEIGHT * 0.9 for a, b in zip(heights, heights[1:], strict=False))


def test_sentence_says_what_the_first_axis_opposes():
    text = drawn().alternative

    assert "L’axe 1 (" in text
    assert "de l’information) oppose" in text


def test_two_classes_give_one_axis():
    figure = drawn(2)

    assert "Axe 2 (0\u00a0%)" in str(figure.specification) or "L’axe 2" not in figure.alternative


def test_figure_is_drawn():
    assert "Classe 3" in drawn().svg()
