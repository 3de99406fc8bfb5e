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


def test_a_name_too_wide_for_its_shape_is_never_written_over_a_neighbour() -> None:
    shapes = {"a": box(100, 0, 160, 60), "b": box(0, 0, 100, 60), "c": box(160, 0, 260, 60)}

    labels = place_labels({"a": "La Rouvière-d'Oule"}, shapes, size=10, width=260)

    assert labels == []


def test_a_name_a_little_too_wide_is_written_smaller() -> None:
    shapes = {"a": box(100, 0, 180, 60), "b": box(0, 0, 100, 60), "c": box(180, 0, 260, 60)}

    (label,) = place_labels({"a": "La Rouvière-d'Oule"}, shapes, size=10, width=260)

    assert label.size == 8.2


def test_a_name_moves_to_the_widest_part_of_its_shape() -> None:
    bottle = Polygon([(90, 0), (110, 0), (110, 60), (160, 60), (160, 90), (40, 90), (40, 60)])
    shapes = {"a": bottle, "b": box(0, 0, 88, 55), "c": box(112, 0, 200, 55)}

    (label,) = place_labels({"a": "Bourg-Saint-Andéol"}, shapes, size=10, width=200)

    assert label.y > 55
