"""Several oceans on one page."""

from shapely.geometry import box

from maillage.maps.insets import placed


MAINLAND = {"38185": box(5.6, 45.1, 5.8, 45.3), "38421": box(5.8, 45.1, 6.0, 45.3)}


def test_one_part_fills_the_page_without_any_frame():
    page = placed(MAINLAND, width=600, tallest=800)

    assert page.frames == ""
    assert set(page.shapes) == set(MAINLAND)


def test_an_island_stands_in_its_own_named_frame_below_the_mainland():
    page = placed({**MAINLAND, "97411": box(55.4, -21.0, 55.6, -20.8)}, width=600, tallest=800)

    island, town = page.shapes["97411"].bounds, page.shapes["38185"].bounds
    assert "La Réunion" in page.frames
    assert island[1] > town[3]
    assert island[3] <= page.height


def test_an_overseas_territory_alone_fills_the_page():
    page = placed({"97411": box(55.4, -21.0, 55.6, -20.8)}, width=600, tallest=800)

    assert page.frames == ""
    assert page.shapes["97411"].bounds[2] > 590


def test_a_place_of_no_listed_part_is_still_drawn():
    page = placed({**MAINLAND, "97502": box(-56.4, 46.7, -56.1, 47.1)}, width=600, tallest=800)

    assert "Ailleurs" in page.frames
