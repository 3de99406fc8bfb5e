"""Names on a map."""

from shapely.geometry import Polygon, box

from maillage.maps.labels import place_labels, short_name


def test_a_name_stands_in_the_middle_of_its_shape() -> None:
    (label,) = place_labels({"a": "Gras"}, {"a": box(0, 0, 100, 60)}, size=10, width=100)

    assert (round(label.x), round(label.y)) == (50, 30)


def test_the_larger_shape_is_served_first_and_no_name_covers_another() -> None:
    shapes = {"a": box(0, 0, 40, 40), "b": box(40, 0, 100, 60)}
    names = {"a": "Un nom bien trop long", "b": "Un autre nom long"}

    labels = place_labels(names, shapes, size=10, width=400)

    assert [label.code for label in labels] == ["b"]


def test_a_name_never_leaves_the_page() -> None:
    shapes = {"a": box(0, 0, 30, 30)}

    assert place_labels({"a": "Saint-Marcel-d'Ardèche"}, shapes, size=10, width=30) == []


def test_a_tiny_shape_has_no_name_and_an_unknown_one_is_skipped() -> None:
    shapes = {"a": box(50, 50, 54, 54)}

    assert place_labels({"a": "Bidon", "z": "Ailleurs"}, shapes, size=10, width=100) == []


def test_a_bent_shape_is_named_inside_itself() -> None:
    hook = Polygon([(0, 0), (200, 0), (200, 200), (150, 200), (150, 50), (0, 50)])

    (label,) = place_labels({"a": "Viviers"}, {"a": hook}, size=10, width=200)

    assert hook.buffer(1).contains(hook.representative_point())
    assert hook.covers(type(hook.representative_point())(label.x, label.y))


def test_saints_are_shortened() -> None:
    assert short_name("Saint-Just-d'Ardèche") == "St-Just-d'Ardèche"
    assert short_name("Bourg-Sainte-Marie") == "Bourg-Ste-Marie"
