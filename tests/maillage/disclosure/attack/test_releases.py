"""Reading a published table."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.releases import (
    Release,
    decimals_of,
    read_release,
    refuse_unnamed_total,
    same_names,
    total_or,
)
from maillage.sources.own_tables import OwnTable


def table(**columns) -> OwnTable:
    frame = pl.DataFrame(columns)
    return OwnTable("t.csv", frame, pl.Series(range(2, frame.height + 2)))


@pytest.mark.parametrize("sign", ["", "secret", "SECRET", "s", None])
def test_hidden_cell_is_empty_or_says_secret(sign):
    found = read_release(table(sexe=["F", "H"], value=["12", sign]))

    assert found.cells == {("F",): 12.0, ("H",): None}
    assert found.hidden == 1


def test_total_is_recognised_whatever_its_case():
    found = read_release(table(sexe=["F", "TOTAL"], value=["12", "30"]))

    assert ("Total",) in found.cells


def test_word_that_is_no_sign_of_secrecy_is_refused_with_its_line():
    with pytest.raises(RefusedFile, match="ligne 3, colonne « value » : « douze »"):
        read_release(table(sexe=["F", "H"], value=["1", "douze"]))


def test_repeated_cell_is_refused():
    with pytest.raises(RefusedFile, match="figure déjà"):
        read_release(table(sexe=["F", "F"], value=["1", "2"]))


def test_column_of_remarks_is_not_a_dimension():
    found = read_release(table(sexe=["F"], status=["D"], value=["1"]))

    assert found.dims == ("sexe",)


def test_table_without_dimension_is_refused():
    with pytest.raises(RefusedFile, match="aucune dimension"):
        read_release(table(value=["1"]))


@pytest.mark.parametrize(("values", "places"), [([1, 2], 0), ([1.5, 2], 1), ([0.1234, 3], 4)])
def test_decimal_places_are_counted(values, places):
    assert decimals_of(pl.Series(values, dtype=pl.Float64)) == places


@pytest.mark.parametrize("word", ["TOTAL", "Totaux", "Tous", "Ensemble", "total général"])
def test_a_total_is_known_by_the_usual_words(word):
    assert total_or(word) == "Total"


def test_a_sum_that_is_not_called_a_total_is_refused():
    lines = {"A": (4.0, 20.0), "B": (30.0, 20.0)}
    cells = {
        (commune, age): value
        for commune, (x, y) in lines.items()
        for age, value in (("x", x), ("y", y), ("somme", x + y))
    }

    with pytest.raises(RefusedFile, match="« somme » vaut partout la somme des autres"):
        refuse_unnamed_total(Release("t.csv", ("commune", "age"), cells))
    # One line alone may be a coincidence.
    alone = {key: value for key, value in cells.items() if key[0] == "A"}
    refuse_unnamed_total(Release("t.csv", ("commune", "age"), alone))


def test_a_dimension_is_the_same_whatever_its_accents_and_capitals():
    first, second = same_names(
        [Release("a.csv", ("commune", "age"), {}), Release("b.csv", ("Commune", "Âge"), {})]
    )

    assert first.dims == second.dims == ("commune", "age")
