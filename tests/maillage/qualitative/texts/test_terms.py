"""Counting the words of segments."""

import polars as pl
import pytest

from maillage.base.errors import NoData, RefusedFile
from maillage.qualitative.texts.terms import terms, terms_from_table
from maillage.sources.own_tables import OwnTable


FOUND = [
    [("bus", "bus"), ("villages", "village"), ("bus", "bus")],
    [("village", "village"), ("soir", "soir")],
    [],
    [("bus", "bus"), ("villages", "village")],
]


def table(**columns: list[str]) -> OwnTable:
    frame = pl.DataFrame(columns)
    return OwnTable("M.csv", frame, pl.Series("line", range(2, frame.height + 2)))


def test_words_are_counted_by_segment_and_rare_ones_left_out():
    found = terms(FOUND, min_uses=2)

    assert found.words == ["bus", "village"]
    assert found.counts.toarray().tolist() == [[2, 1], [0, 1], [0, 0], [1, 1]]


def test_forms_are_given_most_frequent_first():
    assert terms(FOUND, min_uses=2).forms["village"] == ["villages", "village"]


def test_corpus_without_common_word_is_told():
    with pytest.raises(NoData, match="au moins 4 segments"):
        terms(FOUND, min_uses=4)


def test_ready_matrix_is_read_without_its_metadata():
    found = terms_from_table(table(bus=["1", "0"], soir=["0", "2"], age=["x", "y"]), aside=["age"])

    assert found.words == ["bus", "soir"]
    assert found.counts.toarray().tolist() == [[1, 0], [0, 2]]


def test_column_without_any_number_is_likely_no_word():
    with pytest.raises(RefusedFile, match="ajoutez --metadata doc"):
        terms_from_table(table(doc=["d1", "d2"], bus=["1", "0"]))


@pytest.mark.parametrize(
    ("cell", "message"),
    [("-1", "est négatif"), ("beaucoup", "n’est pas un nombre"), ("", "la cellule est vide")],
)
def test_wrong_cell_of_a_matrix_is_named(cell, message):
    with pytest.raises(RefusedFile, match=f"ligne 3, colonne « soir ».*{message}"):
        terms_from_table(table(bus=["1", "0"], soir=["0", cell]))


def test_word_in_two_columns_is_refused():
    with pytest.raises(RefusedFile, match="« bus » a deux colonnes"):
        terms_from_table(table(bus=["1"], bus_duplicated_0=["1"]))


def test_matrix_of_metadata_alone_is_refused():
    with pytest.raises(RefusedFile, match="aucune colonne de mots"):
        terms_from_table(table(age=["x"]), aside=["age"])


def test_matrix_of_frequencies_is_refused():
    table = OwnTable("M.csv", pl.DataFrame({"bus": ["1", "0,5"]}))

    with pytest.raises(RefusedFile, match="« 0,5 » n’est pas un nombre entier"):
        terms_from_table(table)
