"""The legend of a choropleth."""

from maillage.base.statuses import Status
from maillage.maps.legend import absent_line, legend


CLASSES = [("#f6e3cf", "moins de 6 %"), ("#7c3526", "6 et plus")]


def test_each_class_has_its_colour_and_its_label() -> None:
    svg, _ = legend(CLASSES, [], width=100, top=0)

    for colour, label in CLASSES:
        assert colour in svg
        assert label in svg


def test_hatching_is_explained_only_when_something_is_hatched() -> None:
    plain, low = legend(CLASSES, [], width=100, top=0)
    hatched, high = legend(CLASSES, [Status.SECRET, Status.UNAVAILABLE], width=100, top=0)

    assert "secret" not in plain
    assert "secret statistique ou non disponible" in hatched
    assert high > low


def test_territories_that_are_not_drawn_are_named_up_to_four() -> None:
    words, height = absent_line(["A", "B", "C", "D", "E"], top=10)

    assert "A, B, C, D, …" in words
    assert height > 0
    assert absent_line([], top=10) == ("", 0)
