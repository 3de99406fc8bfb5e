"""Similar territories: those a person would name, on variables that can be shown."""

import math
from statistics import median

import polars as pl
import pytest

from maillage.stats.neighbours import Likeness, Neighbours


def neighbours(features: pl.DataFrame, code: str, **options: int) -> Neighbours:
    """Those of one territory, among these only."""
    return Likeness(features).nearest(code, **options)


def world(**columns) -> pl.DataFrame:
    """Territories A, B, C… with these features; as dense as each other, when nothing is said."""
    size = len(next(iter(columns.values())))
    if len(columns) == 1:
        columns["densite"] = [50.0] * size
    return pl.DataFrame({"code": [chr(65 + index) for index in range(size)]} | columns)


def test_nearest_is_the_one_of_the_closest_size_in_proportion():
    # B has twice A's population, C a thousand more inhabitants but three times as many.
    found = neighbours(world(population=[1e3, 2e3, 3e3, 9e4, 9e5, 9e6]), "A", count=2)

    assert [code for code, _ in found.nearest] == ["B", "C"]


def test_territory_is_not_its_own_neighbour():
    found = neighbours(world(population=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), "B")

    assert sorted(code for code, _ in found.nearest) == ["A", "C", "D", "E", "F"]


def test_distance_is_the_one_worked_out_by_hand():
    people = [100.0, 200.0, 400.0, 800.0, 1_600.0, 3_200.0]
    old = [10.0, 20.0, 40.0, 70.0, 71.0, 90.0]

    found = neighbours(world(population=people, part_65_plus=old), "A", count=3)

    def scaled(values):
        centre = median(values)
        spread = 1.4826 * median(abs(value - centre) for value in values)
        return [(value - centre) / spread for value in values]

    sizes, shares = scaled([math.log(value) for value in people]), scaled(old)
    by_hand = math.sqrt(((sizes[1] - sizes[0]) ** 2 + (shares[1] - shares[0]) ** 2) / 2)
    assert found.nearest[0] == ("B", pytest.approx(by_hand, abs=5e-4))


def test_one_giant_does_not_flatten_everybody_else():
    shares = [10.0, 11.0, 30.0, 31.0, 12.0, 13.0, 14.0]
    people = [1_100.0, 1_200.0, 1_300.0, 1_400.0, 1_500.0, 1_600.0, 2e6]

    found = neighbours(world(population=people, part_65_plus=shares), "C", count=1)

    assert found.nearest[0][0] == "D"


def test_variable_the_territory_lacks_is_not_used_and_is_said():
    found = neighbours(
        world(
            population=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0],
            densite=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0],
            niveau_vie_median=[None, 20e3, 21e3, 22e3, 23e3, 24e3, 25e3],
        ),
        "A",
    )

    assert found.variables == ("nombre d’habitants", "densité")
    assert "niveau de vie médian" in found.missing
    assert "Non disponible pour cette comparaison" in found.explanation


def test_territory_lacking_a_used_variable_is_left_out():
    found = neighbours(
        world(
            population=[1.0, 1.1, 2.0, 3.0, 4.0, 5.0, 6.0],
            niveau_vie_median=[20e3, None, 21e3, 22e3, 23e3, 24e3, 25e3],
        ),
        "A",
    )

    assert [code for code, _ in found.nearest] == ["C", "D", "E", "F", "G"]


def test_fewer_than_five_others_are_too_few_to_resemble_anybody():
    assert neighbours(world(population=[1.0, 2.0, 3.0, 4.0, 5.0]), "A").nearest == ()


def test_size_alone_does_not_make_two_territories_alike():
    people = pl.DataFrame({"code": list("ABCDEFGH"), "population": [float(n) for n in range(8)]})

    assert neighbours(people, "B").nearest == ()


def test_variable_few_territories_have_does_not_keep_the_search_among_them():
    size = 100
    codes = [f"{index:03}" for index in range(size)]
    frame = pl.DataFrame(
        {
            "code": codes,
            "population": [1_000.0 + index for index in range(size)],
            "densite": [50.0] * size,
            "part_65_plus": [20.0] * 8 + [None] * (size - 8),
        }
    )

    found = neighbours(frame, "007", count=4)

    assert {code for code, _ in found.nearest} == {"005", "006", "008", "009"}
    assert "part des 65 ans ou plus" in found.missing


def test_unknown_population_finds_nobody_and_says_so():
    found = neighbours(world(population=[None, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), "A")

    assert found.nearest == ()
    assert found.explanation == "Trop peu de données pour chercher des territoires semblables."


def test_territory_without_any_feature_finds_nobody():
    assert neighbours(world(population=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), "Z").nearest == ()


def test_equally_near_territories_come_in_the_order_of_their_codes():
    found = neighbours(world(population=[10.0, 20.0, 20.0, 20.0, 30.0, 40.0]), "A", count=2)

    assert [code for code, _ in found.nearest] == ["B", "C"]


def test_explanation_names_the_variables_in_words():
    found = Neighbours(
        nearest=(("B", 0.1), ("C", 0.2)),
        variables=("nombre d’habitants", "densité"),
        missing=(),
    )

    assert found.explanation == (
        "Les 2 territoires les plus proches par leur nombre d’habitants et leur densité."
    )
