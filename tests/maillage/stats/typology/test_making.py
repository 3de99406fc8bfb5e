"""A typology from a person's table: who is not classified, what is noticed."""

import numpy as np
import pytest

from maillage.base.errors import RefusedFile, WrongCall
from maillage.stats.typology.making import Choices, make_typology
from tests.maillage.stats.tables import own


QUICK = Choices(classes=3, draws=0)


def towns(size=30) -> dict[str, list[object]]:
    draw = np.random.default_rng(12)
    kind = np.arange(size) % 3
    return {
        "code": [f"{index:05}" for index in range(size)],
        "old": (20 + 10 * kind + draw.normal(0, 1, size)).tolist(),
        "income": (20_000 + 5_000 * (kind == 1) + draw.normal(0, 300, size)).tolist(),
        "people": np.exp(draw.normal(7, 1, size)).tolist(),
    }


def made(given=None, choices=QUICK, variables=("old", "income")):
    return make_typology(own(given or towns()), "code", variables, choices)


def test_kinds_of_towns_are_found():
    found = made()

    groups = found.rows["class"].to_list()
    assert [len({groups[index] for index in range(kind, 30, 3)}) for kind in range(3)] == [1, 1, 1]
    assert found.classes["size"].to_list() == [10, 10, 10]
    assert found.classes["stability"].null_count() == 3


def test_stability_is_measured_when_draws_are_asked():
    found = made(choices=Choices(classes=3, draws=10))

    assert found.classes["stability_word"].to_list() == ["stable"] * 3


def test_town_lacking_a_variable_has_no_class_and_is_counted():
    given = towns()
    given["old"][4] = ""

    found = made(given)

    assert found.rows["class"][4] is None
    assert found.rows["name"][4] is None
    assert found.unplaced == 1
    assert "1\u00a0territoire sans classe" in found.notes[0]


def test_two_variables_saying_the_same_are_noticed():
    given = towns()
    given["older"] = [value * 2 + 1 for value in given["old"]]

    found = made(given, variables=("old", "older", "income"))

    assert "« old » et « older » disent la même chose" in found.notes[0]


def test_logarithm_changes_the_axes_but_not_the_profile():
    plain, logs = (
        made(variables=("old", "people"), choices=Choices(classes=3, draws=0, logs=names))
        for names in ((), ("people",))
    )

    assert plain.components.eigenvalues[0] != logs.components.eigenvalues[0]
    assert plain.profile["overall_median"].unique().sort().to_list() == (
        logs.profile["overall_median"].unique().sort().to_list()
    )


def test_number_of_classes_is_suggested_when_not_given():
    assert made(choices=Choices(draws=0)).classes.height == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (towns(12), "au moins 15"),
        (towns() | {"old": [5] * 30}, "partout la même valeur"),
        (towns() | {"old": ["beaucoup"] * 30}, "n’est pas un nombre"),
    ],
)
def test_table_that_cannot_be_classified_says_why(given, said):
    with pytest.raises(RefusedFile, match=said):
        made(given)


def test_logarithm_of_zero_is_refused():
    given = towns()
    given["people"][0] = 0

    with pytest.raises(RefusedFile, match="strictement positives"):
        made(given, variables=("old", "people"), choices=Choices(classes=3, logs=("people",)))


@pytest.mark.parametrize("classes", [1, 16])
def test_number_of_classes_has_bounds(classes):
    with pytest.raises(WrongCall, match="Changez -k"):
        made(choices=Choices(classes=classes, draws=0))


def test_classes_are_named_with_the_words_given():
    choices = Choices(classes=3, draws=0, labels={"old": "part des 75 ans ou plus"})

    found = made(choices=choices)

    assert "part des 75 ans ou plus" in found.profile["variable"].to_list()
    assert any("part des 75 ans ou plus" in name for name in found.classes["name"])
