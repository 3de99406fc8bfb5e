"""The deprivation index: weights found, shown, and refused when they contradict the user."""

import numpy as np
import pytest

from maillage.base.errors import RefusedFile, WrongCall
from maillage.stats.deprivation import deprivation
from tests.maillage.stats.tables import own


def world(size=40, noise=0.3) -> dict[str, list[object]]:
    """Territories 000 (the least deprived) to 039."""
    draw = np.random.default_rng(11)
    hardship = np.linspace(-1, 1, size)
    return {
        "code": [f"{index:03}" for index in range(size)],
        "unemployed": (10 + 5 * (hardship + noise * draw.normal(size=size))).tolist(),
        "income": (20_000 - 4_000 * (hardship + noise * draw.normal(size=size))).tolist(),
        "people": draw.integers(100, 5_000, size).tolist(),
    }


def test_index_grows_with_hardship_and_weights_have_their_sign():
    found = deprivation(own(world()), "code", ["unemployed"], ["income"])

    order = np.corrcoef(found.rows["index"], np.arange(40))[0, 1]
    assert order > 0.85
    assert (found.weights["weight"] > 0).to_list() == [True, False]
    assert (found.weights["weight"] ** 2).sum() == pytest.approx(1)


def test_two_variables_weigh_the_same_and_sum_up_half_their_correlation():
    given = world()
    found = deprivation(own(given), "code", ["unemployed"], ["income"])

    link = -np.corrcoef(given["unemployed"], given["income"])[0, 1]
    assert found.weights["weight"].abs().to_list() == pytest.approx([0.5**0.5] * 2)
    assert found.share == pytest.approx((1 + link) / 2)


def test_units_do_not_matter():
    given = world()
    thousands = given | {"income": [value / 1_000 for value in given["income"]]}

    found, other = (
        deprivation(own(one), "code", ["unemployed"], ["income"]) for one in (given, thousands)
    )

    assert found.rows["index"].to_list() == pytest.approx(other.rows["index"].to_list())


def test_fifths_hold_a_fifth_of_the_people_each():
    given = world(size=200)

    found = deprivation(own(given), "code", ["unemployed"], ["income"], "people")

    people = np.array(given["people"])
    fifth = found.rows["fifth"].to_numpy()
    parts = [people[fifth == number].sum() / people.sum() for number in range(1, 6)]
    assert parts == pytest.approx([0.2] * 5, abs=0.02)
    assert found.rows.sort("index")["fifth"].is_sorted()


def test_territory_lacking_a_variable_has_no_index_and_is_counted():
    given = world()
    given["income"][3] = ""

    found = deprivation(own(given), "code", ["unemployed"], ["income"])

    assert found.rows["index"][3] is None
    assert "1\u00a0territoire sans indice" in found.notes[0]


def test_variables_that_have_nothing_in_common_are_said_to():
    given = world()
    draw = np.random.default_rng(1)
    for name in ("a", "b", "c"):
        given[name] = (np.array(given["unemployed"]) * 0.2 + draw.normal(0, 3, 40)).tolist()

    found = deprivation(own(given), "code", ["unemployed", "a", "b", "c"], [])

    assert found.share < 0.5
    assert "une par une" in found.notes[-1]


@pytest.mark.parametrize(
    ("worse", "better", "said"),
    [
        (["unemployed", "income"], [], "à l’inverse du sens annoncé"),
        (["unemployed"], [], "au moins deux variables"),
        (["unemployed", "unemployed"], [], "au moins deux variables"),
    ],
)
def test_contradiction_or_lack_of_variables_is_refused(worse, better, said):
    with pytest.raises(WrongCall, match=said):
        deprivation(own(world()), "code", worse, better)


def test_too_few_territories_or_a_constant_are_refused():
    with pytest.raises(RefusedFile, match="au moins 10"):
        deprivation(own(world(size=6)), "code", ["unemployed"], ["income"])
    with pytest.raises(RefusedFile, match="partout la même valeur"):
        deprivation(own(world() | {"income": [5] * 40}), "code", ["unemployed"], ["income"])
